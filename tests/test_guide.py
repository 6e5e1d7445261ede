"""The decision guide: proved complete before a page is made, and pages that know how their reader came there."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.load import load
from handbook.model import Handbook
from handbook.reason import guide
from handbook.reason.addresses import remembered
from handbook.reason.edition import narrow
from handbook.render.guide_pages import came, stop_at
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import copy_of_fixture, fixture_book, leads, problems_in, replaced, shipped, with_lines


def test_every_beginning_of_a_path_is_a_page_once_and_its_end_is_that_of_the_outcome() -> None:
    places = [path.place for path in guide.paths(fixture_book())]
    assert places == [
        "wegwijzer/index.md",
        "wegwijzer/ouder/index.md",
        "wegwijzer/uitkomst/praat.md",
        "wegwijzer/uitkomst/bel.md",
        "wegwijzer/uitkomst/praat.md",  # who does not know what it is, ends there too
        "wegwijzer/medewerker/index.md",
        "wegwijzer/uitkomst/betaal.md",
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
    assert len(set(own)) == len(own)
    assert guide.sizes(fixture_book())[0] == len(own) + len(fixture_book().outcomes) == len(set(places))


@pytest.mark.parametrize("book", [fixture_book, shipped])
def test_the_size_is_counted_as_it_is_walked(book: Callable[[], Handbook]) -> None:
    walked = list(guide.paths(book()))
    assert guide.sizes(book()) == (len({path.place for path in walked}), max(path.number for path in walked))


def test_the_public_guide_has_no_branch_for_staff() -> None:
    public = narrow(fixture_book(), "public")
    assert [question.id for question in public.guide.questions] == ["wie", "wat"]
    assert {path.at.id for path in guide.paths(public) if path.ends} == {"praat", "bel"}
    made = {page.path: page.text for page in pages(Site(public))}
    assert not [path for path in made if "medewerker" in path or "betaal" in path]


def test_a_page_shows_the_answers_given_and_the_roads_not_taken() -> None:
    made = {page.path: page.text for page in pages(Site(narrow(fixture_book(), "staff")))}
    text = made["wegwijzer/ouder/index.md"]
    assert "Uw antwoorden" in text
    assert 'href="../../wegwijzer/"' in text  # change the first answer
    assert 'href="../../wegwijzer/mentor/"' in text  # the road not taken
    assert "noindex: true" in text


def test_a_ticket_knows_each_way_that_leads_to_it() -> None:
    made = {page.path: page.text for page in pages(Site(narrow(fixture_book(), "staff")))}
    text = made["wegwijzer/uitkomst/praat.md"]
    ways = [path for path in guide.paths(fixture_book()) if path.at.id == "praat"]
    assert re.findall('class="zw-came" id="([^"]+)"', text) == [way.mark for way in ways] and len(ways) > 2
    assert len({way.mark for way in guide.paths(fixture_book())}) == len(guide.paths(fixture_book()))
    own = text.partition('id="via-ouder.hulp">')[2].partition("zw-came")[0]
    assert own.index("Vorige vraag") < own.index("Uw antwoorden")
    assert re.findall('href="([^"]+)"', own) == [
        "../../../wegwijzer/ouder/",  # the question before
        "../../../wegwijzer/",  # change the first answer
        "../../../wegwijzer/ouder/",  # change the second
    ]
    assert '<a href="../../wegwijzer/uitkomst/praat/#via-ouder.hulp">' in made["wegwijzer/ouder/index.md"]


def test_who_kept_the_page_at_the_end_of_a_path_finds_the_outcome(tmp_path: Path) -> None:
    """Before, each end of a path was a page; those that were published lead on, also after what there is, is remembered."""
    data = copy_of_fixture(tmp_path)
    replaced(data, "addresses.yaml", "      - rollen/mentor\n", "      - rollen/mentor\n      - wegwijzer/ouder/hulp\n")
    book = load(data, data.parent / "content")
    assert "      - wegwijzer/ouder/hulp\n" in remembered((data / "addresses.yaml").read_text(encoding="utf-8"), book)
    made = leads(Site(narrow(book, "public")))
    assert 'content="0; url=../../../wegwijzer/uitkomst/praat/"' in made["wegwijzer/ouder/hulp/index.html"]
    assert '<a href="../../../wegwijzer/uitkomst/praat/">' in made["wegwijzer/ouder/hulp/index.html"]
    assert "../../../../ar/wegwijzer/uitkomst/praat/" in made["ar/wegwijzer/ouder/hulp/index.html"]


def test_a_page_in_another_language_leads_back_no_further_than_where_that_language_begins() -> None:
    book = fixture_book()
    way = {way.answers: way for way in guide.paths(book)}
    here = came(way["ouder", "hulp"], frozenset({0}))
    assert here.back == "wegwijzer/ouder/index.md"
    assert [(str(each.choice.id), each.page) for each in here.given] == [("hulp", "wegwijzer/ouder/index.md")]
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
    made = leads(Site(narrow(load(data, data.parent / "content"), "public")))
    assert 'content="0; url=../../rollen/mentor/"' in made["rollen/oud/index.html"]
    assert '<a href="../../rollen/mentor/">' in made["rollen/oud/index.html"]


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
    assert "      - wegwijzer/ouder\n" in text and "      - wegwijzer/ouder/hulp\n" not in text


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
