"""The data dictionary: every field there is has a meaning, a type in words and an example that is really in the data."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest

import check
import readable
from handbook.model import Handbook, RoleId, Seen, Text
from handbook.parts import every_kind, hints_of, own_fields
from handbook.problems import DataError
from handbook.read.meanings import HOME as PACKAGE
from handbook.read.meanings import meanings, read_meanings
from handbook.reason.data_dictionary import DataDictionary, Example, Row, Section, data_dictionary, type_in_words
from handbook.reason.edition import narrow
from handbook.render.pages import pages
from handbook.render.site import Site
from handbook.store import Store
from helpers import FIXTURE, fixture_book

TEXT = (PACKAGE / "meanings.yaml").read_text(encoding="utf-8")
CHANGE = "  is: Wat er in een nieuwe versie van een formulier anders is.\n"
LINE = "    summary: 2026-11-21 Wat deze rol is, in een zin.\n"


def sections(told: DataDictionary) -> Iterator[Section]:
    """Every section with those within it, as the page shows them."""
    for section in (*told.sections, *told.shared):
        yield from (section, *section.parts)


def rows(told: DataDictionary) -> list[Row]:
    return [row for section in sections(told) for row in section.rows]


def told_of(text: str, folder: Path) -> list[str]:
    """What is told of a list of meanings, without the name of its folder."""
    (folder / "meanings.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_meanings(folder)
    return [str(problem).partition("/")[2] for problem in raised.value.problems]


def test_every_field_has_a_meaning_and_every_meaning_a_field() -> None:
    """Read from the class itself, beside the reader that checks the same: both must agree."""
    for kind in every_kind():
        typed = {name for name in inspect.get_annotations(kind) if name in hints_of(kind)}
        assert meanings()[kind.__name__].fields.keys() == typed, kind.__name__
    assert len(meanings()) == len(every_kind())


def test_a_field_without_meaning_is_told_where_its_line_belongs(tmp_path: Path) -> None:
    assert LINE in TEXT
    found = told_of(TEXT.replace(LINE, ""), tmp_path)
    first = TEXT.count("\n", 0, TEXT.index("    name:", TEXT.index("\nRole:\n"))) + 1
    assert found == [
        f"meanings.yaml:{first}: veld van 'Role' 'summary' heeft hier geen betekenis; zet hier een regel bij, "
        f"zoals 'summary: {date.today()} Wat dit is, in een zin.' [betekenis]"
    ]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("    sumary: 2026-11-21 Wat deze rol is, in een zin.\n", "'sumary' is geen veld van 'Role' in model.py; bedoelde"),
        ("    summary: Wat deze rol is, in een zin.\n", "de betekenis van 'summary' is een dag en een zin met een punt"),
        ("    summary: 2026-13-21 Wat deze rol is.\n", "de betekenis van 'summary' is een dag en een zin met een punt"),
        ("    summary: 2026-11-21 Wat deze rol is\n", "de betekenis van 'summary' is een dag en een zin met een punt"),
        ("    summary: [2026-11-21, Wat.]\n", "de betekenis van 'summary' is een dag en een zin met een punt"),
        (LINE + LINE, "'summary' staat hier twee keer"),
    ],
)
def test_a_meaning_that_is_none_is_told(line: str, part: str, tmp_path: Path) -> None:
    found = told_of(TEXT.replace(LINE, line), tmp_path)
    assert any(part in each for each in found), found


def test_the_check_tells_of_a_field_without_meaning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever adds a field reads it before any test or page."""
    (tmp_path / "meanings.yaml").write_text(TEXT.replace(LINE, ""), encoding="utf-8")
    monkeypatch.setattr("handbook.read.meanings.HOME", tmp_path)
    monkeypatch.setattr(check, "STORE", Store(None))  # the file itself is part of what was proved; here another is read
    meanings.cache_clear()
    try:
        done = check.main([str(FIXTURE / "data"), str(FIXTURE / "content")])
    finally:
        meanings.cache_clear()
    said = capsys.readouterr().out
    assert done == 1
    assert "veld van 'Role' 'summary' heeft hier geen betekenis; zet hier een regel bij" in said and "In orde" not in said


def test_a_kind_without_meaning_is_told(tmp_path: Path) -> None:
    found = " ".join(told_of(TEXT.replace("\nChange:\n", "\nChanges:\n"), tmp_path))
    assert "'Changes' is geen soort gegeven in model.py; bedoelde je 'Change'?" in found
    assert "soort gegeven 'Change' heeft hier geen betekenis" in found
    assert "deel van 'Change' 'is' heeft hier geen betekenis" in " ".join(told_of(TEXT.replace(CHANGE, ""), tmp_path))


