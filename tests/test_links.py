"""Words become links: the longest first, once a section, escaped, and never to the page they stand on."""

from __future__ import annotations

import pytest

from handbook.kinds import StatusNow
from handbook.reason.mentions import Finder, explained, words_of
from handbook.render.links import Linker, address, relative
from helpers import fixture_book, shipped


@pytest.mark.parametrize(
    ("path", "here", "link"),
    [
        ("rollen/mentor.md", "index.md", "rollen/mentor/"),
        ("rollen/mentor.md#taken", "routes/hulp.md", "../../rollen/mentor/#taken"),
        ("rollen/index.md", "rollen/mentor.md", "../../rollen/"),
        ("index.md", "index.md", "./"),
        ("index.md", "begrippen.md", "../"),
        ("begrippen.md#abc", "begrippen.md", "../begrippen/#abc"),
    ],
)
def test_relative_links(path: str, here: str, link: str) -> None:
    assert relative(path, here) == link


def test_address_of_an_index_is_its_folder() -> None:
    assert address("hoofdstukken/index.md") == "hoofdstukken/"


def test_the_longest_phrase_wins_and_a_part_of_a_word_does_not() -> None:
    names = ["zorgcoördinator", "algemeen zorgcoördinator", "coördinator", "ambulant begeleider", "plan", "plan van aanpak"]
    text = (
        "De Algemeen zorgcoördinator, de zorgcoördinatoren, een ZAT-overleg, zat, ambulant  begeleider en plan van aanpak."
    )
    assert [(text[start:end], word) for start, end, word in Finder([*names, "ZAT"])(text)] == [
        ("Algemeen zorgcoördinator", "algemeen zorgcoördinator"),
        ("ZAT", "ZAT"),
        ("plan van aanpak", "plan van aanpak"),
    ]


def test_a_mention_becomes_a_link_once_per_section() -> None:
    linker = Linker(fixture_book(), "routes/hulp.md")
    assert linker("De mentor en de mentoren.") == 'De <a href="../../rollen/mentor/">mentor</a> en de mentoren.'
    assert linker("De mentor.") == "De mentor."
    assert "<a " in linker.section()("De mentor.")


def test_each_card_of_a_page_has_links_of_its_own_and_none_to_what_it_is_about() -> None:
    text = "De mentor leest het ABC."
    abc, rugzak = (str(linker(text)) for _, linker in Linker(fixture_book(), "begrippen.md").sections(fixture_book().terms))
    mentor, meaning = 'href="../rollen/mentor/"', 'href="../begrippen/#abc"'
    assert mentor in abc and meaning not in abc
    assert mentor in rugzak and meaning in rugzak


def test_a_page_does_not_link_to_itself() -> None:
    linker = Linker(fixture_book(), "rollen/mentor.md")
    assert linker("De mentor belt.") == "De mentor belt."


def test_an_abbreviation_brings_its_explanation() -> None:
    linker = Linker(fixture_book(), "rollen/mentor.md")
    html = linker("De ABC ligt klaar.")
    assert 'href="../../begrippen/#abc"' in html
    assert '<span class="zw-full">alle belangrijke contacten</span>' in html


def test_what_is_there_no_longer_is_explained_as_such_and_leads_to_what_came_instead() -> None:
    """Of every word on every page: a meaning of then reads as one of now."""
    ended = [term for term in shipped().terms if term.status.now is StatusNow.ended]
    assert len(ended) > 10
    assert [term.name for term in ended if not explained(term).startswith("Vroeger: ")] == []
    assert [term.name for term in ended if term.status.successor not in explained(term)] == []
    there = next(term for term in shipped().terms if term.status.now is StatusNow.current)
    assert explained(there) == there.meaning
    tip = Linker(shipped(), "rollen/mentor.md")("De rugzak.")
    assert '<span class="zw-meaning">Vroeger: extra geld voor één leerling' in tip and " Nu: extra ondersteuning " in tip


def test_a_name_of_then_leads_to_who_came_instead_and_on_a_page_about_then_to_who_had_it() -> None:
    """Of every role that is no more, by each of its names that no word of the glossary explains."""
    book, explained_by = shipped(), {str(word) for term in shipped().terms for word in words_of(term)}
    then = [role for role in book.roles if role.archived and role.holds and role.holds.successor]
    named = {str(word) for role in then for word in words_of(role)} - explained_by
    assert len(named) > 10
    at = {word: Linker(book, "wegwijzer/uitkomst/praat.md")(word) for word in named}
    assert [word for word, html in at.items() if "/archief/" in html or "<a " not in html] == []
    assert [word for word in named if "/archief/" not in Linker(book, "hoofdstukken/visie.md")(word)] == []
    assert "/rollen/consulent-ziek-en-onderwijs/" in at["consulent zieke leerlingen"]


def test_nothing_in_a_text_becomes_markup() -> None:
    linker = Linker(fixture_book(), "rollen/mentor.md")
    assert linker('<b>ABC</b> & "x"').startswith("&lt;b&gt;<a ")
    assert linker("<script>") == "&lt;script&gt;"
