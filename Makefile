# Run `make` to see the targets. Only `setup`, `lock`, `bench-peers` and, where LibreOffice is
# missing, `office` and `test` use the network.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help setup office demo check test lock docs bench bench-peers clean

# The plan is Chinese. Python 3.11 picks UTF-8 by itself under LANG=C and POSIX, but not under
# zh_CN.GBK and the like; with this a run gives the same bytes under every locale.
export PYTHONUTF8 := 1

# Which Python the venv is made from; `make setup PYTHON=/path/to/python` overrides the choice.
PYTHON ?= python3.11 python3
BIN := .venv/bin
# What make leaves for people to read, and its working files; ignored by git.
BUILD := build

help: ## list the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

setup: .venv/.ready ## make the venv in .venv with the locked dependencies and this package

# Made anew whenever the lock file changes, so that it never holds more than the lock file says, and
# after a run that was cut short, since the stamp comes last.
.venv/.locked: requirements.lock
	@rm -rf .venv
	@$(make_venv)
	@echo 'setup: installing the locked dependencies'
	@$(BIN)/python -m pip install -qq --no-input --disable-pip-version-check \
	  --only-binary :all: --require-hashes -r requirements.lock
	@touch $@

.venv/.ready: .venv/.locked pyproject.toml
	@echo 'setup: installing this package'
	@$(BIN)/python -m pip install -qq --no-input --disable-pip-version-check \
	  --no-index --no-deps --no-build-isolation -e .
	@touch $@

# Debian splits ensurepip, which venv needs, off into a package of its own: bring it in if we may.
define make_venv
$(bring_in); \
python=; \
for candidate in $(PYTHON); do \
  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
    python=$$candidate; break; \
  fi; \
done; \
if [ -z "$$python" ]; then \
  echo 'setup: Python 3.11 or newer is needed, and none of these is one: $(PYTHON)' >&2; \
  echo 'setup: install it (Debian: apt-get install python3) or name it: make setup PYTHON=/path/to/python' >&2; \
  exit 1; \
fi; \
if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
  bring_in setup "$$python cannot make a venv" \
    "$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; \
fi; \
echo "setup: making .venv with $$python ($$("$$python" -c 'import platform; print(platform.python_version())'))"; \
"$$python" -m venv .venv
endef

# A shell function: bring_in TARGET WHY PACKAGE... installs Debian's packages if we may, else says how.
define bring_in
bring_in() { \
  for_=$$1; why=$$2; shift 2; \
  if [ "$$(id -u)" = 0 ]; then as_root='env'; \
  elif sudo -n true 2>/dev/null; then as_root='sudo -n env'; \
  else as_root=; fi; \
  if [ -z "$$as_root" ] || ! command -v apt-get >/dev/null; then \
    echo "$$for_: $$why. As root: apt-get install $$*; then run make again" >&2; \
    exit 1; \
  fi; \
  echo "$$for_: installing $$*"; \
  : 'one list that cannot be fetched does not matter if the packages are found all the same'; \
  $$as_root apt-get -qq update || true; \
  $$as_root DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
    "$$@" </dev/null >/dev/null; \
}
endef

# What the tests open Word and Excel files with. The fonts are asked for by language: any Chinese ones do.
office: ## install LibreOffice and a Chinese font, where they are missing, for the tests
	@$(bring_in); missing=; \
	command -v soffice >/dev/null || missing='libreoffice-writer-nogui libreoffice-calc-nogui'; \
	command -v pdftotext >/dev/null || missing="$$missing poppler-utils"; \
	{ command -v fc-list >/dev/null && [ -n "$$(fc-list :lang=zh-cn)" ]; } \
	  || missing="$$missing fontconfig fonts-noto-cjk"; \
	if [ -n "$$missing" ]; then bring_in office 'the tests print papers with LibreOffice' $$missing; fi

# $(call show_and_run,gaoxin ...): prints the command as one would type it, then runs it.
define show_and_run
@printf '\n$$ %s\n' '$(1)'
@$(BIN)/$(1)
endef

