# `make run` opens Annotator, `make test` checks everything. Both set up what is missing; a second call starts at once.

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell command -v $(name))))
INSIDE := .venv/bin/python
SAMPLE := build/sample.annotator

.DEFAULT_GOAL := run
.PHONY: run test bench prepare format lock names-model clean

run:
ifeq ($(shell uname -s)$(DISPLAY)$(WAYLAND_DISPLAY),Linux)
	@mkdir -p build && rm -f $(SAMPLE)*
	@$(PYTHON) main.py init --sample --workspace $(SAMPLE)
	@$(PYTHON) main.py render build/window.png --window --workspace $(SAMPLE)
	@$(PYTHON) main.py export build/sample.jsonl --format jsonl --workspace $(SAMPLE)
	@echo "There is no screen, so the window was drawn to $(CURDIR)/build/window.png,"
	@echo "and the sample was exported to $(CURDIR)/build/sample.jsonl."
else
	@$(PYTHON) main.py
endif

prepare:
	@$(PYTHON) -m annotator.environment --development

test: prepare
	$(INSIDE) -m ruff format --check .
	$(INSIDE) -m ruff check .
	$(INSIDE) -m mypy
	.venv/bin/lint-imports
	$(INSIDE) -m pytest --numprocesses auto

bench: prepare
	$(INSIDE) -m tests.bench

format: prepare
	$(INSIDE) -m ruff format .
	$(INSIDE) -m ruff check --fix .

# Needs uv (https://docs.astral.sh/uv/); the locked versions hold for every platform and Python from 3.11 on.
lock:
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	    --custom-compile-command "make lock" pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	    --custom-compile-command "make lock" --constraints requirements.lock pyproject.toml --group dev \
	    --output-file requirements-dev.lock

# Needs PyTorch, which nothing else does, and a folder of name pairs: make names-model PAIRS=folder TRAINER=python-with-torch
TRAINER ?= $(INSIDE)
names-model:
	$(TRAINER) -m annotator.training.names $(PAIRS) resources/names

clean:
	rm -rf build .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
