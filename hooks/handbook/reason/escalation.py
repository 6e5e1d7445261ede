"""Who goes to whom when own means run out: whom a role reaches, circles and ends."""

from __future__ import annotations

from handbook.model import Handbook, Role
from handbook.reason.reach import reach


def targets(role: Role) -> tuple[str, ...]:
    """The roles that a role escalates to, in the order typed."""
    return tuple(dict.fromkeys(escalation.to for escalation in role.escalation))


def reached_roles(role: Role, book: Handbook) -> set[str]:
    """Every role that can be reached from a role by escalating, itself left out."""
    return reach(targets(role), lambda other: targets(book.role[other]) if other in book.role else ())


def circle(role: Role, book: Handbook) -> list[str]:
    """The shortest circle of escalations through a role, or nothing."""
    ways = [[target] for target in targets(role)]
    seen: set[str] = set()
    for way in ways:
        if way[-1] == role.id:
            return [role.id, *way[:-1]]
        if way[-1] not in seen and way[-1] in book.role:
            seen.add(way[-1])
            ways += [[*way, target] for target in targets(book.role[way[-1]])]
    return []
