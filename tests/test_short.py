"""A short address for every record with a page: it leads on whatever the record is called now."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.build import Build
from handbook.model import Moved, Published, Text
from handbook.reason.edition import narrow
from handbook.reason.short import LETTERS, Shorts, code_of
from helpers import copy_of_fixture, fixture_book, replaced, shipped

MENTOR = f"k/{code_of('rollen/mentor')}"


def files_of(data: Path, edition: str = "public") -> dict[str, str]:
    """The pages at the short addresses, as text."""
    build = Build.of(data, data.parent / "content", edition)
    return {file.path: file.content.decode() for file in build.files if file.path.startswith("k/")}


@pytest.mark.parametrize("edition", ["public", "staff"])
def test_every_page_of_a_record_has_a_short_address_of_its_own(edition: str) -> None:
    book = narrow(shipped(), edition)
    shorts = Shorts(book, book.addresses)
    records = (*book.roles, *book.routes, *book.forms, *book.outcomes)
    found = [shorts.of(record) for record in records]
    assert len(set(found)) == len(found) == len(records) > 400
    assert set(found) <= set(shorts.leads)
    assert all(re.fullmatch(f"k/[{LETTERS}]{{6}}", short) for short in shorts.leads)


def test_the_page_shows_it_and_it_leads_to_the_page(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    build = Build.of(data, data.parent / "content", "public")
    page = next(each for each in build.pages if each.path == "rollen/mentor.md")
    assert f'href="../../{MENTOR}/"' in page.text
    assert 'url=../../rollen/mentor/"' in files_of(data)[f"{MENTOR}/index.html"]


def test_a_record_that_gets_another_name_keeps_its_short_address() -> None:
    """After one move and after two, on its page and where it leads."""
    book = fixture_book()
    twice = (("rollen/tutor", "rollen/leider"), ("rollen/leider", "rollen/mentor"))
    for moves in (twice[1:], twice):
        known = replace(book.addresses, moved=tuple(Moved(old=Text(old), new=Text(new)) for old, new in moves))
        shorts = Shorts(book, known)
        first = f"k/{code_of(moves[0][0])}"
        assert shorts.of(book.role["mentor"]) == first
        assert {shorts.leads[f"k/{code_of(old)}"] for old, _ in moves} == {shorts.leads[MENTOR]} == {"rollen/mentor"}


def test_a_record_that_is_gone_leads_to_what_came_instead(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    replaced(data, "addresses.yaml", "moved: []", 'moved:\n  - {old: formulieren/brief, new: "documenten#brief"}')
    assert 'url=../../documenten/#brief"' in files_of(data)[f"k/{code_of('formulieren/brief')}/index.html"]


def test_of_what_only_staff_could_open_no_other_edition_has_a_short_address(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    own = {edition: files_of(data, edition) for edition in ("public", "staff")}
    inside = {place for place in own["staff"] if place not in own["public"]}
    assert inside and set(own["public"]) <= set(own["staff"])
    book = fixture_book()
    public = {str(role.id) for role in narrow(book, "public").roles}
    assert {f"k/{code_of(f'rollen/{role.id}')}/index.html" for role in book.roles if role.id not in public} <= inside


def test_what_moved_from_where_only_staff_came_has_a_short_address_for_them_alone() -> None:
    book = fixture_book()
    staff = Published(edition=Text("staff"), places=(Text("rollen/oud"),))
    known = replace(
        book.addresses,
        moved=(Moved(old=Text("rollen/oud"), new=Text("rollen/mentor")),),
        published=(*book.addresses.published, staff),
    )
    old = f"k/{code_of('rollen/oud')}"
    assert {edition: old in Shorts(narrow(book, edition), known).leads for edition in ("public", "staff")} == {
        "public": False,
        "staff": True,
    }
