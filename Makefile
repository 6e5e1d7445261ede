# De opdrachten van Zorgwegwijzer. Elke opdracht zet zelf klaar wat ontbreekt.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
# Op een machine zonder rechten staat hier de regel die de beheerder moet draaien.
define install
	@PATH="$$PATH:/usr/sbin" command -v $(1) >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then run=""; elif sudo -n true 2>/dev/null; then run="sudo"; \
	  else echo "Er ontbreekt een systeemonderdeel. Vraag de beheerder: apt-get update && apt-get install -y $(2)"; exit 1; fi; \
	  echo "Systeemonderdeel installeren: $(2)"; \
	  { $$run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$run apt-get install -y -qq $(2) >/dev/null; } \
	  || { echo "Installeren is niet gelukt. Is er netwerk? Anders draait de beheerder: apt-get install -y $(2)"; exit 1; }; }
endef

# Wat de pdf's tekent; een bibliotheek is geen opdracht, dus kijken wij of hij te laden is.
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
define pango
	@$(PYTHON) -c 'import ctypes; [ctypes.CDLL(name) for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")]' 2>/dev/null \
	  || $(MAKE) --no-print-directory pango
endef

export NO_MKDOCS_2_WARNING := 1
.PHONY: help setup browser server check onthoud vertaal serve site bundel test snel nalopen bench clean

help: ## wat er kan
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

setup: $(BIN)/klaar ## zet de Python-pakketten klaar in .venv

$(BIN)/klaar: requirements.txt
	$(call install,$(PYTHON),python3 python3-venv)
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(MAKE) --no-print-directory venv-package
	@echo "Python-pakketten klaarzetten in .venv (eenmalig, een minuut)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt 2>.venv/pip.log \
	  || { echo "De Python-pakketten zijn niet opgehaald. Is er netwerk? Wat pip zei, staat in .venv/pip.log"; exit 1; }
	$(pango)
	@touch $@

.PHONY: venv-package pango
venv-package:
	$(call install,/nergens,python3-venv)

pango:
	$(call install,/nergens,$(PANGO))

browser: setup
	$(call install,chromium,chromium)

server: setup
	$(call install,nginx,nginx-light)

check: setup ## kijkt alleen de gegevens na
	@$(BIN)/python hooks/check.py

onthoud: setup ## onthoudt de adressen van nu, zodat er later geen verloren gaat
	@$(BIN)/python hooks/check.py --onthoud

vertaal: setup ## zet klaar wat er in andere talen nog te vertalen is
	@$(BIN)/python hooks/translate.py

serve: setup ## toont de uitgave voor medewerkers en volgt elke wijziging
	@$(BIN)/python hooks/command.py mkdocs serve --dirty

site: setup ## bouwt beide uitgaven in site/staff en site/public
	@$(BIN)/python hooks/make_site.py

bundel: site ## pakt beide uitgaven in een zip die zonder server opent
	@$(BIN)/python hooks/make_bundle.py

test: browser server ## draait alle tests, ook die in de browser
	@$(BIN)/python -m pytest

snel: setup ## draait de tests zonder browser en zonder hele site, binnen een minuut
	@$(BIN)/python -m pytest -m "not browser and not site"

nalopen: browser site ## kijkt elke bladzijde na in Chromium (een half uur), en duizend verschrijvingen
	@PYTHONPATH=hooks:tests $(BIN)/python tests/fuzz.py 1000
	@PYTHONPATH=hooks:tests $(BIN)/python tests/every_page.py

bench: setup ## meet het bouwen naast een kale Material-site
	@$(BIN)/python tests/bench.py

clean: ## gooit weg wat gebouwd is
	rm -rf site .pytest_cache .mypy_cache .ruff_cache
