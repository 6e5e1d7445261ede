"""The rules for what faces the public: locations with their contacts, links, and what is said in other languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, get_args

from markdown import markdown
from markupsafe import escape

from handbook import graph, guide
from handbook.model import Chapter, Contact, ContactField, Handbook, Language, Record, Text
from handbook.problems import Finding, Where, nearest
from handbook.prose import CITATION
from handbook.walk import texts
from handbook.wording import PHRASES
from handbook.words import MARKUP, PLAIN_ID

PHONE = re.compile(r"\+?[0-9][0-9 -]{1,17}[0-9]")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
BETWEEN = r"[ ().\-–/]*"
NUMBER = re.compile(
    rf"(?<!\d)(?:(?:\+|00)31{BETWEEN}(?:\(0\))?(?:{BETWEEN}[1-9])(?:{BETWEEN}\d){{8}}|\(?0{BETWEEN}[1-9](?:{BETWEEN}\d){{8}}"
    r"|0[89]00[ -]?\d(?:[ ]?\d){3,6})(?!\d)"
)
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
TRANSLATED = ("asked", "questions", "outcomes", "routes", "roles", "documents", "forms", "terms")
ATTRIBUTES = {"href", "src", "alt", "title", "id", "class", "start"}  # all that plain Markdown needs
SAFE_LINK = re.compile(r"https://[\w.-]+(/[\w./%#?&=-]*)?|(?!//)[\w./#-]*")
SAFE_IMAGE = re.compile(r"(?!//)[\w./-]*")  # from this site alone


def locations_name_their_roles(book: Handbook) -> Iterator[Finding]:
    """Een vestiging heeft een eigen id en een naam zonder opmaak, en noemt wie er welke rol heeft."""
    seen: set[str] = set()
    for location in book.school.locations:
        if location.id in seen or not PLAIN_ID.fullmatch(location.id):
            yield location.id.where, f"het id '{location.id}' van een vestiging is dubbel of heeft een verkeerd teken"
        seen.add(location.id)
        if found := MARKUP.search(location.name):
            yield location.name.where, f"de naam '{location.name}' bevat het teken {found[0]}; laat het weg"
        if not location.contacts:
            yield location.where, f"vestiging '{location.id}' noemt geen enkele rol; vul 'contacts' in of haal haar weg"
        if location.phone and not PHONE.fullmatch(location.phone):
            yield location.phone.where, f"'{location.phone}' is geen telefoonnummer"
    count = Counter(system.term for system in book.school.systems)
    for system in book.school.systems:
        if count[system.term] > 1:
            yield system.term.where, f"begrip '{system.term}' heeft twee systemen; kies er een"


def contacts_can_be_reached(book: Handbook) -> Iterator[Finding]:
    """Een contact zegt hoe iemand te bereiken is, en maakt alleen openbaar wat er staat, bij een rol die openbaar is."""
    staff = graph.staff_ids(book)["roles"]
    for contact in (each for location in book.school.locations for each in location.contacts):
        yield from _contact(contact)
        if contact.public and contact.role in staff:
            sentence = f"rol '{contact.role}' is alleen voor medewerkers; haal 'public' bij dit contact weg"
            yield contact.where, sentence


def school_sends_to_public_roles(book: Handbook) -> Iterator[Finding]:
    """Naar wie school.yaml iedereen stuurt, is een rol die iedereen mag zien."""
    staff = graph.staff_ids(book)["roles"]
    for role in filter(None, (book.school.ask, book.school.nearest, *(each.role for each in book.school.danger))):
        if role in staff:
            yield (
                role.where,
                f"rol '{role}' is alleen voor medewerkers, maar school.yaml stuurt iedereen erheen; kies een andere",
            )


def _contact(contact: Contact) -> Iterator[Finding]:
    if not any(getattr(contact, name) for name in get_args(ContactField)):
        yield (
            contact.where,
            f"bij rol '{contact.role}' staat niet hoe die te bereiken is; vul iets in of haal het contact weg",
        )
    for name in contact.public:
        if not getattr(contact, name):
            yield contact.where, f"'{name}' is openbaar gemaakt bij rol '{contact.role}', maar niet ingevuld"
    if contact.phone and not PHONE.fullmatch(contact.phone):
        yield contact.phone.where, f"'{contact.phone}' is geen telefoonnummer"
    if contact.mail and not MAIL.fullmatch(contact.mail):
        yield contact.mail.where, f"'{contact.mail}' is geen mailadres"


def numbers_stand_with_the_locations(record: Record, book: Handbook) -> Iterator[Finding]:
    """Een nummer of mailadres dat niet iedereen mag zien, staat bij een vestiging in school.yaml en nergens anders."""
    if isinstance(record, Chapter) or record.edition != "public":
        return
    shown = {str(text) for text in texts(graph.public_part(record))}
    for text in texts(record):
        found = NUMBER.search(text) or MAIL.search(text)
        if found and str(text) not in shown:
            sentence = f"'{found[0]}' staat in een veld voor medewerkers van {graph.label(record)}, dat openbaar is"
            yield text.where, f"{sentence}; zet het bij 'contacts' van een vestiging in school.yaml"


class _Attributes(HTMLParser):
    """The attributes of all elements of a text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(name, value or "") for name, value in attrs]


