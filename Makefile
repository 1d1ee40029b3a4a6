# Two commands: make demo, make test. Everything else is listed by make help.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
SITE := $(VENV)/.site-installed
DEV := $(VENV)/.dev-installed
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/django.po cms/locale/*/LC_MESSAGES/django.po)
PRINTING := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TESTING := chromium poppler-utils
MEASURING := nginx-light wrk
PYTEST := $(BIN)/python -m pytest -n 2

# A virtual environment of Homebrew's Python does not look where Homebrew puts Pango.
ifeq ($(shell uname),Darwin)
export DYLD_FALLBACK_LIBRARY_PATH := /opt/homebrew/lib:/usr/local/lib
endif

.PHONY: help demo run test test-postgres lint format messages wheel benchmark lock install

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: install ## Set up what is missing and serve the reference site with its demo (PORT=8000)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo
	@$(MANAGE) serve_demo --port $(PORT)

run: install ## Serve the site as it is, without loading the demo (PORT=8000)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) serve_demo --port $(PORT)

install: $(SITE) catalogues ## Set up what serving needs

test: $(DEV) catalogues ## Run the whole suite on SQLite, journeys in a real browser included
	$(PYTEST) $(ARGS)

test-postgres: $(DEV) catalogues ## Run the suite on PostgreSQL (DATABASE_URL), without journeys and hosts
	@test -n "$(DATABASE_URL)" || { echo "Set DATABASE_URL=postgres://user:word@host:port/name"; exit 2; }
	DATABASE_URL=$(DATABASE_URL) $(PYTEST) -m "not journey" --ignore=tests/hosts $(ARGS)

lint: $(DEV) ## Check style, formatting, templates and who imports whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files '*.html')
	$(BIN)/lint-imports --no-cache

format: $(DEV) ## Put code and templates into shape
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .
	$(BIN)/djade --target-version 5.2 $$(git ls-files '*.html') || true

messages: $(DEV) ## Bring the catalogues up to the strings in the code
	$(MANAGE) messages

wheel: $(DEV) catalogues ## Build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

benchmark: $(DEV) catalogues ## Print the ratios that the documentation promises
	@.ci/system-packages $(MEASURING)
	$(BIN)/python -m pytest tests/benchmarks -q -s -p no:xdist -o addopts=

lock: ## Write the requirement locks anew (needs uv)
	uv pip compile pyproject.toml --group site --extra postgres --extra redis --universal \
		--python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements/site.lock
	uv pip compile pyproject.toml --group site --group test --group pdfcheck --group lint \
		--extra postgres --extra redis --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate -c requirements/site.lock -o requirements/dev.lock

.PHONY: catalogues
catalogues: $(CATALOGUES:.po=.mo)
%.mo: %.po
	@$(MANAGE) messages --compile

$(VENV)/bin/python:
	@.ci/system-packages python3-venv $(PRINTING)
	@$(PYTHON) -m venv $(VENV)

$(SITE): requirements/site.lock | $(VENV)/bin/python
	@.ci/system-packages python3-venv $(PRINTING)
	@echo "Installing Python packages into $(VENV)"
	@$(PIP) -r requirements/site.lock
	@touch $@

$(DEV): requirements/dev.lock | $(SITE)
	@.ci/system-packages $(PRINTING) $(TESTING)
	@echo "Installing the packages that tests need into $(VENV)"
	@$(PIP) -r requirements/dev.lock
	@touch $@ $(SITE)
