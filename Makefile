# The newcomer's door: `make demo` and `make test` are all that a fresh machine needs.

PYTHON  ?= python3
VENV    ?= .venv
BIN     := $(VENV)/bin
DATA    ?= ../shared/data
DEMO    ?= demo-archive
PORT    ?= 8000
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: demo test check format chromium lock tables evaluate bench clean

## demo: make the environment, index the sample corpus, serve the page on this machine
demo: $(VENV)/.run
	@$(BIN)/broadsheet --archive $(DEMO) add corpus --corpus sample || test $$? -eq 3 # one dump is broken on purpose
	@$(BIN)/broadsheet --archive $(DEMO) serve --port $(PORT)

## test: make the environment with what the tests need, and pass them all
test: $(VENV)/.dev chromium
	$(BIN)/python -m pytest -q $(TESTS)

## check: style, types, import rules
check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/.run: requirements/build.txt requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Broadsheet needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 demo' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo 'No environment could be made. On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	@echo 'Setting up $(VENV): a minute, once'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --require-hashes -r requirements/dev.txt
	@touch $@

## chromium: the browser tests drive an installed Chromium or Chrome; Debian's package is taken where root can install it
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
		{ test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && \
		  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } || \
		echo 'No Chromium or Chrome was found, so the browser tests will fail. On Debian: sudo apt install chromium' >&2

## lock: resolve the dependencies again, with hashes and without addresses
lock: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet uv
	$(COMPILE) --group build --output-file requirements/build.txt
	$(COMPILE) pyproject.toml --output-file requirements/run.txt
	$(COMPILE) pyproject.toml --group dev --output-file requirements/dev.txt
	$(COMPILE) --group tables --output-file requirements/tables.txt

## tables: make the derived tables of indexer/gazetteer again, from the sources in NOTICE
tables: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tables.txt
	$(BIN)/python -m indexer.gazetteer.make_tables

## evaluate, bench: quality on labelled news (DATA=folder), speed against other engines
evaluate: $(VENV)/.dev
	$(BIN)/python -m bench.quality $(DATA)

bench: $(VENV)/.dev
	$(BIN)/python -m bench.speed

clean:
	rm -rf $(VENV) $(DEMO) build *.egg-info
