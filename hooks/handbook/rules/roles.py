"""The rules for roles: everyone can go on, nobody in a circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handbook.model import Handbook, Role
from handbook.problems import Finding, Where
from handbook.reason.backlinks import Backlinks
from handbook.reason.escalation import circle, reached_roles
from handbook.reason.self_test import can_be_asked, cases_of
from handbook.reason.starting import starters
from handbook.reason.today import living


def role_escalates_or_stops(role: Role, book: Handbook) -> Iterator[Finding]:
    """Elke rol kan verder ('escalation'), of zegt waarom de weg hier stopt ('stops')."""
    if bool(role.escalation) == bool(role.stops):
        sentence = (
            "heeft zowel 'escalation' als 'stops'; kies er een"
            if role.stops
            else ("kan nergens heen; vul 'escalation' in, of 'stops' met de reden")
        )
        yield role.where, f"rol '{role.id}' {sentence}"


def escalation_has_no_circle(role: Role, book: Handbook) -> Iterator[Finding]:
    """Wie steeds een stap verder gaat, komt nooit terug waar hij begon."""
    way = circle(role, book)
    if way and role.id == min(way):
        yield role.where, f"de escalatie loopt rond: {' -> '.join([*way, way[0]])}"


def escalation_reaches_an_end(role: Role, book: Handbook) -> Iterator[Finding]:
    """Wie steeds een stap verder gaat, komt altijd bij een eind."""
    reached = reached_roles(role, book)
    if role.escalation and all(other in book.role and book.role[other].escalation for other in reached):
        yield role.where, f"vanaf rol '{role.id}' bereikt geen enkele escalatie een eind ('stops')"


def approachable_role_says_when(role: Role, book: Handbook) -> Iterator[Finding]:
    """Een rol waar je zelf heen kunt, zegt wanneer je daarheen gaat."""
    if role.approachable and not role.go_when:
        yield role.where, f"rol '{role.id}' is aanspreekbaar, maar 'go_when' ontbreekt"


def care_lines_exist(role: Role, book: Handbook) -> Iterator[Finding]:
    """Een rol staat alleen in zorglijnen die er zijn."""
    known = {line.number for line in book.school.lines}
    for number in role.lines:
        if number not in known:
            yield role.where, f"rol '{role.id}' staat in lijn {number}, maar die staat niet in school.yaml"


def meeting_has_members(role: Role, book: Handbook) -> Iterator[Finding]:
    """Een overleg noemt zijn leden elk één keer, of zegt dat de bron ze niet noemt."""
    if role.kind.lists_members and not role.members and not role.open:
        yield role.where, f"overleg '{role.id}' heeft geen 'members'; noemt de bron ze niet, zet dat dan bij 'open'"
    count = Counter(member.role for member in role.members)
    for member in role.members:
        if count[member.role] > 1:
            yield member.where, f"rol '{member.role}' is twee keer lid van '{role.id}'; haal er een weg"


def escalation_asks_consent(role: Role, book: Handbook) -> Iterator[Finding]:
    """Een escalatie met een papier voor toestemming vraagt die toestemming ook."""
    for way in role.escalation:
        for paper in way.documents:
            asks = way.consent and way.consent.document == paper
            if paper in book.document and book.document[paper].consent and not asks:
                yield (
                    paper.where,
                    f"papier '{paper}' is een toestemming; vul bij deze escalatie van '{role.id}' 'consent' in",
                )


def self_test_has_one_right_answer(book: Handbook) -> Iterator[Finding]:
    """In de zelftest van een functie heeft elk geval één goed antwoord, en geen antwoord staat er twee keer."""
    today = living(book)
    if not can_be_asked(today):
        return
    links, told = Backlinks(today), set[Where]()
    for role in starters(book):
        for case in (each for each in cases_of(role, today, links) if each.fault and each.made_from.where not in told):
            told.add(case.made_from.where)
            sentence = f"in de zelftest van '{role.id}' heeft dit geval {case.fault}: '{case.told}'"
            yield case.made_from.where, f"{sentence}; zorg dat elk antwoord anders is en er één goed is"
