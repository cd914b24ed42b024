# Two commands: `make demo` (set-up and main job) and `make test` (set-up and all tests).
PYTHON ?= python3
BIN = .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Two sets: what the program needs, and what the tests need besides (of which pyspark alone is 480 MB).
STAMP = .venv/.ready
TESTS = .venv/.ready-for-tests

.PHONY: demo test check benchmark schema lock wheels clean

demo: $(STAMP)
	$(BIN)/hengji demo --out hengji-demo

test: check
	$(BIN)/pytest -n auto --dist loadgroup

check: $(TESTS)
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Whole tables and reports are measured beside hand-written solutions where their folder is given:
# make benchmark BENCH=folder
benchmark: $(STAMP)
	$(BIN)/python benchmarks/scoring.py
	$(BIN)/python benchmarks/proofreading.py
	$(BIN)/python benchmarks/proofreading_speed.py
	$(BIN)/python benchmarks/reports.py
	$(BIN)/python benchmarks/reports_batch.py
	$(BIN)/python benchmarks/report_planting.py
	$(BIN)/python benchmarks/register_import.py
ifdef BENCH
	$(BIN)/python benchmarks/register_measures.py --bench "$(BENCH)" --rows 10000000 --linear
	$(BIN)/python benchmarks/reports_beside.py --bench "$(BENCH)"
	$(BIN)/python benchmarks/batch.py --bench "$(BENCH)"
endif

# The environment: exactly what the lock files name, checked by hash.
$(STAMP): requirements.lock requirements-build.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock -r requirements-build.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $(STAMP)

$(TESTS): $(STAMP) requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $(TESTS)

# The file formats as JSON Schema, published for editors.
schema: $(STAMP)
	$(BIN)/python docs/schema/write.py

COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" --quiet

# The later ones keep to the versions of the first.
lock:
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --constraints requirements.lock --group dev --output-file requirements-dev.lock
	uv pip compile --constraints requirements-dev.lock --group build --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command "make lock" --quiet --output-file requirements-build.lock

# A folder of wheels to carry to a machine without internet (run on the same system and Python).
wheels: $(STAMP)
	$(BIN)/python -m pip download --quiet --only-binary :all: --require-hashes -r requirements.lock -d dist/wheels
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation . -w dist/wheels

clean:
	rm -rf .venv dist hengji-demo
