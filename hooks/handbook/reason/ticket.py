"""What an outcome of the guide says to its reader: only what it says itself, so that nothing of another step comes in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from handbook.model import Handbook, Notice, Outcome, ReaderQuestion, Record, Situation, Text
from handbook.reason.equals import in_words_of
from handbook.reason.guide import base_of, readers
from handbook.reason.schools import schools_of


def roles_of(outcome: Outcome) -> tuple[Text, ...]:
    """Whom an outcome sends its reader to: now, if it does not help, and if nobody is there."""
    resorts = (resort.role for resort in (outcome.if_not, outcome.away) if resort)
    return tuple(dict.fromkeys((outcome.role, *resorts)))


def said_by(outcome: Outcome) -> tuple[Text, ...]:
    """Every text on the ticket of an outcome, in the order of reading."""
    resorts = (resort.text for resort in (outcome.if_not, outcome.away) if resort)
    rows = (outcome.answer, outcome.decides, outcome.costs, outcome.time, outcome.consent)
    return tuple(filter(None, (outcome.name, outcome.now, *rows, outcome.then, *resorts)))


def notices_on(outcome: Outcome, book: Handbook) -> tuple[Notice, ...]:
    """What everyone who comes to this outcome should know: typed for it, or for the one that it stands for at a school.

    What only one school says, does not stand where only readers of another come.
    """
    base, own = base_of(str(outcome.id), book), _notices(book).get(str(outcome.id), [])
    school = outcome.id.removeprefix(f"{base}-")
    shared = (_in_words_of(school, each, book) for each in _notices(book).get(base, ())) if base else ()
    told = dict.fromkeys((*shared, *own))
    come = {reader.school for reader in readers(book).get(outcome.id, ())} if told else set()
    anyone = not come or "" in come  # where no school is known
    return tuple(each for each in told if anyone or not come.isdisjoint(schools_of(each, book)))


def _in_words_of(school: str, notice: Notice, book: Handbook) -> Notice:
    text = in_words_of(school, notice.text, book)
    return notice if text == notice.text else replace(notice, text=text)


@lru_cache(maxsize=8)
def _notices(book: Handbook) -> dict[str, list[Notice]]:
    found: dict[str, list[Notice]] = defaultdict(list)
    for notice in book.notices:
        for id_ in notice.outcomes:
            found[str(id_)].append(notice)
    return found


def told_on(outcome: Outcome, book: Handbook) -> tuple[Text, ...]:
    """Every text on the ticket of an outcome, with what everyone there should know."""
    return (*said_by(outcome), *(notice.text for notice in notices_on(outcome, book)))


def leads_to(record: Situation | Outcome | ReaderQuestion, book: Handbook) -> Iterator[tuple[Text, Record]]:
    """Every role, route, paper and form that a reader is sent to, each with its id as typed; none that is not there."""
    forms: tuple[Text | None, ...] = ()
    papers: tuple[Text, ...] = ()
    match record:
        case Outcome():
            roles, forms, papers = roles_of(record), record.forms, record.bring
        case ReaderQuestion():
            roles, forms = (record.ask,), (record.form,)
        case _:
            roles = (record.role,)
    yield from ((id_, book.role[id_]) for id_ in roles if id_ in book.role)
    yield from ((id_, book.route[id_]) for id_ in (record.route,) if id_ in book.route)
    yield from ((id_, book.form[id_]) for id_ in forms if id_ in book.form)
    yield from ((id_, book.document[id_]) for id_ in papers if id_ in book.document)
