"""No list that a page needs may stand empty unseen: each one of the model is emptied in turn."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from handbook import load as loading
from handbook.load import load
from handbook.model import Handbook, Part
from handbook.parts import defaults_of, hints_of
from handbook.reason.addresses import remembered
from handbook.reason.edition import narrow
from handbook.render.pages import pages
from handbook.render.site import Site
from handbook.rules import findings
from helpers import FIXTURE

# What may be empty without a word, for a page then says less and nothing wrong: other names, words to search by, links on,
# what a record around it says as well, and readers of answers that the program made itself.
MAY_BE_EMPTY = {
    "Choice.only_for", "Danger.references", "Language.own_names", "Escalation.sources", "Group.text", "Moment.roles",
    "Role.also", "Role.powers",
    "Scenario.sources", "School.news", "School.systems", "SchoolYear.holidays", "Situation.words", "Topic.others",
}  # fmt: skip


@lru_cache(maxsize=1)
def published(folder: Path) -> Handbook:
    """The small school with what was published of it in its memory."""
    shutil.copytree(FIXTURE, folder / "school")
    data = folder / "school" / "data"
    file = data / "addresses.yaml"
    file.write_text(remembered(file.read_text(encoding="utf-8"), load(data, data.parent / "content")), encoding="utf-8")
    return load(data, data.parent / "content")


def lists_in(value: Any) -> Iterator[tuple[Part, str]]:
    """Every list that is not empty, with the part it stands in."""
    if isinstance(value, tuple):
        for each in value:
            yield from lists_in(each)
    elif isinstance(value, Part):
        for name in hints_of(type(value)):
            found = getattr(value, name)
            if isinstance(found, tuple) and found and name in defaults_of(type(value)):  # the rest may not be left out
                yield value, name
            yield from lists_in(found)


def without(value: Any, part: Part, name: str) -> Any:
    """The same with one list of one part emptied."""
    if isinstance(value, tuple):
        return tuple(without(each, part, name) for each in value)
    if not isinstance(value, Part):
        return value
    if value is part:
        return dataclasses.replace(value, **{name: ()})
    changed = {field: without(getattr(value, field), part, name) for field in hints_of(type(value))}
    return dataclasses.replace(value, **changed) if any(changed[f] != getattr(value, f) for f in changed) else value


FAMILIES = [field.name for field in dataclasses.fields(Handbook) if field.name not in ("addresses", "edition", "at")]


def emptied(book: Handbook) -> dict[str, Handbook]:
    """Per kind and field of the model the book with the first such list empty."""
    found: dict[str, Handbook] = {}
    for family in FAMILIES:
        whole = getattr(book, family)
        for part, name in lists_in(whole):
            key = f"{type(part).__name__}.{name}"
            if key not in found:
                found[key] = dataclasses.replace(book, **{family: without(whole, part, name)})
    return found


def silent(book: Handbook) -> set[str]:
    """The lists of which nothing is said when they are emptied; the pages of the book are then made, and may not fail."""
    quiet = {
        key: changed for key, changed in emptied(book).items() if not (findings(changed) or loading._in_editions(changed))
    }
    for changed in quiet.values():
        assert list(pages(Site(narrow(changed, "staff"))))
    return set(quiet)


@pytest.mark.long
def test_a_list_that_is_emptied_is_told_or_missed_by_nobody(tmp_path: Path) -> None:
    book = published(tmp_path)
    assert len(emptied(book)) > 50
    assert silent(book) == MAY_BE_EMPTY
