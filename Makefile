# Colophon. `make run` and `make test` are the two that a newcomer needs.

SHELL := /bin/sh
PORT ?= 8000
WORKERS ?= 2
PY := .venv/bin/python
STATIC := $(shell find cms/static -type f 2>/dev/null)
export PORT

.DEFAULT_GOAL := help
.PHONY: help run dev reset test quick check format schema migrations clean

help: ## What can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/installed: requirements.txt
	@echo "Installing what Colophon needs …"
	@$${PYTHON:-python3} -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: .venv/installed requirements-dev.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.env:
	@python3 -c "import secrets as s; print('SECRET_KEY=' + s.token_urlsafe(50)); \
	print('DEMO_PASSWORD=' + s.token_urlsafe(9))" > .env
	@chmod 600 .env

var/static/made: .venv/installed .env $(STATIC)
	@mkdir -p var
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@touch $@

run: .venv/installed .env var/static/made ## Install, load the demo, serve on 127.0.0.1:8000 (PORT=)
	@$(PY) manage.py prepare --demo --port $(PORT)
	@exec .venv/bin/granian --interface wsgi --host 127.0.0.1 --port $(PORT) \
		--workers $(WORKERS) --no-ws --log-level warning cms.wsgi:application

dev: .venv/installed .env ## The same with autoreload and debug pages
	@DJANGO_SETTINGS_MODULE=cms.settings.dev $(PY) manage.py prepare --demo --port $(PORT)
	@DJANGO_SETTINGS_MODULE=cms.settings.dev $(PY) manage.py runserver $(PORT)

reset: ## Throw the database and uploads away, after asking
	@printf "This deletes var/: the database, uploads and all. Type yes: "; read answer; \
		test "$$answer" = yes && rm -rf var && echo "Gone." || echo "Nothing was deleted."

test: .venv/dev ## Every test, on SQLite and on PostgreSQL
	@$(PY) -m pytest -q -n auto
	@$(PY) -m tests.postgres $(PY) -m pytest -q -n auto --ignore tests/unit --ignore tests/browser

quick: .venv/dev ## Unit, GraphQL and HTML tests, in parallel, on SQLite
	@$(PY) -m pytest -q -n auto tests/unit tests/graphql tests/html

check: .venv/dev ## Linters, migrations, schema, imports
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/lint-imports
	@.venv/bin/djlint templates --lint --quiet
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(PY) manage.py makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(PY) manage.py schema --check

format: .venv/dev ## Format the code
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

schema: .venv/dev ## Write cms/schema.graphql
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(PY) manage.py schema

clean: ## Remove the virtual environment and caches; content stays
	@rm -rf .venv .pytest_cache .ruff_cache .mypy_cache
