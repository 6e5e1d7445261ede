"""The rules for what faces the public: locations with their contacts, numbers, and what is said in other languages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

from handbook import graph, guide
from handbook.model import Contact, ContactField, Handbook, Language, Location, School, Text
from handbook.problems import Finding, Where, nearest
from handbook.walk import own_texts, parts
from handbook.wording import PHRASES, THEME_LANGUAGES
from handbook.words import MARKUP, PLAIN_ID

PHONE = re.compile(r"\+?[0-9][0-9 -]{1,17}[0-9]")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
AT = re.compile(r"@|[(\[]\s?(?:at|apenstaartje)\s?[)\]]", re.IGNORECASE)
SPELLED_MAIL = re.compile(rf"[\w.+-]+\s?(?:{AT.pattern})\s?[\w-]+(?:\.[a-z]{{2,}}|\s?[(\[](?:dot|punt)[)\]])", re.IGNORECASE)
BETWEEN = r"[\s().,·/\-\u2010-\u2015]*"
NUMBER = re.compile(
    rf"(?<!\d)(?:(?:\+|00)31{BETWEEN}(?:\(0\))?(?:{BETWEEN}[1-9])(?:{BETWEEN}\d){{8}}|\(?0{BETWEEN}[1-9](?:{BETWEEN}\d){{8}}"
    r"|0[89]00[ -]?\d(?:[ ]?\d){3,6})(?!\d)"
)
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
TRANSLATED = ("asked", "questions", "outcomes", "routes", "roles", "documents", "forms", "terms")
# Numbers of the Dutch numbering plan, as digits alone: for help, and all that a text may tell everyone to call.
HELP_NUMBER = re.compile(r"11[23]|144|116\d{3}|0[89]00(\d{4}|\d{7})")
DUTCH_NUMBER = re.compile(rf"{HELP_NUMBER.pattern}|14\d{{2,3}}|088\d{{7}}|0[1-57]\d{{8}}")


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


def numbers_stand_with_the_locations(book: Handbook) -> Iterator[Finding]:
    """Een nummer of mailadres staat bij een vestiging in school.yaml, of bij de nummers die iedereen mag bellen."""
    called = {_digits(number) for number in (*(each.call for each in book.school.danger), *book.school.public_numbers)}
    everything = (*book.records, book.school, book.guide, *book.scenarios, *book.languages, *book.sources, *book.references)
    for part in (part for whole in everything for part in parts(whole)):
        for text in own_texts(part) if not isinstance(part, Contact | Location | School) else ():
            found = SPELLED_MAIL.search(text) if AT.search(text) else None
            found = found or next((each for each in NUMBER.finditer(text) if _digits(each[0]) not in called), None)
            if found:
                sentence = f"'{found[0]}' hoort bij 'contacts' van een vestiging in school.yaml"
                way_out = "; mag iedereen dit nummer bellen, zet het dan bij 'public_numbers'" if found.re is NUMBER else ""
                yield Where(text.where.file, text.where.line + text.count("\n", 0, found.start())), sentence + way_out


def called_numbers_are_numbers(book: Handbook) -> Iterator[Finding]:
    """Wat de gevaarregel laat bellen is een nood- of hulpnummer, en wat iedereen mag bellen een Nederlands nummer."""
    for danger in book.school.danger:
        if not HELP_NUMBER.fullmatch(_digits(danger.call)) or not PHONE.fullmatch(danger.call):
            yield danger.call.where, f"'{danger.call}' is geen nood- of hulpnummer, zoals 112, 113 of 0800-2000"
        role = book.role.get(danger.role)
        if role and not role.danger:
            yield danger.role.where, f"rol '{danger.role}' staat in de gevaarregel; zet bij die rol 'danger: ja'"
    for number in book.school.public_numbers:
        if not DUTCH_NUMBER.fullmatch(_digits(number)) or not PHONE.fullmatch(number):
            yield number.where, f"'{number}' is geen Nederlands telefoonnummer"


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def languages_are_whole(book: Handbook) -> Iterator[Finding]:
    """Een taal heeft een code zoals 'en', begint bij een openbare vraag van de gids, en noemt vaste woorden die er zijn."""
    seen: set[str] = set()
    for language in book.languages:
        if language.id in seen or not TAG.fullmatch(language.id) or language.id == "nl":
            yield language.id.where, f"'{language.id}' is dubbel of geen code van een andere taal, zoals 'en' of 'ar'"
        seen.add(language.id)
        if TAG.fullmatch(language.id) and (language.interface or language.id) not in THEME_LANGUAGES:
            said = language.interface or language.id
            yield (
                said.where,
                f"voor de taal '{said}' zijn er geen menu's; zet er 'interface: en' bij, of een taal die er wel is",
            )
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


def translations_keep_the_numbers(book: Handbook) -> Iterator[Finding]:
    """Een vertaling noemt dezelfde getallen als het Nederlands: een noodnummer, een leeftijd, een termijn."""
    for pair in (pair for language in book.languages for each in language.translations for pair in each.texts):
        said, meant = _numbers(pair.to), _numbers(pair.nl)
        if pair.to and said != meant:
            more = ", ".join(sorted(set(said) ^ set(meant)) or meant)
            yield pair.to.where, f"in de vertaling van '{pair.nl[:60]}' zijn de getallen anders ({more})"


def _numbers(text: str) -> list[str]:
    """Every number in a text, in European digits, whole hours without their minutes."""
    digits = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in text)
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)(?:[ -](?=\d)|[:.]00)", "", digits)))


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
