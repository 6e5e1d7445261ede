"""The public edition: narrowed right after the checks, so that nothing further on can leak."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from handbook.build import Build
from handbook.load import load
from handbook.model import Addresses, Contact, Issued, Part, Published, Scenario, Seen, Text
from handbook.parts import defaults_of, every_kind, hints_of, marks_of, references
from handbook.problems import ToolError
from handbook.reason.edition import leaves_out, narrow
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import FIXTURE, copy_of_fixture, fixture_book, problems_in, replaced, with_lines


def test_staff_sees_everything() -> None:
    book = fixture_book()
    assert not leaves_out(narrow(book, "staff"), book)
    assert leaves_out(narrow(book, "public"), book)


def test_public_loses_staff_records_and_staff_fields() -> None:
    public = narrow(fixture_book(), "public")
    assert [role.id for role in public.roles] == ["mentor", "teamleider", "zorgteam", "hulpdienst"]
    assert [document.id for document in public.documents] == ["brief"]
    assert public.role["mentor"].powers == ()
    assert public.role["mentor"].tasks
    assert fixture_book().scenarios and public.scenarios == ()


def test_a_reference_is_shown_where_something_that_is_shown_names_it() -> None:
    """What only staff read may not be told by what was read for it."""
    book = fixture_book()
    other = dataclasses.replace(book.references[0], id=Text("tweede"), title=Text("Over een geheim"))
    whole = dataclasses.replace(book, references=(*book.references, other))
    shown = {edition: [str(each.id) for each in narrow(whole, edition).references] for edition in ("public", "staff")}
    assert shown == {"public": ["bewijs"], "staff": ["bewijs", "tweede"]}


def test_what_to_look_up_at_a_reference_is_for_the_school_itself(tmp_path: Path) -> None:
    to_look_up = 'checked: 2026-01-01, look_up: "Zoek op of bewijs 36000 nog klopt."}'
    data = replaced(copy_of_fixture(tmp_path), "references.yaml", "checked: 2026-01-01}", to_look_up)
    book = load(data, data.parent / "content")
    texts = {edition: " ".join(page.text for page in pages(Site(narrow(book, edition)))) for edition in ("staff", "public")}
    assert [each.id for each in narrow(book, "public").references] == ["bewijs"]
    assert "bewijs 36000" in texts["staff"] and "bewijs 36000" not in texts["public"]
    assert [each.look_up for each in narrow(book, "public").references] == [""]


def test_public_refers_to_nothing_that_is_gone() -> None:
    public = narrow(fixture_book(), "public")
    known = {family: {record.id for record in getattr(public, family)} for family in ("roles", "routes", "documents")}
    for record in public.records:
        for family, target in references(record):
            assert target in known.get(family, {target})


def test_public_has_no_pages_for_staff() -> None:
    paths = {page.path for page in pages(Site(narrow(fixture_book(), "public")))}
    assert not {"controlelijst.md", "onderhoud.md", "velden.md"} & paths
    assert "rollen/kassa.md" not in paths
    assert {"index.md", "rollen/mentor.md", "zorgstructuur.md"} <= paths


def test_every_generated_page_knows_the_line_it_came_from() -> None:
    made = {page.path: page for page in pages(Site(narrow(fixture_book(), "staff")))}
    at = with_lines("data/roles.yaml:«- id: teamleider»", FIXTURE / "data")
    assert str(made["rollen/teamleider.md"].where) == at
    assert str(made["routes/hulp.md"].where) == with_lines("data/routes.yaml:«- id: hulp»", FIXTURE / "data")
    assert at.replace(":", ", regel ") in made["rollen/teamleider.md"].text


@pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.__name__)
def test_every_field_says_who_may_see_it(kind: type[Part]) -> None:
    """A new field without a mark is red here, before anyone can read it; one that is not for all can be left empty."""
    marks = marks_of(kind)
    assert marks.keys() == hints_of(kind).keys()
    hidden = {name for name, mark in marks.items() if mark is not Seen.ALL}
    if not issubclass(kind, Addresses | Published | Issued | Scenario | Contact):  # these go as a whole
        assert hidden <= defaults_of(kind).keys()


def test_a_third_edition_is_data(tmp_path: Path) -> None:
    """For a board: it shows what everyone may see and what is the board's, with every field, and not what is for staff."""
    data = copy_of_fixture(tmp_path)
    line = "  - {id: bestuur, name: uitgave voor het bestuur, reader: het bestuur, shows: [public, bestuur], inside: ja}\n"
    text = (data / "school.yaml").read_text(encoding="utf-8")
    (data / "school.yaml").write_text(text.replace("schools:\n", line + "schools:\n", 1), encoding="utf-8")
    replaced(data, "calendar.yaml", "edition: public", "edition: bestuur")
    assert problems_in(data) == []
    build = {edition: Build.of(data, data.parent / "content", edition) for edition in ("public", "staff", "bestuur")}
    paths = {edition: {page.path for page in each.pages} for edition, each in build.items()}
    said = {edition: " ".join(page.text for page in each.pages) for edition, each in build.items()}
    assert "rollen/kassa.md" in paths["staff"] and "rollen/kassa.md" not in paths["bestuur"] | paths["public"]
    assert "controlelijst.md" in paths["bestuur"]
    assert 'id="overleg"' in said["bestuur"] and 'id="overleg"' not in said["staff"] + said["public"]
    assert "Beslist over de gesprekken." in said["bestuur"] and "Beslist over de gesprekken." not in said["public"]
    assert build["bestuur"].reader == "het bestuur"


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("shows: [public, staff]", "shows: [public, personeel]", "uitgave 'staff' toont 'personeel', die er niet is"),
        ("shows: [public, staff]", "shows: [public]", "uitgave 'staff' toont zichzelf niet; zet 'staff' ook bij 'shows'"),
        (", inside: ja", "", "geen uitgave is voor de school zelf; zet bij een ervan 'inside: ja'"),
        ('shows: [public], address: "https://voorbeeld.example/"', "shows: [public]", "de eerste uitgave is voor iedereen"),
        ("{id: staff,", "{id: public,", "het id 'public' van een uitgave is dubbel of heeft een verkeerd teken"),
    ],
)
def test_a_wrong_edition_is_told(old: str, new: str, part: str, tmp_path: Path) -> None:
    found = problems_in(replaced(copy_of_fixture(tmp_path), "school.yaml", old, new))
    assert any(part in line and line.startswith("data/school.yaml:") for line in found), found


def test_an_edition_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(ToolError, match="ZORGWEGWIJZER_EDITION is 'raad'; kies uit: public, staff"):
        Build.of(FIXTURE / "data", FIXTURE / "content", "raad")
