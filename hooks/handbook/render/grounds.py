"""Where the sentences of a card come from: gathered while the card is written, and told once below it."""

from __future__ import annotations

from markupsafe import Markup

FIRST_WORDS = 5  # of a sentence, to point it out


class Grounds:
    """The grounds of the card that a template is writing, each with the sentences that stand on it."""

    def __init__(self) -> None:
        self._found: dict[Markup, list[str]] = {}

    def below(self, ground: Markup, said: str = "") -> str:
        """Keeps a ground for the end of the card; writes nothing. Without `said` it is that of the card as a whole."""
        told = Markup(ground.strip())
        if told:
            self._found.setdefault(told, []).extend([begin(said)] if said else [])
        return ""

    def told(self) -> list[tuple[Markup, list[str]]]:
        """Every ground since the last time, with the first words of its sentences; of a single one that is of no use."""
        found, self._found = self._found, {}
        return [(ground, said if len(found) > 1 else []) for ground, said in found.items()]

    @property
    def left(self) -> bool:
        """Whether a template gathered a ground and never told it."""
        return bool(self._found)


def begin(sentence: str) -> str:
    """The first words of a sentence."""
    words = sentence.split()
    return sentence if len(words) <= FIRST_WORDS else f"{' '.join(words[:FIRST_WORDS])} …"
