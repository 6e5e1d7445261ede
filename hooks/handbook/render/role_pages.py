"""What the page of a role shows beside the role itself."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.model import Handbook, Member, Role, Situation, Term
from handbook.reason.backlinks import Backlinks
from handbook.reason.escalation import targets
from handbook.render.start_pages import start_page


@dataclass(frozen=True)
class RolePage:
    """Old words for the role and on its page, who comes and whom it goes to (by id), and the parts that it has.

    `gathers` says whether there is anything to tell of a meeting; `start` is the page for who is new in it, or ''.
    """

    gone: list[Term]
    old: list[Term]
    coming: list[str]
    onward: tuple[str, ...]
    begins: list[Situation]
    gathers: bool
    always: list[Member]
    on_call: list[Member]
    start: str


def role_page(role: Role, book: Handbook, backlinks: Backlinks) -> RolePage:
    """What the page of a role shows."""
    gone = backlinks.gone(role)
    return RolePage(
        gone=gone,
        old=[term for term in backlinks.old_terms(role) if term not in gone],
        coming=list(backlinks.senders(role.id)),
        onward=targets(role),
        begins=[situation for situation in book.situations if situation.role == role.id],
        gathers=bool(role.members or role.rhythm or role.decides or role.chair),
        always=[member for member in role.members if not member.on_call],
        on_call=[member for member in role.members if member.on_call],
        start=start_page(role) if book.edition.inside and role.kind.is_staff and not role.archived else "",
    )