def test_the_page_has_every_field_once() -> None:
    shown = [row.anchor for row in rows(data_dictionary(fixture_book()))]
    there = [f"{kind.__name__.lower()}-{name}" for kind in every_kind() for name in own_fields(kind)]
    assert sorted(shown) == sorted(there)
    anchors = [section.anchor for section in sections(data_dictionary(fixture_book()))]
    assert sorted(anchors) == sorted(kind.__name__.lower() for kind in every_kind())


def test_every_link_on_the_page_leads_to_a_section() -> None:
    told = data_dictionary(fixture_book())
    anchors = {section.anchor for section in sections(told)}
    goals = [row.type.goal for row in rows(told)] + [goal for section in sections(told) for goal in section.shares]
    assert {goal.anchor for goal in goals if goal} <= anchors


def examples_that_are_not_there(book: Handbook, root: Path) -> list[Row]:
    """The fields whose example was not typed on the line it names, read from the file itself."""
    return [row for row in rows(data_dictionary(book)) if row.example and not stands(row.name, row.example, root)]


def stands(name: str, example: Example, root: Path) -> bool:
    """Whether an example stands on its line; a word, number or date in its record, or in what the file says for all."""
    path = root / example.where.file
    text = path.read_text(encoding="utf-8")
    below = text.splitlines()[max(0, example.where.line - 1) :]
    words = " ".join(" ".join(below[:4]).split())
    if example.says == f"{example.where.file}, regel {example.where.line}":
        return bool(below)
    if example.says in (path.name, path.stem):  # a chapter is called as its file
        return True
    named = re.compile(rf"\b{name}: \[?{re.escape(example.says)}\b")
    return example.says.rstrip("…") in words or any(map(named.search, [*below[:60], *text.splitlines()[:12]]))


def test_every_example_stands_in_the_data() -> None:
    assert examples_that_are_not_there(fixture_book(), FIXTURE) == []


def test_an_example_is_short_and_not_what_holds_anyway() -> None:
    found = {row.anchor: row for row in rows(data_dictionary(fixture_book()))}
    assert max(len(row.example.says) for row in found.values() if row.example) <= 50
    for anchor, row in found.items():
        assert row.required in ("ja", "nee") or row.required.startswith("nee, dan geldt: "), anchor
    assert found["role-danger"].required == "nee, dan geldt: nee"
    assert found["role-danger"].example and found["role-danger"].example.says == "ja"


def test_types_are_told_in_dutch_words() -> None:
    told = {row.anchor: row.type for row in rows(data_dictionary(fixture_book()))}
    assert (told["record-owner"].says, told["record-owner"].goal and told["record-owner"].goal.anchor) == (
        "id van een",
        "role",
    )
    assert told["step-documents"].says == "lijst van: id van een"
    assert told["role-lines"].says == "lijst van: heel getal"
    assert told["record-reviewed"].says == "datum"
    assert told["role-approachable"].says == "ja of nee"
    assert ("person", "Functie op school") in told["role-kind"].options
    assert told["route-steps"].says == "lijst van: onderdeel"
    assert told["route-steps"].goal and told["route-steps"].goal.anchor == "step"
    assert type_in_words(Annotated[RoleId | None, Seen.ALL]).says == "id van een"


def test_a_type_without_dutch_words_stops() -> None:
    with pytest.raises(KeyError):
        type_in_words(Annotated[float, Seen.ALL])


def test_only_the_school_itself_gets_the_page() -> None:
    paths = {
        edition: {page.path for page in pages(Site(narrow(fixture_book(), edition)))} for edition in ("staff", "public")
    }
    assert "velden.md" in paths["staff"] and "velden.md" not in paths["public"]


def test_the_page_tells_all_there_is_to_a_field() -> None:
    text = next(page.text for page in pages(Site(narrow(fixture_book(), "staff"))) if page.path == "velden.md")
    row = text.partition('<tr id="role-not_in_guide">')[2].partition("</tr>")[0]
    assert meanings()["Role"].fields["not_in_guide"].says in row
    assert Seen.INSIDE.value in row and "21 november 2026" in row
    front = text.partition("\n---\n")[0]
    assert "exclude: true" in front


def test_markup_in_an_example_stays_text() -> None:
    book = fixture_book()
    nasty = Text.at("<b>x</b>", book.school.tagline.where)
    page = Site(narrow(dataclasses.replace(book, school=dataclasses.replace(book.school, tagline=nasty)), "staff"))
    text = next(each.text for each in pages(page) if each.path == "velden.md")
    assert "&lt;b&gt;x&lt;/b&gt;" in text and "<b>x</b>" not in text


def test_meanings_are_plain() -> None:
    """No sentence of more than twenty words, and as easy as every page for the staff."""
    every = [text for kind in meanings().values() for text in (kind.says, *(field.says for field in kind.fields.values()))]
    found = readable.measured(every, [])
    assert found.long == 0, found.longest
    assert found.words_in_a_sentence <= 15 and found.flesch >= 50
