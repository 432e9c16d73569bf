"""Small plans in the planners' words, as changes."""

from collections.abc import Iterable

from graph.change import Change, ChangeSet, PutLink, PutNode
from graph.model import Level, Link, LinkKind, Opd, Program
from graph.traversal.example import INFO

SLUG = INFO.slug


def agency(name: str, *, edit: bool = False, title: str = "") -> PutNode:
    """Add or edit an OPD."""
    return PutNode(node=Opd(id=f"opd/{name}", name=title or name, short_name=name), edit=edit)


def program(name: str, *, edit: bool = False, title: str = "") -> PutNode:
    """Add or edit a program."""
    return PutNode(node=Program(id=f"program/{name}", level=Level.PROGRAM, name=title or name), edit=edit)


def led(opd: str, work: str, *, edit: bool = False, reason: str = "") -> PutLink:
    """Let an OPD lead a program."""
    link = Link(kind=LinkKind.LEADS, source_id=f"opd/{opd}", target_id=f"program/{work}", reason=reason)
    return PutLink(link=link, edit=edit)


def on(revision: int, *changes: Change, author: str = "ani", reason: str = "") -> ChangeSet:
    """Changes made on a revision."""
    return ChangeSet(changes=changes, author=author, reason=reason, base_revision=revision)


def by_id(changes: Iterable[Change]) -> set[str]:
    """The ids that changes are about."""
    return {
        change.node.id if isinstance(change, PutNode) else change.link.id if isinstance(change, PutLink) else change.id
        for change in changes
    }
