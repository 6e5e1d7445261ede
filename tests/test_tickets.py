"""What a reader takes along from the guide: true for who they are, of their school, and in need nothing but numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.load import load
from handbook.model import Handbook, Text
from handbook.reason import guide
from handbook.reason.edition import narrow
from handbook.reason.equals import equal_of
from handbook.reason.guide import others, readers
from handbook.reason.own_work import own_works
from handbook.reason.schools import schools_of
from handbook.reason.ticket import notices_on
from handbook.render.links import PART, in_parts
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import copy_of_fixture, fixture_book, leads, problems_in, replaced, shipped, shipped_pages

ELSEWHERE = (  # a second source, a role of its school, and readers of both
    ("sources.yaml", "sources:\n", "sources:\n  - {id: boek, name: Boek, title: Boek, school: Daar, called: het boek, "
     "dated: nu, sections: [{id: '1', title: Alles}]}\n"),
    ("school.yaml", "{id: daar, name: Daar}", "{id: daar, name: Daar, sources: boek}"),
    ("guide.yaml", "start: wie\n", "start: school\n"),
    ("guide.yaml", "questions:\n", "questions:\n  - id: school\n    first: ja\n    question: Welke school?\n    answers:\n"
     "      - {id: hier, answer: Hier, to: wie, school: hier}\n      - {id: daar, answer: Daar, to: wie, school: daar}\n"),
    ("roles.yaml", "    summary: Het eerste aanspreekpunt.\n", "    summary: Het eerste aanspreekpunt.\n"
     "    equivalents: [{role: coach, note: Doet hetzelfde., sources: boek 1}]\n"),
    ("roles.yaml", "    sources: plan 1\n    escalation:\n      - {when: Het team",
     "    sources: [plan 1, boek 1]\n    escalation:\n      - {when: Het team"),
    ("roles.yaml", "  - id: bovenmeester\n", "  - id: coach\n    name: Coach\n    kind: person\n    lines: [1]\n"
     "    approachable: ja\n    go_when: Ga naar de coach als er iets is.\n    summary: Helpt daar.\n    sources: boek 1\n"
     "    stops: Daar helpt de coach.\n"
     "  - id: bovenmeester\n"),
    ("scenarios.yaml", "answers: [ouder, hulp]", "answers: [hier, ouder, hulp]"),
    ("scenarios.yaml", "answers: [medewerker, geld]", "answers: [hier, medewerker, geld]"),
    ("outside.yaml", "geld uit.\n    sources: plan 1", "geld uit.\n    sources: [plan 1, boek 1]"),
    ("guide.yaml", "asker: mentor}", "asker: mentor, school: hier}"),
)  # fmt: skip


def of_two_schools(root: Path) -> Path:
    data = copy_of_fixture(root)
    for file, old, new in ELSEWHERE:
        replaced(data, file, old, new)
    return data


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    data = of_two_schools(tmp_path_factory.mktemp("two"))
    assert problems_in(data) == []
    return load(data, data.parent / "content")


def page(book: Handbook, path: str, edition: str = "staff") -> str:
    return {each.path: each.text for each in pages(Site(narrow(book, edition)))}[path]


def test_a_notice_names_what_was_typed(tmp_path: Path) -> None:
    """The variant that the program makes for a school is not there when only that school is looked at."""
    data = replaced(of_two_schools(tmp_path), "notices.yaml", "outcomes: [praat]", "outcomes: [praat-daar]")
    (told,) = problems_in(data)
    assert "weetje 'gratis' noemt 'praat-daar', dat het programma maakt van 'praat'; noem 'praat', of schrijf" in told


def test_a_notice_of_one_school_stands_only_there(tmp_path: Path) -> None:
    """What the source of one school says, is below the ticket of its readers, and below the same ticket of another not."""
    own = "- {id: daar-zo, text: Daar helpt een team., basis: stated, sources: boek 1, outcomes: [praat]}"
    data = replaced(of_two_schools(tmp_path), "notices.yaml", "notices:\n", f"notices:\n  {own}\n")
    assert problems_in(data) == []
    book = load(data, data.parent / "content")
    below = {id_: [notice.id for notice in notices_on(book.outcome[id_], book)] for id_ in ("praat", "praat-daar")}
    assert below == {"praat": ["gratis"], "praat-daar": ["daar-zo", "gratis"]}


def test_a_notice_has_the_names_of_the_school(two: Handbook) -> None:
    assert "Praten met de coach kost niets." in re.sub("<[^>]*>", "", page(two, "wegwijzer/uitkomst/praat-daar.md"))


def test_each_school_gets_its_own_role_and_its_own_words(two: Handbook) -> None:
    assert guide.walked(("hier", "ouder", "hulp"), two) == "praat"
    assert guide.walked(("daar", "ouder", "hulp"), two) == "praat-daar"
    here, there = (page(two, f"wegwijzer/uitkomst/praat{end}.md", "public") for end in ("", "-daar"))
    assert "Praat met de mentor" in here and "coach" not in here.lower()
    assert "Praat met de coach" in there and "mentor" not in there.lower().partition("# praat")[2]
    assert two.outcome["praat-daar"].route is None  # that route is of the other school


def test_a_variant_that_somebody_typed_goes_before_one_that_is_made(tmp_path: Path) -> None:
    data = of_two_schools(tmp_path)
    own = "  - id: praat-daar\n    name: Loop binnen\n    role: coach\n    now: Loop binnen.\n    then: De coach luistert.\n"
    own += "".join(f"    {field}: {{role: teamleider, text: Ga naar de teamleider.}}\n" for field in ("if_not", "away"))
    replaced(data, "outcomes.yaml", "  - id: bel\n", own + "    sources: boek 1\n  - id: bel\n")
    assert load(data, data.parent / "content").outcome["praat-daar"].name == "Loop binnen"


BRINGS = "    then: De mentor belt met thuis.\n"


def test_a_variant_brings_no_paper_of_another_school(tmp_path: Path) -> None:
    data = replaced(of_two_schools(tmp_path), "outcomes.yaml", BRINGS, f"    bring: [brief]\n{BRINGS}")
    book = load(data, data.parent / "content")
    assert (book.outcome["praat"].bring, book.outcome["praat-daar"].bring) == (("brief",), ())


def test_a_role_is_of_the_schools_whose_sources_speak_of_its_tasks(two: Handbook) -> None:
    assert schools_of(two.role["mentor"], two) == {"hier"}
    assert schools_of(two.role["teamleider"], two) == {"hier", "daar"}
    assert schools_of(two.role["hulpdienst"], two) == {"hier", "daar"}  # it cites none
    assert equal_of(two.role["mentor"], "daar", two) is two.role["coach"]


def test_all_that_a_role_does_itself_is_in_its_own_branch() -> None:
    book = fixture_book()
    assert list(own_works(book)) == ["werk-mentor-hulp-praten", "werk-mentor-hulp-kiezen", "werk-mentor-hulp-tekenen",
                                     "verder-mentor-1", "verder-teamleider-1"]  # fmt: skip
    text = page(book, "wegwijzer/uitkomst/werk-mentor-hulp-tekenen.md")
    assert "Dit doet u zelf" in text and "Vraagt een handtekening." in text and "schriftelijk" in text
    assert "Gegeven:" in text and "Geweigerd:" in text and "Nog niet:" in text
    further = page(book, "wegwijzer/uitkomst/verder-mentor-1.md")
    assert "Haal erbij" in further and "Praten met de leerling helpt niet." in further


def test_own_work_never_reaches_the_public() -> None:
    public = narrow(fixture_book(), "public")
    assert not [each.id for each in public.outcomes if each.made]
    assert not [each.path for each in pages(Site(public)) if "werk" in each.path]


def test_in_need_a_ticket_has_numbers_with_hours_and_cost_and_nothing_else() -> None:
    text = page(fixture_book(), "wegwijzer/uitkomst/bel.md", "public")
    ticket = text[text.index("zw-big-ticket") : text.index("zw-on-paper")]
    assert 'href="tel:112"' in ticket and "Altijd." in ticket and "Gratis." in ticket
    assert not re.search("Wat dan|Helpt het niet|Is er niemand|Ga naar|Alle stappen", ticket)


def test_a_ticket_says_only_what_its_outcome_says() -> None:
    text = page(fixture_book(), "wegwijzer/uitkomst/praat.md", "public")
    ticket = text[text.index("zw-big-ticket") : text.index("zw-on-paper")]
    assert "De mentor belt met thuis." in ticket and "Toestemming" not in ticket  # the signature is two steps further on


def test_help_is_one_tap_from_every_page_and_says_what_each_reader_does() -> None:
    made = {each.path: each.text for each in pages(Site(narrow(fixture_book(), "public")))}
    assert all("help_at:" in text for path, text in made.items() if path.endswith(".md"))
    text = made["hulp-nu.md"]
    assert "Ga weg en bel." in text and "Bel meteen." in text and 'href="tel:112"' in text
    assert "Bel en blijf erbij." not in text  # that is for who works there
    assert "Bel en blijf erbij." in page(fixture_book(), "hulp-nu.md", "staff")


def test_without_needs_there_is_no_page_for_help(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    (data / "needs.yaml").write_text("needs: []\n", encoding="utf-8")
    made = {each.path: each.text for each in pages(Site(narrow(load(data, data.parent / "content"), "public")))}
    assert "hulp-nu.md" not in made and not [path for path, text in made.items() if "help_at:" in text]


BEFORE = "    summary: Staat boven alle scholen.\n"
GONE = "    holds: {now: then, since: 2014, told: Nu doet de mentor dit., successor: roles/mentor, references: bewijs}\n"


def test_nobody_is_asked_for_a_paper_of_the_archive(tmp_path: Path) -> None:
    data = replaced(
        copy_of_fixture(tmp_path), "documents.yaml", "    what: Een rekening.\n", f"    what: Een rekening.\n{GONE}"
    )
    assert [each for each in problems_in(data) if "leidt naar document 'rekening'" in each and "[archief-weg]" in each]


def test_what_holds_no_longer_is_archive_and_says_first_what_is_now(tmp_path: Path) -> None:
    data = replaced(
        copy_of_fixture(tmp_path), "roles.yaml", "    summary: Staat boven alle scholen.\n", f"    summary: Oud.\n{GONE}"
    )
    assert problems_in(data) == []
    book = load(data, data.parent / "content")
    made = {each.path: each for each in pages(Site(narrow(book, "staff")))}
    text = made["archief/rollen/bovenmeester.md"].text
    assert made["archief/rollen/bovenmeester.md"].title == "Bovenmeester (archief)"
    assert text.index("Dit geldt niet meer") < text.index("<p>Oud.") < text.index("Nu doet de")
    assert "rollen/mentor/" in made["archief/index.md"].text
    led = leads(Site(narrow(book, "staff")))
    assert "archief/rollen/bovenmeester/" in led["rollen/bovenmeester/index.html"]  # the old address leads on


def test_a_ring_of_successors_is_told(tmp_path: Path) -> None:
    data = replaced(
        copy_of_fixture(tmp_path), "roles.yaml", "    summary: Staat boven alle scholen.\n", f"    summary: Oud.\n{GONE}"
    )
    replaced(data, "roles.yaml", "successor: roles/mentor", "successor: roles/bovenmeester")
    assert [line for line in problems_in(data) if "geldt zelf ook niet meer" in line]


@pytest.mark.parametrize("field", ["since", "told", "references"])
def test_an_archive_that_does_not_say_all_is_told(field: str, tmp_path: Path) -> None:
    short = re.sub(rf", {field}: [^,}}]*", "", GONE)
    assert short != GONE
    data = replaced(
        copy_of_fixture(tmp_path), "roles.yaml", "    summary: Staat boven alle scholen.\n", f"    summary: Oud.\n{short}"
    )
    assert [line for line in problems_in(data) if "zeg dan ook 'since', 'told' en 'references'" in line]


@pytest.mark.parametrize("number", ["12", "0800", "06-12345678x", "geen nummer"])
def test_a_helpline_without_a_number_that_is_one(number: str, tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "helplines.yaml", '"112"', f'"{number}"')
    assert [line for line in problems_in(data) if line.endswith(("[bellen]", "[kaartje-nummer]"))]


def test_nothing_was_looked_at_before_the_handbook_began(tmp_path: Path) -> None:
    data = replaced(
        copy_of_fixture(tmp_path), "school.yaml", "name: Voorbeeldwijzer\n", "name: Voorbeeldwijzer\nbegun: 2026-06-01\n"
    )
    assert [line for line in problems_in(data) if "het handboek begon op 2026-06-01" in line]


def test_a_reader_who_is_no_role_sees_no_answer_for_roles_alone() -> None:
    choice = next(each for each in fixture_book().question["wat"].answers)
    only = replace(choice, only_for=(Text("mentor"),))
    assert not guide.Reader().sees(only) and guide.Reader(role="mentor").sees(only)
    assert not guide.Reader(school="daar").sees(replace(choice, school=Text("hier")))


def test_a_long_text_stands_in_parts_and_a_question_with_its_answer() -> None:
    short = "Een. Twee. Drie. Vier. Vijf. Zes."
    assert in_parts(short) == [short]
    assert in_parts("Een. Twee. Drie. Vier? Ja. Zes. Zeven. Acht. Negen. Tien.") == [
        "Een. Twee. Drie. Vier? Ja.",
        "Zes. Zeven. Acht. Negen.",
        "Tien.",
    ]


def test_of_a_long_ticket_the_first_part_stands_in_front_in_every_language(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    long, lang = (f"112 {word}. " * 7 + f"{word}." for word in ("nu", "الآن"))
    for file in ("outcomes.yaml", "translations/ar.yaml"):
        replaced(data, file, "Bel nu 112.", long)
    replaced(data, "translations/ar.yaml", "اتصل الآن على 112.", lang)
    made = {page.path: page.text for page in pages(Site(narrow(load(data, data.parent / "content"), "public")))}
    for place in ("", "ar/"):
        text = made[f"{place}wegwijzer/uitkomst/bel.md"]
        front = re.search(r'class="zw-ticket-now">(.*?)</p>', text)
        assert front and front[1].count(".") == PART
        assert len(re.findall(r'class="zw-ticket-more">(.*?)</p>', text)) == 1


def test_what_a_ticket_tells_to_choose_is_there_for_whoever_reads_it() -> None:
    """Of each school its own, and told apart where the same answer leads parents and pupils elsewhere."""
    book = shipped()
    told = {str(each.id): others(each, book) for each in book.outcomes if each.see}
    assert len(told) > 30
    for outcome, found in told.items():
        mine = {(reader.school, reader.role) for reader in readers(book)[outcome]}
        for other in found:
            assert mine & {(reader.school, reader.role) for reader in readers(book)[str(other.outcome.id)]}, outcome
        names = [(other.answer, other.whom) for other in found]
        assert len(names) == len(set(names)), outcome
    exam = {(str(each.outcome.id), each.whom) for each in told["examen-ziek"]}
    assert ("examen-maatregel-leerling-casparus", ("Casparus College", "Leerling")) in exam


def test_a_link_to_what_fits_better_is_made_in_every_language() -> None:
    pages = {page.path: page.text for page in shipped_pages("public")}
    told, place = "Op reis geweest zonder toestemming", "wegwijzer/uitkomst/leerplicht-brief.md"
    assert f'"../../../wegwijzer/uitkomst/luxeverzuim-ouder/">{told}</a>' in pages[place]
    said = "Been away on a journey without permission"
    assert f'"../../../../en/wegwijzer/uitkomst/luxeverzuim-ouder/">{said}</a>' in pages[f"en/{place}"]
