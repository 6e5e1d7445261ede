"""The decision guide: proved complete before a page is made, and pages that know how their reader came there."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.load import load
from handbook.model import Handbook
from handbook.reason import guide
from handbook.reason.addresses import remembered
from handbook.reason.edition import narrow
from handbook.render.guide_pages import stop_at
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import copy_of_fixture, fixture_book, problems_in, replaced, shipped, with_lines


def test_every_beginning_of_a_path_is_a_page_once() -> None:
    places = [path.place for path in guide.paths(fixture_book())]
    assert places == [
        "wegwijzer/index.md",
        "wegwijzer/ouder/index.md",
        "wegwijzer/ouder/hulp/index.md",
        "wegwijzer/ouder/nu/index.md",
        "wegwijzer/uitkomst/praat.md",  # who does not know what it is, ends there too
        "wegwijzer/medewerker/index.md",
        "wegwijzer/uitkomst/betaal.md",  # who works here ends on the page of the outcome itself
        "wegwijzer/uitkomst/praat.md",
        "wegwijzer/mentor/index.md",
        "wegwijzer/mentor/werk/index.md",
        "wegwijzer/mentor/werk/hulp/index.md",
        "wegwijzer/uitkomst/werk-mentor-hulp-praten.md",
        "wegwijzer/uitkomst/werk-mentor-hulp-kiezen.md",
        "wegwijzer/uitkomst/werk-mentor-hulp-tekenen.md",
        "wegwijzer/uitkomst/betaal.md",
        "wegwijzer/mentor/werk/verder/index.md",
        "wegwijzer/uitkomst/verder-mentor-1.md",
        "wegwijzer/uitkomst/betaal.md",
        "wegwijzer/uitkomst/betaal.md",
        "wegwijzer/uitkomst/betaal.md",
        "wegwijzer/uitkomst/praat.md",
    ]
    own = [place for place in places if "uitkomst" not in place]
    assert len(set(own)) == len(own) == guide.sizes(fixture_book())[0]


def test_the_size_is_counted_as_it_is_walked() -> None:
    book = fixture_book()
    walked = list(guide.paths(book))
    assert guide.sizes(book) == (sum(not path.alone for path in walked), max(path.number for path in walked))


@pytest.mark.parametrize("book", [fixture_book, shipped])
def test_what_is_the_same_is_read_once(book: Callable[[], Handbook]) -> None:
    """A question with the same answers, and a ticket with one path to it."""
    whole = book()
    every = list(guide.paths(whole))
    walked = [path for path in every if not path.alone]
    onward: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for path in (each for each in every if each.taken):
        onward.setdefault(path.answers[:-1], []).append((path.answers[-1], path.at.id))
    ends = Counter(path.at.id for path in walked if path.ends)
    asked = {(path.at.id, *onward[path.answers]) for path in walked if not path.ends}
    once = [at for at, many in ends.items() if many == 1]
    assert guide.to_read(whole) == len(asked) + ends.total() + len(whole.outcomes) - len(once) and once


def test_the_public_guide_has_no_branch_for_staff() -> None:
    public = narrow(fixture_book(), "public")
    assert [question.id for question in public.guide.questions] == ["wie", "wat"]
    assert {path.at.id for path in guide.paths(public) if path.ends} == {"praat", "bel"}
    made = {page.path: page.text for page in pages(Site(public))}
    assert not [path for path in made if "medewerker" in path or "betaal" in path]


def test_a_page_shows_the_answers_given_and_the_roads_not_taken() -> None:
    text = next(
        page.text for page in pages(Site(narrow(fixture_book(), "staff"))) if page.path == "wegwijzer/ouder/hulp/index.md"
    )
    assert "Uw antwoorden" in text
    assert 'href="../../../wegwijzer/"' in text  # change the first answer
    assert 'href="../../../wegwijzer/ouder/nu/"' in text  # the road not taken
    assert "noindex: true" in text


def test_a_page_in_another_language_leads_back_no_further_than_where_that_language_begins() -> None:
    book = fixture_book()
    way = {way.answers: way for way in guide.paths(book)}
    here = stop_at(way["ouder", "hulp"], book, frozenset({0}))
    assert here.back == "wegwijzer/ouder/index.md"
    assert [(str(each.choice.id), each.page) for each in here.given] == [("hulp", "wegwijzer/ouder/index.md")]
    assert [page for _, page in here.given[0].others] == ["wegwijzer/ouder/nu/index.md", "wegwijzer/uitkomst/praat.md"]
    assert (stop_at(way[("ouder",)], book, frozenset({0})).back, stop_at(way[("ouder",)], book).back) == (
        "",
        "wegwijzer/index.md",
    )


def test_answers_that_do_not_exist_lead_nowhere() -> None:
    assert guide.walked(("ouder", "hulp"), fixture_book()) == "praat"
    assert guide.walked(("ouder", "geheim"), fixture_book()) is None
    assert guide.walked(("anders", "hulp"), fixture_book()) is None


@pytest.mark.parametrize("text", ["start: wie\nquestions: []\n", "start: wie\nquestions:\n", "questions: []\n"])
def test_an_empty_guide_is_a_sentence(text: str, tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    (data / "guide.yaml").write_text(text, encoding="utf-8")
    found = problems_in(data)
    assert found
    assert all(line.startswith("data/") for line in found)


def test_two_outcomes_with_one_id(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    text = (data / "outcomes.yaml").read_text(encoding="utf-8")
    (data / "outcomes.yaml").write_text(text.replace("id: bel", "id: praat"), encoding="utf-8")
    assert any(
        line.startswith(with_lines("data/outcomes.yaml:«- id: praat»2", data)) and line.endswith("[gids-id]")
        for line in problems_in(data)
    )


def test_a_guide_of_two_thousand_questions_is_over_budget_at_once(tmp_path: Path) -> None:
    """It would have 2 to the power of 2,000 paths; none of them is walked."""
    data = copy_of_fixture(tmp_path)
    lines = ["start: q0", "questions:"]
    for number in range(2000):
        to = f"q{number + 1}" if number < 1999 else "praat"
        lines += [f"  - id: q{number}", f"    question: Vraag {number}?", "    answers:"]
        lines += [f"      - {{id: a, answer: Een, to: {to}}}", f"      - {{id: b, answer: Twee, to: {to}, other: ja}}"]
    (data / "guide.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (data / "guide_staff.yaml").write_text("questions: []\n", encoding="utf-8")
    started = time.process_time()
    found = problems_in(data)
    assert time.process_time() - started < 30  # a hang, not a timing: other work on the machine does not count
    assert any("wordt meer dan 100.000 pagina's" in line for line in found)
    assert any("het langste pad heeft 2000 vragen" in line for line in found)


def test_scenarios_never_reach_the_public(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    text = (data / "scenarios.yaml").read_text(encoding="utf-8")
    (data / "scenarios.yaml").write_text(text.replace("Ik maak mij zorgen.", "Geheimzinnig geval."), encoding="utf-8")
    book = load(data, data.parent / "content")
    assert "Geheimzinnig" in " ".join(page.text for page in pages(Site(narrow(book, "staff"))))
    assert "Geheimzinnig" not in " ".join(page.text for page in pages(Site(narrow(book, "public"))))


def test_a_removed_address_leads_on_to_its_new_place(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    replaced(data, "addresses.yaml", "moved: []", "moved: [{old: rollen/oud, new: rollen/mentor}]")
    replaced(data, "addresses.yaml", "      - rollen/mentor\n", "      - rollen/mentor\n      - rollen/oud\n")
    made = {page.path: page for page in pages(Site(narrow(load(data, data.parent / "content"), "public")))}
    text = made["rollen/oud/index.md"].text
    assert 'moved_to: "../../rollen/mentor/"' in text
    assert made["rollen/oud/index.md"].menu == ""


def test_the_addresses_of_today_can_be_remembered() -> None:
    book = fixture_book()
    text = remembered("# uitleg\nmoved: []\npublished:\n  - edition: public\n    places: [rollen/weg]\n", book)
    assert re.match(
        r'# uitleg\nmoved: \[\]\nsum: "[0-9a-f]{12}"\nforms:\n  - {form: toestemmingsbrief, version: 1, digest: ', text
    )
    assert 'fields: [bedrag]}\npublished:\n  - edition: public\n    places:\n      - ar\n      - "begrippen#abc"\n' in text
    assert text.index("edition: staff") < text.index("formulieren/rekening") < text.index("kept:")
    assert '  - "toestemming routes/hulp#tekenen: van mentor, schriftelijk; given naar bespreken; refused naar' in text
    assert "rollen/weg" not in text
    assert "      - wegwijzer/uitkomst/praat\n" in text
    assert "      - wegwijzer/ouder/hulp\n" in text


def test_each_of_the_thirty_questions_has_a_case() -> None:
    """The thirty questions that parents, pupils and new staff ask; the real cases, not the fixture."""
    book = shipped()
    assert {case.question for case in book.scenarios if case.question} == set(range(1, 31))
    assert len(book.scenarios) >= 40


@pytest.mark.parametrize("old", ["../../buiten", "rollen/teamleider", "rollen/Oud Adres", "/rollen/oud"])
def test_only_an_address_that_is_gone_can_have_moved(old: str, tmp_path: Path) -> None:
    """A redirect never takes the place of a page that is there, and never stands outside the site."""
    data = replaced(
        copy_of_fixture(tmp_path), "addresses.yaml", "moved: []", f'moved: [{{old: "{old}", new: rollen/mentor}}]'
    )
    why = "het bestaat nog, of het is geen adres van deze site"
    assert problems_in(data) == [f"data/addresses.yaml:5: '{old}' kan niet verhuisd zijn: {why} [verhuisd]"]
