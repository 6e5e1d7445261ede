"""What changed lately: on a page and in a feed, each edition its own, and another program reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import feedparser
import pytest

from handbook.model import Handbook
from handbook.reason.edition import narrow
from handbook.render.feed import feed, told
from handbook.render.links import address
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import fixture_book, shipped_pages, shipped_site

HOME = "https://school.example/zorg/"


def read(site: Site, home: str = HOME) -> Any:
    """The feed as a program that reads feeds understands it."""
    return feedparser.parse(feed(site, home)[0].content)


def without_news(book: Handbook) -> Handbook:
    forms = tuple(replace(form, changes=()) for form in book.forms)
    return replace(book, forms=forms, school=replace(book.school, news=()))


@pytest.mark.parametrize("edition", ["public", "staff"])
@pytest.mark.parametrize("small", [False, True], ids=["echt", "klein"])
def test_another_program_reads_the_feed_and_each_link_leads_to_a_page(edition: str, small: bool) -> None:
    site = Site(narrow(fixture_book(), edition)) if small else shipped_site(edition)
    made = pages(site) if small else shipped_pages(edition)
    found, places = read(site), {address(page.path) for page in made}
    assert not found.bozo and found.version == "atom10"
    assert found.feed.id and found.feed.title and found.feed.link == f"{HOME}nieuw/"
    assert len({entry.id for entry in found.entries}) == len(found.entries) == len(told(site))
    assert all(entry.title and entry.summary and entry.updated_parsed for entry in found.entries)
    assert {entry.link.removeprefix(HOME).partition("#")[0] for entry in found.entries} <= places
    assert [entry.updated for entry in found.entries] == sorted((entry.updated for entry in found.entries), reverse=True)


def test_markup_in_news_stays_text() -> None:
    entry = read(Site(narrow(fixture_book(), "public"))).entries[-1]
    assert (entry.title, entry.title_detail.type) == ("Hulp <nieuw>", "text/plain")
    assert entry.summary == "De mentor & de teamleider helpen nu samen."


def test_what_is_news_for_staff_is_in_no_other_feed() -> None:
    book = fixture_book()
    inside = replace(book.school.news[0], name="Alleen voor ons", edition="staff")
    whole = replace(book, school=replace(book.school, news=(inside, *book.school.news)))
    names = {edition: [each.name for each in told(Site(narrow(whole, edition)))] for edition in ("public", "staff")}
    assert "Alleen voor ons" in names["staff"] and "Alleen voor ons" not in names["public"]
    assert "Hulp <nieuw>" in names["public"]


def test_without_news_there_is_no_feed_and_the_page_says_so() -> None:
    site = Site(narrow(without_news(fixture_book()), "public"))
    page = next(each for each in pages(site) if each.path == "nieuw.md")
    assert feed(site, HOME) == [] and "nog niets gemeld" in page.text and "nieuw.xml" not in page.text


def test_an_entry_keeps_its_id() -> None:
    """A program that reads feeds would else show it twice."""
    book = fixture_book()
    later = replace(book.school.news[0], name="Later", dated=book.school.news[0].dated.replace(year=2027))
    more = replace(book, school=replace(book.school, news=(*book.school.news, later)))
    before, after = (read(Site(narrow(each, "public"))) for each in (book, more))
    assert {entry.id for entry in before.entries} < {entry.id for entry in after.entries}
    assert after.entries[0].title == "Later"
