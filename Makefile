# make build   set up, build the published files and the package
# make test    set up, run the tests
# make site    set up, build the website and the API reference in site/
# All need only Python 3.11 or newer, make and a package registry.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: build test site
.DELETE_ON_ERROR:

build: .venv/ready
	@$(BIN)/ipplan build
	@$(BIN)/python -m build --no-isolation --outdir dist . >dist.log 2>&1 \
	  || { cat dist.log; rm -f dist.log; exit 1; }; tail -n 1 dist.log; rm -f dist.log

test: .venv/ready
	@$(BIN)/python -m pytest -n auto --dist loadgroup

site: .venv/ready
	@rm -rf site
	@$(BIN)/ipplan site
	@$(BIN)/python -m pdoc --docformat google --output-directory site/api ipplan_data ipplan_data.plan

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "This needs Python 3.11 or newer; choose one with: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' \
	  || { echo "Python's venv is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv; this takes a minute the first time"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
