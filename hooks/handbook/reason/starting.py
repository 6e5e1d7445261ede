"""What someone who is new in a function at school meets, and in which order: all from what the data say of the role."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.model import (
    ConsentNeeded,
    Escalation,
    Form,
    Gate,
    Handbook,
    Role,
    Route,
    Situation,
    Statement,
    Step,
    Term,
    Theme,
)
from handbook.reason.backlinks import Backlinks, Seat
from handbook.reason.mentions import Finder, words_of
from handbook.reason.schools import schools_of
from handbook.reason.today import living

MOST_WORDS = 20
# What a task speaks of, in the order in which someone new comes by it; a task is met where the last of what it names is.
MET = (
    "Met leerlingen, thuis en in je eigen werk",
    "Met collega's",
    "In overleggen",
    "Met papieren",
    "Met mensen van buiten",
)
YOU = {"vult in": "je vult dit in", "tekent": "je tekent dit"}  # what a role does with a form, said to who has it


@dataclass(frozen=True)
class Task:
    """A task with its theme; `id` stays the same as long as its text does, `school` is set where one school alone has it."""

    id: str
    text: Statement
    theme: Theme
    school: str


@dataclass(frozen=True)
class First:
    """A route in which a role has a part, with its first step there: `acts` when it does that step itself."""

    route: Route
    number: int
    step: Step
    acts: bool

    @property
    def tick(self) -> str:
        """The name of its tick box."""
        return f"route-{self.route.id}"


@dataclass(frozen=True)
class Asked:
    """Consent without which a role may not go on: at a step of a route, or before it calls in another."""

    consent: Gate | ConsentNeeded
    route: Route | None = None
    number: int = 0
    step: Step | None = None
    way: Escalation | None = None


@dataclass(frozen=True)
class Start:
    """All that someone new in a function meets; `people` are (how they are met, who), `tasks` (where, tasks)."""

    role: Role
    begins: list[Situation]
    people: list[tuple[str, list[Role]]]
    meetings: list[Seat]
    routes: list[First]
    forms: list[tuple[Form, str]]
    tasks: list[tuple[str, list[Task]]]
    asked: list[Asked]
    words: list[Term]

    @property
    def says_nothing(self) -> bool:
        """Whether the handbook tells of neither a task nor a route of this function."""
        return not self.tasks and not self.routes


def starters(book: Handbook) -> list[Role]:
    """The functions at school that hold today: who can be new in one."""
    return [role for role in living(book).roles if role.kind.is_staff]


def first_weeks(role: Role, book: Handbook, links: Backlinks) -> Start:
    """What someone new in a function meets; `book` and `links` are those of today."""
    routes = list(_routes(role, links))
    return Start(
        role=role,
        begins=[each for each in book.situations if each.role == role.id],
        people=_people(role, book, links),
        meetings=[seat for seat in links.seats[role.id] if not seat.meeting.archived],
        routes=routes,
        forms=_forms(role, links),
        tasks=_tasks(role, book),
        asked=[*_asked_on_routes(routes), *_asked_of(role)],
        words=_words(role, routes, book, links),
    )


def _routes(role: Role, links: Backlinks) -> Iterator[First]:
    for share in links.acts[role.id]:
        own = [each for each in share.steps if each[1].actor == role.id]
        number, step = (own or share.steps)[0]
        yield First(share.route, number, step, bool(own))


def _people(role: Role, book: Handbook, links: Backlinks) -> list[tuple[str, list[Role]]]:
    """Whom someone meets: each once, where they are met first."""
    steps = [step for share in links.acts[role.id] for _, step in share.steps]
    found = (
        ("Komt naar jou toe", list(links.senders(role.id))),
        ("Daar ga jij heen", [to for way in role.escalation for to in (way.through, way.to) if to]),
        ("Doet een stap samen met jou", [who for step in steps for who in (step.actor, *step.together) if who]),
    )
    seen, groups = {str(role.id)}, []
    for how, ids in found:
        new = [book.role[id_] for id_ in dict.fromkeys(map(str, ids)) if id_ in book.role and id_ not in seen]
        seen |= {str(each.id) for each in new}
        groups.append((how, [each for each in new if not (each.kind.gathers or each.kind.at_home)]))
    return [(how, people) for how, people in groups if people]


def _forms(role: Role, links: Backlinks) -> list[tuple[Form, str]]:
    """The forms it fills in or signs, and those of its own steps; each once."""
    steps = (step for share in links.acts[role.id] for _, step in share.steps if step.actor == role.id)
    used = [(form, "hoort bij een stap van jou") for step in steps for form in links.forms_of(step)]
    own = [(form, YOU[verb]) for form, verb in links.forms_by[role.id]]
    first = {str(form.id): (form, verb) for form, verb in reversed([*own, *used])}
    return [each for each in reversed(first.values()) if not each[0].archived]


def _tasks(role: Role, book: Handbook) -> list[tuple[str, list[Task]]]:
    ranks = _ranks(book, role)
    find = Finder(ranks)
    groups: list[list[Task]] = [[] for _ in MET]
    for theme in role.tasks:
        for item in theme.items:
            met = max((ranks[word] for _, _, word in find(item.text)), default=0)
            groups[met].append(_task(item, theme, role, book))
    return [(name, tasks) for name, tasks in zip(MET, groups, strict=True) if tasks]


def _ranks(book: Handbook, role: Role) -> dict[str, int]:
    """Per word for someone or something: where in MET it is met."""
    found = {str(word): 3 for document in book.documents for word in words_of(document)}
    for other in book.roles:
        rank = 0 if other.kind.at_home or other is role else 2 if other.kind.gathers else 1 if other.kind.is_staff else 4
        found |= {str(word): rank for word in words_of(other)}
    return found


def _task(item: Statement, theme: Theme, role: Role, book: Handbook) -> Task:
    names = {str(school.id): str(school.name) for school in book.school.schools}
    only = schools_of(item if item.sources else theme, book)
    alone = len(only) == 1 < len(schools_of(role, book))
    return Task(f"taak-{digest(item.text)}", item, theme, names[min(only)] if alone else "")


def digest(text: str) -> str:
    """A short name for a text, the same as long as the text is."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _asked_on_routes(routes: Iterable[First]) -> Iterator[Asked]:
    for first in routes:
        for number, step in enumerate(first.route.steps, start=1):
            if step.gate:
                yield Asked(step.gate, first.route, number, step)


def _asked_of(role: Role) -> Iterator[Asked]:
    yield from (Asked(way.consent, way=way) for way in role.escalation if way.consent)


def _words(role: Role, routes: list[First], book: Handbook, links: Backlinks) -> list[Term]:
    """The words someone needs most: those of the role, of its routes and meetings, then what the handbook uses most."""
    near = [role, *(first.route for first in routes), *(seat.meeting for seat in links.seats[role.id])]
    used = Counter(word for record in near for word in links.words_in[type(record).__name__, record.id])
    own = {*links.words_in["Role", role.id]}

    def need(term: Term) -> tuple[bool, int, int]:
        return term.id in own, used[str(term.id)], len(links.term_use[term.id])

    best = sorted((term for term in book.terms if not term.archived), key=need, reverse=True)[:MOST_WORDS]
    return sorted(best, key=lambda term: term.name.lower())
