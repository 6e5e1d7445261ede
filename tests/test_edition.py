"""The public edition: narrowed right after the checks, so that nothing further on can leak."""

from __future__ import annotations

from handbook.parts import references
from handbook.reason.edition import narrow
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import fixture_book


def test_staff_sees_everything() -> None:
    book = fixture_book()
    assert narrow(book, "staff") is book


def test_public_loses_staff_records_and_staff_fields() -> None:
    public = narrow(fixture_book(), "public")
    assert [role.id for role in public.roles] == ["mentor", "teamleider", "zorgteam", "hulpdienst"]
    assert [document.id for document in public.documents] == ["brief"]
    assert public.role["mentor"].powers == ()
    assert public.role["mentor"].tasks


def test_public_refers_to_nothing_that_is_gone() -> None:
    public = narrow(fixture_book(), "public")
    known = {family: {record.id for record in getattr(public, family)} for family in ("roles", "routes", "documents")}
    for record in public.records:
        for family, target in references(record):
            assert target in known.get(family, {target})


def test_public_has_no_pages_for_staff() -> None:
    paths = {page.path for page in pages(Site(narrow(fixture_book(), "public"), "public"))}
    assert "controlelijst.md" not in paths
    assert "rollen/kassa.md" not in paths
    assert {"index.md", "rollen/mentor.md", "zorgstructuur.md"} <= paths


def test_every_generated_page_knows_the_line_it_came_from() -> None:
    made = {page.path: page for page in pages(Site(fixture_book(), "staff"))}
    assert str(made["rollen/teamleider.md"].where) == "data/roles.yaml:25"
    assert str(made["routes/hulp.md"].where) == "data/routes.yaml:3"
    assert "data/roles.yaml, regel 25" in made["rollen/teamleider.md"].text
