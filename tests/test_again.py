"""While a site is served, a page that is not made again is the page that would be made: whatever was changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest

from handbook.model import Handbook, Text
from handbook.reason.edition import narrow
from handbook.render.again import ANEW, Again, loosened, tickets_on
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import ALL, fixture_book, shipped

BOOKS = {"klein": ("staff", fixture_book), "klein, de andere": ("staff", fixture_book)}
BOOKS |= {"echt": ("staff", shipped), "echt, openbaar": ("public", shipped)} if ALL else {}  # `make nalopen` does


class Asked(Again):
    """Knows no page, and remembers of each by which template it is made, and of which tickets it tells."""

    def known(self, path: str, template: str, values: Mapping[str, Any]) -> None:
        self.said[path] = (template, tickets_on(values))  # type: ignore[assignment]


def made(book: Handbook, edition: str, again: Again | None = None) -> dict[str, str]:
    """The text of every page of an edition."""
    return {page.path: page.text for page in pages(Site(narrow(book, edition), (), book.addresses, again))}


@pytest.mark.parametrize("name", BOOKS)
def test_a_sentence_of_a_ticket_is_on_its_own_page_and_on_those_that_are_always_made(name: str) -> None:
    """Of every second ticket all sentences become others: of the other tickets, and of all else, no page does."""
    edition, book = BOOKS[name][0], BOOKS[name][1]()
    first = name != "klein, de andere"
    other = tuple(loosened(each) if at % 2 == first else each for at, each in enumerate(book.outcomes))
    changed = {each.id for each in other if each not in book.outcomes}
    asked = Asked()
    before, after = made(book, edition, asked), made(replace(book, outcomes=other), edition)
    different = {path: asked.said[path] for path in before if after[path] != before[path]}
    assert before.keys() == after.keys()
    assert [path for path, (template, own) in different.items() if not own & changed and template not in ANEW] == []
    assert len(different) > len(before) / 20


@lru_cache(maxsize=1)
def kept() -> Again:
    """What is known once the fixture school is made."""
    again, book = Again(), fixture_book()
    again.begin(narrow(book, "staff"), book)
    texts = made(book, "staff", again)
    again.keep(texts.items())
    assert len(texts) > 40
    return again


def again_made(book: Handbook) -> int:
    """How many pages of the fixture school must be made again; those that need not are as they would be."""
    again = kept()
    again.begin(narrow(book, "staff"), book)
    real, count = Again.known, 0

    def counted(self: Again, path: str, template: str, values: Mapping[str, Any]) -> str | None:
        nonlocal count
        found = real(self, path, template, values)
        count += found is None
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Again, "known", counted)
        texts = made(book, "staff", again)
    assert texts == made(book, "staff")
    return count


def test_what_did_not_change_is_not_made_again_and_a_sentence_of_a_ticket_is_made_on_its_own_pages() -> None:
    book = fixture_book()
    always = again_made(book)
    assert 0 < always < len(kept().texts) / 4
    ticket = next(each for each in book.outcomes if each.answer or each.then)
    said = replace(ticket, now=Text(f"{ticket.now} En zeg het."))
    others = tuple(said if each is ticket else each for each in book.outcomes)
    assert always < again_made(replace(book, outcomes=others)) < len(kept().texts) / 2


WHATEVER_ELSE = {
    "roles": "name",
    "routes": "name",
    "terms": "meaning",
    "notices": "text",
    "chapters": "title",
    "outcomes": "name",
}


@pytest.mark.parametrize("family", WHATEVER_ELSE)
def test_whatever_else_changes_every_page_is_made_again(family: str) -> None:
    first, *rest = getattr(fixture_book(), family)
    other = replace(first, **{WHATEVER_ELSE[family]: Text(f"{getattr(first, WHATEVER_ELSE[family])} nu")})
    assert again_made(replace(fixture_book(), **{family: (other, *rest)})) == len(kept().texts)
