"""The rules for what can be so: numbers that can be called, people who are not named, roles that can bear it, years."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType

from handbook.families import label
from handbook.labels import MONTHS, digits
from handbook.model import Handbook, Helpline, OpenQuestion, Part, ReaderQuestion, Record, Role, Text
from handbook.parts import parts, texts
from handbook.problems import Finding, Where

HELP_NUMBER = re.compile(r"11[23]|144|116\d{3}|0[89]00(\d{4}|\d{7})")  # of the Dutch numbering plan, as digits alone
OF_A_PERSON = (PhoneNumberType.MOBILE, PhoneNumberType.PERSONAL_NUMBER, PhoneNumberType.PAGER)
ALONE = r"(?<![\d.,-])(?<!\d\s)([1-9]\d\d)(?!\d|[.,-]\d|\s(?:keer|uur|euro|\d))"  # three digits that are the whole number
CALLING = re.compile(rf"(?<!\w)[Bb]el(?:t|len)?(?!\w)[^.?!]*?{ALONE}")
BETWEEN = r"(?:(?:de|den|der|van|ter|ten|te|el|al|la|'t)\s+)*"
TITLED = re.compile(
    rf"(?<!\w)(?:[Mm]eneer|[Mm]evrouw|[Mm]w\.|[Mm]evr\.|[Dd]hr\.|[Jj]uf(?:frouw)?|[Mm]eester|[Dd]rs?\.|[Mm]r\.|[Ii]r\.|[Pp]rof\.)"
    rf"\s+(?:[A-Z]\.\s?)*{BETWEEN}[A-Z]\w+"
)
INITIALS = re.compile(rf"(?<![\w.])(?:[A-Z]\.\s?){{1,4}}{BETWEEN}[A-Z][a-zé]\w+")
NAMED = re.compile(rf"(?<!\w)([A-Z][a-z]+)\s+{BETWEEN}[A-Z][a-zé]\w+")
SURNAME = re.compile(r"(?:[a-z]|[A-Z]\.)\s+[A-Z][a-zé]")  # a capital within a sentence, as every surname has
WEEK = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
DATE = re.compile(rf"(?<![\w.,-])(\d{{1,2}})\s+({'|'.join(MONTHS)})(?!\w)")
WEEKDAYS = re.compile(r"(?<!\w)(\w+dag)\s+(?:t/m|tot en met|tot)\s+(\w+dag)(?!\w)")
LIKE_A_DAY = re.compile(r"(?<!\w)(?:ma|di|wo|do|vr|za|zo)\w{2,6}g\w?(?!\w)")
CLOCK = re.compile(r"(?<![\d.,:])(\d{1,2})[:.](\d{2})\s+uur(?!\w)")
NEAR, LEAP_YEAR = 0.8, 2024  # how alike a word is to the name of a day; a year that has 29 February
LONGEST_AHEAD = 5  # years until something must be looked after again


def is_dutch(number: str) -> bool:
    """Whether a number can be called in the Netherlands, by the numbering plan."""
    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(number, "NL")))
    except phonenumbers.NumberParseException:
        return False


def is_for_all(number: str) -> bool:
    """Whether a number is one that everyone may be told to call: of a line for help or of a desk, never of a person."""
    if HELP_NUMBER.fullmatch(digits(number)):
        return len(digits(number)) <= SHORT or is_dutch(number)
    return is_dutch(number) and phonenumbers.number_type(phonenumbers.parse(number, "NL")) not in OF_A_PERSON


SHORT = 6  # digits of a number such as 112 or 116111, which has no area


def short_numbers_are_known(book: Handbook) -> Iterator[Finding]:
    """Een nummer van drie cijfers om te bellen is een nummer van een hulplijn of uit de gevaarregel, zoals 112."""
    known = {digits(number) for line in book.helplines for number in line.numbers}
    known |= {digits(danger.call) for danger in book.school.danger}
    for text in _said(book):
        for at, number in _called_in(str(text)) if "el" in text else ():
            if number not in known:
                yield _line_in(text, at), f"'{number}' is geen bekend nummer om te bellen; bedoelde u 112?"


@lru_cache(maxsize=50_000)  # the handbook of each school says most of it again
def _called_in(text: str) -> tuple[tuple[int, str], ...]:
    """The short numbers that a text lets somebody call, each with where it stands."""
    return tuple((found.start(1), found[1]) for found in CALLING.finditer(text))


def _line_in(text: Text, at: int) -> Where:
    return Where(text.where.file, text.where.line + text.count("\n", 0, at))


def days_exist(book: Handbook) -> Iterator[Finding]:
    """Een dag die genoemd wordt bestaat: geen 31 april, geen zondag tot en met maandag, geen 25:00 uur."""
    for text in _said(book):
        for at, told in _wrong_days(str(text)):
            yield _line_in(text, at), f"{told}; kijk na wat er bedoeld is"


@lru_cache(maxsize=50_000)  # the handbook of each school says most of it again
def _wrong_days(text: str) -> tuple[tuple[int, str], ...]:
    """Where a text names a day or a time that does not exist, and how to say so."""
    low = text.lower()
    return (*_days_of_months(low), *_days_of_weeks(low), *_hours(low))


def _days_of_months(text: str) -> Iterator[tuple[int, str]]:
    for found in DATE.finditer(text):
        month = MONTHS.index(found[2]) + 1
        if not 1 <= int(found[1]) <= monthrange(LEAP_YEAR, month)[1]:
            yield found.start(), f"'{found[0]}' bestaat niet"


def _days_of_weeks(text: str) -> Iterator[tuple[int, str]]:
    for found in WEEKDAYS.finditer(text):
        if found[1] in WEEK and found[2] in WEEK and WEEK.index(found[1]) >= WEEK.index(found[2]):
            yield found.start(), f"'{found[0]}' loopt de verkeerde kant op"
    for found in LIKE_A_DAY.finditer(text):
        near = get_close_matches(found[0], WEEK, 1, NEAR)
        if near and found[0] not in {f"{near[0]}{ending}" for ending in ("", "s", "en")}:
            yield found.start(), f"'{found[0]}' is geen dag; bedoelde je '{near[0]}'"


def _hours(text: str) -> Iterator[tuple[int, str]]:
    for found in CLOCK.finditer(text):
        if int(found[1]) > 24 or int(found[2]) > 59:
            yield found.start(), f"'{found[0]}' is geen tijd"


def costs_fit_the_number(line: Helpline, book: Handbook) -> Iterator[Finding]:
    """Een 0800-nummer en een alarmnummer zijn gratis, een 0900-nummer nooit."""
    free = bool(re.search(r"gratis", line.costs, re.IGNORECASE)) and "tarief" not in line.costs
    for number in line.numbers:
        paid = digits(number).startswith("0900")
        if paid == free and HELP_NUMBER.fullmatch(digits(number)):
            told = "kost geld" if paid else "is gratis"
            yield line.costs.where, f"'{number}' {told}, maar bij 'costs' staat '{line.costs}'"


def nobody_is_named(book: Handbook) -> Iterator[Finding]:
    """Geen zin noemt een mens bij naam; wie welke rol heeft, staat bij een vestiging in school.yaml."""
    first_names = frozenset(book.school.first_names.split())
    for text in _said(book):
        found = _person_in(str(text), first_names)
        if found and found[1] not in book.school.not_persons:
            told = "noem de rol, of zet het bij 'not_persons' in school.yaml als het geen mens is"
            yield _line_in(text, found[0]), f"'{found[1]}' lijkt de naam van een mens; {told}"


@lru_cache(maxsize=50_000)  # who changes one text, has all others asked again
def _person_in(text: str, first_names: frozenset[str]) -> tuple[int, str] | None:
    """The first name of a person in a text, and where it stands."""
    if not (SURNAME.search(text) or TITLED.search(text)):
        return None
    named = (each for each in NAMED.finditer(text) if each[1] in first_names)
    found = TITLED.search(text) or INITIALS.search(text) or next(named, None)
    return (found.start(), found[0]) if found else None


def _said(book: Handbook) -> Iterator[Text]:
    """Every sentence of the handbook, apart from who fills which role where."""
    school = (*book.school.lines, *book.school.danger, *book.school.news)
    whole: tuple[Part, ...] = (*book.records, *school, book.guide, *book.scenarios)
    yield from (text for each in whole for text in texts(each))


def somebody_can_bear_it(record: Record, book: Handbook) -> Iterator[Finding]:
    """Beheren doet wie op school werkt, vragen doet u aan iemand van nu, en naar een overleg gaat niemand zelf."""
    owner = book.role.get(record.owner)
    if owner and (not owner.kind.at_school or owner.archived):
        yield record.owner.where, f"rol '{owner.id}' kan niets bijhouden; kies een functie of overleg van nu op school"
    for asked in _asked_in(record):
        role = book.role.get(asked)
        if role and (role.archived or role.kind.at_home):
            yield asked.where, f"aan rol '{asked}' kan niemand het vragen; kies iemand van nu, en niet van thuis"
    if isinstance(record, Role) and record.approachable and record.kind.gathers:
        yield record.where, f"bij rol '{record.id}' kan niemand zelf langsgaan; zet 'approachable: nee'"


def _asked_in(record: Record) -> Iterator[Text]:
    if isinstance(record, ReaderQuestion):
        yield record.ask
    for part in parts(record):
        if isinstance(part, OpenQuestion):
            yield part.ask


def years_make_sense(book: Handbook) -> Iterator[Finding]:
    """Wat gebeurd is, heeft een dag die is geweest; nakijken hoeft niet pas over meer dan vijf jaar."""
    tomorrow = date.today() + timedelta(days=1)
    for record in book.records:
        if record.due.year > record.reviewed.year + LONGEST_AHEAD:
            yield record.where, f"{label(record)} hoeft pas in {record.due.year} nagekeken; kies een dag binnen vijf jaar"
    for part, name, day in _happened(book):
        if day > tomorrow:
            yield part.where, f"'{name}' is {day}, en die dag moet nog komen"


def _happened(book: Handbook) -> Iterator[tuple[Part, str, date]]:
    """Every day on which something was made or decided."""
    for form in book.forms:
        yield form, "dated", form.dated
        yield from ((change, "dated", change.dated) for change in form.changes)
    for each in (each for language in book.languages for each in language.translations):
        yield from ((each, name, day) for name, day in (("translated", each.translated), ("checked", each.checked)) if day)
    decided = [*book.addresses.agreed, *(change for promise in book.promises for change in promise.changed)]
    yield from ((each, "on", each.on) for each in decided)
