"""Slips and attacks: each is told in a sentence at its line, or changes nothing that it must not change."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from attack import copied, done_to
from handbook.build import Build
from handbook.load import load
from handbook.problems import DataError
from handbook.rules import MEMORY, Rule
from helpers import TESTS, said_of, with_lines

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


def looks_at(place: str, rule: Rule) -> bool:
    """Whether a rule is of the family that a place is about, so that what it finds is found first."""
    if place.startswith("data/addresses.yaml"):
        return bool(rule.spared & MEMORY)
    return rule.family == "chapters" if place.startswith("content/") else False


def all_that(expect: str) -> list[Any]:
    """The attacks of which this must come; one on the real handbook reads it whole, which takes long."""
    found = [(each, [pytest.mark.long] if each["base"] == "real" else []) for each in ATTACKS if each["expect"] == expect]
    return [pytest.param(each, id=each["id"], marks=marks) for each, marks in found]


@pytest.mark.parametrize("attack", all_that("told"))
def test_it_is_told_where_it_stands(attack: dict[str, Any], tmp_path: Path) -> None:
    root = done_to(copied(attack["base"], tmp_path), attack)
    wanted = with_lines(attack["where"], root / "data")
    said = (str(problem.where) for problem in said_of(root / "data", partial(looks_at, attack["where"])))
    assert any(stands_at(place, wanted) for place in said), told(root)


@pytest.mark.parametrize("attack", all_that("safe"))
def test_it_is_told_or_does_no_harm(attack: dict[str, Any], tmp_path: Path) -> None:
    root = done_to(copied(attack["base"], tmp_path), attack)
    if told(root):
        return
    build = Build.of(root / "data", root / "content", "public")
    made = [f"{page.path} {page.text}" for page in build.pages] + [f"{file.path} {file.content!r}" for file in build.files]
    for forbidden in attack.get("absent", ()):
        assert not [text for text in made if forbidden in text], forbidden
