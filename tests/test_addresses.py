"""What was once published stays reachable: pages, anchors, PDFs and pages in another language, each led on when it moves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from handbook.build import Build
from handbook.load import load
from handbook.model import Handbook, Text
from handbook.reason.addresses import linkable, redirects, remembered
from handbook.reason.edition import narrow
from handbook.reason.kept import lost
from handbook.render.links import address
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import agreed, copy_of_fixture, fixture_book, leads, problems_in, replaced, shipped, with_lines


def book_of(data: Path) -> Handbook:
    return load(data, data.parent / "content")


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """The small school with its addresses of today remembered."""
    data = copy_of_fixture(tmp_path)
    book = book_of(data)
    text = remembered((data / "addresses.yaml").read_text(encoding="utf-8"), book)
    (data / "addresses.yaml").write_text(text, encoding="utf-8")
    return data


def moved(data: Path, old: str, new: str) -> Path:
    """The data with one move more."""
    file = data / "addresses.yaml"
    line = f'moved:\n  - {{old: "{old}", new: "{new}"}}\n'
    file.write_text(file.read_text(encoding="utf-8").replace("moved: []\n", line), encoding="utf-8")
    return data


@pytest.mark.parametrize("edition", ["staff", "public"])
def test_every_page_of_the_menu_can_be_linked_to(edition: str) -> None:
    """A new page for all, or for the school itself, is on the list of fixed addresses."""
    book = narrow(fixture_book(), edition)
    places = {address(page.path).rstrip("/") for page in pages(Site(book)) if page.menu}
    assert places - linkable(book) == set()


def test_what_is_remembered_holds(known: Path) -> None:
    assert problems_in(known) == []
    text = (known / "addresses.yaml").read_text(encoding="utf-8")
    for place in (
        "begrippen#abc",
        "hoofdstukken/visie",
        "situaties#zorg",
        "zorgstructuur/uw-rechten",
        "zorgstructuur/uw-rechten#mag-dat",
        "documenten#brief",
    ):
        assert place in text


# what disappears: file, old, new; the address; where it may lead
LOST = {
    "begrip": ("glossary.yaml", "id: rugzak", "id: tas", "begrippen#rugzak", "begrippen#tas"),
    "vraag": (
        "questions.yaml",
        "id: mag-dat",
        "id: mag-het",
        "zorgstructuur/uw-rechten#mag-dat",
        "zorgstructuur/uw-rechten#mag-het",
    ),
    "moment": ("calendar.yaml", "id: overleg", "id: bijeenkomst", "kalender#overleg", "kalender"),
    "antwoord": (
        "guide.yaml",
        "{id: medewerker,",
        "{id: personeel,",
        "wegwijzer/medewerker",
        "wegwijzer/personeel",
    ),
}


@pytest.mark.parametrize("kind", LOST)
def test_an_address_that_is_gone_is_told_until_it_leads_on(kind: str, known: Path) -> None:
    file, old, new, place, goal = LOST[kind]
    replaced(known, file, old, new)
    if kind == "vraag":
        replaced(known, "translations/ar.yaml", "asked/mag-dat", "asked/mag-het")
    told = [line for line in problems_in(known) if line.endswith("[adres-weg]")]
    assert len(told) == 1 and f"het adres '{place}' is weg; zet bij 'moved' waar het nu staat" in told[0]
    moved(known, place, goal)
    assert not [line for line in problems_in(known) if "adres" in line]


def test_a_chapter_that_moved_leads_on(known: Path) -> None:
    (known.parent / "content/visie.md").rename(known.parent / "content/missie.md")
    assert any("het adres 'hoofdstukken/visie' is weg" in line for line in problems_in(known))
    moved(known, "hoofdstukken/visie", "hoofdstukken/missie")
    files = leads(Site(narrow(book_of(known), "public")))
    assert 'content="0; url=../../hoofdstukken/missie/"' in files["hoofdstukken/visie/index.html"]


def test_an_anchor_that_moved_leads_on_from_its_page_and_abroad(known: Path) -> None:
    replaced(known, "glossary.yaml", "id: rugzak", "id: tas")
    moved(known, "begrippen#rugzak", "begrippen#tas")
    pages = {page.path: page.text for page in Build.of(known, known.parent / "content", "public").pages}
    assert 'id="rugzak"' in pages["begrippen.md"] and 'href="../begrippen/#tas"' in pages["begrippen.md"]
    assert 'id="rugzak"' in pages["ar/begrippen.md"] and 'href="../../ar/begrippen/#tas"' in pages["ar/begrippen.md"]


def test_the_papers_of_a_form_follow_it(known: Path) -> None:
    replaced(known, "forms.yaml", "id: toestemmingsbrief", "id: brief-naar-huis")
    replaced(known, "questions.yaml", "form: toestemmingsbrief", "form: brief-naar-huis")
    moved(known, "formulieren/toestemmingsbrief", "formulieren/brief-naar-huis")
    files = {file.path: file.content for file in Build.of(known, known.parent / "content", "public").files}
    for ending in ("", "-groot"):
        old = files[f"formulieren/toestemmingsbrief/toestemmingsbrief{ending}.pdf"]
        assert old == files[f"formulieren/brief-naar-huis/brief-naar-huis{ending}.pdf"]


def test_the_papers_of_a_form_that_ended_say_where_to_look(known: Path, tmp_path: Path) -> None:
    replaced(known, "forms.yaml", "id: toestemmingsbrief", "id: brief-naar-huis")
    replaced(known, "questions.yaml", "form: toestemmingsbrief", "form: brief-naar-huis")
    moved(known, "formulieren/toestemmingsbrief", "documenten#brief")
    files = {file.path: file.content for file in Build.of(known, known.parent / "content", "public").files}
    (tmp_path / "oud.pdf").write_bytes(files["formulieren/toestemmingsbrief/toestemmingsbrief.pdf"])
    said = " ".join(page.extract_text() for page in PdfReader(tmp_path / "oud.pdf").pages)
    assert "https://voorbeeld.example/documenten/#brief" in said


def test_a_role_that_moved_leads_on_in_the_explorer_too(known: Path) -> None:
    moved(known, "rollen/oud", "rollen/mentor")
    led = {each.old: each.new for each in redirects(book_of(known))}
    assert led["rollen/oud"] == "rollen/mentor"
    assert led["verkenner/rol/oud"] == "verkenner/rol/mentor"


def test_a_folder_that_moved_takes_its_pages_along(known: Path) -> None:
    """As when a branch of the guide is dropped, or a language."""
    replaced(known, "guide.yaml", "{id: mentor,", "{id: klassenmentor,")
    moved(known, "wegwijzer/mentor", "wegwijzer")
    agreed(known)  # another function asks
    assert not [line for line in problems_in(known) if "adres" in line]
    led = {each.old: each.new for each in redirects(book_of(known))}
    assert led["wegwijzer/mentor"] == led["wegwijzer/mentor/werk"] == "wegwijzer"


def test_what_goes_to_staff_is_told_and_may_lead_on(known: Path) -> None:
    replaced(known, "questions.yaml", "edition: public", "edition: staff")
    assert any("staat in de openbare uitgave; kijk naar 'edition'" in line for line in problems_in(known))
    replaced(known, "questions.yaml", "edition: staff", "edition: public")
    replaced(known, "calendar.yaml", "edition: public", "edition: staff")
    place = "het adres 'kalender#overleg' is weg"
    assert [place in line and "in de openbare uitgave" in line for line in problems_in(known)] == [True]
    moved(known, "kalender#overleg", "kalender")
    assert problems_in(known) == []


def test_what_becomes_public_is_told(known: Path) -> None:
    replaced(known, "documents.yaml", "    edition: staff\n", "")
    found = [line for line in problems_in(known) if "konden niet al deze lezers openen, en nu wel" in line]
    assert found and "documenten#rekening" in found[0]


def test_a_place_that_is_there_for_some_may_move_for_the_others_only(known: Path) -> None:
    """A page that everyone has cannot have moved."""
    moved(known, "rollen/mentor", "rollen")
    assert any("'rollen/mentor' kan niet verhuisd zijn" in line for line in problems_in(known))


@pytest.mark.parametrize("place", ["kalender", "verkenner/leunen", "voor-leerlingen", "onderhoud"])
def test_a_fixed_page_never_moves(place: str, known: Path) -> None:
    told = f"'{place}' is een vaste bladzijde en kan niet verhuizen; haal deze regel weg [verhuisd]"
    found = problems_in(moved(known, place, "begrippen"))
    assert found == [with_lines(f'data/addresses.yaml:«old: "{place}"»: {told}', known)]


def test_no_redirect_takes_the_place_of_a_page(known: Path) -> None:
    """Whatever page there is, in any edition: its address cannot have moved."""
    builds = [Build.of(known, known.parent / "content", edition) for edition in ("public", "staff")]
    places = {address(page.path.removesuffix("index.html")).rstrip("/") for build in builds for page in build.pages} - {""}
    assert {"kalender", "rollen/mentor", "verkenner/rol/kassa", "ar/begrippen", "gegevens/data-roles"} <= places
    lines = "".join(f"  - {{old: {place}, new: begrippen}}\n" for place in sorted(places) if place != "begrippen")
    replaced(known, "addresses.yaml", "moved: []\n", f"moved:\n{lines}")
    told = {line.split("'")[1] for line in problems_in(known) if line.endswith("[verhuisd]")}
    assert {"begrippen", *told} == places


def test_the_old_address_of_what_was_never_public_leads_nobody_else_on(known: Path) -> None:
    """It would tell everyone that there was such a role."""
    replaced(known, "outside.yaml", "id: kassa", "id: loket")
    for file in ("outcomes.yaml", "school.yaml"):
        replaced(known, file, "role: kassa", "role: loket")
    moved(known, "rollen/kassa", "rollen")
    agreed(known)  # a ticket that led to the one leads to the other
    assert problems_in(known) == []
    book = book_of(known)
    led = {edition: {each.old for each in redirects(narrow(book, edition))} for edition in ("public", "staff")}
    question = {"zorgstructuur#mag-dat", "ar/zorgstructuur#mag-dat"}  # parents could always read that one
    secret = {"zorgstructuur#geheim", "ar/zorgstructuur#geheim"}
    assert led == {"public": question, "staff": {"rollen/kassa", "verkenner/rol/kassa", *question, *secret}}


def test_a_school_that_joins_takes_nothing_away() -> None:
    """What is said for every school is then said for that one too; it is no longer 'of these two', and nobody lost it."""
    school = shipped().school
    third = replace(school.schools[-1], id=Text("derde"), name=Text("Derde"), sources=())
    assert lost(shipped()) == ()
    assert lost(replace(shipped(), school=replace(school, schools=(*school.schools, third)))) == ()
