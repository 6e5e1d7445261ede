"""In a real Chromium: accessible, within the screen, without other hosts, and whole without JavaScript."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from browser import SCREENS, Tabs, faults, lost, searched, served, thinned
from test_lines import contrast

FAMILIES = {
    "begin": "", "keuzewijzer": "wegwijzer/", "vraag": "wegwijzer/melanchthon/ouder/leren/",
    "alle wegen": "wegwijzer/alle-wegen/",
    "uitkomst": "wegwijzer/uitkomst/praat-met-mentor/",
    "einde van een weg": "wegwijzer/uitkomst/teamleider-verder/#via-melanchthon.ouder.leren.cijfers.mentor",
    "zorgstructuur": "zorgstructuur/", "leerlingen": "voor-leerlingen/", "situaties": "situaties/", "rollen": "rollen/",
    "rol": "rollen/mentor/",
    "rol van vroeger": "archief/rollen/oovr/", "overleg": "rollen/extern-zorgadviesteam/", "routes": "routes/",
    "route": "archief/routes/plaatsing-oovr/", "verwijzing zonder school": "archief/routes/raad-voor-de-kinderbescherming/",
    "papieren": "documenten/", "begrippen": "begrippen/", "wie zit waar": "overleg/", "wie doet wat": "wie-doet-wat/",
    "organisatie": "organisatie/", "kalender": "kalender/", "hoofdstukken": "hoofdstukken/",
    "verkenner": "verkenner/", "verkenner, een rol": "verkenner/rol/mentor/", "vergelijken": "verkenner/vergelijken/",
    "leunen": "verkenner/leunen/", "verkenner met een keuze": "verkenner/?rol=mentor",
    "formulieren": "formulieren/", "formulier": "formulieren/toestemming/",
    "formulier met schaal": "formulieren/observatieformulier/",
    "hoofdstuk": "hoofdstukken/geld/", "bronnen": "bronnen/", "open vragen": "open-vragen/", "fout": "404.html",
    "controlelijst": "controlelijst/", "onderhoud": "onderhoud/", "velden": "velden/", "gegevens": "gegevens/data-calendar/",
    "contact": "contact/", "toegankelijk": "toegankelijkheid/", "engels": "en/zorgstructuur/",
    "engelse vraag": "en/wegwijzer/melanchthon/ouder/veilig/",
    "engelse uitkomst": "en/wegwijzer/uitkomst/mentor-groep/",
    "engelse begrippen": "en/begrippen/",
}  # fmt: skip
# What parents see most is looked at in their own edition too.
FOR_PARENTS = (
    "begin",
    "zorgstructuur",
    "leerlingen",
    "situaties",
    "rol",
    "route",
    "vraag",
    "uitkomst",
    "alle wegen",
    "formulier",
)
# In the dark only the colours differ, and those are a few variables: a page of every kind of part is looked at.
IN_THE_DARK = (
    "begin", "vraag", "uitkomst", "zorgstructuur", "situaties", "rol", "overleg", "route", "verwijzing zonder school",
    "formulier", "verkenner met een keuze", "vergelijken", "papieren", "wie doet wat", "bronnen", "velden", "fout",
)  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES)
def test_page_is_accessible_and_fits_every_screen(family: str, addresses: dict[str, str], opened: Any) -> None:
    """Loaded once: on 320 px with spaced text and at twice the size, on a desk and in the dark.

    On a phone the pages for parents are looked at below, and every page of both editions in `make nalopen`.
    """
    page = opened(addresses["staff"] + FAMILIES[family], **SCREENS["bureau"])
    thinned(page)
    page.set_viewport_size({"width": 320, "height": 640})
    narrow = lost(page)
    page.set_viewport_size(SCREENS["bureau"]["viewport"])
    found = {"bureau": faults(page, "bureau")}
    if family in IN_THE_DARK:
        page.emulate_media(color_scheme="dark")
        page.locator("[data-md-color-scheme=slate]").first.wait_for(state="attached")
        found["donker"] = faults(page, "donker")
        page.emulate_media(color_scheme="light")
    found["320 px"] = narrow
    assert {screen: told for screen, told in found.items() if told} == {}


@pytest.mark.parametrize("family", FOR_PARENTS)
def test_what_parents_see_is_accessible_in_their_own_edition(family: str, addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"] + FAMILIES[family], **SCREENS["telefoon"])
    thinned(page)
    assert faults(page, "telefoon") == []


PRYING = """<!doctype html><script>
document.cookie = "koekje=1"; localStorage.spoor = 1; new Image().src = "http://127.0.0.2:9/elders"
</script>"""


def test_no_page_asks_another_host_sets_a_cookie_or_keeps_what_we_do_not_tell_of(browser: Browser, tmp_path: Path) -> None:
    """Each page that any test opens is looked at (`opened` in conftest.py); here is one that does it all."""
    (tmp_path / "index.html").write_text(PRYING, encoding="utf-8")
    tabs = Tabs(browser)
    with served(tmp_path) as address:
        page = tabs.opened(address)
        assert tabs.clear() == ["bewaard: koekje", "bewaard: spoor", "gevraagd: http://127.0.0.2:9/elders"]
    page.context.close()


@pytest.mark.parametrize("family", ["gegevens", "controlelijst", "begrippen"])
def test_a_page_that_is_left_alone_asks_nothing_either(family: str, addresses: dict[str, str], opened: Any) -> None:
    opened(addresses["staff"] + FAMILIES[family]).wait_for_load_state("networkidle")


def test_text_of_a_chart_is_readable_on_a_phone(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"] + "routes/bespreking-extern-zorgadviesteam/", **SCREENS["telefoon"])
    sizes = page.eval_on_selector_all(
        ".zw-svg text",
        "texts => texts.map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)",
    )
    assert min(sizes) >= 14


def test_texts_stay_inside_their_boxes(addresses: dict[str, str], opened: Any) -> None:
    """Also in the widest of the fallback fonts."""
    old = tuple(f"archief/routes/{name}/" for name in ("plaatsing-oovr", "lgf-protocol", "raad-voor-de-kinderbescherming"))
    for place in (*old, "routes/klacht-en-vertrouwenspersoon/"):
        page = opened(addresses["staff"] + place, **SCREENS["bureau"])
        page.add_style_tag(
            content=".zw-svg, .zw-svg text { font-family: 'DejaVu Sans' !important; font-weight: 400 !important }"
        )
        over = page.eval_on_selector_all(
            ".zw-node",
            """nodes => nodes.flatMap(node => {
                 const box = node.querySelector(".zw-shape").getBoundingClientRect()
                 return [...node.querySelectorAll("text")]
                   .filter(text => text.getBoundingClientRect().right > box.right + 1)
                   .map(text => text.textContent)
               })""",
        )
        assert over == []


@pytest.mark.parametrize("address", ["", "rollen/mentor/", "archief/routes/plaatsing-oovr/", "begrippen/", "situaties/"])
def test_everything_is_there_without_javascript(address: str, addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"] + address)
    tools = "[data-zw-search] p, [data-zw-rows] p, [data-png]"  # what only works with script
    page.evaluate("tools => document.querySelectorAll(tools).forEach(tool => tool.remove())", tools)
    with_script = page.inner_text("article")
    without = opened(addresses["public"] + address, java_script_enabled=False).inner_text("article")
    assert without.split() == with_script.split()


def test_an_abbreviation_explains_itself_on_focus_and_escape_hides_it(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["staff"] + "rollen/mentor/", **SCREENS["bureau"])
    word = page.locator(".zw-abbr").first
    tip = word.locator(".zw-tip")
    assert not tip.is_visible()
    word.focus()
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert not tip.is_visible()


def test_on_a_touch_screen_the_first_tap_explains_and_the_second_follows(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["staff"] + "rollen/mentor/", has_touch=True, is_mobile=True, **SCREENS["telefoon"])
    word = page.locator(".zw-abbr").first
    start = page.url
    word.tap()
    assert word.locator(".zw-tip").is_visible()
    assert page.url == start
    word.tap()
    page.wait_for_url(lambda url: url != start)


def test_the_chart_follows_the_target_in_the_list(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["staff"] + "archief/routes/plaatsing-oovr/", **SCREENS["bureau"])
    link = page.locator(".zw-svg a.zw-node-gate").first
    goal = link.get_attribute("href")
    link.click()
    assert page.url.endswith(goal)
    assert page.locator(f"{goal}:target").count() == 1


@pytest.mark.parametrize(
    "address", ["", "zorgstructuur/", "rollen/mentor/", "archief/routes/plaatsing-oovr/", "rollen/extern-zorgadviesteam/"]
)
def test_print_leaves_no_empty_sheet(address: str, addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"] + address, **SCREENS["donker"])
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    assert all(len(sheet.split()) > 3 for sheet in sheets), [len(sheet.split()) for sheet in sheets]
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


SEARCHES = {
    "vertrouwenspersoon": "rollen/vertrouwenspersoon/", "vertrouwen": "rollen/vertrouwenspersoon/",
    "zorgcoordinator": "rollen/zorgcoordinator/", "zorgcoördinator": "rollen/zorgcoordinator/",
    "ZAT": "rollen/extern-zorgadviesteam/", "zorgadviesteam": "rollen/intern-zorgadviesteam/",
    "MDO": "rollen/mdo/", "OOVR": "archief/rollen/oovr/", "mentoren": "rollen/mentor/", "decaan": "rollen/decaan/",
    "rugzak": "wegwijzer/uitkomst/rugzak-nu/", "gepest": "wegwijzer/uitkomst/mentor-groep/", "lwoo": "routes/lwoo-nu/",
    "spijbelen": "wegwijzer/uitkomst/vaak-weg/",
    "dyslexie": "wegwijzer/uitkomst/dyslexie-hulp/", "klacht": "wegwijzer/uitkomst/klacht-gedrag/",
    "hulp bij dyslexie": "routes/dyslexie/", "klacht en vertrouwenspersoon": "routes/klacht-en-vertrouwenspersoon/",
    "raad voor de kinderbescherming": "rollen/raad-voor-de-kinderbescherming/",
    "regionale verwijzingscommissie": "archief/rollen/regionale-verwijzingscommissie/",
}  # fmt: skip


@pytest.mark.parametrize(
    ("address", "most", "last"),
    [("zorgstructuur/", 2, "Meer lezen"), ("voor-leerlingen/", 1, "Meer lezen"), ("hulp-nu/", 1, "Dit blad komt van")],
)
def test_what_parents_and_pupils_are_given_fits_a_folder(
    address: str, most: int, last: str, addresses: dict[str, str], opened: Any
) -> None:
    for edition in ("staff", "public"):
        sheets = PdfReader(io.BytesIO(opened(addresses[edition] + address).pdf(prefer_css_page_size=True))).pages
        text = " ".join(sheet.extract_text() for sheet in sheets)
        assert len(sheets) <= most
        assert "Bel 112" in text and last in text and "()" not in text


# The smallest letter on paper, in points, and the smallest in which the number of a button to call stands.
SMALLEST = """() => {
  const shown = (part) => part.checkVisibility() && [...part.childNodes].some((each) => each.data?.trim())
  const sizes = (parts) => [...parts].filter(shown).map((part) => parseFloat(getComputedStyle(part).fontSize) * 0.75)
  return ["article *", ".zw-call"].map((parts) => Math.min(...sizes(document.querySelectorAll(parts))))
}"""


def test_help_on_paper_can_be_read_and_has_every_number(addresses: dict[str, str], opened: Any) -> None:
    """On one sheet, but not at the cost of letters too small to read, nor of a number or what someone must do."""
    for edition in ("staff", "public"):
        page = opened(addresses[edition] + "hulp-nu/")
        in_need = "[href^='tel:']:not(.zw-screen-only *)"  # the paper is for need; whom to ask about rights is not on it
        parts = page.locator(f".zw-need :is(h3, dd), {in_need}").all_inner_texts()
        page.emulate_media(media="print")
        text, number = page.evaluate(SMALLEST)
        assert text >= 8 and number >= 11
        sheet = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].extract_text()
        words = Counter(re.findall(r"\w+", " ".join(parts)))
        assert len(words) > 200 and [word for word, often in words.items() if sheet.count(word) < often] == []


def test_numbers_to_call_stand_apart(addresses: dict[str, str], opened: Any) -> None:
    """The theme makes a plain list of every list, unless ours weighs more."""
    page = opened(addresses["public"] + "hulp-nu/", **SCREENS["telefoon"])
    between = """lists => lists.flatMap(list => [...list.children].slice(1).map(each =>
      each.getBoundingClientRect().top - each.previousElementSibling.getBoundingClientRect().bottom))"""
    gaps = page.eval_on_selector_all(".zw-calls", between)
    assert gaps and min(gaps) >= 8


def test_icons_of_the_open_search_can_be_seen(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"], **SCREENS["telefoon"])
    page.click("label.md-header__button[for=__search]")
    page.fill(".md-search__input", "mentor")
    page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")  # its colours change slowly
    colours = """icons => icons.map(icon => [icon, icon.closest("form")].map((part, at) =>
      getComputedStyle(part)[at ? "backgroundColor" : "color"].match(/[0-9]+/g).slice(0, 3).map(Number)))"""
    shown = page.eval_on_selector_all(".md-search__form .md-icon", colours)
    pairs = [["#" + "".join(f"{part:02x}" for part in colour) for colour in pair] for pair in shown]
    assert pairs and min(contrast(*pair) for pair in pairs) >= 3


def test_search_finds_it_among_the_first_three_pages(addresses: dict[str, str], opened: Any) -> None:
    """Full names, abbreviations, everyday words, with and without diacritics."""
    page = opened(addresses["public"], **SCREENS["bureau"])
    missed = {}
    for query, place in SEARCHES.items():
        links = (link.removeprefix(addresses["public"]) for link in searched(page, query))
        found = [link.partition("?")[0].partition("#")[0] for link in links]
        if place not in list(dict.fromkeys(found))[:3]:
            missed[query] = list(dict.fromkeys(found))[:5]
    assert missed == {}
