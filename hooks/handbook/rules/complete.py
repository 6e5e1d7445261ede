"""The rules for what a ticket may not leave out: what not to do, money, home, a way out of school, and the next meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from handbook.labels import SENTENCE
from handbook.model import Handbook, Outcome, Role
from handbook.problems import Finding
from handbook.reason.guide import base_of
from handbook.reason.records import closed_ids
from handbook.reason.school_words import any_of
from handbook.reason.ticket import said_by

# What tells somebody to do something; with a 'niet' behind it, it tells what to leave.
TOLD = (
    "antwoord beantwoord bekijk bel beloof bemiddel bespreek betaal blijf deel doe doorzoek dreig film ga geef hoor kijk"
    " laat los maak neem noem onderzoek pak praat raad schors schrijf spreek sta stop straf stuur teken vertel verwijder"
    " vraag wacht was weiger wis zeg zet zoek"
)
LEAVE = re.compile(rf"\b(?:{'|'.join(TOLD.split())})\b[^.;:]*?\b(?:niet|niets|niemand|geen|nooit)\b", re.IGNORECASE)
PAYS = re.compile(
    r"\bgeld kosten\b|\bbetaalt u (?:het|dat|die|zelf)\b|\bbetalen (?:zij|de ouders) (?:\w+ )*zelf\b|\bkoopt u\b"
)
AFFORDS = re.compile(r"\bLeergeld\b|\bgemeente\b|\bniet (?:te )?betalen\b|\bJuridisch Loket\b")
FURTHER = re.compile(r"\b(?:klacht\w*|klagen|bezwaar|beroep|rechter)\b", re.IGNORECASE)
TO_PUPILS = re.compile(r"\b(?:je|jij|jou|jouw)\b", re.IGNORECASE)
UNDERSTOOD = re.compile(r"\btolk\b|\bin uw taal\b")


def safe_ticket_says_what_to_leave(outcome: Outcome, book: Handbook) -> Iterator[Finding]:
    """Een kaartje over veiligheid zegt ook wat de lezer niet moet doen."""
    if "safety" in outcome.about and not outcome.made and not any(map(LEAVE.search, _sentences(outcome))):
        told = f"uitkomst '{outcome.id}' gaat over veiligheid, en zegt niet wat iemand beter laat"
        yield outcome.where, f"{told}; schrijf het erbij, zoals 'Praat niet zelf met'"


def who_pays_can_be_helped(book: Handbook) -> Iterator[Finding]:
    """Zegt een kaartje dat iets geld kan kosten, dan zegt het ook wat iemand doet die dat niet kan betalen."""
    for outcome, said in _open(book):
        if _has(PAYS, said) and not _has(AFFORDS, said):
            told = f"uitkomst '{outcome.id}' zegt dat iets geld kan kosten, en niet wat iemand doet die het niet kan betalen"
            yield outcome.where, told


def rights_lead_out_of_school(book: Handbook) -> Iterator[Finding]:
    """Een kaartje over rechten noemt een klacht, bezwaar of iemand buiten de school, voor als het nee blijft."""
    names = _named(role for role in book.roles if role.kind.place == "outside" and not role.archived)
    for outcome, said in _open(book):
        if "rights" in outcome.about and not (_has(FURTHER, said) or _has(names, said)):
            told = f"uitkomst '{outcome.id}' gaat over rechten, en leidt nergens buiten de school"
            yield outcome.where, f"{told}; zeg waar iemand met een klacht of voor advies heen kan"


def pupils_read_what_home_hears(book: Handbook) -> Iterator[Finding]:
    """Een kaartje dat tegen een leerling praat over veiligheid of rechten, zegt wat de ouders horen, doen of tekenen."""
    pupils = {voice.asker for voice in book.school.voices if voice.audience == "pupil"}
    home = _named(role for role in book.roles if role.kind.at_home and role.id not in pupils)
    for outcome, said in _open(book, calls=True):
        if {"safety", "rights"} & {*outcome.about} and _has(TO_PUPILS, said) and not _has(home, said):
            told = f"uitkomst '{outcome.id}' praat tegen een leerling, en zegt niets over de ouders"
            yield outcome.where, f"{told}; zeg wat die horen, doen of tekenen"


def who_signs_can_read_it(book: Handbook) -> Iterator[Finding]:
    """Een kaartje waarop ouders tekenen, zegt wat iemand doet die niet goed Nederlands leest."""
    for outcome, said in _open(book):
        if outcome.forms and not UNDERSTOOD.search(said):
            yield outcome.where, f"uitkomst '{outcome.id}' laat ouders tekenen; zeg dat iemand om een tolk mag vragen"


def next_meeting_is_named(outcome: Outcome, book: Handbook) -> Iterator[Finding]:
    """Komt er op de route van een kaartje na de stap van de lezer een overleg, dan noemt het kaartje een overleg."""
    route = book.route.get(outcome.route or "")
    steps = [step.id for step in route.steps] if route else []
    after = route.steps[steps.index(outcome.step) + 1 :] if route and outcome.step in steps else ()
    meetings = [role for role in book.roles if role.kind.lists_members]
    ahead = {role.id for role in meetings} & {step.actor for step in after}
    if ahead and not outcome.made and not _named(meetings).search(" ".join(said_by(outcome))):
        yield outcome.where, f"uitkomst '{outcome.id}' noemt het overleg niet dat daarna komt: {', '.join(sorted(ahead))}"


def variant_knows_as_much(outcome: Outcome, book: Handbook) -> Iterator[Finding]:
    """Wat een school in de plaats van een kaartje heeft, steunt op dezelfde verwijzingen, want de wet is dezelfde."""
    base = book.outcome.get(base_of(str(outcome.id), book))
    there = base.references if base else ()
    if base and not outcome.made:
        for lacks in (each for each in there if each not in {*outcome.references, *outcome.not_here}):
            told = f"uitkomst '{outcome.id}' heeft niet wat in '{base.id}' op '{lacks}' steunt"
            yield outcome.where, f"{told}; neem het over, of noem '{lacks}' bij 'not_here'"
    for stray in (each for each in outcome.not_here if each not in there):
        yield stray.where, f"'not_here' noemt '{stray}', waar het kaartje dat dit vervangt niet op steunt; haal het weg"


def _open(book: Handbook, calls: bool = False) -> Iterator[tuple[Outcome, str]]:
    """Every ticket that parents and pupils can read, as typed, with all it says; with `calls` those in need too."""
    closed = closed_ids(book)["outcomes"]
    for outcome in book.outcomes:
        if outcome.id not in closed and not outcome.made and (calls or not outcome.call):
            yield outcome, " ".join(said_by(outcome))


@lru_cache(maxsize=50_000)  # each edition, and the handbook of each school, says most of it again
def _has(pattern: re.Pattern[str], said: str) -> bool:
    return bool(pattern.search(said))


def _sentences(outcome: Outcome) -> list[str]:
    return [part for text in said_by(outcome) for part in SENTENCE.split(" ".join(text.split()))]


def _named(roles: Iterable[Role]) -> re.Pattern[str]:
    """What finds one of these roles in a text."""
    return any_of((name for role in roles for name in (role.id, role.name, *role.also)), re.IGNORECASE)
