# Two commands: `make demo` (set-up and main job) and `make test` (set-up and all tests).
PYTHON ?= python3
BIN = .venv/bin
STAMP = .venv/.ready

.PHONY: demo test check benchmark schema lock wheels clean

demo: $(STAMP)
	$(BIN)/hengji demo --out hengji-demo

test: check
	$(BIN)/pytest -n auto

check: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

benchmark: $(STAMP)
	$(BIN)/python benchmarks/scoring.py

# The environment: exactly what the lock files name, checked by hash.
$(STAMP): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

# The file formats as JSON Schema, published for editors.
schema: $(STAMP)
	$(BIN)/python docs/schema/write.py

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --quiet --output-file requirements-dev.lock

# A folder of wheels to carry to a machine without internet (run on the same system and Python).
wheels: $(STAMP)
	$(BIN)/python -m pip download --quiet --only-binary :all: --require-hashes -r requirements.lock -d dist/wheels
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation . -w dist/wheels

clean:
	rm -rf .venv dist hengji-demo
