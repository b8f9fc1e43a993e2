# Two commands are all a newcomer needs: `make crawl` and `make test`.
PY := .venv/bin/python
SCRAPY := .venv/bin/scrapy
SITE ?=

.PHONY: crawl test setup fmt pins clean

# Crawl the demo papers into data/demo.db, or a real site: make crawl SITE=henan_jiyuan
crawl: setup
ifeq ($(SITE),)
	@$(PY) -m demo
else
	@$(SCRAPY) crawl $(SITE)
endif

test: setup
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m pytest

# Everything in .venv; made anew only when the pins change.
setup: .venv/.ready
.venv/.ready: requirements.txt requirements-dev.txt tools/setup.sh
	@sh tools/setup.sh

fmt: setup
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

pins: setup
	.venv/bin/uv pip compile -q --no-emit-index-url --no-emit-find-links --python-version 3.11 \
	    --custom-compile-command "make pins" requirements.in -o requirements.txt
	.venv/bin/uv pip compile -q --no-emit-index-url --no-emit-find-links --python-version 3.11 \
	    --custom-compile-command "make pins" requirements-dev.in -o requirements-dev.txt
	.venv/bin/uv pip compile -q --no-emit-index-url --no-emit-find-links --python-version 3.11 \
	    --custom-compile-command "make pins" benchmarks/requirements-peers.in \
	    -o benchmarks/requirements-peers.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
