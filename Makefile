# Two commands: `make serve` to use it, `make test` to check it. Both make .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INDEX ?= whoosh:gongbao.index
HOST ?= 127.0.0.1
PORT ?= 8000
CORPUS ?=
SIZES ?= 10000 100000 400000
ENGINES ?= gongbao-whoosh gongbao-tantivy plain-whoosh plain-tantivy bare-tantivy fts5
RATE ?= 50
SECONDS ?= 600

.PHONY: setup serve test test-quick lint translations bench bench-reading bench-archive load-test measure-pages evaluate screenshots clean

setup: $(VENV)/ready

$(VENV)/ready: setup.cfg pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "gongbao needs Python 3.11 or newer; name one with make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@

serve: setup
	$(BIN)/gongbao index --if-missing --index $(INDEX) index/sample
	$(BIN)/gongbao serve --index $(INDEX) --host $(HOST) --port $(PORT)

test: setup
	$(BIN)/python -m pytest

test-quick: setup
	$(BIN)/python -m pytest -q -n 2 --dist worksteal --hypothesis-profile quick \
		--ignore-glob='tests/test_browser*' -m 'not slow and not browser'

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tests.translating --check

translations: setup
	$(BIN)/python -m tests.translating

bench: setup
	$(BIN)/python -m tests.bench

bench-reading: setup
	$(BIN)/python -m tests.bench_reading

# CORPUS: files of JSON lines or gazettes, separated by blanks; without it one is made.
bench-archive: setup
	$(BIN)/python -m tests.bench_archive --sizes "$(SIZES)" --engines "$(ENGINES)" $(CORPUS)

# Needs httperf (Debian: httperf).
load-test: setup
	$(BIN)/python -m tests.load_test --index $(INDEX) --rate $(RATE) --seconds $(SECONDS)

measure-pages: setup
	$(BIN)/python -m tests.webgold

evaluate: setup
	$(BIN)/gongbao evaluate --corpus index/sample/jilin-2018-06.txt \
		--queries tests/judgements/queries.jsonl --qrels tests/judgements/qrels.txt

screenshots: setup
	$(BIN)/python -m tests.screenshots

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache
