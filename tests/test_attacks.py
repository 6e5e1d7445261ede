"""Slips and attacks: each is told in a sentence at its line, or changes nothing that it must not change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml

from attack import copied, done_to
from handbook import load as loading
from handbook.build import Build
from handbook.load import load
from handbook.problems import DataError
from handbook.rules import RULES
from helpers import TESTS, with_lines

ATTACKS: list[dict[str, Any]] = [
    attack
    for file in sorted((TESTS / "attacks").glob("*.yaml"))
    for attack in yaml.safe_load(file.read_text(encoding="utf-8"))
]


def told(root: Path) -> list[str]:
    """What an editor would read, without its sentence: the places of the findings."""
    try:
        load(root / "data", root / "content")
    except DataError as error:
        return [str(problem.where) for problem in error.problems]
    return []


def stands_at(place: str, wanted: str) -> bool:
    """Whether a finding stands at a line, or anywhere in a file of which no line is named."""
    return place == wanted or (":" not in wanted and place.startswith(f"{wanted}:"))


def first_told(root: Path) -> Iterator[str]:
    """The places of the findings over the whole handbook, rule by rule as they are asked for: part of what `told` gives."""
    with suppress(DataError):  # of the wrong shape, which `told` tells
        book = loading._complete(loading.typed(root / "data", root / "content"))
        yield from (str(problem.where) for rule in RULES.values() for problem in rule(book))


@pytest.mark.parametrize("attack", [each for each in ATTACKS if each["expect"] == "told"], ids=lambda each: each["id"])
def test_it_is_told_where_it_stands(attack: dict[str, Any], tmp_path: Path) -> None:
    root = done_to(copied(attack["base"], tmp_path), attack)
    wanted = with_lines(attack["where"], root / "data")
    if not any(stands_at(place, wanted) for place in first_told(root)):
        found = told(root)  # what only an edition, or the handbook of one school, tells
        assert any(stands_at(place, wanted) for place in found), found


@pytest.mark.parametrize("attack", [each for each in ATTACKS if each["expect"] == "safe"], ids=lambda each: each["id"])
def test_it_is_told_or_does_no_harm(attack: dict[str, Any], tmp_path: Path) -> None:
    root = done_to(copied(attack["base"], tmp_path), attack)
    if told(root):
        return
    build = Build.of(root / "data", root / "content", "public")
    made = [f"{page.path} {page.text}" for page in build.pages] + [f"{file.path} {file.content!r}" for file in build.files]
    for forbidden in attack.get("absent", ()):
        assert not [text for text in made if forbidden in text], forbidden
