"""The rules for what is said once for the school: lines, locations, contacts, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import get_args

from handbook.families import ARCHIVE, named
from handbook.labels import digits
from handbook.model import Citation, Contact, ContactField, Handbook, Location, School
from handbook.parts import own_texts, parts, references
from handbook.problems import Finding, Where, nearest
from handbook.reason import guide
from handbook.reason.addresses import FIXED_INSIDE, TYPED, fixed, linkable
from handbook.reason.mentions import MARKUP, PLAIN_ID
from handbook.reason.records import closed_ids, known_ids, wrong_section
from handbook.rules.sense import HELP_NUMBER, is_dutch, is_for_all


def lines_have_ground(book: Handbook) -> Iterator[Finding]:
    """Ook wat school.yaml over een zorglijn zegt, noemt zijn bron, waaruit het volgt of een eigen verwijzing."""
    for line in book.school.lines:
        for fact in filter(None, (line.summary, line.starts, line.asked)):
            if not (fact.sources or fact.derived_from or fact.references):
                yield (
                    fact.where,
                    f"wat lijn {line.number} zegt, heeft geen bron; vul 'sources' in, of 'basis' met zijn grond",
                )


def school_refers_to_what_exists(book: Handbook) -> Iterator[Finding]:
    """Ook school.yaml en de gevallen van het zorgteam verwijzen alleen naar wat bestaat."""
    known = known_ids(book)
    for family, target in (each for part in (book.school, *book.scenarios, *book.languages) for each in references(part)):
        if target not in known[family]:
            what, _ = named(family)
            yield target.where, f"{what} '{target}' bestaat niet{nearest(target, known[family])}"
    for citation in (each for part in (book.school, *book.scenarios) for each in parts(part) if isinstance(each, Citation)):
        yield from wrong_section(citation, book)


def addresses_are_safe(book: Handbook) -> Iterator[Finding]:
    """Een webadres begint met https://."""
    for base in filter(None, (each.address for each in book.school.editions)):
        if not re.fullmatch(r"https://[\w./:-]+/", base):
            yield base.where, f"'{base}' is geen adres dat met https:// begint en met / eindigt"
    edit = book.school.edit_url
    if edit and not re.fullmatch(r"https://[\w./:-]+", edit):
        yield edit.where, f"'{edit}' is geen adres dat met https:// begint"


def schools_have_own_folders(book: Handbook) -> Iterator[Finding]:
    """Elke school heeft een eigen id, en dat is geen adres van het handboek zelf: daar staat haar eigen handboek."""
    pages = (*fixed(book), *FIXED_INSIDE, ARCHIVE, TYPED, "hulp-nu", "assets", "search")
    taken = {place.partition("/")[0] for place in pages} | {str(language.id).lower() for language in book.languages}
    for school in book.school.schools:
        if school.id in taken or not PLAIN_ID.fullmatch(school.id):
            yield (
                school.id.where,
                f"het id '{school.id}' van een school is dubbel of al een adres van het handboek; kies een ander",
            )
        taken.add(str(school.id))


MOST_CARE_LINES = 9  # there are so many shapes and colours
PHONE = re.compile(r"\+?[0-9][0-9 -]{1,17}[0-9]")


MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


AT = re.compile(r"@|[(\[]\s?(?:at|apenstaartje)\s?[)\]]", re.IGNORECASE)


SPELLED_MAIL = re.compile(rf"[\w.+-]+\s?(?:{AT.pattern})\s?[\w-]+(?:\.[a-z]{{2,}}|\s?[(\[](?:dot|punt)[)\]])", re.IGNORECASE)


BETWEEN = r"[\s().,·/\-\u2010-\u2015]*"


NUMBER = re.compile(
    rf"(?<!\d)(?:(?:\+|00)31{BETWEEN}(?:\(0\))?(?:{BETWEEN}[1-9])(?:{BETWEEN}\d){{8}}|\(?0{BETWEEN}[1-9](?:{BETWEEN}\d){{8}}"
    r"|0[89]00[ -]?\d(?:[ ]?\d){3,6})(?!\d)"
)


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
        if location.phone and not (PHONE.fullmatch(location.phone) and is_dutch(location.phone)):
            yield location.phone.where, f"'{location.phone}' is geen telefoonnummer"
    count = Counter(system.term for system in book.school.systems)
    for system in book.school.systems:
        if count[system.term] > 1:
            yield system.term.where, f"begrip '{system.term}' heeft twee systemen; kies er een"


def contacts_can_be_reached(book: Handbook) -> Iterator[Finding]:
    """Een contact zegt hoe iemand te bereiken is, en maakt alleen openbaar wat er staat, bij een rol die openbaar is."""
    closed = closed_ids(book)["roles"]
    for contact in (each for location in book.school.locations for each in location.contacts):
        yield from _contact(contact)
        if contact.public and contact.role in closed:
            sentence = f"rol '{contact.role}' is niet voor iedereen te zien; haal 'public' bij dit contact weg"
            yield contact.where, sentence


