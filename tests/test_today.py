"""Whether what is written holds today: as typed, of a word as its status says, else as follows from its ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handbook.kinds import HoldsNow, StatusNow
from handbook.model import Handbook, Holds, Outcome, Record
from handbook.reason.schools import schools_of
from handbook.reason.today import holds_now
from handbook.render.overview_pages import standings
from helpers import fixture_book, shipped, shipped_site


@pytest.fixture(scope="module")
def book() -> Handbook:
    return fixture_book()


def test_what_somebody_typed_goes_first(book: Handbook) -> None:
    for kind in HoldsNow:
        for record in (book.role["mentor"], book.helplines[0]):
            assert holds_now(replace(record, holds=Holds(now=kind)), book) is kind


def test_what_a_source_says_is_not_known(book: Handbook) -> None:
    mentor = book.role["mentor"]
    assert (mentor.basis, holds_now(mentor, book)) == ("stated", HoldsNow.unknown)
    assert holds_now(replace(mentor, basis="derived"), book) is HoldsNow.unknown


def test_what_was_added_holds_as_long_as_its_references_are_read(book: Handbook) -> None:
    line = replace(book.helplines[0], holds=None)
    assert (line.basis, holds_now(line, book)) == ("added", HoldsNow.now)
    read = book.reference[line.references[0]].checked
    assert holds_now(replace(line, reviewed=date(read.year + 1, 1, 1)), book) is HoldsNow.unknown


def test_a_word_says_it_in_its_status(book: Handbook) -> None:
    told = {
        StatusNow.current: HoldsNow.now, StatusNow.local: HoldsNow.unknown, StatusNow.unknown: HoldsNow.unknown,
        StatusNow.renamed: HoldsNow.then, StatusNow.ended: HoldsNow.then,
    }  # fmt: skip
    term = replace(book.terms[0], holds=None)
    found = {now: holds_now(replace(term, status=replace(term.status, now=now)), book) for now in StatusNow}
    assert found == told


def test_the_page_counts_every_typed_record_once_and_names_whom_to_ask() -> None:
    book = shipped_site("staff").book
    made = sum(isinstance(each, Outcome) and each.made for each in book.records)
    shown = standings(book)
    assert sum(each.now + each.then + each.unknown for each in shown) == len(book.records) - made
    for each in shown:
        asked: list[Record] = [record for _, own in each.ask for record in own]
        assert len(asked) == each.unknown
        assert all(schools_of(role, book) & schools_of(record, book) for role, own in each.ask for record in own)


def test_nothing_of_the_archive_counts_as_of_now() -> None:
    book = shipped()
    assert not [each.id for each in book.records if each.archived and holds_now(each, book) is not HoldsNow.then]
