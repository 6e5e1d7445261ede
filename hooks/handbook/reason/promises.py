"""What readers can count on: where each promise is kept, and every place at which it is broken.

A gate that must lie on every way is looked for by closing it: whatever can still be reached, can be reached without it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from handbook.kinds import ProofKind
from handbook.labels import digits
from handbook.model import (
    ConsentNeeded,
    Escalation,
    Exit,
    Gate,
    Handbook,
    Helpline,
    Need,
    Outcome,
    Part,
    Promise,
    Proof,
    Question,
    Record,
    Role,
    Route,
    School,
    Step,
    Text,
    Theme,
)
from handbook.parts import texts
from handbook.problems import Finding, Where
from handbook.reason import guide
from handbook.reason.edition import may_see
from handbook.reason.schools import schools_of
from handbook.reason.steps import exits
from handbook.reason.ticket import roles_of

FAMILIES = ("roles", "routes", "documents", "forms", "terms", "outcomes", "helplines", "needs", "asked", "situations")
STEPS = (ProofKind.gate, ProofKind.no_consent, ProofKind.passes)  # proofs about ways, which lead to steps and roles
Node = tuple[str, str]  # the ids of a route and of a step in it
Closed = Callable[[Step, Exit], bool]


@lru_cache(maxsize=8)
def places(book: Handbook) -> dict[str, Part]:
    """Every place that a proof can name, with the part of the handbook that stands there."""
    found: dict[str, Part] = {"school": book.school}
    for family in FAMILIES:
        found |= {f"{family}/{record.id}": record for record in getattr(book, family)}
    found |= {f"questions/{question.id}": question for question in book.guide.questions}
    found |= {f"routes/{route.id}#{step.id}": step for route in book.routes for step in route.steps}
    found |= {f"roles/{role.id}#{slug(theme.theme)}": theme for role in book.roles for theme in role.tasks}
    return found


def slug(text: str) -> str:
    """A heading as the end of a place: 'Zorg voor de leerling' is 'zorg-voor-de-leerling'."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower())[:60].strip("-")


def record_at(place: str) -> str:
    """The place of the record in which a place lies."""
    return place.partition("#")[0]


def standing_at(place: str, book: Handbook) -> tuple[Part, ...]:
    """What stands at a place; of an outcome also what takes its place for a school."""
    here = places(book).get(place)
    own = (each for each in book.outcomes if each.stands_for == here.id) if isinstance(here, Outcome) else ()
    return (here, *own) if here else ()


# --- ways ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def onward(book: Handbook) -> dict[Node, tuple[tuple[Step, Exit, Node], ...]]:
    """From each step every way on to another, also into another route."""
    return {
        (str(route.id), str(step.id)): tuple(
            (step, way, to) for way in exits(route, step) for to in (_goal(route, way, book),) if to
        )
        for route in book.routes
        for step in route.steps
    }


def _goal(route: Route, way: Exit, book: Handbook) -> Node | None:
    if way.to:
        return str(route.id), str(way.to)
    other = book.route.get(way.route or "")
    return (str(other.id), str(other.steps[0].id)) if other else None


def reached(target: Node, book: Handbook, closed: Closed, without: Node | None = None) -> dict[Node, Exit | None]:
    """Every step that can be reached with some ways closed, and by which way; in routes of today, and that of the target."""
    begun = [route for route in book.routes if not route.archived or route.id == target[0]]
    waiting: list[tuple[Node, Exit | None]] = [((str(route.id), str(route.steps[0].id)), None) for route in begun]
    came: dict[Node, Exit | None] = {}
    while waiting:
        here, by = waiting.pop()
        if here not in came and here != without:
            came[here] = by
            waiting += [(to, way) for step, way, to in onward(book).get(here, ()) if not closed(step, way)]
    return came


def _is_given(step: Step, way: Exit) -> bool:
    return step.gate is not None and way is step.gate.given


