"""Where things stand on the site, as links from one page: a template says what it leads to, never how that is spelt."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.families import place_of
from handbook.model import Part, Role, Route
from handbook.reason.steps import anchor_of
from handbook.render.links import page_at, relative


@dataclass(frozen=True)
class Signposts:
    """The links from the page `here` (as 'rollen/mentor.md'); called with a record, the link to where that stands."""

    here: str

    def __call__(self, record: Part) -> str:
        return self._to(place_of(record))

    def step(self, route: Route, step: str) -> str:
        """To the step of a route with this id."""
        return self._to(f"{place_of(route)}#{anchor_of(step)}")

    def lit_step(self, route: Route, step: str, role: Role) -> str:
        """The same, with the steps of a role lit."""
        return f"{self(route)}?licht={role.id}#{anchor_of(step)}"

    def tasks(self, role: Role) -> str:
        """To what a role does."""
        return self._to(f"{place_of(role)}#taken")

    def explorer(self, role: Role, anchor: str = "") -> str:
        """To the page of a role in the explorer, or to a part of it."""
        return self._to(f"verkenner/rol/{role.id}{f'#{anchor}' if anchor else ''}")

    def map(self, role: Role) -> str:
        """To the map, where a role is lit."""
        return f"{self._to('verkenner')}?rol={role.id}"

    def _to(self, place: str) -> str:
        return relative(page_at(place), self.here)
