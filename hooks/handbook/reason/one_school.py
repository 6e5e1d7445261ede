"""The handbook of one school: what was typed, without anything that is only of another school.

A statement is of the school whose source it cites. Where a role is missing, its equal stands in; where there is none, what
needs that role is left out. A sentence that names another school, or a meeting or function that only another school has,
is left out of its text. What comes of it is checked like any other handbook: as if only this school had been typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

from handbook.families import FAMILIES, of_family
from handbook.kinds import ProofKind
from handbook.labels import lower
from handbook.model import (
    Addresses,
    CareLine,
    Choice,
    Equivalent,
    Exit,
    Fact,
    Field,
    Guide,
    Handbook,
    Holds,
    Language,
    Location,
    Outcome,
    Pair,
    Part,
    Promise,
    Proof,
    Question,
    Role,
    Scenario,
    School,
    Situation,
    Source,
    Statement,
    Term,
    Text,
    Translation,
)
from handbook.parts import defaults_of, holds, references, refers, says, texts
from handbook.problems import DataError, Problem
from handbook.reason.equals import equal_of
from handbook.reason.guide import asks_school, base_of, can_be_counted, own_id, reached
from handbook.reason.mentions import words_of
from handbook.reason.own_work import OWN_WORK, with_own_work
from handbook.reason.promises import missing
from handbook.reason.school_words import SchoolWords, any_of
from handbook.reason.schools import every_school, school_of_source, schools_of

P = TypeVar("P", bound=Part)
Place = tuple[str, str]  # a family and an id
LACKS = "school '{}' mist een rol die school.yaml noemt bij 'ask' of 'danger'; laat een bron van deze school die rol noemen"
GENERAL = "wat op de meeste scholen zo gaat; vraag het na op uw school"  # the ground left when only another school wrote it
ANYWHERE = (Outcome, Situation, Term)  # they lead a reader on, or explain a word: a school keeps them, whoever wrote them
NO_WORDS = {"to", "step", "start", "guide", "shows", "answers", "section", "path"}  # texts that name, and are not read
OWN = {"asker", "only_for", "not_for"}  # who asks is never exchanged for an equal
KEEPERS = {"owner", "ask"}


def at_school(book: Handbook, school: str) -> Handbook:
    """The handbook, as it was typed, of the school with this id; all of it where there is no other school."""
    return _Narrowed(book, school).book() if len(every_school(book)) > 1 else book


def words_used(book: Handbook, own: set[str], terms: tuple[Term, ...]) -> set[str]:
    """The ids of those of these terms that are `own`, that a record uses, or that are in the meaning of one of those."""
    used_in = _words_of(terms)
    meaning = {str(term.id): texts(term) for term in book.terms}
    said = [text for each in (book.guide, *book.records) if not isinstance(each, Term) for text in texts(each)]
    said += [text for id_ in own for text in meaning.get(id_, ())]
    used = set(own)
    while new := set().union(*map(used_in, said)) - used:
        used |= new
        said = [text for id_ in new for text in meaning.get(id_, ())]
    return used


@lru_cache(maxsize=2)
def _words_of(terms: tuple[Term, ...]) -> Callable[[str], set[str]]:
    """What finds the ids of the terms that a text uses; a text is read once for all schools."""
    of_word: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        for word in words_of(term):
            of_word[str(word)].add(str(term.id))
    find = any_of(of_word)
    return lru_cache(maxsize=None)(lambda text: {id_ for word in find.findall(text) for id_ in of_word[word]})


def named(book: Handbook) -> set[str]:
    """The ids of the references that anything names."""
    every = (book.school, book.guide, *book.records, *book.scenarios)
    return {str(id_) for part in every for family, id_ in references(part) if family == "references"}


def _promises(book: Handbook) -> Iterator[Promise]:
    """The promises of one school, with the proofs that are about something there; of which school it is, is plain."""
    for promise in book.promises:
        proofs = [each for each in promise.proofs if each.kind is not ProofKind.of_school]
        left = (replace(each, at=_there(each, book)) for each in proofs)
        if kept := tuple(each for each in left if each.at):
            yield promise if kept == promise.proofs else replace(promise, proofs=kept)


def _there(proof: Proof, book: Handbook) -> tuple[Text, ...]:
    gone = {place for place, _ in missing(proof, book)}
    return tuple(place for place in proof.at if place not in gone)


class _Narrowed:
    """What one school keeps of a handbook, and what stands there instead of what it lacks."""

    def __init__(self, book: Handbook, school: str) -> None:
        self.whole, self.school = book, school
        self.foreign = {source for source, of in school_of_source(book).items() if of != school}
        self.words = SchoolWords(book, school)
        self.keeper = equal_of(book.role[book.school.ask], school, book) or book.role[book.school.ask]
        self.known: dict[str, set[str]] = {}
        self.done: dict[int, tuple[Any, set[Place]]] = {}  # what a record became, and what it looked for
        self.looked: set[Place] = set()
        self._stand(
            {name: [each for each in of_family(book, name) if self._is_here(each)] for name in (*FAMILIES, "questions")}
        )

    def _stand(self, standing: dict[str, list[Any]]) -> None:
        """From now on only these records stand; what looked for one that is gone is made again."""
        before = {(name, id_) for name, ids in self.known.items() for id_ in ids}
        self.standing = standing
        self.known = {name: {str(each.id) for each in records} for name, records in standing.items()}
        self.known["outcomes"] |= {self.renamed(id_) for id_ in self.known["outcomes"]}
        gone = before - {(name, id_) for name, ids in self.known.items() for id_ in ids}
        self.done = {key: made for key, made in self.done.items() if made[1].isdisjoint(gone)}

    def _has(self, family: str, id_: str) -> bool:
        """Whether a record still stands; what was looked for is remembered."""
        self.looked.add((family, id_))
        return id_ in self.known[family]

    def _made(self, record: Any) -> Any:
        """What a record becomes; made once, as long as all that it looked for stands."""
        if id(record) not in self.done:
            self.looked = set()
            self.done[id(record)] = self.part(record), self.looked
        return self.done[id(record)][0]

    def book(self) -> Handbook:
        """Narrows until nothing more goes: what needs something that is gone goes too, and what nobody comes by."""
        while True:
            made = {name: [(each, self._made(each)) for each in records] for name, records in self.standing.items()}
            left = {name: [each for each, done in records if done] for name, records in made.items()}
            if all(len(left[name]) == len(self.standing[name]) for name in left):
                book = self._book({name: tuple(done for _, done in records) for name, records in made.items()})
                left |= self._come_by(book)
                if all(len(left[name]) == len(self.standing[name]) for name in left):
                    book = replace(book, promises=tuple(_promises(book)))
                    kept = named(book)
                    return replace(book, references=tuple(each for each in book.references if each.id in kept))
            self._stand(left)

    def _come_by(self, book: Handbook) -> dict[str, list[Any]]:
        """The questions and outcomes that a reader of this school still comes by, and the words that stand in its texts."""
        whole = with_own_work(book)
        come = reached(whole) if can_be_counted(whole) else {*whole.question, *whole.outcome}
        used = {
            name: [each for each in self.standing[name] if self.renamed(each.id) in come]
            for name in ("questions", "outcomes")
        }
        return used | {"terms": self._terms(book)}

    def _terms(self, book: Handbook) -> list[Term]:
        """The words of its own source, and those that a text of this school uses."""
        own = {str(term.id) for term in self.standing["terms"] if self.school in schools_of(term, self.whole)}
        used = words_used(book, own, self.whole.terms)
        return [term for term in self.standing["terms"] if str(term.id) in used]

    # --- which records ----------------------------------------------------------------------------------------

    def _is_here(self, record: Any) -> bool:
        """Whether a record is not of another school: by its sources, by whose variant it is, or by the case it tells."""
        if isinstance(record, Source):
            return str(record.id) not in self.foreign
        if isinstance(record, Question):
            return record.id != self.whole.guide.start or not asks_school(self.whole)
        if isinstance(record, Scenario):
            return not asks_school(self.whole) or str(record.answers[0]) == self._choice().id
        if isinstance(record, Outcome) and (base := base_of(str(record.id), self.whole)):
            return str(record.id) == own_id(base, self.school)
        if isinstance(record, Outcome) and own_id(record.id, self.school) in self.whole.outcome:
            return False  # its variant takes its place
        return isinstance(record, ANYWHERE) or not isinstance(record, Fact) or self.school in schools_of(record, self.whole)

    def renamed(self, outcome: str) -> str:
        """The id of an outcome here: a variant for this school takes the place of what it stands for."""
        return base_of(outcome, self.whole) or outcome

    def _choice(self) -> Choice:
        """The answer of this school to the question which school it is."""
        asked = self.whole.question[self.whole.guide.start].answers
        return next(choice for choice in asked if choice.school == self.school)

    # --- one part ---------------------------------------------------------------------------------------------

    def part(self, part: P, general: bool = False) -> P | None:
        """A part as this school has it; None when it is of another, or lacks what it cannot be without.

        What is `general` stays whoever wrote it.
        """
        general = general or isinstance(part, ANYWHERE)
        if self._is_elsewhere(part, general):
            return None
        made: dict[str, Any] = dict((*self._pointed(part), *self._held(part, general), *self._told(part)))
        made = {name: value for name, value in made.items() if value is not getattr(part, name)}
        if not made:
            return part
        if any(not value for name, value in made.items() if name not in defaults_of(type(part))):
            return None
        done = replace(part, **made)
        if isinstance(done, Exit) and not (done.to or done.route or done.end or done.open):
            return None
        if isinstance(done, Field) and len(done.options) == 1:
            return None  # nothing is left to choose
        return self._grounded(done, bool(part.sources)) if isinstance(part, Fact) else done

    def _grounded(self, fact: Any, before: bool) -> Any:
        """A fact that still says where it comes from, as it did `before`; None for what was looked up for another school."""
        if fact.basis == "added" and not fact.references:
            return None
        if isinstance(fact, Outcome) and not fact.route:
            fact = replace(fact, step=Text())
        if isinstance(fact, Role) and not fact.escalation and not fact.stops:
            fact = replace(fact, stops=self._unknown_further(fact))
        if (fact.basis in ("stated", None) and not fact.sources and before) or (
            fact.basis == "derived" and not fact.derived_from
        ):
            return replace(fact, basis="derived", derived_from=Text.at(GENERAL, fact.where))
        return fact

    def _unknown_further(self, role: Role) -> Statement:
        """What stands where only another school says to whom a role goes on."""
        told = f"De bron van deze school zegt niet wie daarna helpt. Vraag het aan de {lower(self.keeper.name)}."
        return Statement(text=Text.at(told, role.where), basis="derived", derived_from=Text("de bron zegt er niets over"))

    def _is_elsewhere(self, part: Part, general: bool) -> bool:
        if isinstance(part, Choice):
            return self._of_other(part) or self._without_reader(part) or not self._leads_on(part)
        if isinstance(part, Location):
            return self._of_other(part)
        if isinstance(part, Equivalent | Term) and part.role:  # a word for a function that only another school has
            return not self._has("roles", str(part.role))
        if general or not isinstance(part, Fact) or isinstance(part, Role | Scenario) or part.basis == "added":
            return False
        return bool(part.sources) and self.foreign.issuperset(str(cited.source) for cited in part.sources)

    def _of_other(self, part: Choice | Location) -> bool:
        return bool(part.school) and part.school != self.school

    def _without_reader(self, choice: Choice) -> bool:
        """Whether an answer is only of or for somebody whom this school lacks."""
        readers = {str(role) for role in (choice.asker, *choice.only_for) if role}
        return bool(readers) and not any(self._has("roles", reader) for reader in readers)

    def _leads_on(self, choice: Choice) -> bool:
        return choice.to == OWN_WORK or any(self._has(family, str(choice.to)) for family in ("questions", "outcomes"))

    def _pointed(self, part: Part) -> Iterator[tuple[str, Any]]:
        """The fields that point at other records, without what is gone, and with an equal for a role that is."""
        for name, family in refers(type(part)):
            value = getattr(part, name)
            if isinstance(value, tuple):
                kept = tuple(dict.fromkeys(filter(None, (self._target(each, family, name) for each in value))))
                yield name, value if kept == value else kept
            elif value:
                found = self._target(value, family, name)
                yield name, value if found == value else found

    def _target(self, id_: Text, family: str, field: str) -> Text | None:
        if family == "schools":
            return None
        if family == "outcomes":
            return Text.at(self.renamed(id_), id_.where) if self._has(family, id_) else None
        if family != "roles" or field in OWN:
            return id_ if family not in self.known or self._has(family, id_) else None
        role = self.whole.role.get(str(id_))
        equal = equal_of(role, self.school, self.whole) if role else None
        found = str(equal.id) if equal else ""
        if not self._has("roles", found):
            return self._target(self.whole.school.ask, family, "") if field in KEEPERS else None
        return Text.at(found, id_.where)

    def _held(self, part: Part, general: bool) -> Iterator[tuple[str, Any]]:
        """The fields that hold other parts."""
        general = general or isinstance(part, CareLine)
        for name in holds(type(part)):
            value = getattr(part, name)
            if isinstance(value, tuple):
                kept = tuple(filter(None, (self.part(each, general) for each in value)))
                same = len(kept) == len(value) and all(one is other for one, other in zip(kept, value, strict=True))
                yield name, value if same else kept
            elif value is not None:
                yield name, self.part(value, general)

    def _told(self, part: Part) -> Iterator[tuple[str, Any]]:
        """The fields with texts, in the words of this school."""
        for name in says(type(part)):
            value = getattr(part, name)
            if isinstance(part, Holds) and name == "successor":
                yield name, self._successors(value)
            elif name not in NO_WORDS and value:
                yield name, self.words.all(value) if isinstance(value, tuple) else self.words(value)

    def _successors(self, places: tuple[Text, ...]) -> tuple[Text, ...]:
        kept = tuple(place for place in places if self._stands(*place.split("/", 1)))
        return places if kept == places else kept

    def _stands(self, family: str, id_: str = "") -> bool:
        return family in self.known and self._has(family, id_)

    # --- the whole --------------------------------------------------------------------------------------------

    def _book(self, made: dict[str, tuple[Any, ...]]) -> Handbook:
        outcomes = tuple(replace(each, id=Text.at(self.renamed(each.id), each.id.where)) for each in made.pop("outcomes"))
        scenarios = tuple(replace(each, answers=each.answers[asks_school(self.whole) :]) for each in made.pop("scenarios"))
        languages = tuple(self._language(each) for each in self.whole.languages)
        guide = self._guide(made.pop("questions"))
        rest = {"outcomes": outcomes, "scenarios": scenarios, "languages": languages}
        records: dict[str, Any] = made | rest
        return replace(self.whole, **records, school=self._school(), guide=guide, addresses=Addresses())

    def _school(self) -> School:
        school = self.part(self.whole.school)
        own = tuple(each for each in self.whole.school.schools if each.id == self.school)
        if school is None:
            raise DataError([Problem(own[0].where, LACKS.format(own[0].name), "school")])
        return replace(school, schools=own)

    def _guide(self, questions: tuple[Any, ...]) -> Guide:
        """The guide without the question which school it is."""
        guide = self.whole.guide
        if not asks_school(self.whole):
            return replace(guide, questions=questions)
        left = tuple(each for each in questions if each.id != guide.start)
        return replace(guide, start=self._choice().to, questions=left)

    def _language(self, language: Language) -> Language:
        """A language with what it says of this school; a text that became another waits until that is translated too."""
        found = {str(each.of): each for each in language.translations}
        here = {of: each for of, each in found.items() if self._is_told(of, found)}
        told = tuple(replace(each, of=self._key(of), texts=self._pairs(each)) for of, each in here.items())
        return replace(language, translations=told)

    def _pairs(self, translation: Translation) -> tuple[Pair, ...]:
        """What a translation says here; of a text that became another, the words that were typed for that go before."""
        typed = {str(pair.nl) for pair in translation.texts}
        pairs = ((pair, self._pair(pair)) for pair in translation.texts)
        return tuple(here for pair, here in pairs if here is pair or here.nl not in typed)

    def _is_told(self, of: str, found: dict[str, Translation]) -> bool:
        """Whether a translation is of what stands here, and not of what a variant for a school takes the place of."""
        family, _, id_ = of.partition("/")
        if family == "outcomes" and (base := base_of(id_, self.whole)):
            return id_ == own_id(base, self.school)
        taken = family == "outcomes" and f"outcomes/{own_id(id_, self.school)}" in found
        return not taken and (not id_ or family not in self.known or id_ in self.known[family])

    def _key(self, of: str) -> Text:
        family, _, id_ = of.partition("/")
        return Text(f"outcomes/{self.renamed(id_)}" if family == "outcomes" else of)

    def _pair(self, pair: Pair) -> Pair:
        nl = self.words(pair.nl)
        if nl is pair.nl or not nl:
            return pair
        return replace(pair, nl=nl, to=self.words.as_short(pair.to, pair.nl))
