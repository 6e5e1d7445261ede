"""The way from a page to the same page of another handbook in the site: that of one school, or of all together."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.model import Handbook
from handbook.reason.addresses import standing
from handbook.reason.edition import narrow
from handbook.render.links import address, top_of

ALL = "Een andere school, of alle scholen samen"


@dataclass(frozen=True)
class Beside:
    """Another handbook: what leads there is called, where it stands seen from the top of this one, and what it has."""

    name: str
    folder: str
    places: frozenset[str]

    def href(self, here: str) -> str:
        """From the page `here` to the same page there, else to where its guide or the handbook itself begins."""
        place = address(here).rstrip("/")
        near = "wegwijzer" if place.startswith("wegwijzer/") else ""
        found = place if place in self.places else near
        return f"{top_of(here)}{self.folder}{f'{found}/' if found else ''}"


def beside(whole: Handbook, school: str, edition: str) -> tuple[Beside, ...]:
    """The handbooks beside that of a school, or with '' beside that of all schools."""
    if school:
        return (Beside(ALL, "../", standing(narrow(whole, edition))),)
    schools = {str(each.id): str(each.name) for each in whole.school.schools}
    return tuple(Beside(schools[id_], f"{id_}/", standing(narrow(book, edition))) for id_, book in whole.at.items())
