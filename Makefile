# Between.  `make help` lists what can be done.  On Windows without make: py start.py
PYTHON ?= python3
VENV := .venv/bin/python
START := $(PYTHON) start.py
DEV := $(START) env --dev
ALL_CORES := -n auto --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help run demo test check fmt unit browser attacks postgres kills bench rates pictures migration lock vendor clean

help: ## List what can be done
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: ## Start Between and open it in the browser
	@$(START) run

demo: ## Explore a made-up practice, apart from your own
	@$(START) demo

test: ## Check everything and run all tests
	@$(START) test

check: ## Format, lint, types and import contracts, in seconds
	@$(START) check

fmt: ## Format the code and mend what can be mended by machine
	@$(DEV)
	@$(VENV) -m ruff check --quiet --fix-only .
	@$(VENV) -m ruff format .

unit: ## The fast tests: no browser, no PostgreSQL
	@$(DEV)
	@$(VENV) -m pytest -q $(ALL_CORES) -m "not browser and not postgres"

browser: ## The journeys through a real browser
	@$(DEV)
	@$(VENV) -m pytest -q $(ALL_CORES) -m browser

attacks: ## The tests that play an attacker
	@$(DEV)
	@$(VENV) -m pytest -q $(ALL_CORES) tests/attacks

postgres: ## The same tests on a real PostgreSQL, which comes as a package
	@$(DEV)
	@BETWEEN_TEST_DATABASE=postgresql $(VENV) -m pytest -q $(ALL_CORES) -m "not browser"

kills: ## Kill the server 120 times while notes are saved
	@$(DEV)
	@BETWEEN_KILLS=120 $(VENV) -m pytest -q tests/durability

bench: ## Measure again the figures that we publish
	@$(DEV)
	@$(VENV) -m benchmarks.error_rates --pages 300
	@$(VENV) -m benchmarks.import_notes
	@$(VENV) -m benchmarks.keep_draft
	@$(VENV) -m benchmarks.second_start
	@$(VENV) -m benchmarks.search
	@$(VENV) -m benchmarks.theme_change
	@$(VENV) -m benchmarks.caseload

rates: ## Simulate how often the words of change are wrong, and check what is promised
	@$(DEV)
	@$(VENV) -m benchmarks.error_rates

pictures: ## Take the pictures of the user guide anew, out of the demo (needs Chromium)
	@$(DEV)
	@$(VENV) -m tools.pictures $(names)

migration: ## Begin the next migration: make migration m="themes can be retired"
	@$(DEV)
	@$(VENV) -m tools.new_migration "$(m)"

lock: ## Pin requirements.in with hashes, for every system we support
	@$(DEV)
	@$(VENV) -m tools.lock

vendor: ## Fetch and verify the fonts and scripts that vendor.toml names (needs npm)
	@$(DEV)
	@$(VENV) -m tools.vendor
	@$(VENV) -m tools.cut_fonts

clean: ## Remove what the tools made; never touches instance/
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
