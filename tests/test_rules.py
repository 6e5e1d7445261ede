"""Every rule catches its own bad example, at the right line, with the right sentence."""

from __future__ import annotations

import inspect
import pkgutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
import yaml

import handbook.rules
from handbook.draw.proof import MAP_RULES
from handbook.load import unproved
from handbook.model import Text
from handbook.problems import DataError
from handbook.render.explorer_proof import PAGE_RULES
from handbook.render.form_pdf import DRAWN_RULES
from handbook.rules import RULES, UNSAFE, Rule
from helpers import TESTS, copy_of_fixture, fixture_book, problems_in, problems_when_drawn, replaced, with_lines

OF_DRAWINGS = MAP_RULES | PAGE_RULES  # their bad examples are spoilt drawings, see test_map_rules.py
ALL = RULES | DRAWN_RULES | OF_DRAWINGS
BAD = [path for path in sorted((TESTS / "bad").glob("*.yaml")) if path.stem not in OF_DRAWINGS]


def test_the_good_example_is_good() -> None:
    assert fixture_book().roles


@pytest.mark.parametrize("rule", ALL)
def test_every_rule_has_a_bad_example(rule: str) -> None:
    assert (TESTS / "bad" / f"{rule}.yaml").is_file(), f"schrijf tests/bad/{rule}.yaml"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_example_is_caught(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    data = replaced(copy_of_fixture(tmp_path), case["file"], case["replace"], case["by"])
    found = problems_when_drawn(data) if path.stem in DRAWN_RULES else problems_in(data)
    assert with_lines(case["expect"], data).splitlines() == found
    assert any(line.endswith(f"[{path.stem}]") for line in found)


@pytest.mark.parametrize("name", UNSAFE)
def test_what_is_unsafe_is_not_even_shown_to_who_writes_it(name: str, tmp_path: Path) -> None:
    """`make serve` asks the other rules after it shows a page, and these before."""
    case = yaml.safe_load((TESTS / "bad" / f"{name}.yaml").read_text(encoding="utf-8"))
    data = replaced(copy_of_fixture(tmp_path), case["file"], case["replace"], case["by"])
    with pytest.raises(DataError) as caught:
        unproved(data, data.parent / "content")
    assert name in {problem.rule for problem in caught.value.problems}


def test_a_fault_in_what_all_records_of_a_file_have_is_told_once(tmp_path: Path) -> None:
    """One slip in 'defaults' is one sentence, and not one for each record of the file; two slips stay two."""
    data = replaced(copy_of_fixture(tmp_path), "roles.yaml", "defaults: {owner: mentor", "defaults: {owner: mentro")
    (told,) = problems_in(data)
    assert told.startswith("data/roles.yaml:1: rol 'mentor' verwijst naar rol 'mentro', die niet bestaat")
    assert "; hetzelfde geldt voor nog " in told
    replaced(data, "routes.yaml", "defaults: {owner: mentor", "defaults: {owner: mentro")
    assert [each.partition(":")[0] for each in problems_in(data)] == ["data/roles.yaml", "data/routes.yaml"]


def test_what_is_made_of_a_record_is_no_second_fault() -> None:
    """The variant of an outcome for a school has the lines of that outcome, and says the same."""
    outcome = fixture_book().outcomes[0]
    variant = replace(outcome, id=Text.at("praat-hier", outcome.id.where), stands_for=outcome.id)
    rule = Rule("proef", "outcomes", lambda each, book: iter([(each.where, f"kaartje '{each.id}' deugt niet")]))
    (told,) = rule(replace(fixture_book(), outcomes=(outcome, variant)))
    assert told.sentence == f"kaartje '{outcome.id}' deugt niet"


@pytest.mark.parametrize("rule", ALL.values(), ids=ALL)
def test_rule_says_in_dutch_what_it_demands(rule: object) -> None:
    says = rule.says  # type: ignore[attr-defined]
    assert says.endswith(".") and " " in says


MODULES = [import_module(f"handbook.rules.{each.name}") for each in pkgutil.iter_modules(handbook.rules.__path__)]


def told_by(module: ModuleType, gives: str) -> list[FunctionType]:
    """The functions that a module itself has for others, and that give this."""
    own = [each for _, each in inspect.getmembers(module, inspect.isfunction) if each.__module__ == module.__name__]
    return [each for each in own if each.__name__[0] != "_" and each.__annotations__.get("return") == gives]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_rule_that_is_written_is_in_the_list(module: ModuleType) -> None:
    """One that is not in RULES checks nothing, and nobody would notice."""
    written = told_by(module, "Iterator[Finding]")
    assert written
    listed = {rule.check for rule in RULES.values()}
    assert [each.__name__ for each in written if each not in listed] == []
