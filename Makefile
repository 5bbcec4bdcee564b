# Two commands do everything on a fresh machine with Python 3.11 and make:
#   make demo   installs, fills a store with samples, traces the bad batch, writes the sheet
#   make test   lints, checks types and import rules, runs the tests
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint bench bench-trace bench-history pages format clean

$(VENV)/demo: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/test: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@

demo: $(VENV)/demo
	$(BIN)/rk demo

lint: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest -n 2

bench: $(VENV)/test
	$(BIN)/python tests/benchmarks/startup.py

bench-trace: $(VENV)/test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps "process-improve>=2.2,<3"
	$(BIN)/python -m tests.benchmarks.trace

bench-history: $(VENV)/test
	$(BIN)/python tests/benchmarks/history.py

# Every sheet there is by its own geometry and by a scanner; the pages as pictures into a folder of their own.
pages: $(VENV)/test
	mkdir -p build/pages
	$(BIN)/python -m tests.benchmarks.pages build/pages

format: $(VENV)/test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) recipekeeper-demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
