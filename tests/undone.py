"""What a promise is proved by, undone in a handbook: for every kind of proof the slip that must break it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handbook.kinds import HoldsNow, ProofKind, StatusNow
from handbook.model import (
    Citation,
    Exit,
    Gate,
    Handbook,
    Helpline,
    Holds,
    Need,
    Outcome,
    Proof,
    Question,
    Role,
    Route,
    School,
    Step,
    Term,
    Text,
)
from handbook.reason.promises import places, record_at
from retold import changed

END = Exit(end=Text("Hier houdt het op."))


def undone(proof: Proof, place: str, book: Handbook) -> Handbook:
    """The handbook in which what a proof says of one place is so no longer."""
    return UNDO[proof.kind](proof, place, book)


def put(book: Handbook, place: str, part: Any) -> Handbook:
    """The handbook with another part at a place."""
    old, around = places(book)[place], places(book)[record_at(place)]
    if isinstance(old, School):
        return replace(book, school=part)
    if isinstance(old, Question):
        questions = tuple(part if each is old else each for each in book.guide.questions)
        return replace(book, guide=replace(book.guide, questions=questions))
    whole = part
    if old is not around:
        name = "steps" if isinstance(around, Route) else "tasks"
        whole = replace(around, **{name: tuple(part if each is old else each for each in getattr(around, name))})
    family = place.partition("/")[0]
    return replace(book, **{family: tuple(whole if each is around else each for each in getattr(book, family))})


def _jump(proof: Proof, place: str, book: Handbook) -> Handbook:
    """A new first step of the route that leads straight to the place, or an escalation there that asks nothing."""
    if "#" not in place:
        return _unasked(place, book)
    route, _, step = place.partition("#")
    found = places(book)[route]
    assert isinstance(found, Route)
    around = Step(id=Text("eromheen"), name=Text("Eromheen"), action=Text("Loopt eromheen."), then=Exit(to=Text(step)))
    return put(book, route, replace(found, steps=(around, *found.steps)))


def _unasked(place: str, book: Handbook) -> Handbook:
    """The first escalation to the role at a place without its consent."""
    role = next(each for each in book.roles for way in each.escalation if f"roles/{way.to}" == place)
    ways = tuple(replace(way, consent=None) if f"roles/{way.to}" == place else way for way in role.escalation)
    return put(book, f"roles/{role.id}", replace(role, escalation=ways))


def _gated(proof: Proof, place: str, book: Handbook) -> Handbook:
    """A consent at the place itself."""
    step = places(book)[place]
    assert isinstance(step, Step)
    gate = Gate(by=(Text("ouders"),), how=Text("schriftelijk"), given=END, refused=END, pending=END)
    return put(book, place, replace(step, then=None, question=Text(), answers=(), gate=gate))


def _unsaid(proof: Proof, place: str, book: Handbook) -> Handbook:
    """Every text and every number at the place replaced."""
    part = changed(places(book)[place], lambda owner, name, text: text if name == "id" else "Iets anders.")
    match part:
        case Outcome() | Need():
            part = replace(part, call=())
        case Helpline():
            part = replace(part, number=Text("0800-0000"), more_numbers=())
        case School():
            part = replace(part, danger=())
        case Role():
            book = replace(book, helplines=())
    return put(book, place, part)


def _said(proof: Proof, place: str, book: Handbook) -> Handbook:
    return put(book, place, changed(places(book)[place], lambda owner, name, text: f"{text} {proof.words[0]}"))


def _with(**fields: Any) -> Callable[[Proof, str, Handbook], Handbook]:
    """Other fields of what stands at the place."""
    return lambda proof, place, book: put(book, place, replace(places(book)[place], **fields))


def _of_other(proof: Proof, place: str, book: Handbook) -> Handbook:
    other = next(each for each in book.school.schools if each.id != proof.school)
    return _with(sources=(Citation(source=other.sources[0], section=Text("1")),))(proof, place, book)


def _turned(proof: Proof, place: str, book: Handbook) -> Handbook:
    """The promised answer led somewhere else."""
    part = places(book)[place]
    if isinstance(part, Question):
        answers: Any = (replace(each, to=Text("elders")) if each.id == proof.answer else each for each in part.answers)
        return put(book, place, replace(part, answers=tuple(answers)))
    assert isinstance(part, Step)
    if part.gate:
        return put(book, place, replace(part, gate=replace(part.gate, given=END, refused=END, pending=END)))
    ended = (replace(each, to=None, route=None, end=Text("Klaar.")) for each in part.answers)
    return put(book, place, replace(part, answers=tuple(ended)))


def _dated(proof: Proof, place: str, book: Handbook) -> Handbook:
    """What holds held no longer, or the other way round."""
    part = places(book)[place]
    holds = Holds(now=HoldsNow.now if proof.kind is ProofKind.then else HoldsNow.then)
    fields: dict[str, Any] = {"holds": holds}
    if isinstance(part, Term):
        fields["status"] = replace(part.status, now=StatusNow.current)
    return put(book, place, replace(part, **fields))  # type: ignore[type-var]


UNDO: dict[ProofKind, Callable[[Proof, str, Handbook], Handbook]] = {
    ProofKind.gate: _jump,
    ProofKind.passes: _jump,
    ProofKind.no_consent: _gated,
    ProofKind.numbers: _unsaid,
    ProofKind.words: _unsaid,
    ProofKind.term: _unsaid,
    ProofKind.never: _said,
    ProofKind.staff_only: _with(edition=Text("public")),
    ProofKind.public: _with(edition=Text("staff")),
    ProofKind.of_school: _of_other,
    ProofKind.answer: _turned,
    ProofKind.confidential: _with(confidential=False),
    ProofKind.danger: _with(danger=False),
    ProofKind.now: _dated,
    ProofKind.then: _dated,
}