def links_are_safe(chapter: Chapter, book: Handbook) -> Iterator[Finding]:
    """Een link in een hoofdstuk gaat naar een bladzijde van deze site of naar een adres dat met https:// begint."""
    html = markdown(str(escape(CITATION.sub("", chapter.body))), extensions=["attr_list", "tables"])
    for name, value in _Attributes(html).found:
        if name in ("href", "src") and not (SAFE_LINK if name == "href" else SAFE_IMAGE).fullmatch(value):
            told = f"de link '{value}' mag niet; begin met https:// of noem een bladzijde van deze site"
            yield _line_of(value, chapter), told
        elif name not in ATTRIBUTES:
            yield _line_of(name, chapter), f"het kenmerk '{name}' mag niet in een hoofdstuk; haal het weg"


def _line_of(text: str, chapter: Chapter) -> Where:
    """The line of a chapter that a text stands on, else the first."""
    lines = str(escape(chapter.body)).splitlines()
    at = next((number for number, line in enumerate(lines) if text in line), 0)
    return Where(chapter.body.where.file, chapter.body.where.line + at)


def languages_are_whole(book: Handbook) -> Iterator[Finding]:
    """Een taal heeft een code zoals 'en', begint bij een openbare vraag van de gids, en noemt vaste woorden die er zijn."""
    seen: set[str] = set()
    for language in book.languages:
        if language.id in seen or not TAG.fullmatch(language.id) or language.id == "nl":
            yield language.id.where, f"'{language.id}' is dubbel of geen code van een andere taal, zoals 'en' of 'ar'"
        seen.add(language.id)
        if language.interface and not TAG.fullmatch(language.interface):
            yield language.interface.where, f"'{language.interface}' is geen code van een taal, zoals 'en'"
        if book.guide.start in book.question and not _begins(language, book):
            told = "leidt niet naar een openbare vraag van de keuzewijzer"
            yield language.guide[0].where, f"het pad '{'/'.join(language.guide)}' {told}"
        yield from _wording(language, book)


def _begins(language: Language, book: Handbook) -> bool:
    """Whether the guide of a language begins at a question that the public is asked too."""
    public = replace(book, guide=guide.narrowed(book.guide, "public"))
    return guide.walked(tuple(language.guide), public) in public.question


def _wording(language: Language, book: Handbook) -> Iterator[Finding]:
    said = {*PHRASES, *(each.theme for each in book.asked), *(each.translated_by for each in language.translations)}
    count = Counter(pair.nl for pair in language.wording)
    for pair in language.wording:
        if pair.nl not in said:
            yield pair.nl.where, f"'{pair.nl}' is geen vast woord van de bladzijden{nearest(pair.nl, map(str, said))}"
        if count[pair.nl] > 1:
            yield pair.nl.where, f"'{pair.nl}' staat er twee keer; haal er een weg"


def _family(book: Handbook, family: str) -> tuple[Any, ...]:
    return book.guide.questions if family == "questions" else getattr(book, family)


def translations_follow_the_dutch(book: Handbook) -> Iterator[Finding]:
    """Een vertaling hoort bij een stuk dat er nog is, en wie haar nakeek zegt ook wanneer."""
    known = {f"{family}/{record.id}" for family in TRANSLATED for record in _family(book, family)} | {"school"}
    for language in book.languages:
        first: dict[str, Text] = {}
        for each in language.translations:
            if each.of not in known:
                sentence = f"de vertaling van '{each.of}' hoort bij niets, want dat stuk is er niet (meer)"
                yield each.of.where, f"{sentence}{nearest(each.of, known)}"
            if each.of in first:
                yield each.of.where, f"'{each.of}' is twee keer vertaald (zie {first[each.of].where})"
            first.setdefault(str(each.of), each.of)
            if bool(each.checked_by) != bool(each.checked):
                yield each.where, f"bij de vertaling van '{each.of}' horen 'checked_by' en 'checked' samen"
            if each.checked and each.checked < each.translated:
                told = f"is nagekeken op {each.checked}, maar daarna vertaald op {each.translated}; laat haar weer nakijken"
                yield each.where, f"de vertaling van '{each.of}' {told}"
            for nl, times in Counter(pair.nl for pair in each.texts).items():
                if times > 1:
                    yield nl.where, f"'{nl}' staat twee keer bij '{each.of}'; haal er een weg"