def is_asked(gate: Gate | ConsentNeeded | None, proof: Proof) -> bool:
    """Whether a gate asks the consent that is promised: of exactly these, in this form."""
    return gate is not None and set(gate.by) == set(proof.by) and proof.how.lower() in gate.how.lower()


def steps_at(place: str, book: Handbook) -> list[Node]:
    """The steps that a place stands for: itself, or every step of today in which a role takes part."""
    if place.startswith("routes/") and "#" in place:
        route, _, step = place.removeprefix("routes/").partition("#")
        return [(route, step)]
    role = place.removeprefix("roles/")
    living = (route for route in book.routes if not route.archived)
    return [(str(r.id), str(s.id)) for r in living for s in r.steps if role == s.actor or role in s.together]


def _gate(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    asks = f"van {', '.join(proof.by)} ({proof.how})"
    for target in steps_at(place, book):
        came = reached(target, book, lambda step, way: _is_given(step, way) and is_asked(step.gate, proof))
        if target in came:
            yield _way_to(target, came[target], book), f"stap '{target[1]}' is te bereiken zonder de toestemming {asks}"
        yield from _tickets(target, book)
    for role, way in _escalations_to(place, book):
        if not is_asked(way.consent, proof):
            yield way.where, f"rol '{role.id}' gaat verder bij '{way.to}' zonder de toestemming {asks}"


def _escalations_to(place: str, book: Handbook) -> Iterator[tuple[Role, Escalation]]:
    """Every way of a role of today that leads to the role at a place, or by it."""
    for role in (each for each in book.roles if not each.archived):
        yield from ((role, way) for way in role.escalation if place in (f"roles/{way.to}", f"roles/{way.through}"))


def _tickets(target: Node, book: Handbook) -> Iterator[Finding]:
    """A ticket for who works at school, and so would do the step, that does not name the consent."""
    inside = {str(each.id) for each in book.school.editions if each.inside}
    for outcome in (each for each in book.outcomes if each.edition in inside):
        if (outcome.route, outcome.step) == target and not (outcome.consent or outcome.own):
            yield outcome.where, f"uitkomst '{outcome.id}' zet de lezer achter de toestemming en noemt haar niet"


def _way_to(target: Node, way: Exit | None, book: Handbook) -> Where:
    return way.where if way else places(book)[f"routes/{target[0]}#{target[1]}"].where


def _no_consent(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    for route, step in steps_at(place, book) if "#" in place else ():
        for each in (each for each in book.route[route].steps if each.gate):
            if each.id == step or (route, step) in _after((route, str(each.id)), book):
                yield each.where, f"vóór of bij stap '{step}' wordt toestemming gevraagd"
    for role, way in _escalations_to(place, book):
        if way.consent:
            yield way.where, f"rol '{role.id}' vraagt toestemming voor de weg naar '{way.to}'"


def _after(start: Node, book: Handbook) -> set[Node]:
    """Every step of the same route that lies behind a step."""
    seen: set[Node] = set()
    waiting = [to for _, _, to in onward(book)[start]]
    while waiting:
        here = waiting.pop()
        if here not in seen and here[0] == start[0]:
            seen.add(here)
            waiting += [to for _, _, to in onward(book)[here]]
    return seen


def _passes(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    first = steps_at(proof.after, book)[0]
    for target in steps_at(place, book):
        came = reached(target, book, lambda step, way: False, without=first)
        if target in came:
            yield _way_to(target, came[target], book), f"stap '{target[1]}' is te bereiken zonder stap '{first[1]}'"


# --- what stands there ---------------------------------------------------------------------------------------------


def _numbers(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    for part in standing_at(place, book):
        said = f"{' '.join(texts(part))} {' / '.join(_called(part, book))}"
        for number in proof.numbers:
            typed = r"[ -]?".join(digits(number))
            if not re.search(rf"(?<!\d){typed}(?!\d)", said):
                yield part.where, f"het nummer {number} staat niet bij '{place}'"


def _called(part: Part, book: Handbook) -> list[str]:
    match part:
        case Helpline():
            return list(map(str, part.numbers))
        case Outcome() | Need():
            return [str(number) for id_ in part.call if id_ in book.helpline for number in book.helpline[id_].numbers]
        case School():
            return [str(danger.call) for danger in part.danger]
        case Role():
            return [str(number) for line in book.helplines if line.role == part.id for number in line.numbers]
    return []


def _words(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    wanted = [word.lower() for word in proof.words]
    for part in standing_at(place, book):
        found = list(texts(part))
        if not any(all(word in text.lower() for word in wanted) for text in found):
            nearest = max(found, key=lambda text: sum(word in text.lower() for word in wanted), default=Text())
            where = nearest.where if any(word in nearest.lower() for word in wanted) else part.where
            told = ", ".join(f"'{word}'" for word in proof.words)
            yield where, f"bij '{place}' staat niet meer in één stuk {told}"


def _never(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    for part in standing_at(place, book):
        for text in texts(part):
            for word in (word for word in proof.words if word.lower() in text.lower()):
                yield text.where, f"bij '{place}' staat '{word}'"


def _term(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    for part in standing_at(place, book):
        time: Text = getattr(part, "time", Text())
        if not all(word.lower() in time.lower() for word in proof.words):
            told = ", ".join(f"'{word}'" for word in proof.words)
            yield time.where if time else part.where, f"bij '{place}' staat niet meer de termijn {told}"


# --- of whom it is, and who may see it -----------------------------------------------------------------------------


def _edition(place: str, book: Handbook) -> Iterator[tuple[Part, Text]]:
    """What stands at a place, with the edition that it is of."""
    around = places(book).get(record_at(place))
    for part in standing_at(place, book):
        own = getattr(part, "edition", Text()) or getattr(around, "edition", Text())
        yield part, own


def _staff_only(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    for part, own in _edition(place, book):
        for edition in (each for each in book.school.editions if not each.inside and may_see(each, own)):
            yield part.where, f"'{place}' staat nu ook in de {edition.name}"


def _public(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    for part, own in _edition(place, book):
        for edition in (each for each in book.school.editions if not may_see(each, own)):
            yield part.where, f"'{place}' staat niet meer in de {edition.name}"


def _of_school(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    for part in standing_at(place, book):
        for fact in (part, *part.items) if isinstance(part, Theme) else (part,):
            is_whole = fact is part
            cited = is_whole or bool(fact.sources)  # type: ignore[attr-defined]
            if cited and schools_of(fact, book) != {str(proof.school)}:  # type: ignore[arg-type]
                yield fact.where, f"'{place}' is niet meer alleen van school '{proof.school}'"


def _danger(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    for part in standing_at(place, book):
        if not getattr(part, "danger", False):
            yield part.where, f"'{place}' heeft geen 'danger: ja'"


def _holds(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    """Of what is promised to hold now, what is archive; of what is promised to be archive, what is not."""
    then = proof.kind is ProofKind.then
    for part in standing_at(place, book):
        if getattr(part, "archived", False) is not then:
            yield part.where, f"'{place}' staat als iets dat {'nog' if then else 'niet meer'} geldt"


def _confidential(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    for part in standing_at(place, book):
        if isinstance(part, Outcome):
            if not part.confidential:
                yield part.where, f"uitkomst '{part.id}' heeft geen 'confidential: ja'"
            for id_ in (each for each in roles_of(part) if each in proof.roles):
                yield id_.where, f"uitkomst '{part.id}' stuurt naar '{id_}'"


def _answer(proof: Proof, place: str, book: Handbook) -> Iterator[Finding]:
    part = places(book)[place]
    if isinstance(part, Question):
        yield from _answer_of_guide(proof, part, book)
    elif isinstance(part, Step):
        route = book.route[record_at(place).removeprefix("routes/")]
        for way in _answers(part):
            goal = f"routes/{way[1].route}" if way[1].route else str(way[1].to or "")
            if way[0] == proof.answer and goal not in proof.to:
                there = goal or "een einde"
                yield (
                    way[1].where,
                    f"in route '{route.id}' leidt '{proof.answer}' naar '{there}' en niet naar {_or(proof.to)}",
                )


def _answers(step: Step) -> list[tuple[str, Exit]]:
    if step.gate:
        return [("Gegeven", step.gate.given), ("Geweigerd", step.gate.refused), ("Nog niet", step.gate.pending)]
    return [(str(each.answer), each) for each in step.answers]


def _answer_of_guide(proof: Proof, question: Question, book: Handbook) -> Iterator[Finding]:
    for reader in guide.readers(book).get(question.id, ()):
        for choice in guide.answers(question, reader):
            to, _ = guide.led(choice, reader, book)
            known = {*map(str, proof.to), *(guide.own_id(str(each), reader.school) for each in proof.to)}
            made = book.outcome.get(to)
            if choice.id == proof.answer and to not in known and not (made and made.stands_for in proof.to):
                yield choice.to.where, f"antwoord '{choice.id}' leidt naar '{to}' en niet naar {_or(proof.to)}"


def _or(places_: tuple[Text, ...]) -> str:
    return " of ".join(f"'{place}'" for place in places_)


PROVED: dict[ProofKind, Callable[[Proof, str, Handbook], Iterator[Finding]]] = {
    ProofKind.gate: _gate,
    ProofKind.no_consent: _no_consent,
    ProofKind.passes: _passes,
    ProofKind.numbers: _numbers,
    ProofKind.words: _words,
    ProofKind.never: _never,
    ProofKind.term: _term,
    ProofKind.staff_only: _staff_only,
    ProofKind.public: _public,
    ProofKind.of_school: _of_school,
    ProofKind.answer: _answer,
    ProofKind.confidential: _confidential,
    ProofKind.danger: _danger,
    ProofKind.now: _holds,
    ProofKind.then: _holds,
}


def broken(promise: Promise, book: Handbook) -> Iterator[Finding]:
    """Every place at which a promise is not kept; what it says about what does not exist is told elsewhere."""
    for proof in promise.proofs:
        if can_be_held(proof, book):
            for place in proof.at:
                yield from PROVED[proof.kind](proof, place, book)


# --- what a promise must be ----------------------------------------------------------------------------------------


def lacking(proof: Proof) -> Iterator[str]:
    """The fields that a proof of its kind needs and has not."""
    yield from (name for name in proof.kind.fields if not getattr(proof, name))


def missing(proof: Proof, book: Handbook) -> Iterator[tuple[Text, list[str]]]:
    """What a proof names and is not there, with all that could have been meant."""
    known = places(book)
    wanted = [(place, ABOUT.get(proof.kind, ANYTHING)) for place in proof.at]
    for place, kinds in (*wanted, *(((proof.after, (Step,)),) if proof.after else ())):
        if not isinstance(known.get(place), kinds):
            yield place, [each for each, part in known.items() if isinstance(part, kinds)]
    if proof.kind is ProofKind.answer and all(isinstance(known.get(place), Question | Step) for place in proof.at):
        yield from _missing_answer(proof, book)


def _missing_answer(proof: Proof, book: Handbook) -> Iterator[tuple[Text, list[str]]]:
    for place in proof.at:
        part, route = places(book)[place], record_at(place)
        if isinstance(part, Question):
            answers = [str(choice.id) for choice in part.answers]
            goals = [*book.outcome, *book.question]
        else:
            answers = [answer for answer, _ in _answers(part)]  # type: ignore[arg-type]
            own = [str(step.id) for step in book.route[route.removeprefix("routes/")].steps]
            goals = [*own, *(f"routes/{each}" for each in book.route)]
        if proof.answer and proof.answer not in answers:
            yield proof.answer, answers
        yield from ((goal, goals) for goal in proof.to if goal not in goals)


WAY, ANYTHING = (Step, Role), (Part,)
ABOUT: dict[ProofKind, tuple[type[Part], ...]] = {  # what a proof of a kind can be about; any other about anything
    ProofKind.gate: WAY,
    ProofKind.no_consent: WAY,
    ProofKind.passes: WAY,
    ProofKind.answer: (Question, Step),
    ProofKind.confidential: (Outcome,),
    ProofKind.danger: (Role, Route),
    ProofKind.term: (Step, Outcome),
    ProofKind.now: (Record,),
    ProofKind.then: (Record,),
    ProofKind.of_school: (Record, Theme),
    ProofKind.staff_only: (Record, Theme),
    ProofKind.public: (Record, Theme),
}


def can_be_held(proof: Proof, book: Handbook) -> bool:
    """Whether a proof says enough, and of what is there, to be held against the handbook."""
    return not any(True for _ in lacking(proof)) and not any(True for _ in missing(proof, book))


def idle(proof: Proof, book: Handbook) -> Iterator[str]:
    """Why a proof can never fail, whatever becomes of the handbook."""
    outside = [each for each in book.school.editions if not each.inside]
    if proof.kind in STEPS:
        yield from (f"geen weg leidt naar '{place}'" for place in proof.at if not _comes_by(proof, place, book))
    if proof.kind is ProofKind.passes and proof.after in proof.at:
        yield "een stap komt altijd langs zichzelf"
    if proof.kind in (ProofKind.words, ProofKind.never, ProofKind.term):
        yield from (f"'{word}' is te kort om iets te bewijzen" for word in proof.words if len(word) < SHORTEST)
    if proof.kind is ProofKind.of_school and len(book.school.schools) < 2:
        yield "er is maar één school"
    if proof.kind in (ProofKind.staff_only, ProofKind.public) and len(book.school.editions) == len(outside):
        yield "er is maar één soort lezer"
    if proof.kind is ProofKind.answer:
        yield from ("er is maar één plek om heen te gaan" for place in proof.at if _leads_one_way(place, book))


SHORTEST = 3


def _comes_by(proof: Proof, place: str, book: Handbook) -> bool:
    ways = any(True for _ in _escalations_to(place, book))
    own = proof.kind is not ProofKind.no_consent or "#" in place
    nodes = steps_at(place, book) if own else []
    return ways or any(node in reached(node, book, lambda step, way: False) for node in nodes)


def _leads_one_way(place: str, book: Handbook) -> bool:
    part = places(book)[place]
    goals = {choice.to for choice in part.answers} if isinstance(part, Question) else {id(way) for _, way in _answers(part)}  # type: ignore[arg-type]
    return len(goals) < 2


def claims(proof: Proof) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a proof says of a place, and the value it gives that: two that differ contradict each other."""
    for place in map(str, proof.at):
        match proof.kind:
            case ProofKind.gate:
                yield ("toestemming", place), "ja"
            case ProofKind.no_consent:
                yield ("toestemming", place), "nee"
            case ProofKind.staff_only | ProofKind.public:
                yield ("lezers", place), str(proof.kind)
            case ProofKind.of_school:
                yield ("school", place), str(proof.school)
            case ProofKind.answer:
                yield ("antwoord", place, str(proof.answer)), _or(proof.to)
            case ProofKind.now | ProofKind.then:
                yield ("geldt", place), str(proof.kind)
            case ProofKind.words | ProofKind.never:
                yield from ((("woorden", place, word.lower()), str(proof.kind)) for word in proof.words)
            case ProofKind.passes:
                yield ("volgorde", *sorted((place, str(proof.after)))), place


def digest_of(promise: Promise) -> str:
    """A short code for all that a promise says and that proves it, which changes when any of that does."""
    said = [str(promise.name), str(promise.edition), str(promise.owner), *sorted(map(repr_of, promise.proofs))]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:10]


def repr_of(proof: Proof) -> str:
    """A proof as one text, whatever line it stands on."""
    names = ("at", "by", "how", "after", "numbers", "words", "school", "answer", "to", "roles")
    return " ".join([str(proof.kind), *(f"{name}={getattr(proof, name)!r}" for name in names if getattr(proof, name))])
