"""The rules for tickets: what an outcome says is true for the one who reads it, on every path of the guide."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache

from handbook.labels import SENTENCE, digits, lower
from handbook.model import Handbook, Helpline, Outcome, Record, Role, Text
from handbook.problems import Finding
from handbook.reason import guide
from handbook.reason.guide import Reader, others
from handbook.reason.records import closed_ids
from handbook.reason.schools import schools_of
from handbook.reason.ticket import leads_to, notices_on, roles_of, said_by, told_on

CALL = re.compile(r"\b[Bb]el(?:len|t)?\b")


CHOOSE = re.compile(
    r"\b[Kk]ies\b[^.?!]*\b(?:dat antwoord|het antwoord (?:over|voor|zonder))\b|\b[Kk]ies dan\b[^.?!]*: |\b[Kk]ies ‘"
)


def what_to_choose_can_be_clicked(book: Handbook) -> Iterator[Finding]:
    """Zegt een kaartje 'kies dat antwoord', dan staat de weg erheen erbij, voor elke lezer die zelf die keus heeft."""
    for outcome in book.outcomes:
        told = next((text for text in said_by(outcome) if CHOOSE.search(text)), None)
        if told and not outcome.see:
            yield (
                told.where,
                f"uitkomst '{outcome.id}' zegt wat iemand kan kiezen; zet bij 'see' de uitkomst waar dat heen leidt",
            )
        for each in outcome.see if guide.is_whole(book) else ():
            if each == outcome.id or not others(replace(outcome, see=(each,)), book):
                yield each.where, f"geen lezer van uitkomst '{outcome.id}' kan '{each}' kiezen; haal haar weg bij 'see'"


def in_need_only_numbers(outcome: Outcome, book: Handbook) -> Iterator[Finding]:
    """Wie in nood is, krijgt nummers om te bellen en geen andere regels; wie naar een hulplijn gaat, krijgt haar nummer."""
    rows = (outcome.answer, outcome.decides, outcome.costs, outcome.time, outcome.consent, outcome.then)
    if outcome.call and (any(rows) or outcome.if_not or outcome.away or outcome.bring or outcome.forms):
        yield outcome.where, f"uitkomst '{outcome.id}' laat bellen; haal de andere regels van het kaartje weg"
    lines = {line.role for line in book.helplines if line.role and "safety" in line.about}
    if outcome.role in lines and not (outcome.call or outcome.own):
        yield outcome.where, f"uitkomst '{outcome.id}' leidt naar een hulplijn; noem haar bij 'call'"


def ticket_is_whole(outcome: Outcome, book: Handbook) -> Iterator[Finding]:
    """Een kaartje zegt wat er daarna gebeurt, wie er helpt als het niet helpt, en wie als er niemand is."""
    for name, said in (("then", outcome.then), ("if_not", outcome.if_not), ("away", outcome.away)):
        role = book.role.get(outcome.role)
        excused = name == "away" and role is not None and role.kind.place == "outside"
        if not said and not (outcome.call or outcome.own or excused):
            yield outcome.where, f"uitkomst '{outcome.id}' zegt niets bij '{name}'"


def reader_can_go_there(book: Handbook) -> Iterator[Finding]:
    """Een kaartje stuurt niemand naar een overleg of commissie, en een ouder of leerling alleen naar wie te spreken is."""
    for outcome in (each for each in book.outcomes if not (each.own or each.call)):
        for reader in guide.readers(book).get(outcome.id, ()):
            for id_ in roles_of(outcome):
                role = book.role.get(id_)
                if role and not _can_go(role, reader, outcome, book):
                    who = book.role[reader.role].name if reader.role in book.role else "wie dit leest"
                    yield id_.where, f"uitkomst '{outcome.id}' stuurt {who} naar '{id_}', waar die niet heen kan"


def _can_go(role: Role, reader: Reader, outcome: Outcome, book: Handbook) -> bool:
    asker = book.role.get(reader.role)
    if role.kind.gathers:
        return asker is not None and (role.chair == asker.id or any(member.role == asker.id for member in role.members))
    at_home = asker.kind.at_home if asker else outcome.id not in closed_ids(book)["outcomes"]
    return role.approachable or role.kind.at_home or not at_home


def nobody_is_sent_to_themselves(book: Handbook) -> Iterator[Finding]:
    """Geen pad van de keuzewijzer stuurt iemand naar zichzelf."""
    for outcome in (each for each in book.outcomes if not each.own):
        askers = {reader.role for reader in guide.readers(book).get(outcome.id, ())}
        for id_ in roles_of(outcome):
            if id_ in askers:
                yield id_.where, f"uitkomst '{outcome.id}' stuurt '{id_}' naar zichzelf; geef die rol een eigen antwoord"


def confidential_stays_so(outcome: Outcome, book: Handbook) -> Iterator[Finding]:
    """Wat vertrouwelijk is, leidt alleen naar wie er los van staat: nooit naar een team of naar wie de oorzaak kan zijn."""
    for id_ in roles_of(outcome) if outcome.confidential else ():
        role = book.role.get(id_)
        if role and not role.confidant:
            yield (
                id_.where,
                f"uitkomst '{outcome.id}' is vertrouwelijk, maar leidt naar '{id_}', die niet 'confidant: ja' heeft",
            )


def consent_is_that_of_the_step(outcome: Outcome, book: Handbook) -> Iterator[Finding]:
    """Toestemming staat op een kaartje als de stap van de lezer die vraagt, en anders alleen met een eigen verwijzing."""
    route = book.route.get(outcome.route or "")
    step = next((each for each in route.steps if each.id == outcome.step), None) if route else None
    gate = step.gate if step else None
    if gate and not (outcome.consent or outcome.call or outcome.own):
        yield outcome.where, f"uitkomst '{outcome.id}' staat bij een stap met toestemming; zeg bij 'consent' welke"
    if outcome.consent and not gate and not outcome.references:
        told = "noemt toestemming, maar de stap vraagt die niet en er is geen verwijzing"
        yield outcome.consent.where, f"uitkomst '{outcome.id}' {told}"


def number_stands_beside_the_call(book: Handbook) -> Iterator[Finding]:
    """Wie leest dat hij moet bellen met een hulplijn, ziet het nummer erbij."""
    lines = [(name, line) for line in book.helplines for name in (line.name, *_role_names(line.role, book))]
    for outcome in book.outcomes:
        shown = {digits(number) for id_ in outcome.call if id_ in book.helpline for number in book.helpline[id_].numbers}
        yield from _uncalled(outcome, said_by(outcome), shown, lines)
    for notice in book.notices:
        yield from _uncalled(notice, (notice.text,), set(), lines)
    for asked in book.asked:
        yield from _uncalled(asked, (asked.short, *(fact.text for fact in asked.more)), set(), lines)
    for situation in book.situations:
        yield from _uncalled(situation, (situation.answer,), set(), lines)


Called = list[tuple[Text, Helpline]]


def _uncalled(record: Record, texts: Collection[Text], shown: set[str], lines: Called) -> Iterator[Finding]:
    names = tuple(str(name) for name, _ in lines)
    calling = [(text, found) for text in texts if (found := _called_in(str(text), names))]
    said = digits(" ".join(texts)) if calling else ""
    for text, found in calling:
        for name, line in (lines[at] for at in found):
            if not any(digits(each) in said or digits(each) in shown for each in line.numbers):
                told = f"'{record.id}' laat bellen met {name}, maar het nummer {line.number} staat er niet bij"
                yield text.where, told


@lru_cache(maxsize=50_000)  # each edition, and the handbook of each school, says most of it again
def _called_in(text: str, names: tuple[str, ...]) -> tuple[int, ...]:
    """Which of these names stand in a sentence that says to call, each by its place in the row."""
    calls = [sentence for sentence in SENTENCE.split(text) if CALL.search(sentence)] if CALL.search(text) else []
    found = map(_word, names) if calls else ()
    return tuple(at for at, pattern in enumerate(found) if any(map(pattern.search, calls)))


@lru_cache(maxsize=512)
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)


def _role_names(id_: Text | None, book: Handbook) -> tuple[Text, ...]:
    role = book.role.get(id_ or "")
    return (role.name, *role.also) if role else ()


def ticket_is_of_one_school(book: Handbook) -> Iterator[Finding]:
    """Wat een kaartje noemt, is van de school die de lezer koos."""
    for outcome in book.outcomes:
        schools = {reader.school for reader in guide.readers(book).get(outcome.id, ()) if reader.school}
        named = (*leads_to(outcome, book), *((notice.id, notice) for notice in notices_on(outcome, book)))
        for id_, record in named:
            for school in sorted(schools - schools_of(record, book)):
                yield (
                    id_.where,
                    f"uitkomst '{outcome.id}' is op een pad van school '{school}', maar '{id_}' is van een andere",
                )


def partnership_stands_with_its_school(book: Handbook) -> Iterator[Finding]:
    """Een kaartje noemt het samenwerkingsverband van een school alleen voor wie die school koos, of met de school erbij."""
    schools = book.school.schools if len(book.school.schools) > 1 else ()  # who has no choice, chose no other
    for school in (each for each in schools if each.partnership):
        for outcome in book.outcomes:
            others = {reader.school for reader in guide.readers(book).get(outcome.id, ())} - {school.id}
            told = told_on(outcome, book) if others else ()
            for text in (each for each in told if school.partnership in each):
                if any(school.partnership in each and school.name not in each for each in SENTENCE.split(text)):
                    yield (
                        text.where,
                        f"uitkomst '{outcome.id}' noemt '{school.partnership}' ook voor wie een andere school koos; "
                        f"noem {school.name} in die zin, of geef die school een eigen kaartje",
                    )


MOST = 4  # of what everyone should know below one ticket: who reads more than that, reads none of it


def notices_stand_below_a_ticket(book: Handbook) -> Iterator[Finding]:
    """Onder een kaartje staan hoogstens vier weetjes, en wie in nood is, krijgt er geen; een weetje noemt wat getypt is."""
    yield from _made_by_the_program(book)
    for outcome in book.outcomes:
        told = notices_on(outcome, book)
        if told and (outcome.call or outcome.own):
            yield told[0].where, f"weetje '{told[0].id}' staat bij uitkomst '{outcome.id}', die alleen zegt wat er nu moet"
        if len(told) > MOST:
            yield told[MOST].where, f"weetje '{told[MOST].id}' is er een te veel bij uitkomst '{outcome.id}': houd er {MOST}"


def _made_by_the_program(book: Handbook) -> Iterator[Finding]:
    """Where a notice names the variant of an outcome for a school: that of one school alone has it under another id."""
    for notice in book.notices:
        for id_ in notice.outcomes:
            of = book.outcome[id_].stands_for if id_ in book.outcome else None
            if of:
                told = f"weetje '{notice.id}' noemt '{id_}', dat het programma maakt van '{of}'"
                yield id_.where, f"{told}; noem '{of}', of schrijf '{id_}' zelf"


NOT_SELF = "als u dat niet zelf bent"  # behind whom a ticket names for readers of whom one may be that person


def reader_is_no_third(book: Handbook) -> Iterator[Finding]:
    """Een kaartje praat tegen wie het leest: de mentor leest daar niet wat 'de mentor' doet."""
    for outcome in book.outcomes:
        for id_ in sorted(_addressed(outcome, book)):
            for text in told_on(outcome, book):
                told = _third(str(text), book.role[id_].name, *book.role[id_].also)
                if told:
                    way = f"schrijf 'u' of 'je', of zet erachter: {NOT_SELF}"
                    yield text.where, f"uitkomst '{outcome.id}' zegt '{told}' tegen wie dat zelf is; {way}"


def _addressed(outcome: Outcome, book: Handbook) -> set[str]:
    """Whom a ticket speaks to: each function at school, and one who is at home where it is for that one alone."""
    askers = {reader.role for reader in guide.readers(book).get(outcome.id, ()) if reader.role in book.role}
    return {id_ for id_ in askers if not book.role[id_].kind.at_home or len(askers) == 1}


@lru_cache(maxsize=100_000)  # each edition, and the handbook of each school, says most of it again
def _third(text: str, *names: str) -> str | None:
    """The words in a text that speak of a role as of another, unless their sentence says that the reader may be that one."""
    if _spoken_of(*names).search(text):
        for sentence in SENTENCE.split(text):
            found = _spoken_of(*names).search(sentence)
            if found and NOT_SELF not in " ".join(sentence.split()):
                return found[0]
    return None


@lru_cache(maxsize=512)
def _spoken_of(*names: str) -> re.Pattern[str]:
    """What finds somebody in a sentence as another than who reads it."""
    return re.compile(rf"\b(?:de|het|een|uw|je) (?:{'|'.join(re.escape(lower(name)) for name in names)})\b", re.IGNORECASE)
