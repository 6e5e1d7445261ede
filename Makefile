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

# Alleen bestanden waarvan de som in de lijst staat; niets wordt ter plekke uit broncode gemaakt.
define packages
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r $(1) 2>.venv/pip.log \
	  || { if grep -q 'DO NOT MATCH THE HASHES' .venv/pip.log; \
	  then echo "Een Python-pakket is niet het bestand dat $(1) vastlegt; er is niets van geïnstalleerd. Wat pip zei, staat in .venv/pip.log"; \
	  else echo "De Python-pakketten zijn niet opgehaald. Is er netwerk? Wat pip zei, staat in .venv/pip.log"; fi; exit 1; }
endef

export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1
# Een machine die dit zet, vertaalt bij elke opdracht alle modules opnieuw: een seconde per keer.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help setup tools browser server anders check onthoud vertaal serve site bundel stage test snel nalopen bench slot onderdelen clean

help: ## wat er kan
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 17

setup: $(BIN)/klaar ## zet de Python-pakketten klaar in .venv

$(BIN)/klaar: requirements.txt
	$(call install,$(PYTHON),python3 python3-venv)
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(MAKE) --no-print-directory venv-package
	@echo "Python-pakketten klaarzetten in .venv (eenmalig, een minuut)"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv
	$(call packages,requirements.txt)
	$(pango)
	@touch $@

tools: setup $(BIN)/klaar-tests

$(BIN)/klaar-tests: tests/requirements.txt $(BIN)/klaar
	@echo "Wat de tests nodig hebben erbij zetten in .venv"
	$(call packages,tests/requirements.txt)
	@touch $@

.PHONY: venv-package pango
venv-package:
	$(call install,/nergens,python3-venv)

pango:
	$(call install,/nergens,$(PANGO))

browser: tools
	$(call install,chromium-headless-shell,chromium-headless-shell)

server: tools
	$(call install,nginx,nginx-light)

# De Nu HTML Checker draait op Java, en npm haalt op wat Firefox stuurt: alleen als de som klopt met tests/npm/package-lock.json.
anders: tools
	$(call install,java,default-jre-headless)
	$(call install,npm,npm)
	$(call install,firefox-esr,firefox-esr)
	$(call install,WebKitWebDriver,webkit2gtk-driver)
	$(call install,xvfb-run,xvfb)
	@npm ci --silent --no-audit --no-fund --prefix tests/npm >/dev/null || { echo "Niet opgehaald: de Nu HTML Checker. Is er netwerk?"; exit 1; }

check: setup ## kijkt alleen de gegevens na
	@$(BIN)/python hooks/check.py

onthoud: setup ## onthoudt de adressen van nu, zodat er later geen verloren gaat
	@$(BIN)/python hooks/check.py --onthoud

vertaal: setup ## zet klaar wat er in andere talen nog te vertalen is
	@$(BIN)/python hooks/translate.py

serve: setup ## toont de uitgave voor medewerkers en volgt elke wijziging
	@$(BIN)/python hooks/command.py mkdocs serve --dirty

site: setup ## bouwt beide uitgaven in site/staff en site/public; met PUBLICEREN=1 alleen als alles is ingevuld
	@$(BIN)/python hooks/make_site.py

bundel: site ## pakt beide uitgaven in een zip die zonder server opent
	@$(BIN)/python hooks/make_bundle.py

stage: setup ## schrijft de bron van beide uitgaven in bron/, voor een ander programma dat sites maakt
	@$(BIN)/python hooks/stage.py

test: browser server ## draait alle tests, ook die in de browser
	@$(BIN)/python -m pytest

snel: tools ## draait de tests zonder browser, zonder hele site en zonder wat lang duurt, in ruim een minuut
	@$(BIN)/python -m pytest -m "not browser and not site and not long"

nalopen: browser server anders site ## elke bladzijde van elk handboek in Chromium (een nacht) en door de Nu HTML Checker; Firefox en WebKit; duizend verschrijvingen; of elk testbestand een fout merkt; alle tests over alles
	@PYTHONPATH=hooks:tests $(BIN)/python tests/markup.py
	@PYTHONPATH=hooks:tests $(BIN)/python tests/engines.py
	@PYTHONPATH=hooks:tests $(BIN)/python tests/fuzz.py 1000
	@PYTHONPATH=hooks:tests $(BIN)/python tests/slips.py tests/slips.yaml
	@PYTHONPATH=hooks:tests $(BIN)/python tests/every_page.py
	@PYTHONPATH=hooks:tests $(BIN)/python tests/planted.py
	@ZORGWEGWIJZER_ALLES=1 $(BIN)/python -m pytest

bench: browser ## meet het bouwen naast een kale Material-site
	@$(BIN)/python tests/bench.py

# Haalt de sommen op bij de bron van pakketten; met HOGER=pakket gaat dat pakket naar zijn nieuwste versie.
slot: tools ## legt versie en som van elk pakket vast, na een wijziging in requirements.in
	@for list in requirements tests/requirements; do \
	  $(BIN)/uv pip compile -q $(addprefix --upgrade-package=,$(HOGER)) $$list.in -o $$list.txt >/dev/null 2>.venv/uv.log \
	  || { echo "Niet vastgelegd: $$list.txt. Is er netwerk, en bestaan deze versies? Wat uv zei, staat in .venv/uv.log"; exit 1; }; done
	@$(MAKE) --no-print-directory onderdelen

onderdelen: tools ## schrijft op welke onderdelen er zijn, met hun licentie
	@$(BIN)/python tests/components.py

clean: ## gooit weg wat gebouwd is
	rm -rf site .pytest_cache .mypy_cache .ruff_cache
