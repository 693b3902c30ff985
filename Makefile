# Everything a person runs. PYTHON, HOST and PORT may be set; pip's own variables are honoured.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# Bytecode of what is never imported (most of torch) would cost half a minute: Python compiles what it imports.
PIP := $(BIN)/python -m pip install --disable-pip-version-check --no-compile

.PHONY: help install install-dev serve build test lint format benchmark clean
.DEFAULT_GOAL := help

help:
	@echo "make serve      set up, build the index if need be, serve on http://$(HOST):$(PORT)"
	@echo "make test       set up and run every test"
	@echo "make lint       ruff, mypy, the layers contract"
	@echo "make build      set up and build the index anew"
	@echo "make benchmark  speed of the real service beside a simple baseline"
	@echo "make format     let ruff rewrite the code"
	@echo "make clean      remove what was set up and built"

# The stamps make a second call cheap: pip runs again only when pyproject.toml has changed.
$(VENV)/.installed: pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "scrgraph needs Python 3.11 or later: install it, or set PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "scrgraph needs Python 3.11 or later, and $(PYTHON) is older: set PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "$(PYTHON) has no venv module: install it (Debian and Ubuntu: apt-get install python3-venv)"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Setting up $(VENV): the first time this downloads several hundred megabytes."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(PIP) --quiet --editable '.[dev]'
	@touch $@

# Charts, the network and the query editor come from npm, by the npm at hand or else by one from PyPI.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm
$(VENV)/.pages: package.json package-lock.json $(wildcard web/*) | $(VENV)/.installed
	@command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null \
	  || $(PIP) --quiet --editable '.[pages]'
	@if $(NPM) ci --loglevel=error && $(NPM) run --silent build; then touch $@; else \
	  echo "npm did not deliver: the pages serve without charts, network picture and query editor; make tries again."; fi

install: $(VENV)/.installed $(VENV)/.pages

install-dev: $(VENV)/.installed-dev $(VENV)/.pages

serve: install
	@$(BIN)/scrgraph serve --host $(HOST) --port $(PORT)

build: install
	@$(BIN)/scrgraph build

# The tests use the index that the service uses; both cores build it before they test.
test: install-dev
	@$(BIN)/scrgraph build --if-stale
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

benchmark: install-dev
	@$(BIN)/python benchmarks/search_speed.py

clean:
	rm -rf $(VENV) node_modules src/scrgraph/http/ui/static/bundle index/current index/generations
