# `make` lists what there is. Everything runs in .venv, which the first command makes.
.DEFAULT_GOAL := help
.PHONY: help run test check proof format lock bench
PY := .venv/bin/python
ARGS ?=

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: ## start the hub with a sample programme; options as in ARGS="--port 8200 --no-sample"
	@bin/install run
	@exec $(PY) manage.py up $(ARGS)

test: ## run every test but the long tables; one part as in ARGS="tests/trainings"
	@bin/install dev
	@$(PY) -m pytest -n 2 --dist loadgroup $(ARGS)

check: ## format, lint, types, templates, imports and migrations, then the tests
	@bin/install dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m djlint --quiet --lint templates
	.venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py check --fail-level WARNING
	@$(MAKE) --no-print-directory test

proof: ## run the long tables, many examples of each property, and the journeys in every look (two hours)
	@bin/install dev
	@$(PY) -m pytest -m proof $(ARGS)
	@$(PY) -m pytest -n 2 -m "hypothesis and not proof" --hypothesis-profile=proof
	@ALL_LOOKS=1 $(PY) -m pytest -n 2 --dist loadgroup tests/browser

format: ## bring code into shape
	@bin/install dev
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

lock: ## resolve pyproject.toml anew into the two hashed locks
	@bin/install dev
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--upgrade pyproject.toml -o requirements.txt
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--upgrade --group dev pyproject.toml -c requirements.txt -o requirements-dev.txt

bench: ## measure beside yardsticks and write benchmarks/RESULTS.md
	@bin/install dev
	@$(PY) -m benchmarks $(ARGS)
