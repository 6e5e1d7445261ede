"""`python hooks/translate.py [data content]`: puts what is still to be translated at the end of each language's file.

What is translated stays as it is, comments included; where the Dutch has changed since, the page Onderhoud tells.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from datetime import date

from command import folders, run, write
from handbook.load import load
from handbook.model import Handbook, Language
from handbook.problems import DataError
from handbook.reason.translations import MISSING, Dictionary, texts

USAGE = "translate.py [ map-met-gegevens map-met-hoofdstukken ]"


def main(arguments: list[str]) -> int:
    """Writes the files and says how many texts wait; 1 when the data do not hold."""
    data, content = folders(arguments)
    try:
        book = load(data, content)
    except DataError as error:
        print(error)
        return 1
    for language in book.languages:
        file = data / "translations" / f"{language.id}.yaml"
        before = file.read_text(encoding="utf-8")
        blocks = waiting(book, language)
        write(file, extended(before, blocks))
        try:
            load(data, content)
        except DataError as error:
            write(file, before)
            print(f"{error}\nNiets veranderd aan {file.parent.name}/{file.name}.")
            return 1
        print(f"{language.name}: {len(blocks)} stukken klaargezet in {file.parent.name}/{file.name}.")
    return 0


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
