"""Beyond what axe can see: room for larger and wider text, a narrow screen, a keyboard alone, and another direction."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from browser import AXE, SCREENS, faults, served, thinned
from helpers import HOME, TESTS
from test_browser import FAMILIES

# What a keyboard reaches, whether it is on the screen and not behind something, and whether it looks other than before.
FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect()
  const shape = at.querySelector(".zw-shape, .zw-mapbox, .zw-mapmark"), drawn = () => shape && getComputedStyle(shape).stroke
  const focused = drawn()
  at.blur()
  const quiet = drawn()
  at.focus({focusVisible: true})
  const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || focused !== quiet
  const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0
  return {name: at.outerHTML.slice(0, 100), ring: ring || style.boxShadow !== "none", seen}
}"""
WALKED = ("begin", "vraag", "uitkomst", "zorgstructuur", "rol", "route", "verkenner", "formulier", "engels", "contact")


@pytest.mark.parametrize("family", WALKED)
def test_the_first_tab_skips_the_menu_and_every_stop_can_be_seen(
    family: str, addresses: dict[str, str], opened: Any
) -> None:
    page = opened(addresses["public"] + FAMILIES[family], **SCREENS["bureau"])
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.className + ' ' + document.activeElement.getAttribute('href')")
    assert skip.startswith("md-skip") and " #" in skip
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article, .md-content')")
    for _ in range(12):
        stop = page.evaluate(FOCUSED)
        if stop["name"].startswith("<body"):  # past the last stop
            break
        assert stop["seen"], stop
        assert stop["ring"], stop
        page.keyboard.press("Tab")


def test_menu_search_and_palette_show_where_the_keyboard_is(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"] + "rollen/mentor/", **SCREENS["bureau"])
    rings = []
    for _ in range(10):
        page.keyboard.press("Tab")
        rings.append(page.evaluate(FOCUSED))
    assert [stop["name"] for stop in rings if not stop["ring"]] == []


CALLED = {"runOnly": {"type": "rule", "values": ["label-content-name-mismatch"]}}


@pytest.mark.parametrize("family", WALKED)
def test_whoever_says_the_words_of_a_link_opens_it(family: str, addresses: dict[str, str], opened: Any) -> None:
    """WCAG 2.5.3: what is on show is in the name; axe counts this rule only when it is asked for it."""
    page = opened(addresses["staff"] + FAMILIES[family], **SCREENS["bureau"])
    page.evaluate(AXE)
    assert [each["nodes"][0]["html"][:200] for each in page.evaluate("wish => axe.run(wish)", CALLED)["violations"]] == []


# What a screen reader meets first on a page of each kind, in its order: headings, links and numbers by their names.
HEARD = {
    "uitkomst": ["Nu gevaar?", 'heading "Praat met de mentor" [level=1]', 'link "Mentor"', "Hoe te bereiken?"],
    "rol": [
        'heading "Mentor" [level=1]', "Ga naar de mentor", 'heading "Taken" [level=2]'],
    "route": ['heading "Plaatsing in een', "Dit geldt niet meer", 'heading "De stappen" [level=2]'],
    "zorgstructuur": ['heading "Hoe de school helpt" [level=1]', '1 Eerste lijn" [level=2]', '2 Tweede lijn" [level=2]',
                      '3 Derde lijn" [level=2]', 'link "Bij wie moet ik zijn?"', 'link "Hulp voor uw kind"'],
}  # fmt: skip


@pytest.mark.parametrize("family", HEARD)
def test_a_screen_reader_meets_the_answer_first(family: str, addresses: dict[str, str], opened: Any) -> None:
    """By the tree that Chromium gives to a screen reader; that is not one, but it is what one reads from."""
    page = opened(addresses["public"] + FAMILIES[family], **SCREENS["telefoon"])
    heard = page.locator("article").aria_snapshot()
    places = [heard.find(each) for each in HEARD[family]]
    assert -1 not in places and places == sorted(places), dict(zip(HEARD[family], places, strict=True))


GOOD = '<!doctype html><html lang="nl"><title>Goed</title><main><h1>Goed</h1></main></html>'
BAD = """<!doctype html><html lang="nl"><title>Fout</title><main><h1>Fout</h1><img src="data:,">
<p style="width: 2000px">Breed</p><script>
document.cookie = "koekje=1"; localStorage.spoor = 1; new Image().src = "http://127.0.0.2:9/elders"
</script></main></html>"""


@pytest.mark.browser
def test_the_walk_over_every_page_tells_what_is_wrong(tmp_path: Path) -> None:
    """`make nalopen` itself: it finds what it looks for, and finds nothing on a page that is right."""
    for edition, page in (("staff", GOOD), ("public", BAD)):
        (tmp_path / edition).mkdir()
        (tmp_path / edition / "index.html").write_text(page, encoding="utf-8")
    command = [sys.executable, str(TESTS / "every_page.py"), str(tmp_path)]
    paths = os.pathsep.join((str(HOME / "hooks"), str(TESTS)))
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    for told in (
        "(telefoon): image-alt",
        "px breed",
        "bewaard: koekje",
        "bewaard: spoor",
        "gevraagd: http://127.0.0.2:9/elders",
    ):
        assert told in done.stdout
    assert "staff/" not in done.stdout
    assert "Bladzijden: staff: 1, public: 1. Gezien op 3 schermen: 6." in done.stdout


def test_a_page_from_right_to_left_is_whole_on_every_screen(school: Path, opened: Any) -> None:
    with served(school) as address:
        for place in ("ar/zorgstructuur/", "ar/wegwijzer/ouder/", "ar/wegwijzer/uitkomst/bel/", "ar/begrippen/"):
            page = opened(address + place, **SCREENS["bureau"])
            thinned(page)
            for screen in ("bureau", "telefoon"):
                page.set_viewport_size(SCREENS[screen]["viewport"])
                assert faults(page, screen, colours=screen == "bureau") == [], (place, screen)
            assert page.evaluate("[document.documentElement.lang, document.body.dir]") == ["ar", "rtl"]
            assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
        page = opened(f"{address}ar/zorgstructuur/")
        assert page.evaluate("getComputedStyle(document.querySelector('.zw-danger')).borderRightStyle") == "solid"
        dutch = page.locator("a[hreflang=nl][lang=nl]").first
        assert dutch.get_attribute("href") == "../../zorgstructuur/"
