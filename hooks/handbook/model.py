"""The records of the handbook, frozen: what was typed, and nothing computed.

A field annotated with `Role`, `Document` and so on (see the `*Id` types) holds the id of such a record.
The data dictionary for editors stands in CONTRIBUTING.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from handbook.problems import NOWHERE, Where


class Text(str):
    """A string that remembers the line it was typed on."""

    where: Where = NOWHERE

    @classmethod
    def at(cls, value: str, where: Where) -> Text:
        text = cls(value)
        text.where = where
        return text


@dataclass(frozen=True)
class Ref:
    """Marks a text as the id of a record of one family, such as 'roles'."""

    family: str


@dataclass(frozen=True)
class MayRepeat:
    """Marks a list in which the same may stand twice, such as the answers of a path."""


RoleId = Annotated[Text, Ref("roles")]


RouteId = Annotated[Text, Ref("routes")]


DocumentId = Annotated[Text, Ref("documents")]


ReferenceId = Annotated[Text, Ref("references")]


SourceId = Annotated[Text, Ref("sources")]


OutcomeId = Annotated[Text, Ref("outcomes")]


FormId = Annotated[Text, Ref("forms")]


TermId = Annotated[Text, Ref("terms")]


AnswerIds = Annotated[tuple[Text, ...], MayRepeat()]


Edition = Literal["staff", "public"]


Basis = Literal["stated", "derived", "added"]


RoleKind = Literal["family", "person", "meeting", "body", "outside"]


RouteKind = Literal["escalation", "referral", "admission", "procedure"]


StatusNow = Literal["current", "renamed", "ended", "local", "unknown"]


Audience = Literal["parent", "pupil", "staff"]


FieldKind = Literal["text", "date", "check", "choice", "scale"]


Width = Literal["whole", "half", "third"]


Subject = Literal["consent", "rights", "safety"]


Direction = Literal["ltr", "rtl"]


ContactField = Literal["name", "phone", "mail", "room", "hours"]


NO_TEXT = Text("")


@dataclass(frozen=True, kw_only=True)
class Part:
    """Anything with a place in a file."""

    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, kw_only=True)
class Citation(Part):
    """A source and its section, typed as 'melanchthon 2.2.1'."""

    source: SourceId
    section: Text


@dataclass(frozen=True, kw_only=True)
class OpenQuestion(Part):
    """What the sources leave open, and the role to ask."""

    question: Text
    ask: RoleId


@dataclass(frozen=True, kw_only=True)
class Fact(Part):
    """What every fact carries: where it comes from and how it stands."""

    sources: tuple[Citation, ...] = ()
    basis: Basis | None = None
    derived_from: Text = NO_TEXT
    references: tuple[ReferenceId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Statement(Fact):
    """One fact in one or two sentences; a plain text may stand for it."""

    shorthand: ClassVar[str] = "text"
    text: Text


@dataclass(frozen=True, kw_only=True)
class Record(Fact):
    """What every record carries: an id, its keeper, who may read it, and whether it is about consent, rights or safety."""

    id: Text
    basis: Basis = field()  # without this, what Fact says of it would make it optional
    owner: RoleId
    reviewed: date
    due: date
    edition: Edition
    open: tuple[OpenQuestion, ...] = ()
    about: tuple[Subject, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Theme(Fact):
    """Tasks of one kind, under one heading; the citation goes for all of them."""

    theme: Text
    edition: Edition = "public"
    items: tuple[Statement, ...]


@dataclass(frozen=True, kw_only=True)
class Member(Fact):
    """A role that sits in a meeting, always or on call."""

    role: RoleId
    on_call: bool = False
    note: Text = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class ConsentNeeded(Part):
    """Consent without which a way is closed: from whom, in what form, on which paper."""

    by: tuple[RoleId, ...]
    how: Text
    document: DocumentId | None = None


@dataclass(frozen=True, kw_only=True)
class Escalation(Fact):
    """When own means run out: to whom, through what, with which papers and consent."""

    when: Text
    to: RoleId
    through: RoleId | None = None
    documents: tuple[DocumentId, ...] = ()
    consent: ConsentNeeded | None = None


@dataclass(frozen=True, kw_only=True)
class Equivalent(Fact):
    """A role with the same place elsewhere, and how far the likeness goes."""

    role: RoleId
    note: Text


@dataclass(frozen=True, kw_only=True)
class Role(Record):
    """Anyone you can go to: a function at school, a meeting or body that decides, or a party outside."""

    name: Text
    also: tuple[Text, ...] = ()
    kind: RoleKind
    lines: tuple[int, ...] = ()
    approachable: bool
    summary: Text
    go_when: Text = NO_TEXT
    tasks: tuple[Theme, ...] = ()
    chair: RoleId | None = None
    danger: bool = False
    members: tuple[Member, ...] = ()
    rhythm: Statement | None = None
    decides: tuple[Statement, ...] = ()
    powers: tuple[Statement, ...] = ()
    frame: tuple[Statement, ...] = ()
    accountability: tuple[Statement, ...] = ()
    knowledge: tuple[Statement, ...] = ()
    contacts: tuple[Statement, ...] = ()
    remarks: tuple[Statement, ...] = ()
    equivalents: tuple[Equivalent, ...] = ()
    escalation: tuple[Escalation, ...] = ()
    stops: Statement | None = None
    not_in_guide: Text = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Exit(Fact):
    """Where a step or an answer leads: to one step, one route, an end, or a question the sources leave open."""

    to: Text | None = None
    route: RouteId | None = None
    end: Text | None = None
    open: Text | None = None
    ask: RoleId | None = None


@dataclass(frozen=True, kw_only=True)
class Answer(Exit):
    """One answer to the question of a step."""

    answer: Text


@dataclass(frozen=True, kw_only=True)
class Gate(Part):
    """Consent as a gate across the route, with what follows on each of the three answers."""

    by: tuple[RoleId, ...]
    how: Text
    document: DocumentId | None = None
    given: Exit
    refused: Exit
    pending: Exit


@dataclass(frozen=True, kw_only=True)
class Step(Fact):
    """One step of a route. Without `then`, `answers` or `gate` the next step in the list follows."""

    id: Text
    name: Text
    actor: RoleId | None = None
    together: tuple[RoleId, ...] = ()
    action: Text
    documents: tuple[DocumentId, ...] = ()
    forms: tuple[FormId, ...] = ()
    time: Text = NO_TEXT
    without_school: bool = False
    question: Text = NO_TEXT
    answers: tuple[Answer, ...] = ()
    gate: Gate | None = None
    then: Exit | None = None
    open: tuple[OpenQuestion, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Route(Record):
    """Steps in order, from a start to an end."""

    name: Text
    also: tuple[Text, ...] = ()
    kind: RouteKind
    purpose: Text
    for_whom: Text
    starts_when: Text
    danger: bool = False
    steps: tuple[Step, ...]
    remarks: tuple[Statement, ...] = ()
    not_in_guide: Text = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Document(Record):
    """A paper, form or file that the sources name; `consent` tells that signing it gives consent."""

    name: Text
    also: tuple[Text, ...] = ()
    what: Text
    made_by: tuple[RoleId, ...] = ()
    signed_by: tuple[RoleId, ...] = ()
    kept: Text = NO_TEXT
    consent: bool = False


@dataclass(frozen=True, kw_only=True)
class Field(Part):
    """One thing to fill in. On a scale `label` is the pole at 1 and `opposite` the pole at the other end.

    `lines` counts writing lines; `spoken` replaces the name that a screen reader says.
    """

    id: Text
    label: Text
    hint: Text = NO_TEXT
    spoken: Text = NO_TEXT
    kind: FieldKind | None = None
    lines: int = 1
    width: Width = "whole"
    opposite: Text = NO_TEXT
    options: tuple[Text, ...] = ()
    document: DocumentId | None = None


@dataclass(frozen=True, kw_only=True)
class Group(Fact):
    """Fields under one heading, never broken over two pages. With `rows` it is a table and each field a column."""

    name: Text
    text: tuple[Statement, ...] = ()
    kind: FieldKind = "text"
    columns: int = 1
    rows: int = 0
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Signature(Part):
    """A box to sign in: whose, and what is written above it."""

    role: RoleId
    label: Text


@dataclass(frozen=True, kw_only=True)
class Change(Part):
    """What a version of a form changed, and when."""

    version: int
    dated: date
    what: Text


@dataclass(frozen=True, kw_only=True)
class Form(Record):
    """A blank form: once for the page, the fillable PDF and the large print.

    `pages` and `pages_large` are the A4 pages it must fit on, `scale` says what each point of a scale means, 1 first.
    """

    name: Text
    version: int
    dated: date
    document: DocumentId | None = None
    purpose: Text
    filled_by: tuple[RoleId, ...]
    when: Text
    kept: Text
    removed: Text = NO_TEXT
    footnote: Text = NO_TEXT
    pages: int
    pages_large: int
    scale: tuple[Text, ...] = ()
    groups: tuple[Group, ...]
    signatures: tuple[Signature, ...] = ()
    changes: tuple[Change, ...] = ()
    remarks: tuple[Statement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Status(Part):
    """How a term stands today, since when, and what came in its place."""

    now: StatusNow
    since: Text = NO_TEXT
    successor: Text = NO_TEXT
    note: Text = NO_TEXT
    references: tuple[ReferenceId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Term(Record):
    """A word or abbreviation with its meaning and its status today."""

    name: Text
    full: Text = NO_TEXT
    also: tuple[Text, ...] = ()
    meaning: Text
    status: Status
    role: RoleId | None = None
    document: DocumentId | None = None


@dataclass(frozen=True, kw_only=True)
class Situation(Record):
    """What a person comes with, in their words, and where to begin."""

    name: Text
    words: tuple[Text, ...] = ()
    audience: tuple[Audience, ...]
    answer: Text
    role: RoleId
    route: RouteId | None = None
    outcome: OutcomeId
    first: bool = False


@dataclass(frozen=True, kw_only=True)
class ReaderQuestion(Record):
    """A question that parents or pupils ask, with the answer in its first sentence; `known` says the sources have it."""

    name: Text
    audience: tuple[Audience, ...]
    theme: Text
    short: Text
    more: tuple[Statement, ...] = ()
    known: bool = True
    ask: RoleId
    route: RouteId | None = None
    form: FormId | None = None


@dataclass(frozen=True, kw_only=True)
class Choice(Part):
    """One answer in the guide; `id` becomes a part of the address, `to` is a question or an outcome."""

    id: Text
    answer: Text
    to: Text
    other: bool = False
    edition: Edition = "public"


@dataclass(frozen=True, kw_only=True)
class Question(Part):
    """One question of the guide."""

    id: Text
    question: Text
    hint: Text = NO_TEXT
    answers: tuple[Choice, ...]
    about: tuple[Subject, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Guide(Part):
    """The decision guide: where it starts and its questions; what they lead to are the outcomes."""

    start: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True)
class Outcome(Record):
    """Where the guide ends: one role to go to, what to do now, and the step of a route where that role comes in."""

    name: Text
    role: RoleId
    route: RouteId | None = None
    step: Text = NO_TEXT
    now: Text
    bring: tuple[DocumentId, ...] = ()
    away: RoleId | None = None
    in_plan: bool = True


@dataclass(frozen=True, kw_only=True)
class Scenario(Fact):
    """A real case, kept by the care team: who, in which words, with which answers, and where that must lead."""

    id: Text
    who: Text
    says: Text
    answers: AnswerIds
    outcome: OutcomeId
    question: int | None = None


@dataclass(frozen=True, kw_only=True)
class Moved(Part):
    """An address that is no more, and the one that took its place, such as 'rollen/mentor'."""

    old: Text
    new: Text


@dataclass(frozen=True, kw_only=True)
class Issued(Part):
    """A form as it went out: its version, the ids of its fields, and a digest of all that is asked."""

    form: Text
    version: int
    digest: Text
    fields: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Addresses(Part):
    """What has been published, and what has moved since; of each form its fields in the version people have.

    `public` are the addresses that everyone could open, `staff` the others, `kept` what has no address and matters as much.
    """

    moved: tuple[Moved, ...] = ()
    forms: tuple[Issued, ...] = ()
    public: tuple[Text, ...] = ()
    staff: tuple[Text, ...] = ()
    kept: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Moment(Record):
    """Something that comes back in the school year."""

    name: Text
    when: Text
    month: int | None = None
    what: Text
    roles: tuple[RoleId, ...] = ()
    route: RouteId | None = None


@dataclass(frozen=True, kw_only=True)
class Section(Part):
    """One section of a source, and why it is not carried if it is not."""

    id: Text
    title: Text
    not_carried: Text = NO_TEXT
    remark: Text = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Source(Part):
    """One of the documents the handbook is made from."""

    id: Text
    name: Text
    title: Text
    school: Text
    called: Text
    dated: Text
    sections: tuple[Section, ...]


@dataclass(frozen=True, kw_only=True)
class Reference(Part):
    """Where an added fact or a status comes from, and when that was looked up."""

    id: Text
    title: Text
    publisher: Text
    checked: date
    note: Text = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class CareLine(Part):
    """One of the lines of care: what it is, when it starts, what parents are asked, and what must be there before it."""

    number: int
    name: Text
    summary: Statement
    starts: Statement
    asked: Statement | None = None
    gate: Text = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Danger(Part):
    """A number to call before reading on."""

    when: Text
    call: Text
    label: Text = NO_TEXT
    role: RoleId
    references: tuple[ReferenceId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Contact(Part):
    """Who fills a role at a location and how to reach them; only the fields named in `public` leave the staff edition."""

    role: RoleId
    name: Text = NO_TEXT
    phone: Text = NO_TEXT
    mail: Text = NO_TEXT
    room: Text = NO_TEXT
    hours: Text = NO_TEXT
    public: tuple[ContactField, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Location(Part):
    """A building of the school, and who fills which role there."""

    id: Text
    name: Text
    street: Text = NO_TEXT
    phone: Text = NO_TEXT
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class System(Part):
    """What the school calls the system that a term of the glossary stands for."""

    term: TermId
    name: Text
    edition: Edition = "staff"


@dataclass(frozen=True, kw_only=True)
class School(Part):
    """What is said once for the whole handbook: its name, the danger line, the care lines, whom to ask.

    `public_numbers` are the telephone numbers that texts may tell everyone to call, beside those of the danger line.
    `reception` and the role `nearest` to a pupil are whom to ask where no contact is given. `hold_unchecked` keeps
    translations about consent, rights and safety back until someone at school has checked them.
    """

    name: Text
    tagline: Text
    description: Text
    made_from: Text
    address: Text
    staff_address: Text = NO_TEXT
    edit_url: Text = NO_TEXT
    ask: RoleId
    danger: tuple[Danger, ...]
    public_numbers: tuple[Text, ...] = ()
    lines: tuple[CareLine, ...]
    reception: Text = NO_TEXT
    nearest: RoleId | None = None
    locations: tuple[Location, ...] = ()
    systems: tuple[System, ...] = ()
    hold_unchecked: bool = False


@dataclass(frozen=True, kw_only=True)
class Pair(Part):
    """A Dutch text as it was when it was translated, and what stands for it; without `to` it is still to be done."""

    nl: Text
    to: Text = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Translation(Part):
    """One record in another language: `of` names it ('outcomes/bel-112'), then who translated and checked it, and when."""

    of: Text
    translated_by: Text
    translated: date
    checked_by: RoleId | None = None
    checked: date | None = None
    texts: tuple[Pair, ...]


@dataclass(frozen=True, kw_only=True)
class Language(Part):
    """Another language: its BCP 47 id, its own name, how it runs, where its guide begins, and its words for the pages.

    `interface` is the language of menu and search where the theme does not know this one; `checked_by` checked the wording.
    """

    id: Text
    name: Text
    interface: Text = NO_TEXT
    direction: Direction = "ltr"
    guide: AnswerIds
    checked_by: RoleId | None = None
    wording: tuple[Pair, ...] = ()
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chapter(Record):
    """A page of prose from content/: its front matter, and the Markdown as it was typed."""

    title: Text
    description: Text
    path: Text
    body: Text


@dataclass(frozen=True, eq=False)
class Handbook:
    """Everything, as typed, or as far as one edition may show it."""

    school: School
    guide: Guide
    addresses: Addresses
    sources: tuple[Source, ...] = ()
    references: tuple[Reference, ...] = ()
    roles: tuple[Role, ...] = ()
    routes: tuple[Route, ...] = ()
    documents: tuple[Document, ...] = ()
    forms: tuple[Form, ...] = ()
    terms: tuple[Term, ...] = ()
    situations: tuple[Situation, ...] = ()
    asked: tuple[ReaderQuestion, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    calendar: tuple[Moment, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    languages: tuple[Language, ...] = ()
    edition: Edition = "staff"

    @property
    def records(self) -> tuple[Record, ...]:
        """All records that have an edition and a keeper, in the order of the files."""
        return (
            *self.roles, *self.routes, *self.documents, *self.forms, *self.terms, *self.situations, *self.asked,
            *self.outcomes, *self.calendar, *self.chapters,
        )  # fmt: skip

    @cached_property
    def role(self) -> dict[str, Role]:
        return {role.id: role for role in self.roles}

    @cached_property
    def route(self) -> dict[str, Route]:
        return {route.id: route for route in self.routes}

    @cached_property
    def document(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def form(self) -> dict[str, Form]:
        return {form.id: form for form in self.forms}

    @cached_property
    def outcome(self) -> dict[str, Outcome]:
        return {outcome.id: outcome for outcome in self.outcomes}

    @cached_property
    def question(self) -> dict[str, Question]:
        return {question.id: question for question in self.guide.questions}

    @cached_property
    def source(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def reference(self) -> dict[str, Reference]:
        return {reference.id: reference for reference in self.references}
