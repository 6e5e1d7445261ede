"""The rules for what faces the public: locations with their contacts, links, and what is said in other languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

from handbook import graph, guide
from handbook.model import Chapter, Contact, ContactField, Handbook, Record, Text
from handbook.problems import Finding, Where, nearest
from handbook.walk import texts
from handbook.wording import PHRASES
from handbook.words import MARKUP, PLAIN_ID

PHONE = re.compile(r"\+?[0-9][0-9 -]{1,17}[0-9]")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
NUMBER = re.compile(r"(?<![\d-])(?:\+31|0)[ -]?[1-9](?:[ -]?\d){6,9}(?!\d)")
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^\s*\[[^\]]+\]:\s*(\S+)")
TRANSLATED = ("asked", "questions", "outcomes", "routes", "roles", "documents", "forms", "terms")
SAFE_LINK = re.compile(r"https://[\w.-]+(/[\w./%#?&=-]*)?|(?!//)[\w./#-]*")


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


def contacts_can_be_reached(book: Handbook) -> Iterator[Finding]:
    """Een contact zegt hoe iemand te bereiken is, en maakt alleen openbaar wat er staat, bij een rol die openbaar is."""
    staff = graph.staff_ids(book)["roles"]
    for contact in (each for location in book.school.locations for each in location.contacts):
        yield from _contact(contact)
        if contact.public and contact.role in staff:
            sentence = f"rol '{contact.role}' is alleen voor medewerkers; haal 'public' bij dit contact weg"
            yield contact.where, sentence


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


def links_are_safe(chapter: Chapter, book: Handbook) -> Iterator[Finding]:
    """Een link in een hoofdstuk gaat naar een bladzijde van deze site of naar een adres dat met https:// begint."""
    for number, line in enumerate(chapter.body.splitlines()):
        for inline, below in LINK.findall(line):
            if not SAFE_LINK.fullmatch(inline or below):
                where = Where(chapter.body.where.file, chapter.body.where.line + number)
                yield where, f"de link '{inline or below}' mag niet; begin met https:// of noem een bladzijde van deze site"


def languages_are_whole(book: Handbook) -> Iterator[Finding]:
    """Een taal heeft een code zoals 'en', een keuzewijzer die ergens begint, en alleen vaste woorden die er zijn."""
    count = Counter(language.id for language in book.languages)
    said = {*PHRASES, *(each.theme for each in book.asked)}
    for language in book.languages:
        if count[language.id] > 1 or not TAG.fullmatch(language.id) or language.id == "nl":
            yield language.id.where, f"'{language.id}' is dubbel of geen code van een andere taal, zoals 'en' of 'ar'"
        if book.guide.start in book.question and guide.walked(tuple(language.guide), book) is None:
            yield language.guide[0].where, f"de keuzewijzer heeft geen pad '{'/'.join(language.guide)}' om te beginnen"
        makers = {each.translated_by for each in language.translations}
        for pair in language.wording:
            if pair.nl not in said | makers:
                yield pair.nl.where, f"'{pair.nl}' is geen vast woord van de bladzijden{nearest(pair.nl, map(str, said))}"


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
