"""How the school helps: the lines in one screen, a page for each theme of what parents ask, and all of it on two sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handbook.load import load
from handbook.reason.addresses import redirects
from handbook.reason.edition import narrow
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import copy_of_fixture, fixture_book, leads, problems_in, replaced, shipped, some
from test_first_screen import SCREENS

MOST = 6  # screens of a phone
HEIGHT = "document.scrollingElement.scrollHeight"


@pytest.mark.parametrize("edition", ["staff", "public"])
def test_the_lines_fit_one_screen_and_no_page_is_longer_than_six(
    edition: str, sites: dict[str, Path], addresses: dict[str, str], opened: Any
) -> None:
    size, site = SCREENS["telefoon"], sites[edition]
    found = [page.parent for page in sorted((site / "zorgstructuur").rglob("*.html"))]
    assert len(found) > 5
    found = found if edition == "staff" else some(found, 4)  # those of the school have more on them
    found += [page.parent for page in sorted((site / "en/zorgstructuur").rglob("*.html"))] if edition == "public" else []
    lengths = {}
    for folder in found:
        place = folder.relative_to(site).as_posix() + "/"
        page = opened(addresses[edition] + place, viewport=size)
        lengths[place] = page.evaluate(HEIGHT) / size["height"]
        if place == "zorgstructuur/":
            last = page.locator(f"#lijn-{len(shipped().school.lines)} h2").bounding_box()
            assert last and last["y"] + last["height"] <= size["height"]
    assert {place: round(long, 1) for place, long in lengths.items() if long > MOST} == {}


def test_a_question_leads_on_from_its_old_address_to_its_theme() -> None:
    for language in ("", "ar/"):
        site = Site(narrow(fixture_book(), "public"))
        made = {page.path: page.text for page in pages(site)}
        old, new = made[f"{language}zorgstructuur.md"], made[f"{language}zorgstructuur/uw-rechten.md"]
        assert 'id="mag-dat"' in old and 'zorgstructuur/uw-rechten/#mag-dat"' in old and 'id="mag-dat"' in new
        assert "is verhuisd" not in old
    moves = {each.old: each.new for each in redirects(site.book)}
    assert moves.get("zorgstructuur#mag-dat") in (None, "zorgstructuur/uw-rechten#mag-dat")


def test_a_theme_with_another_name_leads_on(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    addresses = data / "addresses.yaml"
    text = addresses.read_text(encoding="utf-8").replace(
        "moved: []", "moved:\n  - {old: zorgstructuur/uw-rechten, new: zorgstructuur/wat-mag}"
    )
    published = text.partition("published:")[0] + "published:\n  - {edition: public, places: [zorgstructuur/uw-rechten]}\n"
    addresses.write_text(published, encoding="utf-8")
    for _ in range(2):
        replaced(data, "questions.yaml", "theme: Uw rechten", "theme: Wat mag")
    assert problems_in(data) == []
    made = leads(Site(narrow(load(data, data.parent / "content"), "public")))
    assert "zorgstructuur/wat-mag/" in made["zorgstructuur/uw-rechten/index.html"]
