"""Promises: each holds, each proof of it fails once what it says is undone, and none changes or vanishes in silence."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from attack import copied
from handbook.kinds import ProofKind
from handbook.load import load
from handbook.model import Text
from handbook.reason.addresses import remembered
from handbook.reason.edition import narrow
from handbook.reason.promises import PROVED, broken
from handbook.render.pages import pages
from handbook.render.site import Site
from handbook.rules import MEMORY
from helpers import TESTS, agreed, copy_of_fixture, fixture_book, problems_in, replaced, said_of, shipped, shipped_pages
from slips import made, slips_in
from undone import UNDO, undone

PROVEN = [(promise, proof, str(place)) for promise in shipped().promises for proof in promise.proofs for place in proof.at]
SLIPS = slips_in(TESTS / "slips.yaml")
ONE_OF_EACH = list({slip["kind"]: slip for slip in SLIPS}.values())


def test_there_are_enough_promises_from_both_sources_and_from_the_law() -> None:
    found = shipped().promises
    assert len(found) >= 40
    cited = {citation.source for promise in found for citation in promise.sources}
    assert cited == {"melanchthon", "casparus"}
    assert sum(promise.basis == "added" for promise in found) >= 10


@pytest.mark.parametrize("kind", ProofKind)
def test_every_kind_of_proof_is_held_and_can_be_undone(kind: ProofKind) -> None:
    assert kind in PROVED and kind in UNDO


@pytest.mark.parametrize(("promise", "proof", "place"), PROVEN, ids=[f"{p.id}-{q.kind}-{at}" for p, q, at in PROVEN])
def test_a_promise_breaks_when_what_proves_it_is_undone(promise: Any, proof: Any, place: str) -> None:
    assert list(broken(promise, shipped())) == []
    found = list(broken(promise, undone(proof, place, shipped())))
    assert found and all(sentence for _, sentence in found)


# What is proved of the small school, and whether that is so: all the words, in one text, in large or small letters.
SAID = [
    ("words", "roles/mentor", ["Praat", "leerling"], True),
    ("words", "roles/mentor", ["praat", "LEERLING"], True),
    ("words", "roles/mentor", ["praat", "belt met thuis"], False),
    ("never", "roles/mentor", ["kassa"], True),
    ("never", "roles/mentor", ["praat"], False),
    ("never", "roles/mentor", ["kassa", "BELT MET"], False),
    ("term", "outcomes/praat", ["binnen een week", "Bericht"], True),
    ("term", "outcomes/praat", ["binnen een week", "bezoek"], False),
]


@pytest.mark.parametrize(("kind", "place", "words", "holds"), SAID, ids=[f"{k}-{'-'.join(w)}" for k, _, w, _ in SAID])
def test_words_are_looked_for_as_a_reader_would(kind: str, place: str, words: list[str], holds: bool) -> None:
    """A promise of two things does not hold by one of them, nor by two sentences far apart."""
    outcomes = tuple(replace(each, time=Text("Bericht binnen een week.")) for each in fixture_book().outcomes)
    promise, book = fixture_book().promises[0], replace(fixture_book(), outcomes=outcomes)
    proof = replace(promise.proofs[0], kind=ProofKind(kind), at=(Text(place),), words=tuple(map(Text, words)))
    assert (list(broken(replace(promise, proofs=(proof,)), book)) == []) is holds


def test_parents_read_each_public_promise_with_its_proof() -> None:
    page = next(each.text for each in shipped_pages("public") if each.path == "waar-u-op-kunt-rekenen.md")
    for promise in shipped().promises:
        there = f'id="{promise.id}"' in page
        assert there == (promise.edition == "public"), promise.id
    assert page.count("<h3>") == sum(promise.edition == "public" for promise in shipped().promises)


def test_a_change_stands_first_on_the_page(tmp_path: Path) -> None:
    change = "    changed: [{on: 2026-02-01, by: mentor, reason: Dit is nu duidelijker gezegd.}]\n    proofs:\n"
    data = replaced(copy_of_fixture(tmp_path), "promises.yaml", "    proofs:\n", change)
    book = narrow(load(data, data.parent / "content"), "public")
    page = next(each.text for each in pages(Site(book)) if each.path == "waar-u-op-kunt-rekenen.md")
    assert page.index("Dit is nu duidelijker gezegd.") < page.index("Uw toestemming")


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """The small school as it was published."""
    data = copy_of_fixture(tmp_path)
    file = data / "addresses.yaml"
    file.write_text(remembered(file.read_text(encoding="utf-8"), fixture_book()), encoding="utf-8")
    assert problems_in(data) == []
    return data


def test_a_promise_changes_only_with_a_reason(known: Path) -> None:
    replaced(known, "promises.yaml", "pas over uw kind als er", "over uw kind als er")
    assert [line for line in problems_in(known) if "[belofte-anders]" in line]
    change = "    changed: [{on: 2026-02-01, by: mentor, reason: Dit is nu duidelijker gezegd.}]\n    proofs:\n"
    assert problems_in(replaced(known, "promises.yaml", "    proofs:\n", change)) == []


# What readers would lose: file, old, new, and what the check says of it.
VANISHING = {
    "poort": ("routes.yaml", "by: mentor\n", "by: [mentor, teamleider]\n", "toestemming routes/hulp#tekenen"),
    "voorwaarde": ("routes.yaml", "action: Vraagt een handtekening.", "action: Vraagt het.", "handtekening"),
    "ontkenning": ("roles.yaml", "als de mentor er niet is", "als de mentor er is", "'niet'"),
    "waarschuwing": ("outside.yaml", "    danger: ja\n", "", "gevaar roles/hulpdienst"),
    "geval": ("scenarios.yaml", "id: zorgen", "id: zorg", "geval zorgen"),
    "nummer": ("helplines.yaml", "costs: Gratis.", "costs: Dat is gratis.", "hulplijn alarm"),
    "antwoord": (
        "guide.yaml",
        "{id: geld, answer: Geld, to: betaal}",
        "{id: geld, answer: Geld, to: praat}",
        "questions/taak#geld",
    ),
    "merk": ("roles.yaml", "approachable: ja", "approachable: nee", "aanspreekbaar roles/mentor"),
    "verwijzing": ("references.yaml", "voorbeeld.example/bewijs", "voorbeeld.example/ander", "verwijzing bewijs"),
}


@pytest.mark.parametrize("what", VANISHING)
def test_what_vanishes_is_told_until_somebody_agrees(what: str, known: Path) -> None:
    file, old, new, said = VANISHING[what]
    found = problems_in(replaced(known, file, old, new))
    assert [line for line in found if said in line and "[weg]" in line], found
    others = [line for line in found if "[weg]" not in line]
    assert problems_in(agreed(known)) == others


def test_an_agreement_is_about_what_vanished_then_and_nothing_else(known: Path) -> None:
    replaced(known, "outside.yaml", "    danger: ja\n", "")
    agreed(known)
    assert [line for line in problems_in(known) if "[weg]" in line] == []
    replaced(known, "routes.yaml", "action: Vraagt een handtekening.", "action: Vraagt het.")
    assert [line for line in problems_in(known) if "handtekening" in line]


@pytest.mark.parametrize(("old", "new"), [("Dit is zo afgesproken.", "Mag."), ("by: mentor", "by: mentro")])
def test_an_agreement_says_why_and_by_whom(old: str, new: str, known: Path) -> None:
    replaced(known, "outside.yaml", "    danger: ja\n", "")
    agreed(known)
    assert [line for line in problems_in(replaced(known, "addresses.yaml", old, new)) if "[weg]" in line]


@pytest.mark.parametrize("cut", ["one line", "half", "all"])
def test_a_damaged_memory_is_told(cut: str, known: Path) -> None:
    file = known / "addresses.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("\nkept:")
    lines = text[start:].split("\n")
    kept = {"one line": [*lines[:3], *lines[4:]], "half": lines[: len(lines) // 2], "all": ["", "kept: []"]}
    file.write_text(text[:start] + "\n".join(kept[cut]) + "\n", encoding="utf-8")
    assert [line for line in problems_in(known) if "[geheugen]" in line]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied("real", tmp_path_factory.mktemp("slips"))


@pytest.mark.parametrize("slip", ONE_OF_EACH, ids=lambda slip: slip["id"])
@pytest.mark.long
def test_a_slip_of_every_kind_is_told(slip: dict[str, Any], root: Path) -> None:
    """One of each; `make nalopen` makes them all, and says by which rules."""
    with made(slip, root) as there:
        assert there, "deze tekst staat er niet meer; pas tests/slips.yaml aan"
        assert any(said_of(root / "data", first=lambda rule: bool(rule.spared & MEMORY)))


def test_every_slip_can_still_be_made(root: Path) -> None:
    gone = [slip["id"] for slip in SLIPS if not _can_be_made(slip, root)]
    assert gone == []
    assert len(SLIPS) >= 80 and len({slip["id"] for slip in SLIPS}) == len(SLIPS)


def _can_be_made(slip: dict[str, Any], root: Path) -> bool:
    with made(slip, root) as there:
        return there


def test_the_slips_are_one_a_line() -> None:
    lines = (TESTS / "slips.yaml").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if re.match(r"- \{id: ", line)]) == len(yaml.safe_load("\n".join(lines)))
