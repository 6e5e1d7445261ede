"""Quiet pages: where a sentence comes from stands behind one closed door for each card, and can always be found there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml.html import fragment_fromstring

from helpers import ARTICLE

MOST = 0.05  # of the words that a page for parents and pupils shows, for what tells where they come from and who keeps them
DOORS = 9  # words that a short page may need for it: two doors of three words, and the names of its schools
APPARATUS = {"zw-ground", "zw-cite", "zw-mark", "zw-foot", "zw-why", "zw-small-foot", "zw-school"}
UNSEEN = {"script", "style", "svg", "template"}
ABOUT_SOURCES = ("bronnen/", "gegevens/", "toegankelijkheid/")  # pages that are about where it stands


def words(element: Any, *, apparatus: bool = False, open_: bool = True) -> tuple[int, int]:
    """How many words an element shows, and how many of those are apparatus; what is closed shows only its summary."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN or "hidden" in element.attrib:
        return 0, 0
    classes = {*element.get("class", "").split()}
    if classes & {"zw-hidden", "headerlink", "zw-tip"}:
        return 0, 0
    apparatus = apparatus or bool(classes & APPARATUS)
    shown = len((element.text or "").split()) if open_ else 0
    of_it = shown if apparatus else 0
    for child in element:
        inside = open_ and (element.tag != "details" or "open" in element.attrib or child.tag == "summary")
        more, theirs = words(child, apparatus=apparatus, open_=inside)
        tail = len((child.tail or "").split()) if inside else 0
        shown, of_it = shown + more + tail, of_it + theirs + (tail if apparatus else 0)
    return shown, of_it


@cache
def pages_of(site: Path) -> list[tuple[str, Any]]:
    """Per page what stands in its article; the menu around it is longer than most."""
    places = ((path.relative_to(site).as_posix(), path) for path in sorted(site.rglob("*.html")))
    texts = ((place, path.read_text(encoding="utf-8")) for place, path in places if not place.startswith(ABOUT_SOURCES))
    articles = ((place, found[0]) for place, text in texts if (found := ARTICLE.search(text)))
    return [(place, fragment_fromstring(text)) for place, text in articles]


def test_a_page_for_parents_is_not_about_its_sources(sites: dict[str, Path]) -> None:
    loud = {}
    for place, article in pages_of(sites["public"]):
        shown, of_it = words(article)
        if of_it > max(MOST * shown, DOORS):
            loud[place] = f"{of_it} van {shown}"
    assert loud == {}, "\n".join(f"{place} {told}" for place, told in loud.items())


@pytest.mark.parametrize("edition", ["public", "staff"])
def test_no_citation_stands_behind_a_sentence(edition: str, sites: dict[str, Path]) -> None:
    for place, article in pages_of(sites[edition]):
        ground = ".//*[contains(concat(' ', @class, ' '), ' zw-ground ')]"
        behind = article.xpath(f"{ground}[not(ancestor::details[contains(@class, 'zw-why')])]")
        assert behind == [], place


def test_every_ground_can_be_found_in_two_taps(sites: dict[str, Path]) -> None:
    """One to open it, one to follow it: every door holds a link, or says what a conclusion is drawn from."""
    doors = 0
    for place, article in pages_of(sites["public"]):
        for door in article.xpath(".//details[contains(@class, 'zw-why')]"):
            doors += 1
            said = door.text_content()
            assert door.find(".//a") is not None or "want:" in said or "bron" in said or "Our conclusion" in said, place
    assert doors > 300
