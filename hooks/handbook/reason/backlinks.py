"""What a page shows beside its own record: who comes here, where it is used, what is needed. All computed, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from handbook.families import Family
from handbook.kinds import RoleKind
from handbook.model import (
    CareLine,
    Contact,
    Document,
    Equivalent,
    Escalation,
    Form,
    Handbook,
    Location,
    OpenQuestion,
    ReaderQuestion,
    Record,
    Role,
    Route,
    Statement,
    Step,
    System,
    Term,
)
from handbook.parts import parts, references, texts
from handbook.reason.form_fields import signers
from handbook.reason.mentions import Finder, words_of
from handbook.reason.steps import documents_of, everyone_in
from handbook.reason.today import successors


@dataclass(frozen=True)
class Seat:
    """A place in a meeting."""

    meeting: Role
    chair: bool
    on_call: bool
    note: str


@dataclass(frozen=True)
class Share:
    """The share of a role or a form in a route: its steps, each with its number."""

    route: Route
    steps: tuple[tuple[int, Step], ...]


@dataclass(frozen=True)
class Asked:
    """An open question with the record it belongs to and whom to ask."""

    record: Record
    question: str
    ask: str


class Backlinks:
    """Back-links and gatherings over one (already narrowed) handbook."""

    def __init__(self, book: Handbook) -> None:
        self.book = book

    @cached_property
    def comes_from(self) -> dict[str, list[tuple[Role, Escalation]]]:
        """Per role: who escalates to it, or through it."""
        found: dict[str, list[tuple[Role, Escalation]]] = defaultdict(list)
        for role in self.book.roles:
            for escalation in role.escalation:
                for target in dict.fromkeys(filter(None, (escalation.to, escalation.through))):
                    found[target].append((role, escalation))
        return found

    def senders(self, role: str) -> dict[str, list[Escalation]]:
        """Who escalates to a role or through it (by id), each once, with the ways by which it does."""
        found: dict[str, list[Escalation]] = {}
        for sender, way in self.comes_from[role]:
            found.setdefault(sender.id, []).append(way)
        return found

    @cached_property
    def seats(self) -> dict[str, list[Seat]]:
        """Per role: the meetings it sits in."""
        found: dict[str, list[Seat]] = defaultdict(list)
        for meeting in self.book.roles:
            members = {member.role: member for member in meeting.members}
            if meeting.chair and meeting.chair not in members:
                found[meeting.chair].append(Seat(meeting, True, False, ""))
            for member in meeting.members:
                found[member.role].append(Seat(meeting, member.role == meeting.chair, member.on_call, member.note))
        return found

    @cached_property
    def contacts(self) -> dict[str, list[tuple[Location, Contact]]]:
        """Per role: who fills it at which location, as far as this edition may tell."""
        found: dict[str, list[tuple[Location, Contact]]] = defaultdict(list)
        for location in self.book.school.locations:
            for contact in location.contacts:
                found[contact.role].append((location, contact))
        return found

    def locations_of(self, role: str) -> list[Location]:
        """The locations that a reader can choose from to reach a role: none where it is reached at one only."""
        ids = {location.id for location, _ in self.contacts[role]}
        return [each for each in self.book.school.locations if each.id in ids] if len(ids) > 1 else []

    @cached_property
    def systems(self) -> dict[str, System]:
        """Per term: the system the school has for it."""
        return {system.term: system for system in self.book.school.systems}

    @cached_property
    def acts(self) -> dict[str, list[Share]]:
        """Per role: the routes in which it has a step, with those steps."""
        return self._shares(everyone_in)

    def _shares(self, ids_in: Callable[[Step], Iterable[str]]) -> dict[str, list[Share]]:
        """Per id that `ids_in` names in a step: the routes with those steps."""
        found: dict[str, list[Share]] = defaultdict(list)
        for route in self.book.routes:
            steps: dict[str, list[tuple[int, Step]]] = defaultdict(list)
            for number, step in enumerate(route.steps, start=1):
                for each in ids_in(step):
                    steps[each].append((number, step))
            for each, own in steps.items():
                found[each].append(Share(route, tuple(own)))
        return found

    @cached_property
    def document_use(self) -> dict[str, list[tuple[Route, int, Step]]]:
        """Per document: the steps of routes that need it."""
        found: dict[str, list[tuple[Route, int, Step]]] = defaultdict(list)
        for route in self.book.routes:
            for number, step in enumerate(route.steps, start=1):
                for document in documents_of(step):
                    found[document].append((route, number, step))
        return found

    @cached_property
    def form_of(self) -> dict[str, Form]:
        """Per document: the blank form of it."""
        return {form.document: form for form in self.book.forms if form.document}

    @cached_property
    def form_use(self) -> dict[str, list[Share]]:
        """Per form: the routes with the steps that use it, or use the document it is the blank of."""
        return self._shares(lambda step: [form.id for form in self.forms_of(step)])

    @cached_property
    def forms_by(self) -> dict[str, list[tuple[Form, str]]]:
        """Per role: the forms it fills in or signs."""
        found: dict[str, list[tuple[Form, str]]] = defaultdict(list)
        for form in self.book.forms:
            for role in form.filled_by:
                found[role].append((form, "vult in"))
            for signer in signers(form):
                found[signer].append((form, "tekent"))
        return found

    def asked_by(self, reader: str) -> dict[str, list[ReaderQuestion]]:
        """The questions of one kind of reader, by theme, both in the order typed."""
        found: dict[str, list[ReaderQuestion]] = {}
        for asked in self.book.asked:
            if asked.audience == (reader,):
                found.setdefault(asked.theme, []).append(asked)
        return found

    def forms_of(self, step: Step) -> list[Form]:
        """The blank forms of a step: those it names, and those of its documents."""
        own = (self.book.form[form] for form in step.forms)
        blank = (self.form_of[document] for document in documents_of(step) if document in self.form_of)
        return list({form.id: form for form in (*own, *blank)}.values())

    def successors(self, record: Record) -> list[Record]:
        """What came in the place of a record that holds no longer, as far as this edition shows it."""
        return [found for _, found in successors(record, self.book) if found]

    def today(self, record: Role | Route) -> list[Statement]:
        """The remarks on what holds today although the source does not say it."""
        return [remark for remark in record.remarks if remark.basis == "added"]

    def remarks(self, record: Role | Route) -> list[Statement]:
        """The remarks that the source makes."""
        return [remark for remark in record.remarks if remark.basis != "added"]

    def forms_in(self, route: Route) -> list[Form]:
        """The blank forms of a route, each once."""
        return list({form.id: form for step in route.steps for form in self.forms_of(step)}.values())

    @cached_property
    def papers(self) -> dict[str, list[tuple[Document, str]]]:
        """Per role: the documents it makes or signs."""
        found: dict[str, list[tuple[Document, str]]] = defaultdict(list)
        for document in self.book.documents:
            for role in document.made_by:
                found[role].append((document, "maakt"))
            for role in document.signed_by:
                found[role].append((document, "tekent"))
        return found

    @cached_property
    def terms_of(self) -> dict[str, list[Term]]:
        """Per role or document (as 'roles:ggd'): the terms that stand for it."""
        found: dict[str, list[Term]] = defaultdict(list)
        for term in self.book.terms:
            if term.role:
                found[f"roles:{term.role}"].append(term)
            if term.document:
                found[f"documents:{term.document}"].append(term)
        return found

    @cached_property
    def words_in(self) -> dict[tuple[str, str], list[str]]:
        """Per record, as (kind, id): the ids of the terms in its texts."""
        owner = {str(word): term.id for term in self.book.terms for word in words_of(term)}
        find = Finder(owner)
        return {
            _key(record): sorted({owner[word] for text in texts(record) for _, _, word in find(text)})
            for record in (*self.book.roles, *self.book.routes, *self.book.documents)
        }

    @cached_property
    def term_use(self) -> dict[str, list[Record]]:
        """Per term: the roles, routes and documents in whose texts it is used."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in (*self.book.roles, *self.book.routes, *self.book.documents):
            for term in self.words_in[_key(record)]:
                found[term].append(record)
        return found

    @cached_property
    def outdated(self) -> list[Term]:
        """The terms that no longer hold or have another name now."""
        return [term for term in self.book.terms if term.status.now in ("ended", "renamed")]

    def old_terms(self, record: Record) -> list[Term]:
        """The terms used in a record that no longer hold, or stand for a role or document it names."""
        named = {f"{family}:{target}" for family, target in references(record)} | {f"roles:{record.id}"}
        used = self.words_in[_key(record)]
        return [
            term
            for term in self.outdated
            if term.id in used or f"roles:{term.role}" in named or f"documents:{term.document}" in named
        ]

    @cached_property
    def outdated_on_lines(self) -> list[Term]:
        """The outdated terms that stand for a role on one of the care lines."""
        on_line = {role.id for role in self.book.roles if role.lines}
        return [term for term in self.outdated if term.role in on_line]

    def gone(self, record: Record) -> list[Term]:
        """The terms that say of the record itself that it is no longer there, or no longer called so."""
        return [term for term in self.terms_of[f"roles:{record.id}"] if term in self.outdated]

    @cached_property
    def open_questions(self) -> list[Asked]:
        """Everything the sources leave open, in the order of the records."""
        return [Asked(record, *asked) for record in self.book.records for asked in _open(record)]

    def by_line(self, kind: RoleKind) -> list[tuple[CareLine | None, list[Role]]]:
        """The roles of a kind: functions at school under the first care line that each is on, all others together."""
        roles = [role for role in self.book.roles if role.kind is kind]
        if not kind.is_staff:
            return [(None, roles)] if roles else []
        lines: list[CareLine | None] = [*self.book.school.lines, None]
        found = [(line, [role for role in roles if role.first_line == (line.number if line else 0)]) for line in lines]
        return [(line, group) for line, group in found if group]

    def open_questions_of(self, family: Family) -> list[Asked]:
        """What the sources leave open in the records of one family."""
        return [asked for asked in self.open_questions if isinstance(asked.record, family.kind)]

    @cached_property
    def carried(self) -> dict[tuple[str, str], list[Record]]:
        """Per (source, section): the records that cite it."""
        found: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for record in self.book.records:
            for part in parts(record):
                for citation in getattr(part, "sources", ()):
                    key = (str(citation.source), str(citation.section))
                    if record not in found[key]:
                        found[key].append(record)
        return found

    @cached_property
    def based_on(self) -> dict[str, list[Record]]:
        """Per reference: the records in which someone typed a sentence that names it."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in (each for each in self.book.records if not getattr(each, "made", False)):
            for target in dict.fromkeys(target for family, target in references(record) if family == "references"):
                found[target].append(record)
        return found

    def schools_of(self, record: Record) -> list[str]:
        """The schools whose source speaks of a record, in the order of the sources."""
        own = (part for part in parts(record) if not isinstance(part, Equivalent))  # what is said of a likeness is no task
        cited = {citation.source for part in own for citation in getattr(part, "sources", ())}
        return [source.school for source in self.book.sources if source.id in cited]


def _open(record: Record) -> Iterator[tuple[str, str]]:
    for part in parts(record):
        if isinstance(part, OpenQuestion):
            yield part.question, part.ask
        elif getattr(part, "open", None) and getattr(part, "ask", None):
            yield part.open, part.ask  # type: ignore[attr-defined]


def _key(record: Record) -> tuple[str, str]:
    return type(record).__name__, record.id
