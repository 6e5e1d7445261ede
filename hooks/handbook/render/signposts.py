"""Where things stand on the site, as links from one page: a template says what it leads to, never how that is spelt."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.families import place_of
from handbook.model import Part, Role, Route, Step
from handbook.reason.steps import anchor_of
from handbook.render.links import page_at, relative


@dataclass(frozen=True)
class Signposts:
    """The links from the page `here` (as 'rollen/mentor.md')."""

    here: str

    def record(self, record: Part) -> str:
        """To the page of a record, or to where it stands on a page with others."""
        return self._to(place_of(record))

    def tasks(self, role: Role) -> str:
        """To what a role does."""
        return self._to(f"{place_of(role)}#taken")

    def step(self, route: Route, step: Step) -> str:
        """To a step on the page of its route."""
        return self._to(f"{place_of(route)}#{anchor_of(step)}")

    def lit_step(self, route: Route, step: Step, role: Role) -> str:
        """To a step on the page of its route, where the steps of a role are lit."""
        return f"{self.record(route)}?licht={role.id}#{anchor_of(step)}"

    def explorer(self, role: Role, anchor: str = "") -> str:
        """To the page of a role in the explorer, or to a part of it."""
        return self._to(f"verkenner/rol/{role.id}{f'#{anchor}' if anchor else ''}")

    def map(self, role: Role) -> str:
        """To the map, where a role is lit."""
        return f"{self._to('verkenner')}?rol={role.id}"

    def _to(self, place: str) -> str:
        return relative(page_at(place), self.here)
