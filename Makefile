# Colophon. `make run` and `make test` are the two that a newcomer needs.

SHELL := /bin/sh
PORT ?= 8000
WORKERS ?= 2
PYTHON ?= python3
PY := .venv/bin/python
STATIC := $(shell find cms/static home/static blog/static search/static -type f 2>/dev/null)
export PORT WORKERS

.DEFAULT_GOAL := help
.PHONY: help run dev reset test quick bench check format schema migrations audit drill clean

help: ## What can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Colophon needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
		echo "Name another: make run PYTHON=python3.12"; exit 1; }
	@echo "Installing what Colophon needs …"
	@$(PYTHON) -m venv .venv
	@$(PY) -m pip install -qq --disable-pip-version-check --no-compile -r requirements.txt
	@touch $@

.venv/dev: .venv/installed requirements-dev.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.env:
	@$(PYTHON) -c "import secrets as s; print('SECRET_KEY=' + s.token_urlsafe(50)); \
	print('DEMO_PASSWORD=' + s.token_urlsafe(9)); print('GRAPHQL_INTROSPECTION=true')" > .env
	@chmod 600 .env

var/static/made: .venv/installed .env $(STATIC)
	@mkdir -p var
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@touch $@

run: var/static/made ## Install, load the demo, serve on 127.0.0.1:8000 (PORT=)
	@exec $(PY) -m cms.serve --demo

dev: .venv/installed .env ## The same with autoreload and debug pages
	@DJANGO_SETTINGS_MODULE=cms.settings.dev $(PY) manage.py prepare --demo --port $(PORT)
	@DJANGO_SETTINGS_MODULE=cms.settings.dev exec $(PY) manage.py runserver $(PORT)

reset: ## Throw the database and uploads away, after asking
	@printf "This deletes var/: the database, uploads and all. Type yes: "; read answer; \
		test "$$answer" = yes && rm -rf var && echo "Gone." || echo "Nothing was deleted."

test: .venv/dev ## Every test, on SQLite and on PostgreSQL
	@$(PY) -m pytest -q -n auto --dist loadfile
	@$(PY) -m tests.postgres $(PY) -m pytest -q -n auto --dist loadfile \
		--ignore tests/unit --ignore tests/browser --ignore tests/e2e --ignore tests/docs

quick: .venv/dev ## Unit, GraphQL and HTML tests, in parallel, on SQLite
	@OPERATIONS=100 WALKS=1 $(PY) -m pytest -q -n auto tests/unit tests/graphql tests/html

bench: .venv/dev ## Measure with 1,000 to 100,000 articles (SIZES=, DATABASES=, CORPUS=files with links)
	@$(PY) -m benchmarks $(if $(SIZES),--sizes $(SIZES)) $(if $(DATABASES),--databases $(DATABASES))
	@$(PY) -m benchmarks.related $(if $(CORPUS),--corpus $(CORPUS))
	@$(PY) -m benchmarks.budget

check: .venv/dev ## Linters, migrations, schema, imports
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/lint-imports
	@.venv/bin/djlint templates --lint --quiet
	@.venv/bin/djlint cms/templates blog/templates --profile django --lint --quiet
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(PY) manage.py makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(PY) manage.py schema --check

audit: .venv/dev ## Audits of the demo's pages; tests of what is made up, for long
	@$(PY) -m tests.audits
	@EXAMPLES=60 STEPS=30 $(PY) -m pytest -q tests/editions/test_property.py
	@EXAMPLES=60 STEPS=30 $(PY) -m tests.postgres $(PY) -m pytest -q tests/editions/test_property.py
	@OPERATIONS=5000 $(PY) -m pytest -q tests/graphql/test_plan.py
	@EXAMPLES=300 $(PY) -m pytest -q tests/e2e/test_clients.py -k schemathesis

drill: .venv/dev ## Editors and readers at once, editors killed, on both databases (DRILL=seconds)
	@$(PY) -m tests.drill.concurrency --seconds $(or $(DRILL),20)
	@$(PY) -m tests.drill.neighbours
	@$(PY) -m tests.postgres $(PY) -m tests.drill.concurrency --seconds $(or $(DRILL),20)
	@$(PY) -m tests.postgres $(PY) -m tests.drill.neighbours

format: .venv/dev ## Format the code
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

schema: .venv/dev ## Write cms/schema.graphql
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(PY) manage.py schema

clean: ## Remove the virtual environment and caches; content stays
	@rm -rf .venv .pytest_cache .ruff_cache .mypy_cache
