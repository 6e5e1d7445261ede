"""`python hooks/translate.py [data content]`: puts what is still to be translated where a translator looks for it.

A record waits at the end of its language's file, a fixed phrase under `wording` in languages.yaml. What is translated stays
as it is, comments included; where the Dutch has changed since, the page Onderhoud tells.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from datetime import date
from pathlib import Path

from command import folders, run, write
from handbook.labels import PHRASES
from handbook.load import load
from handbook.model import Handbook, Language
from handbook.problems import DataError
from handbook.read.parse import Reader
from handbook.read.source import Fields, Listed, Node, compose, read
from handbook.reason.mentions import PLAIN_ID
from handbook.reason.translations import MISSING, Dictionary, texts

USAGE = "translate.py [ map-met-gegevens map-met-hoofdstukken ]"
LANGUAGES = "languages.yaml"


def main(arguments: list[str]) -> int:
    """Writes the files and says how many texts wait; 1 when the data do not hold."""
    data, content = folders(arguments)
    begun = begin(data)
    try:
        book = load(data, content)
    except DataError as error:
        for file in begun:
            file.unlink()
        print(error)
        return 1
    for language in book.languages:
        file = data / "translations" / f"{language.id}.yaml"
        blocks = waiting(book, language)
        if not changed(file, extended(file.read_text(encoding="utf-8"), blocks), data, content):
            return 1
        print(f"{language.name}: {len(blocks)} stukken klaargezet in {file.parent.name}/{file.name}.")
        if not prepare_wording(language, data, content):
            return 1
    return 0


def changed(file: Path, text: str, data: Path, content: Path) -> bool:
    """Writes a text in a file; when the data do not hold with it, the file stays as it was and that is told."""
    before = file.read_text(encoding="utf-8")
    write(file, text)
    try:
        load(data, content)
    except DataError as error:
        write(file, before)
        print(f"{error}\nNiets veranderd aan {file.parent.name}/{file.name}.")
        return False
    return True


# --- a new language ----------------------------------------------------------------------------------------------


def begin(data: Path) -> list[Path]:
    """Makes a file without translations for each language that has none yet; what is wrong with the data, `load` tells."""
    try:
        languages = Reader(LANGUAGES).records(read(data, LANGUAGES), "languages", Language)
    except DataError:
        return []
    codes = [str(each.id) for each in languages if PLAIN_ID.fullmatch(each.id.lower())]
    files = [data / "translations" / f"{code}.yaml" for code in codes]
    made = [file for file in files if not file.exists() and not file.is_symlink()]
    for file in made:
        file.parent.mkdir(exist_ok=True)
        write(file, "translations: []\n")
    return made


def prepare_wording(language: Language, data: Path, content: Path) -> bool:
    """Puts the phrases that a language has no words for under its name in languages.yaml, and says how many."""
    file = data / LANGUAGES
    lacking = [phrase for phrase in PHRASES if phrase not in {str(pair.nl) for pair in language.wording}]
    if not lacking:
        return True
    text = with_wording(file.read_text(encoding="utf-8-sig"), str(language.id), lacking)
    if text is None:
        told = f"zet elk veld van deze taal in {LANGUAGES} op een eigen regel, en draai dit opnieuw"
        print(f"{language.name}: {len(lacking)} vaste woorden ontbreken; {told}.")
        return True
    done = changed(file, text, data, content)
    if done:
        print(f"{language.name}: {len(lacking)} vaste woorden klaargezet in {file.parent.name}/{file.name}.")
    return done


def with_wording(text: str, code: str, phrases: list[str]) -> str | None:
    """The text of languages.yaml with phrases under the wording of a language; None where that stands between brackets."""
    lines = text.split("\n")
    root = compose(text, LANGUAGES)
    listed = root.values["languages"] if isinstance(root, Fields) else root
    own, end = _language_at(listed, code, len(lines) + 1)
    wording = own.values.get("wording")
    if own.flow or (wording and not (isinstance(wording, Listed) and not wording.flow)):
        return None
    indent = re.match(r"[ -]*", lines[own.line - 1])[0].replace("-", " ")  # type: ignore[index]
    deeper = re.match(r" *", lines[wording.line - 1])[0] if wording else f"{indent}  "  # type: ignore[index]
    after = _next(own, "wording", end) if wording else end
    new = [f"{deeper}- nl: {json.dumps(phrase, ensure_ascii=False)}" for phrase in phrases]
    at = _last_said(lines, after - 1)
    return "\n".join([*lines[:at], *([] if wording else [f"{indent}wording:"]), *new, *lines[at:]])


def _language_at(listed: Node, code: str, end: int) -> tuple[Fields, int]:
    """The block of a language, and the line where what comes next begins."""
    items = [item for item in listed.items if isinstance(item, Fields)] if isinstance(listed, Listed) else []
    at = next(at for at, item in enumerate(items) if getattr(item.values.get("id"), "value", "") == code)
    return items[at], items[at + 1].line if at + 1 < len(items) else end


def _next(block: Fields, name: str, end: int) -> int:
    """The line where the field after this one begins."""
    return min((line for line in block.lines.values() if line > block.lines[name]), default=end)


def _last_said(lines: list[str], at: int) -> int:
    """The last of the lines up to this one with more than a comment on it, counted from 1."""
    while not lines[at - 1].strip() or lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


# --- what waits --------------------------------------------------------------------------------------------------


def extended(text: str, blocks: list[str]) -> str:
    """The text of a file of translations with blocks at its end, indented as those that are there."""
    if not blocks:
        return text
    text = re.sub(r"(?m)^translations:\s*\[\s*\]\s*$", "translations:", text)
    indent = re.search(r"(?m)^( *)- of:", text)
    owned = "translated_by" in text.partition("translations:")[0]
    new = "".join(blocks if owned else map(_owned, blocks))
    return text.rstrip("\n") + "\n" + textwrap.indent(textwrap.dedent(new), indent[1] if indent else "  ")


def _owned(block: str) -> str:
    """A block that says who translated it and when, for a file whose `defaults` do not."""
    first, rest = block.split("\n", 1)
    return f"{first}\n    translated_by: nog in te vullen\n    translated: {date.today()}\n{rest}"


def waiting(book: Handbook, language: Language) -> list[str]:
    """A block of YAML for each record that has no translation yet; one that has is told on the page Onderhoud."""
    dictionary = Dictionary(book, language)
    done = {str(each.of) for each in language.translations}
    return [
        f"  - of: {key}\n    texts:\n" + "".join(f"      - nl: {json.dumps(text, ensure_ascii=False)}\n" for text in new)
        for key, record in dictionary.covered.items()
        if key not in done and (new := [text for text in texts(record) if dictionary(text) == MISSING])
    ]


if __name__ == "__main__":
    sys.exit(run(main, USAGE))
