"""What the page of a role shows beside the role itself."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.model import Handbook, Member, Role, Situation, Term, Text
from handbook.reason.backlinks import Backlinks
from handbook.reason.escalation import targets
from handbook.render.start_pages import start_page


@dataclass(frozen=True)
class RolePage:
    """Old words for the role and on its page, who comes and whom it goes to (by id), and the parts that it has.

    `lead` is what the page says first: when to come here, unless nobody can come any more. `gathers` says whether there is
    anything to tell of a meeting, `noted` who comes with a word about it, and `start` is the page for who is new, or ''.
    """

    gone: list[Term]
    old: list[Term]
    coming: list[str]
    onward: tuple[str, ...]
    begins: list[Situation]
    lead: Text
    gathers: bool
    always: list[str]
    on_call: list[str]
    noted: list[Member]
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
        lead=role.summary if role.archived else role.go_when or role.summary,
        gathers=bool(role.members or role.rhythm or role.decides or role.chair),
        always=[member.role for member in role.members if not member.on_call],
        on_call=[member.role for member in role.members if member.on_call],
        noted=[member for member in role.members if member.note],
        start=start_page(role) if book.edition.inside and role.kind.is_staff and not role.archived else "",
    )
