"""The Jinja environment of the generated pages: an unknown name is an error, and every value is escaped."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from handbook.draw.text_width import syllables
from handbook.families import name_of
from handbook.labels import MONTHS, lower
from handbook.model import Role
from handbook.render.links import shielded, stop
from handbook.store import STORE

HOME = Path(__file__).resolve().parents[3]
LONG_WORD = re.compile(r"[^\W\d_]{20,}")  # letters; a shorter word fits on a line of a title on every screen


class Compiled(BytecodeCache):
    """Templates as Jinja compiled them, kept as papers and drawings are: compiling was half of a small build."""

    def load_bytecode(self, bucket: Bucket) -> None:
        if found := STORE.found(_made_of(bucket)):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        STORE.keep(_made_of(bucket), bucket.bytecode_to_string())


class Once:
    """What a template makes that is the same on many pages: made for the first of them."""

    def __init__(self) -> None:
        self.made: dict[tuple[str, ...], str] = {}

    def __call__(self, *key: str, caller: Callable[[], str]) -> Markup:
        """What stands in the `call` block: its name, and for whom and where it is so; with the same key it is made once.

        What has links is the same for the pages of one folder: from each of them every other page is as far.
        """
        if key not in self.made:
            self.made[key] = caller()
        return Markup(self.made[key])


def folder_of(address: str) -> str:
    """The folder in which a page stands: of `wegwijzer/uitkomst/bel-112/` it is `wegwijzer/uitkomst`."""
    return address.rstrip("/").rpartition("/")[0]


def _made_of(bucket: Bucket) -> str:
    """What the compiled template depends on: its text, how the environment reads it, Python and every package."""
    env = bucket.environment
    read = (env.trim_blocks, env.lstrip_blocks, env.keep_trailing_newline, env.optimized, *sorted(env.extensions))
    return f"template {bucket.key} {bucket.checksum} {read} {sys.version} {_packages()}"


@lru_cache(maxsize=1)
def _packages() -> str:
    """A fingerprint of what is installed, as the list of it says."""
    return hashlib.sha256((HOME / "requirements.txt").read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment over overrides/pages; built once, for it holds no data."""
    env = Environment(
        loader=FileSystemLoader(HOME / "overrides" / "pages"),
        bytecode_cache=Compiled(),
        optimized=False,  # else what a filter of ours once made of a fixed text would be kept with the template
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters |= {
        "heading": shielded,
        "breakable": breakable,
        "yaml": yaml_text,
        "day": day,
        "lower_first": lower,
        "stop": stop,
        "upper_first": upper_first,
        "dial": dial,
        "in_words": in_words,
        "called": name_of,
    }
    env.tests["role"] = lambda record: isinstance(record, Role)
    return env


def breakable(text: str) -> str:
    """A title, or a name in large letters, in which a word longer than a line may break where it can have a hyphen."""
    broken = LONG_WORD.sub(lambda word: str(syllables().inserted(word[0], "\u00ad")), str(text))
    return Markup(broken) if isinstance(text, Markup) else broken


def yaml_text(text: str) -> Markup:
    """Text for the front matter, as a quoted YAML scalar whose content is escaped for the theme's own templates."""
    return Markup(json.dumps(str(escape(text)), ensure_ascii=False))


def day(moment: date) -> str:
    """A date as a reader says it: 21 november 2026."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def upper_first(text: str) -> str:
    """The text with a capital at its start, and nothing else changed."""
    return text[:1].upper() + text[1:]


def in_words(number: int) -> str:
    """A small number as a word; a larger one in digits."""
    words = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
    return words[number] if number < len(words) else str(number)


def dial(number: str) -> str:
    """A telephone number as a link calls it: digits, and a plus before a country."""
    return re.sub(r"[^0-9+]", "", number)
