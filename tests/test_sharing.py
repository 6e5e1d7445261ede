"""What shows beside an address that somebody shares: only where everyone can come, and only what a public page says."""

from __future__ import annotations

import dataclasses
from io import BytesIO
from pathlib import Path

import pytest
from lxml.html import document_fromstring
from PIL import Image

from handbook.model import Handbook
from handbook.reason.edition import narrow
from handbook.render.files import shared_pictures
from handbook.render.pages import pages
from handbook.render.sharing import BAND, FOLDER, GENERAL, HEIGHT, MARGIN, RIBBON, WIDTH, picture_at
from handbook.render.site import Page, Site
from handbook.store import Store
from helpers import fixture_book, shipped_build, shipped_pages


def pictures() -> dict[str, bytes]:
    """The pictures of the real public edition."""
    return {file.path: file.content for file in shipped_build("public").files if file.path.startswith(FOLDER)}


def said(page: Page) -> str:
    """The picture that a page names in front."""
    lines = page.text.partition("\n---\n")[0].splitlines()
    return next((line.partition(": ")[2].strip('"') for line in lines if line.startswith("picture: ")), "")


def test_each_public_page_names_a_picture_that_is_there_and_no_picture_is_for_nothing() -> None:
    named = {said(page) for page in shipped_pages("public")}
    assert named == pictures().keys() and len(named) > 100
    assert "delen/rollen/mentor.png" in named and "delen/en/hulp-nu.png" in named


def test_a_picture_has_the_size_that_is_asked_for_and_its_words_fit() -> None:
    """Beside the words and between them and the lines of care is nothing but the colour of the page."""
    for place, content in pictures().items():
        with Image.open(BytesIO(content)) as picture:
            assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT)), place
            lines = picture.crop((BAND + 1, HEIGHT - 3 * RIBBON - 40, WIDTH, HEIGHT - 3 * RIBBON - 1))
            right = picture.crop((WIDTH - MARGIN // 2, 0, WIDTH, HEIGHT - 3 * RIBBON - 1))
            assert [each.getextrema() for each in (lines, right)] == [(0, 0), (0, 0)], place
            assert picture.crop((MARGIN, 160, WIDTH - MARGIN, HEIGHT - 60)).getextrema() == (0, 15), place


def test_a_built_page_tells_what_it_is_as_text(sites: dict[str, Path]) -> None:
    told = 0
    for file in sorted(sites["public"].rglob("index.html")):
        page = document_fromstring(file.read_bytes())
        found = {each.get("property"): each.get("content") for each in page.xpath("//meta[@property]")}
        if not found:
            assert page.xpath("//meta[@http-equiv='refresh']"), file  # a page that leads on
            continue
        told += 1
        home, _, picture = str(found["og:image"]).partition(FOLDER)
        assert home == "https://zorgwegwijzer.example/" and (sites["public"] / FOLDER / picture).is_file(), file
        place = file.parent.relative_to(sites["public"]).as_posix()
        assert found["og:url"] == home + ("" if place == "." else f"{place}/")
        assert (page.findtext("head/title") or "").startswith(str(found["og:title"])), file
        assert found["og:description"] == page.xpath("string(//meta[@name='description']/@content)"), file
    assert told > 500
    assert not any('property="og:' in file.read_text(encoding="utf-8") for file in sites["staff"].rglob("index.html"))
    assert not (sites["staff"] / FOLDER).exists()


def test_of_the_guide_and_the_explorer_no_picture_tells_what_somebody_looked_for() -> None:
    quiet = [page for page in shipped_pages("public") if page.path.startswith(("wegwijzer/", "verkenner/", "en/wegwijzer/"))]
    assert len(quiet) > 100 and {said(page) for page in quiet} == {GENERAL}


def without_address(book: Handbook) -> Handbook:
    editions = tuple(dataclasses.replace(each, address="") for each in book.school.editions)
    return dataclasses.replace(book, school=dataclasses.replace(book.school, editions=editions))


@pytest.mark.parametrize("which", ["zonder adres", "voor medewerkers"])
def test_where_not_everyone_can_come_there_is_no_picture(which: str) -> None:
    book = narrow(without_address(fixture_book()), "public") if which == "zonder adres" else narrow(fixture_book(), "staff")
    site = Site(book)
    made = pages(site)
    assert shared_pictures(site, made) == []
    assert {said(page) for page in made} == {""}


def test_the_same_page_gives_the_same_bytes_and_another_title_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.render.sharing.STORE", Store(None))
    site = Site(narrow(fixture_book(), "public"))
    made = [page for page in pages(site) if page.path == "rollen/mentor.md"]
    first, again = (shared_pictures(site, made) for _ in range(2))
    assert first == again and len(first) == 2
    assert shared_pictures(site, [dataclasses.replace(made[0], title="Tutor")])[1].content != first[1].content


def test_what_the_letter_cannot_write_has_the_general_picture() -> None:
    book = narrow(fixture_book(), "public")
    assert picture_at("rollen/mentor.md", "Mentor", book) == "delen/rollen/mentor.png"
    assert picture_at("rollen/mentor.md", "مرشد", book) == GENERAL
    assert picture_at("index.md", "Begin", book) == GENERAL
