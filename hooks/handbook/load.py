"""One way in: a data directory and a content directory become a handbook, or one list of problems."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook.at_once import ahead
from handbook.families import FAMILIES, Family
from handbook.model import (
    Addresses,
    Guide,
    Handbook,
    Language,
    Question,
    School,
    Translation,
)
from handbook.problems import DataError, Problem, Where, nearest
from handbook.proved import proof_of
from handbook.read.chapters import read_chapters
from handbook.read.parse import P, parsed
from handbook.read.source import leftover, text_of
from handbook.reason.edition import leaves_out, narrowed_records
from handbook.reason.equals import with_equals
from handbook.reason.mentions import PLAIN_ID
from handbook.reason.one_school import at_school
from handbook.reason.own_work import with_own_work
from handbook.rules import MEMORY, RULES, dangers, findings
from handbook.store import Store

STAFF_GUIDE = "guide_staff.yaml"


NO_TRANSLATIONS = (
    "dit bestand ontbreekt; 'make vertaal' maakt het voor een nieuwe taal, en was het er al, "
    "zet het dan terug uit de vorige versie"
)


def load(data: Path, content: Path | None = None, store: Store | None = None) -> Handbook:
    """The handbook in `data` (YAML) and `content` (prose), with what follows from it for the guide of each school and role.

    Raises DataError with every problem found. The rules of meaning run only on data of the right shape,
    so that one slip of the keyboard is one sentence; what passed them before, as `store` knows, does not pass them again.
    """
    proof = proof_of(data, content) if store else ""
    as_typed = typed(data, content)
    book = _complete(as_typed)
    if store and proof and store.found(proof) is not None:
        return replace(book, at=_at_schools(as_typed))
    with ahead(lambda: _in_schools(_at_schools(as_typed))) as in_schools:
        if problems := _in_all(book):
            raise DataError(problems)
        at = _at_schools(as_typed)
        if problems := in_schools():
            raise DataError(problems)
    if store and proof:
        store.keep(proof, b"")
    return replace(book, at=at)


def unproved(data: Path, content: Path) -> Handbook:
    """The handbook of which is known only that it can be shown: for who does so while another asks the rules.

    Raises DataError for faults of shape and for what is unsafe; on what breaks another rule, anything may go wrong.
    """
    as_typed = typed(data, content)
    book = _complete(as_typed)
    if problems := dangers(book):
        raise DataError(problems)
    return replace(book, at=_at_schools(as_typed))


@lru_cache(maxsize=1)  # to prove them and to have them
def _at_schools(as_typed: Handbook) -> dict[str, Handbook]:
    """The handbook of each school, where there are more that have a source of their own."""
    schools = [str(each.id) for each in as_typed.school.schools if each.sources and len(as_typed.school.schools) > 1]
    return {school: _complete(at_school(as_typed, school)) for school in schools}


def _in_all(book: Handbook) -> list[Problem]:
    """What the rules find in the handbook of all schools together, whole and as an edition shows it."""
    problems = findings(book)
    if all(_of_memory(problem) for problem in problems):  # an edition may tell by what it got lost
        problems += [each for each in _in_editions(book) if not problems or not _of_memory(each)]
    return problems


def _of_memory(problem: Problem) -> bool:
    return bool(RULES[problem.rule].spared & MEMORY)


def _complete(book: Handbook) -> Handbook:
    """With what follows from it for the guide of each school and role."""
    return with_own_work(with_equals(book))


def typed(data: Path, content: Path | None = None) -> Handbook:
    """The handbook as it was typed, of the right shape. Raises DataError with every problem found."""
    if not data.is_dir():
        sentence = "deze map met gegevens ontbreekt; zet haar terug uit de vorige versie"
        raise DataError([Problem(Where(data.name, 0), sentence, "bestand")])
    problems = _unknown_files(data)
    school = _single(data, "school.yaml", School, problems)
    guide = _single(data, "guide.yaml", Guide, problems)
    addresses = _single(data, "addresses.yaml", Addresses, problems)
    guide = _with_staff(data, guide, problems)
    filled: dict[str, Any] = {}
    for family in FAMILIES.values():
        found = (_records(data, file, heading_in(family), family.kind, problems) for file in family.files)
        filled[family.name] = tuple(record for records in found for record in records)
    if not any(problem.where.file.endswith("/languages.yaml") for problem in problems):
        filled["languages"] = tuple(_translated(data, language, problems) for language in filled["languages"])
        known = {str(language.id) for language in filled["languages"]}
        problems += _strays(data, known) if all(map(PLAIN_ID.fullmatch, map(str.lower, known))) else []
    if content is not None:
        chapters, faults = read_chapters(content)
        filled["chapters"] = chapters
        problems += faults
    if problems or school is None or guide is None or addresses is None:
        raise DataError(problems)
    return Handbook(school=school, guide=guide, addresses=addresses, **filled)


def _in_editions(book: Handbook) -> list[Problem]:
    """What the rules find only in an edition, where a part of the handbook is left out; each fault told once."""
    found: dict[tuple[Where, str], Problem] = {}
    for edition in book.school.editions:
        narrowed = narrowed_records(book, edition)
        for problem in findings(narrowed) if leaves_out(narrowed, book) else ():
            told = replace(problem, sentence=f"in de {edition.name}: {problem.sentence}")
            found.setdefault((problem.where, problem.sentence), told)
    return list(found.values())


def _in_schools(at: dict[str, Handbook]) -> list[Problem]:
    """What the rules find only in the handbook of one school, where what is of another is left out."""
    found: list[Problem] = []
    for book in at.values():
        told = f"in het handboek van {book.school.schools[0].name}: "
        faults = findings(book, of_school=True) or _in_editions(book)
        found += [replace(problem, sentence=f"{told}{problem.sentence}") for problem in faults]
    return found


def heading_in(family: Family) -> str:
    """The heading under which a file lists the records of a family: that of the family, else the name of its field."""
    return family.heading or family.name


def _single(data: Path, name: str, kind: type[P], problems: list[Problem]) -> P | None:
    """The one record that a file as a whole is."""
    found: tuple[P | None, ...] = _read(data, name, kind, "", problems)
    return found[0] if found else None


def _with_staff(data: Path, guide: Guide | None, problems: list[Problem]) -> Guide | None:
    """The guide with the questions for who works at the school, which stand in a file of their own."""
    asked = _records(data, STAFF_GUIDE, "questions", Question, problems)
    return replace(guide, questions=(*guide.questions, *asked)) if guide else None


def _translated(data: Path, language: Language, problems: list[Problem]) -> Language:
    """The language with its translations, which stand in a file of their own: translations/en.yaml."""
    if not PLAIN_ID.fullmatch(language.id.lower()):  # the rule 'taal' tells that it is no code; then it is no path either
        return language
    name = f"translations/{language.id}.yaml"
    if not (data / name).exists() and not (data / name).is_symlink():
        problems.append(Problem(Where(f"{data.name}/{name}", 0), NO_TRANSLATIONS, "bestand"))
        return language
    found = _records(data, name, "translations", Translation, problems)
    return replace(language, translations=found)


def _strays(data: Path, known: set[str]) -> list[Problem]:
    """Files with translations that no language asks for; silence would hide a slip in a name."""
    told = "dit bestand hoort bij geen taal in languages.yaml; noem het naar haar code"
    return [
        Problem(Where(f"{data.name}/translations/{file.name}", 0), told, "taal")
        for file in sorted(data.glob("translations/*"))
        if not leftover(file.name) and (file.stem not in known or file.suffix != ".yaml")
    ]


def _unknown_files(data: Path) -> list[Problem]:
    """Files and folders in the data folder that nothing reads; one of them may be a real one with a slip in its name."""
    own = [file for family in FAMILIES.values() for file in family.files]
    known = [*own, "school.yaml", "guide.yaml", STAFF_GUIDE, "addresses.yaml", "translations"]
    return [
        Problem(Where(f"{data.name}/{file.name}", 0), f"dit hoort niet in deze map{nearest(file.name, known)}", "vreemd")
        for file in sorted(data.iterdir())
        if file.name not in known and not leftover(file.name)
    ]


def _records(data: Path, name: str, heading: str, kind: type[P], problems: list[Problem]) -> tuple[P, ...]:
    """The records that a file lists under a heading."""
    return _read(data, name, kind, heading, problems)


def _read(data: Path, name: str, kind: Any, heading: str, problems: list[Problem]) -> tuple[Any, ...]:
    """What a file holds; what is wrong with it is added to the problems."""
    file = f"{data.name}/{name}"
    try:
        found, told = parsed(text_of(data / name, file), file, kind, heading)
    except DataError as error:
        found, told = (), error.problems
    problems += told
    return found
