"""The Jinja environment of the generated pages: an unknown name is an error, and every value is escaped."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from handbook.draw.text_width import syllables
from handbook.families import name_of
from handbook.labels import MONTHS, lower
from handbook.model import Role
from handbook.render.links import shielded, stop

HOME = Path(__file__).resolve().parents[3]
LONG_WORD = re.compile(r"[^\W\d_]{20,}")  # letters; a shorter word fits on a line of a title on every screen


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment over overrides/pages; built once, for it holds no data."""
    env = Environment(
        loader=FileSystemLoader(HOME / "overrides" / "pages"),
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
    """A title in which a word longer than a line may break where it can have a hyphen."""
    return LONG_WORD.sub(lambda word: str(syllables().inserted(word[0], "\u00ad")), str(text))


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
