# Targets for people: `make` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3.11
ifeq ($(shell command -v $(PYTHON) 2>/dev/null),)
PYTHON := python3
endif
BIN := .venv/bin

.PHONY: help serve test test-long test-all check format lock bench soak docs crash sbom audit

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/.serve: requirements/serve.txt pyproject.toml
	@echo "Setting up .venv ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes --requirement requirements/serve.txt
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.develop: requirements/develop.txt .venv/.serve
	@echo "Setting up the tools for tests ..."
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes --requirement requirements/develop.txt
	@touch $@

serve: .venv/.serve ## set up, load the example city, serve on 127.0.0.1:8000
	@$(BIN)/sinergi serve

test: .venv/.develop ## set up and run all tests but the long ones; some of them: make test ARGS="tests/graph -k cycle"
	@$(BIN)/python -m pytest $(ARGS)

test-long: .venv/.develop ## what `make test` leaves: the long tests, and laws tried on many more examples
	@$(BIN)/python -m pytest -m 'long or hypothesis' --hypothesis-profile whole $(ARGS)

test-all: .venv/.develop ## set up and run all tests, the long ones too
	@$(BIN)/python -m pytest -m '' --hypothesis-profile whole $(ARGS)

crash: .venv/.develop ## kill the service 500 times on SQLite and 500 on PostgreSQL; ARGS="--kills 20 --database sqlite --seed 7"
	@$(BIN)/python -m tests.crash $(ARGS)

check: .venv/.develop ## format, lint, types, import rules, stale docs; those of the page where npm has its packages
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@tests/page/run check

format: .venv/.develop ## format the code and mend what can be mended
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@tests/page/run format

soak: .venv/.develop ## let people read, write, follow, import and export for an hour; ARGS="--minutes 10"
	@$(BIN)/python -m bench.soak $(ARGS)

bench: .venv/.develop ## measure, as ratios to named alternatives
	@$(BIN)/python bench/graph.py
	@$(BIN)/python -m bench.evaluation
	@$(BIN)/python -m bench.review

docs: .venv/.develop ## write schema.graphql, docs/rules.md and the answers in README.md and docs/api.md anew
	@$(BIN)/sinergi schema > schema.graphql
	@$(BIN)/python -m tools.refresh
	@$(BIN)/python -m tools.components > docs/licences.md

sbom: .venv/.develop ## write sbom.cdx.json: all that ships, with versions, hashes and licences (CycloneDX)
	@$(BIN)/python -m tools.components --sbom > sbom.cdx.json

audit: ## compare the pinned packages with known faults (needs uv and the network)
	@uvx pip-audit --disable-pip --require-hashes --requirement requirements/serve.txt --requirement requirements/telemetry.txt

lock: ## pin the dependencies anew (needs uv)
	@uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements/serve.txt
	@uv pip compile pyproject.toml --extra build --extra telemetry --extra dev --universal --python-version 3.11 --generate-hashes --no-header --quiet --constraint requirements/serve.txt --output-file requirements/develop.txt
	@uv pip compile pyproject.toml --extra build --extra telemetry --universal --python-version 3.11 --generate-hashes --no-header --quiet --constraint requirements/develop.txt --output-file requirements/telemetry.txt
