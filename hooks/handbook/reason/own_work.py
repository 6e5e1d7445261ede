"""What each function at school does itself, as a branch of the guide: the steps where it acts, and whom it calls in.

Nobody types this branch, so that no step and no way on is left out of it. The guide says where it begins: at an answer that
leads to OWN_WORK.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from handbook.model import Choice, Escalation, Handbook, Outcome, OwnWork, Question, Role, Route, Step, Text
from handbook.problems import NOWHERE, Where
from handbook.reason.schools import schools_of
from handbook.reason.steps import Way, ways

OWN_WORK = "eigen-werk"
MADE = ("werk-", "verder-")  # how the ids of what is made begin


@dataclass(frozen=True)
class Own:
    """One thing that a role does itself: a step of a route, or calling in another when its own means run out."""

    id: str
    role: Role
    route: Route | None = None
    step: Step | None = None
    further: Escalation | None = None

    def schools(self, book: Handbook) -> frozenset[str]:
        """The schools where this is done: those of the route, or of the way on and of whom it leads to."""
        if self.further:
            return schools_of(self.further, book) & schools_of(book.role[self.further.to], book)
        return schools_of(self.route, book) if self.route else frozenset()

    def ways(self, book: Handbook) -> list[Way]:
        """Where its step leads."""
        return ways(self.route, self.step, book) if self.route and self.step else []

    def following(self) -> Step | None:
        """The step after it in the list."""
        steps = self.route.steps if self.route else ()
        return next((after for step, after in pairwise(steps) if step is self.step), None)


@lru_cache(maxsize=8)
def own_works(book: Handbook) -> dict[str, Own]:
    """All that roles do themselves, by the id of its outcome: only what holds today."""
    return {each.id: each for role in book.roles if role.kind.is_staff for each in _of(role, book)}


def _of(role: Role, book: Handbook) -> Iterator[Own]:
    """What a role does itself, at a school where the guide asks for that role."""
    here = {choice.school for each in book.guide.questions for choice in each.answers if choice.asker == role.id}
    at = {str(school.id) for school in book.school.schools if {school.id, None} & here or not here}
    yield from (own for own in _all_of(role, book) if own.schools(book) & at or not at)


def _all_of(role: Role, book: Handbook) -> Iterator[Own]:
    for route in book.routes:
        for step in route.steps if not route.archived else ():
            if step.actor == role.id:
                yield Own(f"werk-{role.id}-{route.id}-{step.id}", role, route, step)
    for number, further in enumerate(role.escalation, start=1):
        goal = book.role.get(further.to)
        if goal and not goal.archived:
            yield Own(f"verder-{role.id}-{number}", role, further=further)


def with_own_work(book: Handbook) -> Handbook:
    """The handbook with that branch in its guide, for each role that an answer of the guide says someone has."""
    asks = book.guide.own_work
    choices = [choice for question in book.guide.questions for choice in question.answers]
    begins = [choice for choice in choices if choice.to == OWN_WORK]
    if asks is None or not begins:
        return book
    askers = {str(choice.asker) for choice in choices if choice.asker}
    roles = [role for role in book.roles if role.id in askers and role.kind.is_staff]
    works = {role.id: found for role in roles if (found := list(_of(role, book)))}
    begun = {role: _school_of(own, book) for role, own in works.items()}
    questions = [_opened(question, begun) for question in book.guide.questions]
    made = [_Branch(book.role[role], own, book, asks, begins[0].where) for role, own in works.items()]
    added = (question for branch in made for question in branch.questions)
    outcomes = (*book.outcomes, *(outcome for branch in made for outcome in branch.outcomes))
    return replace(book, guide=replace(book.guide, questions=(*questions, *added)), outcomes=outcomes)


def _inside(book: Handbook) -> Text:
    """The edition for the school itself, if there is one: nobody else has work there."""
    return next((edition.id for edition in book.school.editions if edition.inside), Text())


def _school_of(works: list[Own], book: Handbook) -> Text | None:
    """The school that alone has all of this work, if there is one."""
    schools = {school for own in works for school in own.schools(book)}
    return Text(schools.pop()) if len(schools) == 1 < len(book.school.schools) else None


def _opened(question: Question, begun: dict[Text, Text | None]) -> Question:
    """A question with one answer for each role in place of the one that leads to its own work."""
    found: list[Choice] = []
    for choice in question.answers:
        found += [choice] if choice.to != OWN_WORK else _begun(choice, begun)
    return replace(question, answers=tuple(found))


def _begun(choice: Choice, begun: dict[Text, Text | None]) -> list[Choice]:
    return [
        replace(choice, to=Text.at(f"werk-{role}", choice.to.where), only_for=(role,), school=choice.school or only)
        for role, only in begun.items()
        if role not in choice.not_for and (not choice.only_for or role in choice.only_for)
    ]


class _Branch:
    """The questions and outcomes about the own work of one role."""

    def __init__(self, role: Role, works: list[Own], book: Handbook, asks: OwnWork, begins: Where) -> None:
        self.role, self.book, self.asks, self.begins = role, book, asks, begins
        self.questions: list[Question] = []
        routes = {each.route.id: each.route for each in works if each.route}
        choices = [self._to_route(route, [each for each in works if each.route is route]) for route in routes.values()]
        if further := [each for each in works if each.further]:
            told = [self._choice(each.id, each.further.when, [each]) for each in further if each.further]
            self._question(f"verder-{role.id}", asks.further, told)
            choices.append(self._choice(f"verder-{role.id}", asks.further, further))
        self._question(f"werk-{role.id}", asks.question, choices)
        self.outcomes = [self._outcome(each) for each in works]

    def _to_route(self, route: Route, steps: list[Own]) -> Choice:
        if len(steps) == 1:
            return self._choice(steps[0].id, route.name, steps)
        told = [self._choice(each.id, each.step.name, [each]) for each in steps if each.step]
        self._question(f"werk-{self.role.id}-{route.id}", self.asks.step, told)
        return self._choice(f"werk-{self.role.id}-{route.id}", route.name, steps)

    def _choice(self, to: str, answer: Text, works: list[Own]) -> Choice:
        """The answer that leads to some of this work; where only one school has it, only for that school."""
        id_ = to.removeprefix(f"werk-{self.role.id}-").removeprefix(f"verder-{self.role.id}-")
        return Choice(
            id=Text("verder" if id_ == f"verder-{self.role.id}" else id_), answer=answer, to=Text.at(to, self.begins),
            school=_school_of(works, self.book), edition=_inside(self.book), where=self.begins,
        )  # fmt: skip

    def _question(self, id_: str, text: Text, choices: list[Choice]) -> None:
        other = Choice(id=Text("anders"), answer=self.asks.other, to=self.asks.to, other=True, where=self.asks.where)
        where = self.asks.where
        self.questions.append(Question(id=Text.at(id_, where), question=text, answers=(*choices, other), where=where))

    def _outcome(self, own: Own) -> Outcome:
        about = own.further or own.step
        to = own.further.to if own.further else self.role.id
        name = self.book.role[to].name if own.further else own.step.name if own.step else self.role.name
        keeper = own.route or self.role
        return Outcome(
            id=Text.at(own.id, about.where if about else NOWHERE),
            name=name,
            role=to,
            own=True,
            route=Text(own.route.id) if own.route else None,
            step=Text(own.step.id) if own.step else Text(),
            now=own.further.when if own.further else own.step.action if own.step else Text(),
            owner=keeper.owner,
            reviewed=keeper.reviewed,
            due=keeper.due,
            basis=keeper.basis,
            sources=keeper.sources,
            derived_from=keeper.derived_from,
            references=keeper.references,
            edition=_inside(self.book) or keeper.edition,
            where=about.where if about else NOWHERE,
        )
