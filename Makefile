# make demo   a working record system with a made-up council, on this machine only
# make test   the tests a person runs while working
# make help   everything else

PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
STAMPS = .venv/stamps
# npm of the machine, or the one that a Python package brings
NPM = $(shell command -v npm || echo $(BIN)/npm)

.DEFAULT_GOAL := help
.PHONY: help setup spark demo test test-all bench bench-school bench-checks lint screenshots docs locks clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: $(STAMPS)/python $(STAMPS)/node ## everything the other targets need

$(STAMPS)/python: requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Keepwell needs Python 3.11 or newer; name it with make PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/node: package.json package-lock.json .npmrc frontend/* $(STAMPS)/python
	@command -v npm > /dev/null || $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/node.txt
	@$(NPM) ci --silent --no-audit --no-fund
	@$(NPM) run --silent build
	@touch $@

demo: setup ## a made-up council to look at: make demo PORT=8000
	@$(BIN)/keepwell demo --port $(PORT)

test: setup ## quick tests, some minutes; says what it skipped
	@$(BIN)/python -m pytest -q -n 2 -m "not slow and not browser"
	@echo "Left out: tests marked slow or browser, and PostgreSQL. make test-all runs them."

spark: $(STAMPS)/spark ## what --engine spark needs besides Java: the extra keepwell[spark], half a gigabyte

$(STAMPS)/spark: requirements/spark.txt $(STAMPS)/python
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/spark.txt
	@touch $@

test-all: setup spark lint ## every test, on SQLite and PostgreSQL, with a browser: what CI runs
	@tests/all.sh

lint: setup ## style, and which room imports which
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache > /tmp/keepwell-imports.$$$$ || { cat /tmp/keepwell-imports.$$$$; exit 1; }

bench: setup ## figures and ratios: make bench CHILDREN=100000
	@$(BIN)/python benchmarks/run.py $(if $(CHILDREN),--children $(CHILDREN))

bench-school: setup ## figures of a school's registers, at 400 and 2,000 pupils
	@$(BIN)/python benchmarks/school.py

bench-checks: setup ## figures of the statutory checks: make bench-checks SPREAD=153 tries Spark too
	@$(BIN)/python benchmarks/checks.py $(if $(SPREAD),--spread $(SPREAD))

screenshots: setup ## the pictures of the README, from a fresh demo
	@$(BIN)/python docs/screenshots.py

docs: setup ## the pages about tables, rules and clocks, from their declarations
	@$(BIN)/python docs/tables.py
	@$(BIN)/python docs/rules.py
	@$(BIN)/python docs/clocks.py

locks: ## work the locked requirements out anew
	@for extra in base dev node spark; do \
	  $(BIN)/uv pip compile -q pyproject.toml $$( [ $$extra = base ] || echo --extra $$extra ) --generate-hashes --universal \
	    --python-version 3.11 --no-emit-index-url --no-header -o requirements/$$extra.txt; done

clean: ## take away what was made, except the record in var/
	@rm -rf .venv node_modules build test-results keepwell/web/site/static/build