SAMPLE := --plan examples/plan/2024.yaml --period 2024Q3

demo: setup ## check and ask the real plan, print its task table; then a made-up zone's third quarter
	@mkdir -p $(BUILD)
	$(call show_and_run,gaoxin validate)
	$(call show_and_run,gaoxin status --dept 企业发展服务中心)
	$(call show_and_run,gaoxin show FZ-05)
	$(call show_and_run,gaoxin report assignment --to md -o $(BUILD)/任务分解表.md)
	$(call show_and_run,gaoxin status $(SAMPLE))
	$(call show_and_run,gaoxin explain CY-03 $(SAMPLE))
	$(call show_and_run,gaoxin missing $(SAMPLE) --as-of 2024-10-15)
	$(call show_and_run,gaoxin sheet export $(SAMPLE) -o $(BUILD)/发表)
	$(call show_and_run,gaoxin report quarterly $(SAMPLE) --to docx -o $(BUILD)/季度通报.docx)
	@printf '\n任务分解表写在 %s,季度通报(Word)写在 %s\n' $(BUILD)/任务分解表.md $(BUILD)/季度通报.docx

check: setup ## lint, format check, types, layers, dependencies
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry src

test: check office ## check, then all tests (in LibreOffice too: installs it where it is missing)
	$(BIN)/pytest

docs: setup ## write the generated pages of docs/
	$(BIN)/python tools/make_docs.py

bench: setup ## measure how fast it is
	$(BIN)/python bench/run.py

# What cannot be installed is left out, and told at the end. The peers have a venv of their own.
bench-peers: setup ## measure other tools beside it; installs those that are missing
	@$(bring_in); for tool in hledger tj3; do \
	  command -v $$tool >/dev/null || (bring_in $@ "$$tool is missing" $$tool) || true; done
	@test -x $(BUILD)/peers/bin/pip || $(BIN)/python -m venv $(BUILD)/peers
	@for peer in doorstop 'beancount beanquery' strictdoc; do \
	  $(BUILD)/peers/bin/python -m pip install -qq --no-input --disable-pip-version-check $$peer \
	    || echo "bench-peers: cannot install $$peer" >&2; done
	$(BIN)/python bench/peers.py

# pip-compile knows no dependency groups, so it gets the two lists as files. The machine's own pip
# settings are off: a local folder of wheels would give hashes that hold on this machine alone.
# One who needs a mirror sets PIP_INDEX_URL. The last check keeps addresses and paths out.
lock: setup ## make requirements.lock anew from pyproject.toml
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and \
	  "lock: requirements.lock is made with Python 3.11")'
	@rm -rf $(BUILD)/lock; mkdir -p $(BUILD)/lock
	@$(BIN)/python -c 'import pathlib, sys, tomllib; \
	  toml = tomllib.loads(pathlib.Path("pyproject.toml").read_text()); \
	  out = pathlib.Path(sys.argv[1]); \
	  (out / "project.in").write_text("\n".join(toml["project"]["dependencies"])); \
	  (out / "dev.in").write_text("\n".join(toml["dependency-groups"]["dev"]))' $(BUILD)/lock
	cd $(BUILD)/lock && env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL -u PIP_CONSTRAINT PIP_CONFIG_FILE=/dev/null \
	  ../../$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o compiled.txt project.in dev.in
	@{ echo '# Made by `make lock` from pyproject.toml: the dependencies (project.in) and the dev group (dev.in).'; \
	  grep -v '^# The following packages are considered to be unsafe' $(BUILD)/lock/compiled.txt; } > $(BUILD)/lock/requirements.lock
	@if grep -nE '^-|://|file:| @ ' $(BUILD)/lock/requirements.lock; then \
	  echo 'lock: the lines above name an address or a path' >&2; exit 1; fi
	@mv $(BUILD)/lock/requirements.lock requirements.lock
	@rm -r $(BUILD)/lock

clean: ## remove the venv, what was built and all caches
	rm -rf .venv $(BUILD) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
