# make help shows what there is; every target sets up what it needs in .venv.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DB     := data/library.db
BIBMAN := BIBMAN_DB=$(DB) $(BIN)/bibman

.DEFAULT_GOAL := help
.PHONY: help run test lint bench docs train clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml .ci/constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "bibman needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e '.[dev]'
	@touch $@

run: $(READY) ## Read seeds/ into data/library.db, write data/library.bib, print the answers
	@mkdir -p data
	$(BIBMAN) add --format table seeds
	@echo
	$(BIBMAN) self-citations --summary --format table
	@echo
	$(BIBMAN) authors --format table Хайдарова
	@echo
	$(BIBMAN) duplicates --format table
	@echo
	$(BIBMAN) export -o data/library.bib

test: $(READY) ## Run the tests
	$(BIN)/python -m pytest

lint: $(READY) ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY) ## Measure speed, each figure beside a yardstick from the same run
	$(BIN)/python tests/bench.py

docs: $(READY) ## Write docs/commands.md and build/bibman.1 from the help texts
	$(BIN)/python docs/commands.py
	@mkdir -p build
	$(BIN)/bibman man > build/bibman.1

MODEL := bibman/references/model
train: $(READY) ## Train the tagger again, about an hour: make train CORPORA="a.jsonl b.jsonl"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m bibman.training crf --generated 32000 --seed 5 --corpus $(CORPORA) -o $(MODEL)/tagger.crfsuite
	$(BIN)/python -m bibman.training network --generated 180000 --seed 77 --corpus $(CORPORA) -o $(MODEL)

clean: ## Remove what was made
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -f data/library.db* data/library.bib
	find . -name __pycache__ -type d -exec rm -rf {} +
