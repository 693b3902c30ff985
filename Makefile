# Everything a person runs. PYTHON, HOST and PORT may be set; pip's own variables are honoured.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install serve build test lint format benchmark clean
.DEFAULT_GOAL := help

help:
	@echo "make serve      set up, build the index if need be, serve on http://$(HOST):$(PORT)"
	@echo "make test       set up and run every test"
	@echo "make lint       ruff, mypy, the layers contract"
	@echo "make benchmark  quality and speed on the real report"

# The stamp makes a second call cheap: pip runs again only when pyproject.toml has changed.
$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("scrgraph needs Python 3.11 or later; set PYTHON=...") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

install: $(VENV)/.installed

serve: install
	$(BIN)/scrgraph serve --host $(HOST) --port $(PORT)

build: install
	$(BIN)/scrgraph build

test: install
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

benchmark: install
	$(BIN)/python benchmarks/search_speed.py

clean:
	rm -rf $(VENV) index/current index/generations
