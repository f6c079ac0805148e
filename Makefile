# make build   set up, make the published files, build the packages into dist/
# make test    set up, run the tests
# make site    set up, make pages to look at the data in site/
# All need only Python 3.11 or newer, make and a package registry.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: build test site
.DELETE_ON_ERROR:

package = $(BIN)/python -m build --no-isolation --outdir dist $(1) >dist.log 2>&1 \
  || { cat dist.log; rm -f dist.log; exit 1; }; tail -n 1 dist.log; rm -f dist.log

build: .venv/ready
	@$(BIN)/ipplan build
	@$(call package,.)

test: .venv/ready
	@$(BIN)/python -m pytest -n auto --dist worksteal

site: .venv/ready
	@rm -rf site
	@$(BIN)/ipplan site

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "This needs Python 3.11 or newer; name one with: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' \
	  || { echo "Python's venv is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv; this takes a minute the first time"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
