"""Long lists: found by typing, and without script by letter or date; nothing scrolls within a page, on any screen."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from commands import ran
from handbook.load import load
from handbook.reason.publishing import lacking
from helpers import copy_of_fixture, fixture_book, problems_in, replaced, shipped
from test_first_screen import SCREENS
from test_machine import at

LISTS = {
    "begrippen/": (".zw-entry", "mentor"),
    "wie-doet-wat/": (".zw-shares > li", "mentor"),
    "onderhoud/": (".zw-due tbody tr", "mentor"),
    "wegwijzer/alle-wegen/": (".zw-all-ways > li", "mentor"),
}
TABLES = (*LISTS, "overleg/", "velden/", "controlelijst/", "organisatie/", "documenten/")
# What scrolls within a page, and what stands out of it.
BOXES = """() => [...document.querySelectorAll("article *")].filter((part) => {
  const box = part.getBoundingClientRect(), style = getComputedStyle(part)
  const scrolls = ["auto", "scroll"].some((each) => [style.overflowX, style.overflowY].includes(each))
  if (scrolls && (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1)) return true
  return part.tagName === "TABLE" && box.right > document.querySelector("article").getBoundingClientRect().right + 1
}).map((part) => part.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("place", TABLES)
def test_nothing_scrolls_within_a_page(place: str, addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["staff"] + place, viewport=SCREENS["telefoon"])
    found = {}
    for width in (360, 1000, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = page.evaluate(BOXES)
    assert found == {360: [], 1000: [], 1280: []}


@pytest.mark.parametrize("place", LISTS)
def test_a_long_list_is_found_by_typing_and_without_script_by_its_parts(
    place: str, addresses: dict[str, str], opened: Any
) -> None:
    rows, words = LISTS[place]
    page = opened(addresses["staff"] + place, viewport=SCREENS["telefoon"])
    every = page.locator(rows).count()
    page.fill("#zw-rijen", words)
    left = page.locator(f"{rows}:not([hidden])")
    assert 0 < left.count() < every
    heads = page.locator("article h2[id^=letter-]").count()
    assert not heads or page.locator("article h2[id^=letter-][hidden]").count() > 0
    assert page.locator("[data-zw-rows] [role=status]").inner_text().startswith(f"{left.count()} van {every} ")
    page.fill("#zw-rijen", f"{words} xqzwvk")  # a row has every word that is typed
    assert left.count() == 0
    page.fill("#zw-rijen", "")
    assert left.count() == every
    plain = opened(addresses["staff"] + place, viewport=SCREENS["telefoon"], java_script_enabled=False)
    ways = plain.locator("article :is(.zw-letters, .zw-chips) a[href^='#']")
    assert ways.count() > 3 and not plain.locator("#zw-rijen").is_visible()
    for way in ways.all():
        assert plain.locator(f"[id='{(way.get_attribute('href') or '')[1:]}']").count() == 1


def test_due_dates_are_spread_over_the_year() -> None:
    """No month has more than half of what must be looked after, save what the program made of it."""
    typed = [record for record in shipped().records if not getattr(record, "made", False)]
    months = [(record.due.year, record.due.month) for record in typed]
    assert len(set(months)) >= 8
    assert max(map(months.count, set(months))) <= len(months) / 2


# What keeps a handbook from being published: file, good, bad, and what is told.
UNREADY = [
    ("school.yaml", "https://voorbeeld.example/", "https://school.example/", "'https://school.example/' is een voorbeeld"),
    ("school.yaml", "    phone: 010-123 45 67\n", "", "vestiging 'noord' heeft geen 'phone'"),
    (
        "school.yaml",
        ", public: [phone, hours]}",
        "}",
        "bij vestiging 'zuid' staat niet openbaar hoe rol 'mentor' te bereiken is",
    ),
]


@pytest.mark.parametrize(("file", "good", "bad", "told"), UNREADY, ids=[each[3] for each in UNREADY])
def test_what_keeps_it_from_being_published_is_told(file: str, good: str, bad: str, told: str, tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), file, good, bad)
    assert problems_in(data) == []
    assert any(told in str(each) for each in lacking(load(data, data.parent / "content")))


def published(data: Path, to: Path, wish: str = "1") -> subprocess.CompletedProcess[str]:
    return ran("make_site.py", to, **(at(data) | {"PUBLICEREN": wish}))


@pytest.mark.long
def test_a_build_for_publication_refuses_until_all_is_filled_in(tmp_path: Path) -> None:
    assert lacking(fixture_book())
    data, site = copy_of_fixture(tmp_path), tmp_path / "site"
    done = published(data, site)
    assert done.returncode == 1 and "Nog niet klaar om te publiceren" in done.stdout
    assert "[publiceren]" in done.stdout and not site.exists() and "Traceback" not in done.stderr
    assert "PUBLICEREN is 'ja', maar kan alleen 1 zijn" in published(data, site, "ja").stderr
    replaced(data, "school.yaml", "https://voorbeeld.example/", "https://school.invalid/zorg/")
    replaced(data, "school.yaml", "    name: Gebouw Zuid\n", "    name: Gebouw Zuid\n    phone: 010-123 45 70\n")
    assert lacking(load(data, data.parent / "content")) == []
    assert published(data, site).returncode == 0 and (site / "public/index.html").is_file()
