FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production \
    BIND=0.0.0.0 PORT=8000 STATIC_ROOT=/app/static

WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt

COPY . .
# The key is only for this step; the one that serves comes from the environment.
RUN SECRET_KEY=build python manage.py collectstatic --noinput --verbosity 0 \
    && useradd --create-home colophon \
    && mkdir var && chown colophon var

USER colophon
VOLUME /app/var
EXPOSE 8000

# SECRET_KEY, BASE_URL and ALLOWED_HOSTS are required; .env.example tells the rest.
CMD ["sh", "-c", "python manage.py prepare --port $PORT && exec python -m cms.serve"]
