"""A test of oneself for each function: cases from guide, routes and ways on, with wrong answers from next door."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from handbook.families import of_family
from handbook.kinds import Degree
from handbook.labels import lower
from handbook.model import Escalation, Handbook, Need, Part, Role, Route, Scenario, Step
from handbook.parts import references
from handbook.reason.backlinks import Backlinks
from handbook.reason.guide import Reader, answers, is_whole, led, walked
from handbook.reason.schools import schools_of
from handbook.reason.starting import digest
from handbook.reason.steps import exits, ways

FEWEST = 12  # cases in a test; real cases of others fill it up
MOST_WRONG = 3
MOST_OF_GUIDE = 6  # real cases that are for the role, and as many that only look like it


ASKS = {
    "gevaar": "Wanneer doe je op zijn laatst iets?",
    "toestemming": "Hoe gaat het verder?",
    "eerst": "Wat moet er eerst zijn?",
    "stap": "Welke stap doe jij het eerst?",
    "verder": "Naar wie ga je?",
    "geval": "Bij wie begint het volgens de keuzewijzer?",
}  # what is asked, by the kind of case


@dataclass(frozen=True)
class Option:
    """One answer: whether it is right, why, and the record (with a step of it) where that stands."""

    text: str
    right: bool
    why: str
    of: Part
    step: str = ""


@dataclass(frozen=True)
class Case:
    """One case: what happens, what is asked, and the answers; `made_from` is the line of data it comes from."""

    id: str
    told: str
    asks: str
    options: tuple[Option, ...]
    made_from: Part

    @property
    def right(self) -> list[Option]:
        """The right answers: one, or the case is no good."""
        return [each for each in self.options if each.right]

    @property
    def fault(self) -> str:
        """What is wrong with the case, in a few words, or ''."""
        if len(self.right) != 1:
            return "geen goed antwoord" if not self.right else "twee goede antwoorden"
        texts = [each.text for each in self.options]
        return "twee keer hetzelfde antwoord" if len({*texts}) < len(texts) else ""


def cases_of(role: Role, book: Handbook, links: Backlinks) -> list[Case]:
    """The cases for a role, of the handbook of today: every danger, every consent that touches it, its work, the guide."""
    own = [*_first_steps(role, links, book), *_onward(role, book), *_consents(role, links, book), *_dangers(book)]
    asked = [case for at, case in _scenarios(book) if at in schools_of(role, book)]
    mine = [case for case in asked if any(each.text == role.name for each in case.right)]
    like = [case for case in asked if case not in mine and any(each.text == role.name for each in case.options)]
    others = [case for case in asked if case not in mine and case not in like]
    found = [*own, *mine[:MOST_OF_GUIDE], *like[:MOST_OF_GUIDE]]
    return [*found, *others[: max(0, FEWEST - len(found))]]


def _case(kind: str, told: str, right: Option, wrong: Iterable[Option], made_from: Part) -> Iterator[Case]:
    """The case, with its answers in an order that the right one does not give away; none where no answer is wrong."""
    others = {each.text: each for each in wrong if each.of != right.of or each.text != right.text}
    options = sorted((right, *islice(others.values(), MOST_WRONG)), key=lambda each: digest(told + each.text))
    if others:
        yield Case(f"{kind}-{digest(told)}", told, ASKS[kind], tuple(options), made_from)


def _dangers(book: Handbook) -> Iterator[Case]:
    """What can be the matter with someone in need: how soon to act."""
    for need in book.needs:
        options = [_soon(degree, need) for degree in Degree]
        right = next(each for each in options if each.right)
        yield from _case("gevaar", f"Iemand zegt: ‘{need.name}’.", right, options, need)


def _soon(degree: Degree, need: Need) -> Option:
    why = f"Op zijn laatst: {lower(need.degree.one)}. {need.staff}"
    return Option(degree.one, degree is need.degree, why, need)


def _consents(role: Role, links: Backlinks, book: Handbook) -> Iterator[Case]:
    """Every consent on a route where the role acts, and on its own ways on: what follows on each of the three answers."""
    for share in links.acts[role.id]:
        for step in share.route.steps:
            if step.gate:
                yield from _gate(share.route, step, book)
    for way in role.escalation:
        if way.consent:
            yield from _consent_onward(way, role, book)


def _gate(route: Route, step: Step, book: Handbook) -> Iterator[Case]:
    """Consent refused, or where the sources leave that open not given yet."""
    found = ways(route, step, book)
    asked = next((each for each in reversed(found) if each.answer == "Geweigerd" and not each.exit.open), found[-1])
    options = [Option(each.words, each is asked, f"Toestemming: {lower(each.answer)}.", route, step.id) for each in found]
    right = next(each for each in options if each.right)
    told = f"Route ‘{route.name}’, stap ‘{step.name}’. Toestemming: {lower(asked.answer)}."
    yield from _case("toestemming", told, right, (each for each in options if not each.right), step)


def _consent_onward(way: Escalation, role: Role, book: Handbook) -> Iterator[Case]:
    """Before another is called in: whose consent is needed; wrong is whoever else the role goes to without it."""
    assert way.consent is not None
    asked = " en ".join(book.role[each].name for each in way.consent.by)
    right = Option(f"Toestemming van: {asked}", True, f"Zo: {way.consent.how}.", role)
    others = (each for each in role.escalation if each.to != way.to)
    wrong = [Option("Niets, je mag meteen verder", False, f"Er is eerst toestemming nodig: {way.consent.how}.", role)]
    wrong += [_not_consent(book.role[each.to]) for each in others if each.to not in way.consent.by]
    told = f"{way.when} Je wilt naar: {book.role[way.to].name}."
    yield from _case("eerst", told, right, wrong, way)


def _not_consent(other: Role) -> Option:
    return Option(f"Toestemming van: {other.name}", False, "Die geeft hier de toestemming niet.", other)


def _first_steps(role: Role, links: Backlinks, book: Handbook) -> Iterator[Case]:
    """Each route where the role acts: its first step there; wrong are the steps of others beside it."""
    for share in links.acts[role.id]:
        own = [step for _, step in share.steps if step.actor == role.id]
        if own:
            right = Option(own[0].name, True, own[0].action, share.route, own[0].id)
            beside = (step for step in share.route.steps if step not in own and role.id not in step.together)
            wrong = (Option(step.name, False, step.action, share.route, step.id) for step in beside)
            told = f"{_at(share.route, book)}{share.route.starts_when} De route is: ‘{share.route.name}’."
            yield from _case("stap", told, right, wrong, own[0])


def _onward(role: Role, book: Handbook) -> Iterator[Case]:
    """Each way on: to whom; wrong are those to whom the role goes for something else, and to whom those go on."""
    for when in dict.fromkeys(way.when for way in role.escalation):
        same = [way for way in role.escalation if way.when == when]
        goals = dict.fromkeys(str(way.to) for way in same)
        wrong = [_to(each, right=False) for each in _near(same[0], role, book) if each.id not in goals]
        right = [_to(book.role[id_], right=True) for id_ in goals]
        yield from _case("verder", f"{_at(same[0], book)}{when}", right[0], [*right[1:], *wrong], same[-1])


def _near(way: Escalation, role: Role, book: Handbook) -> list[Role]:
    """Whom a beginner might go to instead: those of the same school first."""
    ids = [*(each.to for each in role.escalation), *(each.to for each in book.role[way.to].escalation)]
    found = [book.role[id_] for id_ in dict.fromkeys(ids) if id_ in book.role and id_ != role.id]
    here = schools_of(way, book)
    return sorted(found, key=lambda each: not schools_of(each, book) & here)


def _at(fact: Escalation | Route, book: Handbook) -> str:
    """The school that alone has this, to say first; two schools may do the same in their own way."""
    here = schools_of(fact, book)
    name = next((str(school.name) for school in book.school.schools if school.id in here), "")
    return f"{name}. " if len(here) == 1 < len(book.school.schools) else ""


def _to(role: Role, *, right: bool) -> Option:
    return Option(role.name, right, str(role.go_when or role.summary), role)


@lru_cache(maxsize=4)
def _scenarios(book: Handbook) -> tuple[tuple[str, Case], ...]:
    """Real cases, each with the id of every school that it goes for."""
    schools = [str(school.id) for school in book.school.schools]
    found = []
    for scenario in book.scenarios:
        here = [scenario.answers[0]] if scenario.answers[0] in schools else schools
        found += [(str(at), case) for case in _scenario(scenario, book) for at in here[:1]]
    return tuple(found)


def _scenario(case: Scenario, book: Handbook) -> Iterator[Case]:
    outcome = book.outcome[case.outcome]
    right = Option(book.role[outcome.role].name, True, str(outcome.now), outcome)
    beside = (book.outcome[id_] for id_ in _beside(case, book) if id_ in book.outcome)
    wrong = (
        Option(book.role[other.role].name, False, f"Die is er voor: {lower(other.name)}.", other)
        for other in beside
        if other.role != outcome.role
    )
    told = f"{case.who}: ‘{case.says}’"
    yield from _case("geval", told, right, wrong, case)


def _beside(case: Scenario, book: Handbook) -> Iterator[str]:
    """Where the other answers lead to on the way of a case, the nearest first."""
    here, reader, found = str(book.guide.start), Reader(), list[list[str]]()
    for given in case.answers:
        choices = answers(book.question[here], reader)
        chosen = next(each for each in choices if each.id == given)
        found.append([led(each, reader, book)[0] for each in choices if each is not chosen])
        here, reader = led(chosen, reader, book)
    return chain.from_iterable(reversed(found))


def can_be_asked(book: Handbook) -> bool:
    """Whether everything that a case is made from is there: what another rule has told, is not told again."""
    return is_whole(book) and _all_there(book)


@lru_cache(maxsize=4)
def _all_there(book: Handbook) -> bool:
    records = (*book.roles, *book.routes, *book.outcomes, *book.scenarios, *book.needs)
    known = {name: {str(each.id) for each in of_family(book, name)} for name in ("roles", "routes", "outcomes")}
    there = all(target in known.get(family, (target,)) for each in records for family, target in references(each))
    leads = all(
        not way.to or way.to in {step.id for step in route.steps}
        for route in book.routes
        for step in route.steps
        for way in exits(route, step)
    )
    return there and leads and all(walked(each.answers, book) == each.outcome for each in book.scenarios)