def school_sends_to_public_roles(book: Handbook) -> Iterator[Finding]:
    """Naar wie school.yaml iedereen stuurt, is een rol die iedereen mag zien."""
    closed = closed_ids(book)["roles"]
    for role in filter(None, (book.school.ask, book.school.nearest, *(each.role for each in book.school.danger))):
        if role in closed:
            yield (
                role.where,
                f"rol '{role}' is niet voor iedereen te zien, maar school.yaml stuurt iedereen erheen; kies een andere",
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
    if contact.phone and not (PHONE.fullmatch(contact.phone) and is_dutch(contact.phone)):
        yield contact.phone.where, f"'{contact.phone}' is geen telefoonnummer"
    if contact.mail and not MAIL.fullmatch(contact.mail):
        yield contact.mail.where, f"'{contact.mail}' is geen mailadres"


def numbers_stand_with_the_locations(book: Handbook) -> Iterator[Finding]:
    """Een nummer of mailadres staat bij een vestiging in school.yaml, of bij de nummers die iedereen mag bellen."""
    called = {digits(number) for number in (*(each.call for each in book.school.danger), *book.school.public_numbers)}
    called |= {digits(number) for line in book.helplines for number in line.numbers}
    everything = (*book.records, book.school, book.guide, *book.scenarios, *book.languages, *book.sources, *book.references)
    for part in (part for whole in everything for part in parts(whole)):
        for text in own_texts(part) if not isinstance(part, Contact | Location | School) else ():
            for at, told, number in _reached_by(str(text)):
                if number not in called:
                    sentence = f"'{told}' hoort bij 'contacts' van een vestiging in school.yaml"
                    way_out = "; mag iedereen dit nummer bellen, zet het dan bij 'public_numbers'" if number else ""
                    yield Where(text.where.file, text.where.line + text.count("\n", 0, at)), sentence + way_out
                    break


@lru_cache(maxsize=50_000)  # the handbook of each school says most of it again
def _reached_by(text: str) -> tuple[tuple[int, str, str], ...]:
    """The first mail address of a text or else its numbers: where each stands, how, and its digits ('' for an address)."""
    mail = SPELLED_MAIL.search(text) if AT.search(text) else None
    if mail:
        return ((mail.start(), mail[0], ""),)
    calls = "0" in text or "+" in text  # every number that is called has one of these
    return tuple((each.start(), each[0], digits(each[0])) for each in NUMBER.finditer(text)) if calls else ()


def called_numbers_are_numbers(book: Handbook) -> Iterator[Finding]:
    """De gevaarregel noemt een nood- of hulpnummer, een hulplijn en wat iedereen mag bellen een Nederlands nummer."""
    for danger in book.school.danger:
        if not HELP_NUMBER.fullmatch(digits(danger.call)) or not is_for_all(danger.call) or not PHONE.fullmatch(danger.call):
            yield danger.call.where, f"'{danger.call}' is geen nood- of hulpnummer, zoals 112, 113 of 0800-2000"
        role = book.role.get(danger.role)
        if role and not role.danger:
            yield danger.role.where, f"rol '{danger.role}' staat in de gevaarregel; zet bij die rol 'danger: ja'"
    helplines = (number for line in book.helplines for number in line.numbers)
    for number in (*book.school.public_numbers, *helplines):
        if not is_for_all(number) or not PHONE.fullmatch(number):
            yield number.where, f"'{number}' is geen Nederlands telefoonnummer dat iedereen mag bellen"


def lines_are_numbered(book: Handbook) -> Iterator[Finding]:
    """Zorglijnen heten 1, 2, 3 en zo verder, hoogstens negen; elk getal één keer, in die volgorde."""
    for place, line in enumerate(book.school.lines, start=1):
        if line.number != place or place > MOST_CARE_LINES:
            yield (
                line.where,
                f"zorglijn {line.number} staat op plaats {place}; tel vanaf 1 door, tot hoogstens {MOST_CARE_LINES}",
            )


def editions_are_whole(book: Handbook) -> Iterator[Finding]:
    """De eerste uitgave is voor iedereen, met een adres; elke toont zichzelf; één is voor de school zelf."""
    editions = book.school.editions
    known = {str(each.id) for each in editions}
    first: set[str] = set()
    for each in editions:
        if each.id in first or not PLAIN_ID.fullmatch(each.id):
            yield each.id.where, f"het id '{each.id}' van een uitgave is dubbel of heeft een verkeerd teken"
        first.add(str(each.id))
        for shows in each.shows:
            if shows not in known:
                yield shows.where, f"uitgave '{each.id}' toont '{shows}', die er niet is{nearest(shows, known)}"
        if each.id not in each.shows:
            yield each.where, f"uitgave '{each.id}' toont zichzelf niet; zet '{each.id}' ook bij 'shows'"
    if editions[0].inside or not editions[0].address:
        yield editions[0].where, "de eerste uitgave is voor iedereen: zonder 'inside: ja', en met een 'address'"
    if not any(each.inside for each in editions):
        yield editions[0].where, "geen uitgave is voor de school zelf; zet bij een ervan 'inside: ja'"


MOST_DAYS = 366  # of a school year


def school_year_runs_forward(book: Handbook) -> Iterator[Finding]:
    """Een schooljaar eindigt na zijn begin, binnen een jaar, en elke vakantie valt erin."""
    year = book.school.school_year
    if not year:
        return
    days = (year.last - year.first).days
    if not 0 < days < MOST_DAYS:
        told = f"het schooljaar loopt van {year.first} tot {year.last}"
        yield year.where, f"{told}; laat 'last' na 'first' komen, en hoogstens een jaar later"
    for each in year.holidays:
        if not year.first <= each.first <= each.last <= year.last:
            told = f"vakantie '{each.name}' loopt van {each.first} tot {each.last}"
            yield each.where, f"{told}; laat haar binnen het schooljaar vallen, met 'last' niet voor 'first'"


def news_leads_somewhere(book: Handbook) -> Iterator[Finding]:
    """Nieuws wijst naar een bladzijde die er is, voor wie het leest."""
    there = linkable(book) if guide.is_whole(book) else frozenset[str]()
    for each in book.school.news if there else ():
        if each.place not in there:
            yield (
                each.place.where,
                f"nieuws '{each.name}' wijst naar '{each.place}', dat er niet is{nearest(each.place, there)}",
            )
