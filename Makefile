# Two commands matter: `make demo` and `make test`. Each sets up what it needs, once.

.PHONY: demo test thorough bench format lock clean

demo:
	@scripts/setup
	@scripts/demo

test:
	@scripts/setup dev
	@scripts/check

# All tests, also the further variants that `make test` leaves out; takes about half as long again.
thorough:
	@scripts/setup dev
	@scripts/check -m ""

bench:
	@scripts/setup dev
	@set -e; for bench in benchmarks/*.py; do .venv/bin/python "$$bench"; done

format:
	@scripts/setup dev
	@.venv/bin/ruff check --fix --quiet .
	@.venv/bin/ruff format --quiet .

# For maintainers, after a change of the dependencies in pyproject.toml.
# Newest versions of everything: make lock FLAGS=--upgrade
COMPILE = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url $(FLAGS)
lock:
	@scripts/setup dev
	@.venv/bin/python -m pip install --quiet uv
	@$(COMPILE) pyproject.toml --group dev --output-file requirements-dev.lock
	@$(COMPILE) pyproject.toml --constraint requirements-dev.lock --output-file requirements.lock
	@$(COMPILE) --group build --constraint requirements-dev.lock --output-file requirements-build.lock

clean:
	@rm -rf .venv out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +
