"""The records of the handbook, frozen: what was typed, and nothing computed.

A field annotated with `RoleId`, `DocumentId` and so on holds the id of such a record. Each field says who may see it:
`ForAll` whoever may see its record, `Inside` only an edition for the school itself, `Chosen` what the record itself makes
public, `Unseen` nobody, for it is there for the program. meanings.yaml beside this file says what each field means:
a new field gets a line there too. The page Velden of the staff edition shows all of it, with types and examples.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Annotated, ClassVar, Literal, TypeVar

from handbook.kinds import Audience, Degree, FieldKind, HoldsNow, ProofKind, Region, RoleKind, RouteKind, StatusNow
from handbook.problems import NOWHERE, Where

T = TypeVar("T")


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


class Seen(Enum):
    """Who may see a field."""

    ALL = "wie het gegeven mag zien"
    INSIDE = "alleen de school zelf"
    CHOSEN = "de school zelf, en iedereen als het bij 'public' staat"
    NOBODY = "niemand; het is er voor de controle"


ForAll = Annotated[T, Seen.ALL]
Inside = Annotated[T, Seen.INSIDE]
Chosen = Annotated[T, Seen.CHOSEN]
Unseen = Annotated[T, Seen.NOBODY]

RoleId = Annotated[Text, Ref("roles")]
RouteId = Annotated[Text, Ref("routes")]
DocumentId = Annotated[Text, Ref("documents")]
ReferenceId = Annotated[Text, Ref("references")]
SourceId = Annotated[Text, Ref("sources")]
OutcomeId = Annotated[Text, Ref("outcomes")]
FormId = Annotated[Text, Ref("forms")]
TermId = Annotated[Text, Ref("terms")]
EditionId = Annotated[Text, Ref("editions")]
SchoolId = Annotated[Text, Ref("schools")]
HelplineId = Annotated[Text, Ref("helplines")]
AnswerIds = Annotated[tuple[Text, ...], MayRepeat()]

Basis = Literal["stated", "derived", "added"]
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

    source: ForAll[SourceId]
    section: ForAll[Text]


@dataclass(frozen=True, kw_only=True)
class OpenQuestion(Part):
    """What the sources leave open, and the role to ask."""

    question: ForAll[Text]
    ask: ForAll[RoleId]


@dataclass(frozen=True, kw_only=True)
class Fact(Part):
    """What every fact carries: where it comes from and how it stands."""

    sources: ForAll[tuple[Citation, ...]] = ()
    basis: ForAll[Basis | None] = None
    derived_from: ForAll[Text] = NO_TEXT
    references: ForAll[tuple[ReferenceId, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Statement(Fact):
    """One fact in one or two sentences; a plain text may stand for it."""

    shorthand: ClassVar[str] = "text"
    text: ForAll[Text]


@dataclass(frozen=True, kw_only=True)
class Holds(Part):
    """Whether a record holds today; of what holds no longer since when, and what came instead or why nothing did.

    `successor` names records as 'routes/opdc'; `told` is the first thing a reader of the archive is told.
    """

    now: ForAll[HoldsNow]
    since: ForAll[Text] = NO_TEXT
    successor: ForAll[tuple[Text, ...]] = ()
    told: ForAll[Text] = NO_TEXT
    no_successor: ForAll[Text] = NO_TEXT
    references: ForAll[tuple[ReferenceId, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Record(Fact):
    """What every record carries: an id, its keeper, who may read it, and whether it is about consent, rights or safety."""

    id: ForAll[Text]
    basis: ForAll[Basis] = field()  # without this, what Fact says of it would make it optional
    owner: ForAll[RoleId]
    reviewed: ForAll[date]
    due: ForAll[date]
    edition: ForAll[EditionId]
    open: ForAll[tuple[OpenQuestion, ...]] = ()
    about: ForAll[tuple[Subject, ...]] = ()
    holds: ForAll[Holds | None] = None

    @property
    def archived(self) -> bool:
        """Whether it holds no longer, and stands in the handbook as archive."""
        return self.holds is not None and self.holds.now is HoldsNow.then


@dataclass(frozen=True, kw_only=True)
class Theme(Fact):
    """Tasks of one kind, under one heading; the citation goes for all of them."""

    theme: ForAll[Text]
    edition: ForAll[EditionId] = NO_TEXT
    items: ForAll[tuple[Statement, ...]]


@dataclass(frozen=True, kw_only=True)
class Member(Fact):
    """A role that sits in a meeting, always or on call."""

    role: ForAll[RoleId]
    on_call: ForAll[bool] = False
    note: ForAll[Text] = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class ConsentNeeded(Part):
    """Consent without which a way is closed: from whom, in what form, on which paper."""

    by: ForAll[tuple[RoleId, ...]]
    how: ForAll[Text]
    document: ForAll[DocumentId | None] = None


@dataclass(frozen=True, kw_only=True)
class Escalation(Fact):
    """When own means run out: to whom, through what, with which papers and consent."""

    when: ForAll[Text]
    to: ForAll[RoleId]
    through: ForAll[RoleId | None] = None
    documents: ForAll[tuple[DocumentId, ...]] = ()
    consent: ForAll[ConsentNeeded | None] = None


@dataclass(frozen=True, kw_only=True)
class Equivalent(Fact):
    """A role with the same place elsewhere, and how far the likeness goes."""

    role: ForAll[RoleId]
    note: ForAll[Text]


@dataclass(frozen=True, kw_only=True)
class Role(Record):
    """Anyone you can go to: a function at school, a meeting or body that decides, or a party outside."""

    name: ForAll[Text]
    also: ForAll[tuple[Text, ...]] = ()
    kind: ForAll[RoleKind]
    lines: ForAll[tuple[int, ...]] = ()
    approachable: ForAll[bool]
    summary: ForAll[Text]
    go_when: ForAll[Text] = NO_TEXT
    tasks: ForAll[tuple[Theme, ...]] = ()
    chair: ForAll[RoleId | None] = None
    danger: ForAll[bool] = False
    confidant: ForAll[bool] = False
    members: ForAll[tuple[Member, ...]] = ()
    rhythm: ForAll[Statement | None] = None
    decides: ForAll[tuple[Statement, ...]] = ()
    powers: Inside[tuple[Statement, ...]] = ()
    frame: Inside[tuple[Statement, ...]] = ()
    accountability: Inside[tuple[Statement, ...]] = ()
    knowledge: Inside[tuple[Statement, ...]] = ()
    contacts: Inside[tuple[Statement, ...]] = ()
    remarks: ForAll[tuple[Statement, ...]] = ()
    equivalents: ForAll[tuple[Equivalent, ...]] = ()
    escalation: ForAll[tuple[Escalation, ...]] = ()
    stops: ForAll[Statement | None] = None
    not_in_guide: Inside[Text] = NO_TEXT

    @property
    def first_line(self) -> int:
        """The first care line it is on, or 0 when it is on none: the one that pages and drawings show it on."""
        return min(self.lines, default=0)


@dataclass(frozen=True, kw_only=True)
class Exit(Fact):
    """Where a step or an answer leads: to one step, one route, an end, or a question the sources leave open."""

    to: ForAll[Text | None] = None
    route: ForAll[RouteId | None] = None
    end: ForAll[Text | None] = None
    open: ForAll[Text | None] = None
    ask: ForAll[RoleId | None] = None


@dataclass(frozen=True, kw_only=True)
class Answer(Exit):
    """One answer to the question of a step."""

    answer: ForAll[Text]


@dataclass(frozen=True, kw_only=True)
class Gate(Part):
    """Consent as a gate across the route, with what follows on each of the three answers."""

    by: ForAll[tuple[RoleId, ...]]
    how: ForAll[Text]
    document: ForAll[DocumentId | None] = None
    given: ForAll[Exit]
    refused: ForAll[Exit]
    pending: ForAll[Exit]


@dataclass(frozen=True, kw_only=True)
class Step(Fact):
    """One step of a route. Without `then`, `answers` or `gate` the next step in the list follows."""

    id: ForAll[Text]
    name: ForAll[Text]
    actor: ForAll[RoleId | None] = None
    together: ForAll[tuple[RoleId, ...]] = ()
    action: ForAll[Text]
    documents: ForAll[tuple[DocumentId, ...]] = ()
    forms: ForAll[tuple[FormId, ...]] = ()
    time: ForAll[Text] = NO_TEXT
    without_school: ForAll[bool] = False
    question: ForAll[Text] = NO_TEXT
    answers: ForAll[tuple[Answer, ...]] = ()
    gate: ForAll[Gate | None] = None
    then: ForAll[Exit | None] = None
    open: ForAll[tuple[OpenQuestion, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Route(Record):
    """Steps in order, from a start to an end."""

    name: ForAll[Text]
    also: ForAll[tuple[Text, ...]] = ()
    kind: ForAll[RouteKind]
    purpose: ForAll[Text]
    for_whom: ForAll[Text]
    starts_when: ForAll[Text]
    danger: ForAll[bool] = False
    steps: ForAll[tuple[Step, ...]]
    remarks: ForAll[tuple[Statement, ...]] = ()
    not_in_guide: Inside[Text] = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Document(Record):
    """A paper, form or file that the sources name; `consent` tells that signing it gives consent."""

    name: ForAll[Text]
    also: ForAll[tuple[Text, ...]] = ()
    what: ForAll[Text]
    made_by: ForAll[tuple[RoleId, ...]] = ()
    signed_by: ForAll[tuple[RoleId, ...]] = ()
    kept: ForAll[Text] = NO_TEXT
    consent: ForAll[bool] = False


@dataclass(frozen=True, kw_only=True)
class Field(Part):
    """One thing to fill in. On a scale `label` is the pole at 1 and `opposite` the pole at the other end.

    `lines` counts writing lines; `spoken` replaces the name that a screen reader says.
    """

    id: ForAll[Text]
    label: ForAll[Text]
    hint: ForAll[Text] = NO_TEXT
    spoken: ForAll[Text] = NO_TEXT
    kind: ForAll[FieldKind | None] = None
    lines: ForAll[int] = 1
    width: ForAll[Width] = "whole"
    opposite: ForAll[Text] = NO_TEXT
    options: ForAll[tuple[Text, ...]] = ()
    document: ForAll[DocumentId | None] = None


@dataclass(frozen=True, kw_only=True)
class Group(Fact):
    """Fields under one heading, never broken over two pages. With `rows` it is a table and each field a column."""

    name: ForAll[Text]
    text: ForAll[tuple[Statement, ...]] = ()
    kind: ForAll[FieldKind] = FieldKind.text
    columns: ForAll[int] = 1
    rows: ForAll[int] = 0
    fields: ForAll[tuple[Field, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Signature(Part):
    """A box to sign in: whose, and what is written above it."""

    role: ForAll[RoleId]
    label: ForAll[Text]


@dataclass(frozen=True, kw_only=True)
class Change(Part):
    """What a version of a form changed, and when."""

    version: ForAll[int]
    dated: ForAll[date]
    what: ForAll[Text]


@dataclass(frozen=True, kw_only=True)
class Form(Record):
    """A blank form: once for the page, the fillable PDF and the large print.

    `pages` and `pages_large` are the A4 pages it must fit on, `scale` says what each point of a scale means, 1 first.
    """

    name: ForAll[Text]
    version: ForAll[int]
    dated: ForAll[date]
    document: ForAll[DocumentId | None] = None
    purpose: ForAll[Text]
    filled_by: ForAll[tuple[RoleId, ...]]
    when: ForAll[Text]
    kept: ForAll[Text]
    removed: ForAll[Text] = NO_TEXT
    footnote: ForAll[Text] = NO_TEXT
    pages: ForAll[int]
    pages_large: ForAll[int]
    scale: ForAll[tuple[Text, ...]] = ()
    groups: ForAll[tuple[Group, ...]]
    signatures: ForAll[tuple[Signature, ...]] = ()
    changes: ForAll[tuple[Change, ...]] = ()
    remarks: ForAll[tuple[Statement, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Status(Part):
    """How a term stands today, since when, and what came in its place."""

    now: ForAll[StatusNow]
    since: ForAll[Text] = NO_TEXT
    successor: ForAll[Text] = NO_TEXT
    note: ForAll[Text] = NO_TEXT
    references: ForAll[tuple[ReferenceId, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Term(Record):
    """A word or abbreviation with its meaning and its status today."""

    name: ForAll[Text]
    full: ForAll[Text] = NO_TEXT
    also: ForAll[tuple[Text, ...]] = ()
    meaning: ForAll[Text]
    status: ForAll[Status]
    role: ForAll[RoleId | None] = None
    document: ForAll[DocumentId | None] = None

    @property
    def archived(self) -> bool:
        """Whether the word holds no longer; its status says that too."""
        return super().archived or self.status.now in (StatusNow.ended, StatusNow.renamed)


@dataclass(frozen=True, kw_only=True)
class Situation(Record):
    """What a person comes with, in their words, and where to begin."""

    name: ForAll[Text]
    words: ForAll[tuple[Text, ...]] = ()
    audience: ForAll[tuple[Audience, ...]]
    answer: ForAll[Text]
    role: ForAll[RoleId]
    route: ForAll[RouteId | None] = None
    outcome: ForAll[OutcomeId]
    first: ForAll[bool] = False


@dataclass(frozen=True, kw_only=True)
class ReaderQuestion(Record):
    """A question that parents or pupils ask, with the answer in its first sentence; `known` says the sources have it."""

    name: ForAll[Text]
    audience: ForAll[tuple[Audience, ...]]
    theme: ForAll[Text]
    short: ForAll[Text]
    more: ForAll[tuple[Statement, ...]] = ()
    known: ForAll[bool] = True
    ask: ForAll[RoleId]
    route: ForAll[RouteId | None] = None
    form: ForAll[FormId | None] = None


@dataclass(frozen=True, kw_only=True)
class Choice(Part):
    """One answer in the guide; `id` becomes a part of the address, `to` is a question or an outcome.

    `when` says in one line when it is the one. On the first questions `school` and `asker` say which school this is and who
    asks; further on `school`, `only_for` and `not_for` say to whom the answer is shown.
    """

    id: ForAll[Text]
    answer: ForAll[Text]
    to: ForAll[Text]
    when: ForAll[Text] = NO_TEXT
    other: ForAll[bool] = False
    edition: ForAll[EditionId] = NO_TEXT
    school: ForAll[SchoolId | None] = None
    asker: ForAll[RoleId | None] = None
    only_for: ForAll[tuple[RoleId, ...]] = ()
    not_for: ForAll[tuple[RoleId, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Question(Part):
    """One question of the guide; `first` marks those that only ask who someone is, which do not count as questions."""

    id: ForAll[Text]
    question: ForAll[Text]
    hint: ForAll[Text] = NO_TEXT
    first: ForAll[bool] = False
    answers: ForAll[tuple[Choice, ...]]
    about: ForAll[tuple[Subject, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class OwnWork(Part):
    """What the guide asks of someone about their own work, and where it leads who finds nothing of theirs there."""

    question: ForAll[Text]
    step: ForAll[Text]
    further: ForAll[Text]
    other: ForAll[Text]
    to: ForAll[Text]


@dataclass(frozen=True, kw_only=True)
class Guide(Part):
    """The decision guide: where it starts and its questions; what they lead to are the outcomes."""

    start: ForAll[Text]
    own_work: ForAll[OwnWork | None] = None
    questions: ForAll[tuple[Question, ...]]


@dataclass(frozen=True, kw_only=True)
class Resort(Part):
    """Whom to turn to if it does not help, or if nobody is there, and how that is said to the reader."""

    role: ForAll[RoleId]
    text: ForAll[Text]


@dataclass(frozen=True, kw_only=True)
class Outcome(Record):
    """Where the guide ends: one role to go to, and in its own words what now, what then, and what if it does not help.

    `step` is the step of a route where the reader stands. With `call` it is an outcome in need: numbers to call and nothing
    else. `confidential` never leads on to a team, nor to the one it may be about. `own` is work of the one who
    asks, `stands_for` the outcome that it is the variant of for one school, which does without
    the references of `not_here`. `see` are those that its text tells some readers to choose instead.
    """

    name: ForAll[Text]
    role: ForAll[RoleId]
    route: ForAll[RouteId | None] = None
    step: ForAll[Text] = NO_TEXT
    now: ForAll[Text]
    call: ForAll[tuple[HelplineId, ...]] = ()
    answer: ForAll[Text] = NO_TEXT
    decides: ForAll[Text] = NO_TEXT
    costs: ForAll[Text] = NO_TEXT
    time: ForAll[Text] = NO_TEXT
    consent: ForAll[Text] = NO_TEXT
    bring: ForAll[tuple[DocumentId, ...]] = ()
    forms: ForAll[tuple[FormId, ...]] = ()
    then: ForAll[Text] = NO_TEXT
    if_not: ForAll[Resort | None] = None
    away: ForAll[Resort | None] = None
    see: ForAll[tuple[OutcomeId, ...]] = ()
    confidential: ForAll[bool] = False
    own: ForAll[bool] = False
    stands_for: ForAll[OutcomeId | None] = None
    not_here: ForAll[tuple[ReferenceId, ...]] = ()
    in_plan: ForAll[bool] = True

    @property
    def made(self) -> bool:
        """Whether the program made it: work of the one who asks, or the variant of another for a school."""
        return self.own or bool(self.stands_for)


@dataclass(frozen=True, kw_only=True)
class Notice(Record):
    """What everyone in one kind of case should know, in a sentence or two, below the ticket of each of these outcomes.

    It stands below the variant that an outcome has for a school as well.
    """

    text: ForAll[Text]
    outcomes: ForAll[tuple[OutcomeId, ...]]

    @property
    def title(self) -> Text:
        """What a list of records calls it: its first sentence."""
        return Text.at(self.text.partition(". ")[0].removesuffix("."), self.text.where)


@dataclass(frozen=True, kw_only=True)
class Helpline(Record):
    """A number for anyone in need: when to call it, when it answers, what it costs, and how else to reach it."""

    name: ForAll[Text]
    number: ForAll[Text]
    more_numbers: ForAll[tuple[Text, ...]] = ()
    what: ForAll[Text]
    hours: ForAll[Text]
    costs: ForAll[Text]
    also_by: ForAll[Text] = NO_TEXT
    role: ForAll[RoleId | None] = None

    @property
    def numbers(self) -> tuple[Text, ...]:
        """Every number it has, the first one first."""
        return (self.number, *self.more_numbers)


@dataclass(frozen=True, kw_only=True)
class Need(Record):
    """What can be the matter with someone in need, how soon it is, what each reader does, and whom to call."""

    name: ForAll[Text]
    degree: ForAll[Degree]
    pupil: ForAll[Text]
    parent: ForAll[Text]
    staff: Inside[Text] = NO_TEXT
    at_school: ForAll[Text] = NO_TEXT
    call: ForAll[tuple[HelplineId, ...]]


@dataclass(frozen=True, kw_only=True)
class Proof(Part):
    """What must be so for a promise to hold, at each of the places in `at`: 'roles/mentor', 'routes/opp#uitvoeren'.

    `kind` says how it is proved, and which of the other fields it needs.
    """

    kind: ForAll[ProofKind]
    at: ForAll[tuple[Text, ...]]
    by: ForAll[tuple[RoleId, ...]] = ()
    how: ForAll[Text] = NO_TEXT
    after: ForAll[Text] = NO_TEXT
    numbers: ForAll[tuple[Text, ...]] = ()
    words: ForAll[tuple[Text, ...]] = ()
    school: ForAll[SchoolId | None] = None
    answer: ForAll[Text] = NO_TEXT
    to: ForAll[tuple[Text, ...]] = ()
    roles: ForAll[tuple[RoleId, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Decided(Part):
    """A change that somebody answers for: on which day, by which role, and why."""

    on: ForAll[date]
    by: ForAll[RoleId]
    reason: ForAll[Text]


@dataclass(frozen=True, kw_only=True)
class Promise(Record):
    """What readers can count on, in a sentence, and what proves it."""

    name: ForAll[Text]
    theme: ForAll[Text]
    proofs: ForAll[tuple[Proof, ...]]
    changed: ForAll[tuple[Decided, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Scenario(Fact):
    """A real case, kept by the care team: who, in which words, with which answers, and where that must lead."""

    id: Inside[Text]
    who: Inside[Text]
    says: Inside[Text]
    answers: Inside[AnswerIds]
    outcome: Inside[OutcomeId]
    question: Unseen[int | None] = None


@dataclass(frozen=True, kw_only=True)
class Abroad(Part):
    """What people say of a topic in another language."""

    language: ForAll[Text]
    words: ForAll[tuple[Text, ...]]


@dataclass(frozen=True, kw_only=True)
class Topic(Part):
    """What people say when they look for something, and what helps then: outcomes, and other records as 'routes/opp'."""

    id: ForAll[Text]
    words: ForAll[tuple[Text, ...]]
    abroad: ForAll[tuple[Abroad, ...]] = ()
    outcomes: ForAll[tuple[Text, ...]] = ()
    others: ForAll[tuple[Text, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Moved(Part):
    """An address that is no more, and the one that took its place, such as 'rollen/mentor'."""

    old: ForAll[Text]
    new: ForAll[Text]


@dataclass(frozen=True, kw_only=True)
class Issued(Part):
    """A form as it went out: its version, the ids of its fields, and a digest of all that is asked."""

    form: Unseen[Text]
    version: Unseen[int]
    digest: Unseen[Text]
    fields: Unseen[tuple[Text, ...]]


@dataclass(frozen=True, kw_only=True)
class Published(Part):
    """The addresses that readers of an edition could open, and readers of the editions before it could not."""

    edition: Unseen[EditionId]
    places: Unseen[tuple[Text, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Agreed(Decided):
    """That somebody agrees with what vanishes for readers; `code` stands for exactly that, and for nothing else."""

    code: ForAll[Text]


@dataclass(frozen=True, kw_only=True)
class Addresses(Part):
    """What has been published, and what has moved since; of each form its fields in the version people have.

    `kept` is what has no address and yet may not vanish unseen, `sum` what its lines add up to, so that damage shows.
    """

    moved: Unseen[tuple[Moved, ...]] = ()
    agreed: Unseen[tuple[Agreed, ...]] = ()
    sum: Unseen[Text] = NO_TEXT
    forms: Unseen[tuple[Issued, ...]] = ()
    published: Unseen[tuple[Published, ...]] = ()
    kept: Unseen[tuple[Text, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Moment(Record):
    """Something that comes back in the school year."""

    name: ForAll[Text]
    when: ForAll[Text]
    month: ForAll[int | None] = None
    what: ForAll[Text]
    roles: ForAll[tuple[RoleId, ...]] = ()
    route: ForAll[RouteId | None] = None


@dataclass(frozen=True, kw_only=True)
class Section(Part):
    """One section of a source, and why it is not carried if it is not."""

    id: ForAll[Text]
    title: ForAll[Text]
    not_carried: ForAll[Text] = NO_TEXT
    remark: ForAll[Text] = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Source(Part):
    """One of the documents the handbook is made from."""

    id: ForAll[Text]
    name: ForAll[Text]
    title: ForAll[Text]
    school: ForAll[Text]
    called: ForAll[Text]
    dated: ForAll[Text]
    sections: ForAll[tuple[Section, ...]]


@dataclass(frozen=True, kw_only=True)
class Reference(Part):
    """Where an added fact or a status comes from, and when that was looked up."""

    id: ForAll[Text]
    title: ForAll[Text]
    publisher: ForAll[Text]
    address: ForAll[Text] = NO_TEXT
    checked: ForAll[date]
    note: ForAll[Text] = NO_TEXT
    look_up: Inside[Text] = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class OneSchool(Part):
    """One of the schools that a handbook holds, the sources that speak of it, and the partnership that it belongs to."""

    id: ForAll[Text]
    name: ForAll[Text]
    sources: ForAll[tuple[SourceId, ...]] = ()
    partnership: ForAll[Text] = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Edition(Part):
    """A site for one kind of reader: the ids of the editions whose records it shows, and where it stands.

    `inside` is an edition for the school itself: with every field, the lines of data and what must be looked after.
    """

    id: ForAll[Text]
    name: ForAll[Text]
    reader: ForAll[Text]
    shows: ForAll[tuple[Text, ...]]
    inside: ForAll[bool] = False
    address: ForAll[Text] = NO_TEXT


EVERYTHING = Edition(id=NO_TEXT, name=NO_TEXT, reader=NO_TEXT, shows=(), inside=True)  # no edition: all there is


@dataclass(frozen=True, kw_only=True)
class CareLine(Part):
    """One of the lines of care: what it is, when it starts, what parents are asked, and what must be there before it."""

    number: ForAll[int]
    name: ForAll[Text]
    summary: ForAll[Statement]
    starts: ForAll[Statement]
    asked: ForAll[Statement | None] = None
    gate: ForAll[Text] = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Danger(Part):
    """A number to call before reading on."""

    when: ForAll[Text]
    call: ForAll[Text]
    label: ForAll[Text] = NO_TEXT
    role: ForAll[RoleId]
    references: ForAll[tuple[ReferenceId, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Contact(Part):
    """Who fills a role at a location and how to reach them; only the fields named in `public` leave the staff edition."""

    role: ForAll[RoleId]
    name: Chosen[Text] = NO_TEXT
    phone: Chosen[Text] = NO_TEXT
    mail: Chosen[Text] = NO_TEXT
    room: Chosen[Text] = NO_TEXT
    hours: Chosen[Text] = NO_TEXT
    public: Unseen[tuple[ContactField, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Location(Part):
    """A building of the school, and who fills which role there; `school` says of which of several schools."""

    id: ForAll[Text]
    name: ForAll[Text]
    school: ForAll[SchoolId | None] = None
    street: ForAll[Text] = NO_TEXT
    phone: ForAll[Text] = NO_TEXT
    contacts: ForAll[tuple[Contact, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class System(Part):
    """What the school calls the system that a term of the glossary stands for."""

    term: ForAll[TermId]
    name: ForAll[Text]
    edition: ForAll[EditionId]


@dataclass(frozen=True, kw_only=True)
class Voice(Part):
    """Who is heard in what someone types: for whom the answer is then, their role in the guide, and the words."""

    audience: ForAll[Audience]
    asker: ForAll[RoleId | None] = None
    words: ForAll[Text]


@dataclass(frozen=True, kw_only=True)
class Holiday(Part):
    """Days without school: the first and the last of them, and for which region where that matters."""

    name: ForAll[Text]
    first: ForAll[date]
    last: ForAll[date]
    region: ForAll[Region | None] = None


@dataclass(frozen=True, kw_only=True)
class SchoolYear(Part):
    """The school year that calendars are made for: its first and its last day, and the holidays as far as they are known.

    `region` is where the school stands: with it, the holidays of other regions are left out.
    """

    first: ForAll[date]
    last: ForAll[date]
    region: ForAll[Region | None] = None
    holidays: ForAll[tuple[Holiday, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class News(Part):
    """What changed for readers: when, in a few words, in a sentence, and on which page, as 'rollen/mentor'."""

    dated: ForAll[date]
    name: ForAll[Text]
    what: ForAll[Text]
    place: ForAll[Text]
    edition: ForAll[Text] = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class School(Part):
    """What is said once for the whole handbook: its name, the danger line, the care lines, whom to ask.

    `public_numbers` are the telephone numbers that texts may tell everyone to call, beside those of the danger line.
    By `first_names` the check knows the name of somebody; `not_persons` look like one and are none.
    `reception` is whom staff ask where no contact is given, the role `nearest` whom others ask for. `hold_unchecked` marks
    translations about consent, rights and safety until someone at school has checked them, and puts the Dutch beside them.
    `little_words` say nothing when someone types what it is about, `asking_words` only what one wants to know of it
    ('taken'), each row of `same_words` says one thing, `voices` tell who is typing.
    """

    name: ForAll[Text]
    tagline: ForAll[Text]
    description: ForAll[Text]
    made_from: ForAll[Text]
    begun: Unseen[date | None] = None
    editions: ForAll[tuple[Edition, ...]]
    schools: ForAll[tuple[OneSchool, ...]] = ()
    edit_url: ForAll[Text] = NO_TEXT
    ask: ForAll[RoleId]
    danger: ForAll[tuple[Danger, ...]]
    public_numbers: ForAll[tuple[Text, ...]] = ()
    first_names: Unseen[Text] = NO_TEXT
    not_persons: Unseen[tuple[Text, ...]] = ()
    lines: ForAll[tuple[CareLine, ...]]
    reception: ForAll[Text] = NO_TEXT
    nearest: ForAll[RoleId | None] = None
    locations: ForAll[tuple[Location, ...]] = ()
    systems: ForAll[tuple[System, ...]] = ()
    school_year: ForAll[SchoolYear | None] = None
    news: ForAll[tuple[News, ...]] = ()
    hold_unchecked: ForAll[bool] = False
    little_words: ForAll[Text] = NO_TEXT
    asking_words: ForAll[Text] = NO_TEXT
    same_words: ForAll[tuple[Text, ...]] = ()
    voices: ForAll[tuple[Voice, ...]] = ()

    @property
    def address(self) -> str:
        """Where everyone finds the handbook: the address of the first edition that has one."""
        return next((str(edition.address) for edition in self.editions if edition.address), "")


@dataclass(frozen=True, kw_only=True)
class Pair(Part):
    """A Dutch text as it was when it was translated, and what stands for it; without `to` it is still to be done."""

    nl: ForAll[Text]
    to: ForAll[Text] = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Translation(Part):
    """One record in another language: `of` names it ('outcomes/bel-112'), then who translated and checked it, and when."""

    of: ForAll[Text]
    translated_by: ForAll[Text]
    translated: ForAll[date]
    checked_by: ForAll[RoleId | None] = None
    checked: ForAll[date | None] = None
    texts: ForAll[tuple[Pair, ...]]


@dataclass(frozen=True, kw_only=True)
class Language(Part):
    """Another language: its BCP 47 id, its own name, how it runs, who it has the guide for, and its words for the pages.

    `interface` is the language of menu and search where the theme does not know this one; `checked_by` checked the wording.
    `little_words`, `asking_words`, `same_words` and `voices` are for its search, as those of the school are for the Dutch.
    `negations` are its words for no, `own_names` the Dutch names that it has words of its own for; `markers` are rows of
    words that turn a sentence, the Dutch ones beside its own.
    """

    id: ForAll[Text]
    name: ForAll[Text]
    interface: ForAll[Text] = NO_TEXT
    direction: ForAll[Direction] = "ltr"
    guide: ForAll[AnswerIds]
    negations: Unseen[tuple[Text, ...]] = ()
    own_names: Unseen[tuple[Text, ...]] = ()
    markers: Unseen[tuple[Pair, ...]] = ()
    checked_by: ForAll[RoleId | None] = None
    little_words: ForAll[Text] = NO_TEXT
    asking_words: ForAll[Text] = NO_TEXT
    same_words: ForAll[tuple[Text, ...]] = ()
    voices: ForAll[tuple[Voice, ...]] = ()
    wording: ForAll[tuple[Pair, ...]] = ()
    translations: ForAll[tuple[Translation, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class Chapter(Record):
    """A page of prose from content/: its front matter, and the Markdown as it was typed."""

    title: ForAll[Text]
    description: ForAll[Text]
    path: ForAll[Text]
    body: ForAll[Text]


@dataclass(frozen=True, eq=False)
class Handbook:
    """Everything, as typed, or as far as one edition may show it; `at` has the handbook of each of several schools."""

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
    notices: tuple[Notice, ...] = ()
    helplines: tuple[Helpline, ...] = ()
    needs: tuple[Need, ...] = ()
    promises: tuple[Promise, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    calendar: tuple[Moment, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    languages: tuple[Language, ...] = ()
    topics: tuple[Topic, ...] = ()
    edition: Edition = EVERYTHING
    at: dict[str, Handbook] = field(default_factory=dict)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """All records that have an edition and a keeper, in the order of the files."""
        families = [getattr(self, each.name) for each in fields(self)]
        return tuple(each for family in families if isinstance(family, tuple) for each in family if isinstance(each, Record))

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
    def helpline(self) -> dict[str, Helpline]:
        return {helpline.id: helpline for helpline in self.helplines}

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
