"""The rules for other languages: whole, following the Dutch, with its numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from handbook.families import FAMILIES, of_family
from handbook.labels import PHRASES, THEME_LANGUAGES
from handbook.model import Handbook, Language, Pair, Text
from handbook.problems import Finding, nearest
from handbook.reason import guide
from handbook.reason.edition import guide_of
from handbook.reason.mentions import words_of
from handbook.reason.ticket import said_by
from handbook.reason.translations import beginnings, no_in, one_of

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


def languages_are_whole(book: Handbook) -> Iterator[Finding]:
    """Een taal heeft een code zoals 'en', begint bij een openbare vraag van de gids, en noemt vaste woorden die er zijn."""
    seen: set[str] = set()
    for language in book.languages:
        if language.id in seen or not TAG.fullmatch(language.id) or language.id == "nl":
            yield language.id.where, f"'{language.id}' is dubbel of geen code van een andere taal, zoals 'en' of 'ar'"
        seen.add(language.id)
        if TAG.fullmatch(language.id) and (language.interface or language.id) not in THEME_LANGUAGES:
            said = language.interface or language.id
            yield (
                said.where,
                f"voor de taal '{said}' zijn er geen menu's; zet er 'interface: en' bij, of een taal die er wel is",
            )
        for answer in language.guide if book.guide.start in book.question else ():
            if not _begins(answer, language, book):
                yield answer.where, f"het antwoord '{answer}' leidt niet naar een openbare vraag van de keuzewijzer"
        yield from _wording(language, book)


def _begins(answer: Text, language: Language, book: Handbook) -> bool:
    """Whether the guide of a language begins, after this answer, at a question that everyone is asked."""
    everyone = replace(book, guide=guide_of(book, book.school.editions[0]))
    ways = beginnings(everyone, replace(language, guide=(answer,)))
    return all(guide.walked(answers, everyone) in everyone.question for answers in ways)


def _wording(language: Language, book: Handbook) -> Iterator[Finding]:
    said = {*PHRASES, *(each.theme for each in book.asked), *(each.translated_by for each in language.translations)}
    count = Counter(pair.nl for pair in language.wording)
    for pair in language.wording:
        if pair.nl not in said:
            yield pair.nl.where, f"'{pair.nl}' is geen vast woord van de bladzijden{nearest(pair.nl, map(str, said))}"
        if count[pair.nl] > 1:
            yield pair.nl.where, f"'{pair.nl}' staat er twee keer; haal er een weg"


DIGIT = re.compile(r"\d")


def translations_keep_the_numbers(book: Handbook) -> Iterator[Finding]:
    """Een vertaling noemt dezelfde getallen als het Nederlands: een noodnummer, een leeftijd, een termijn."""
    for _, pair in _translated(book):
        said, meant = _numbers(str(pair.to)), _numbers(str(pair.nl))
        if said != meant:
            more = ", ".join(sorted(set(said) ^ set(meant)) or meant)
            yield pair.to.where, f"in de vertaling van '{pair.nl[:60]}' zijn de getallen anders ({more})"


NO = re.compile(r"(?<!\w)(?:niet|geen|nooit|zonder|niemand|nergens|niets|noch)(?!\w)", re.IGNORECASE)
NEARLY_NO = re.compile(rf"{NO.pattern}|(?<!\w)(?:nee|oneens|weinig|twijfelt?)(?!\w)", re.IGNORECASE)
NAME = re.compile(r"(?<=[a-zë,] )[A-Z][a-zA-Zéë]{2,}")  # within a sentence, so that its capital means something
ENDING = re.compile(r"[.?!؟。](?:\s|$)")


def translations_keep_the_no(book: Handbook) -> Iterator[Finding]:
    """Zegt het Nederlands niet, geen of zonder, dan zegt de vertaling dat ook; en zegt het dat niet, dan zij ook niet."""
    for language, pair in _translated(book):
        if language.negations and (told := _turned(language.negations, str(pair.nl), str(pair.to))):
            yield pair.to.where, f"de vertaling van '{pair.nl[:60]}' {told}; kijk haar na"


@lru_cache(maxsize=50_000)  # the handbook of each school has the same translations
def _turned(negations: tuple[str, ...], nl: str, to: str) -> str:
    """How a translation says no where the Dutch does not, or the other way round; '' when they agree."""
    there = bool(no_in(negations).search(to.lower()))
    if NO.search(nl) and not there:
        return "zegt nergens nee, en het Nederlands wel"
    return "zegt nee waar het Nederlands dat niet doet" if there and not NEARLY_NO.search(nl) else ""


def translations_keep_the_sense(book: Handbook) -> Iterator[Finding]:
    """Zegt het Nederlands moet, mag, alleen, eerst, beide of toestemming, dan zegt de vertaling dat ook."""
    for language, pair in _translated(book):
        for meant in _lacking(_rows_of(language), str(pair.nl), str(pair.to)):
            told = f"in de vertaling van '{pair.nl[:60]}' staat niets voor '{meant}'"
            yield pair.to.where, f"{told}; kijk haar na, of zet het woord bij 'markers' in languages.yaml"


Rows = tuple[tuple[str, str], ...]


def _rows_of(language: Language) -> Rows:
    """The Dutch words that turn a sentence, each row with what stands for it in a language."""
    return tuple((str(row.nl), str(row.to)) for row in language.markers)


@lru_cache(maxsize=50_000)  # the handbook of each school has the same translations
def _lacking(rows: Rows, nl: str, to: str) -> tuple[str, ...]:
    """The words of a Dutch text that turn its sense, and for which its translation says nothing."""
    small, said = nl.lower(), to.lower()
    found = ((one_of(meant).search(small), standing) for meant, standing in rows)
    return tuple(meant[0] for meant, standing in found if meant and not one_of(standing).search(said))


def translations_keep_the_names(book: Handbook) -> Iterator[Finding]:
    """Een vertaling noemt dezelfde namen als het Nederlands, en heeft niet minder zinnen."""
    for language, pair in _translated(book):
        said = pair.to.lower()
        for name in NAME.findall(pair.nl) if said.isascii() or LATIN.search(said) else ():
            if name.lower() not in said and name not in language.own_names:
                yield pair.to.where, f"in de vertaling van '{pair.nl[:60]}' ontbreekt de naam '{name}'"
        if len(ENDING.findall(pair.to)) < len(ENDING.findall(pair.nl)):
            yield pair.to.where, f"de vertaling van '{pair.nl[:60]}' heeft minder zinnen dan het Nederlands"


def translations_explain_words(book: Handbook) -> Iterator[Finding]:
    """Een Nederlands woord dat in een vertaald kaartje blijft staan, krijgt daar de eerste keer uitleg tussen haakjes."""
    names = _own_words(book)
    for language in book.languages:
        for each in language.translations:
            outcome = book.outcome.get(each.of.removeprefix("outcomes/"))
            pairs = {str(pair.nl): pair.to for pair in each.texts}
            seen: set[str] = set()
            for to in (pairs[text] for text in said_by(outcome) if text in pairs) if outcome else ():
                for word in _unexplained(str(to), names, seen):
                    told = f"in de vertaling van '{each.of}' staat '{word}' zonder uitleg; zet die er tussen haakjes achter"
                    yield to.where, told


def _unexplained(said: str, names: re.Pattern[str], seen: set[str]) -> Iterator[str]:
    """The Dutch words in a translated text that are new to its reader, with no brackets around them or soon behind them."""
    for name, word, bare in _named_in(said, names):
        if name not in seen and bare:
            yield word
        seen.add(name)


@lru_cache(maxsize=50_000)  # who changes one text, has all others asked again
def _named_in(said: str, names: re.Pattern[str]) -> tuple[tuple[str, str, bool], ...]:
    """The names in a text, in small letters and as they stand there, and whether there are no brackets around or behind."""
    return tuple(
        (
            found[0],
            said[found.start() : found.end()],
            said.count("(", 0, found.start()) <= said.count(")", 0, found.start()) and not BRACKET.match(said, found.end()),
        )
        for found in names.finditer(_small(said))
    )


def _small(said: str) -> str:
    """A text in small letters, each in its place; one in capitals is searched half as quickly."""
    small = said.lower()
    return small if len(small) == len(said) else "".join(each.lower()[0] for each in said)


BRACKET = re.compile(r"[^().!?;:]{1,20}\(")


def _own_words(book: Handbook) -> re.Pattern[str]:
    """What finds the name of a role or a paper, or a word of the glossary, in small letters, the longest first."""
    names = {str(name) for each in book.roles for name in (each.name, *each.also)}
    names |= {str(name) for each in book.documents for name in (each.name, *each.also)}
    names |= {str(word) for term in book.terms for word in words_of(term)}
    longest = sorted((name.lower() for name in names if len(name) > 2), key=lambda name: (name[0], -len(name), name))
    by_letter = groupby(longest, key=lambda name: name[0])  # a letter that begins no name is passed over at once
    any_name = "|".join(f"{re.escape(first)}(?:{'|'.join(re.escape(name[1:]) for name in own)})" for first, own in by_letter)
    return re.compile(rf"(?<![\w-])(?:{any_name})(?![\w-])")


LATIN = re.compile(r"[a-z]{3}")


def _translated(book: Handbook) -> Iterator[tuple[Language, Pair]]:
    """Every text with what stands for it, the fixed words of the pages included."""
    for language in book.languages:
        for pairs in (language.wording, *(each.texts for each in language.translations)):
            yield from ((language, pair) for pair in pairs if pair.to)


@lru_cache(maxsize=100_000)
def _numbers(text: str) -> tuple[str, ...]:
    """Every number in a text, in European digits, whole hours without their minutes."""
    if not DIGIT.search(text):
        return ()
    digits = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in text)
    return tuple(sorted(re.findall(r"\d+", re.sub(r"(?<=\d)(?:[ -](?=\d)|[:.]00)", "", digits))))


def translations_follow_the_dutch(book: Handbook) -> Iterator[Finding]:
    """Een vertaling hoort bij een stuk dat er nog is, en wie haar nakeek zegt ook wanneer."""
    families = [name for name, family in FAMILIES.items() if family.translated]
    known = {f"{name}/{record.id}" for name in (*families, "questions") for record in of_family(book, name)} | {"school"}
    for language in book.languages:
        first: dict[str, Text] = {}
        for each in language.translations:
            if each.of not in known:
                sentence = f"de vertaling van '{each.of}' hoort bij niets, want dat stuk is er niet (meer)"
                yield each.of.where, f"{sentence}{nearest(each.of, known)}"
            if each.of in first:
                yield each.of.where, f"'{each.of}' is twee keer vertaald (zie {first[each.of].where})"
            first.setdefault(str(each.of), each.of)
            if bool(each.checked_by) != bool(each.checked):
                yield each.where, f"bij de vertaling van '{each.of}' horen 'checked_by' en 'checked' samen"
            if each.checked and each.checked < each.translated:
                told = f"is nagekeken op {each.checked}, maar daarna vertaald op {each.translated}; laat haar weer nakijken"
                yield each.where, f"de vertaling van '{each.of}' {told}"
            for nl, times in Counter(pair.nl for pair in each.texts).items():
                if times > 1:
                    yield nl.where, f"'{nl}' staat twee keer bij '{each.of}'; haal er een weg"
