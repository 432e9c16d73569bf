"""Changes: everything that happens to a plan is a ChangeSet of added, edited and removed nodes and links.

There is no other way into a plan, so what may stand in one (``graph.law``) is asked here and nowhere else.
"""

from collections.abc import Iterable, Iterator, Mapping
from sys import intern

import msgspec

from graph import law
from graph.model import AnyNode, Link
from graph.sentence import Sentence


class _Change(msgspec.Struct, frozen=True, kw_only=True, tag_field="change"):
    """Base of all changes."""


class PutNode(_Change, frozen=True, kw_only=True, tag="put-node"):
    """Add a node, or replace the one of the same id where ``edit`` is set."""

    node: AnyNode
    edit: bool = False


class RemoveNode(_Change, frozen=True, kw_only=True, tag="remove-node"):
    """Remove a node; its links must be removed in the same ChangeSet."""

    id: str


class PutLink(_Change, frozen=True, kw_only=True, tag="put-link"):
    """Add a link, or replace the one of the same id where ``edit`` is set."""

    link: Link
    edit: bool = False


class RemoveLink(_Change, frozen=True, kw_only=True, tag="remove-link"):
    """Remove a link."""

    id: str


Change = PutNode | RemoveNode | PutLink | RemoveLink


class ChangeSet(msgspec.Struct, frozen=True, kw_only=True):
    """Changes that belong together, with who made them, why, and on which revision."""

    changes: tuple[Change, ...] = ()
    author: str = ""
    reason: str = ""
    base_revision: int = 0


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why one change cannot be applied: a code for programs, a sentence for people, and which change it is."""

    code: str
    message: Sentence
    position: int
    """Index of the change in its ChangeSet, from 0."""


class InvalidChangeSet(ValueError):
    """A ChangeSet that does not fit the plan; nothing of it was applied."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first = [each.message for each in problems[:5]]
        super().__init__(Sentence("; ".join(first), "; ".join(each.en for each in first)))
        self.problems = problems


class Contents(msgspec.Struct, frozen=True):
    """The nodes and links of a plan at one revision, by id."""

    nodes: Mapping[str, AnyNode]
    links: Mapping[str, Link]


EMPTY = Contents(nodes={}, links={})


class _Draft:
    """A plan being changed: overlays the contents, so that nothing is copied until all is known to fit."""

    def __init__(self, contents: Contents) -> None:
        self._before = contents
        self.nodes = dict(contents.nodes)
        self.links = dict(contents.links)
        self.tied: dict[str, int] = {}
        """The links that were put or removed, or whose ends were replaced, with the change that did it last."""
        self.edited: dict[str, int] = {}
        self._removed: dict[str, int] = {}

    def apply(self, change: Change, position: int) -> tuple[str, Sentence] | None:
        match change:
            case PutNode(node=node, edit=edit):
                if problem := self._put_node(node, edit):
                    return problem
                self.edited[node.id] = position
            case RemoveNode(id=id_):
                if self.nodes.pop(id_, None) is None:
                    return "not-found", Sentence(
                        f"{id_} tidak ada di rencana ini, jadi tidak dapat dihapus.",
                        f"{id_} is not in this plan, so it cannot be removed.",
                    )
                self._removed[id_] = position
            case PutLink(link=link, edit=edit):
                id_ = intern(link.id)
                if not edit and id_ in self.links:
                    return "duplicate", Sentence(f"Keterkaitan {id_} sudah ada.", f"There is a link {id_} already.")
                if edit and id_ not in self.links:
                    return "not-found", Sentence(
                        f"Keterkaitan {id_} tidak ada, jadi tidak dapat diubah.",
                        f"There is no link {id_}, so it cannot be edited.",
                    )
                self.links[id_] = link
                self.tied[id_] = position
            case RemoveLink(id=id_):
                if self.links.pop(id_, None) is None:
                    return "not-found", Sentence(
                        f"Keterkaitan {id_} tidak ada, jadi tidak dapat dihapus.",
                        f"There is no link {id_}, so it cannot be removed.",
                    )
                self.tied[id_] = position
        return None

    def _put_node(self, node: AnyNode, edit: bool) -> tuple[str, Sentence] | None:
        old = self.nodes.get(node.id)
        if not edit and old is not None:
            return "duplicate", Sentence(f"{node.id} sudah ada di rencana ini.", f"{node.id} is in this plan already.")
        if edit and old is None:
            return "not-found", Sentence(
                f"{node.id} tidak ada di rencana ini, jadi tidak dapat diubah.",
                f"{node.id} is not in this plan, so it cannot be edited.",
            )
        if old is not None and old.kind != node.kind:
            return "wrong-kind", Sentence(
                f"{node.id} adalah {old.kind}, tidak dapat menjadi {node.kind}.",
                f"{node.id} is a {old.kind} and cannot become a {node.kind}.",
            )
        self.nodes[node.id] = node
        return None

    def look_again(self) -> None:
        """Note the links of nodes that were removed and stayed away or came back as another kind."""
        replaced = {id_: position for id_, position in self._removed.items() if self._is_replaced(id_)}
        for link in self.links.values() if replaced else ():
            position = replaced.get(link.source_id, replaced.get(link.target_id, -1))
            if position >= 0:
                self.tied.setdefault(link.id, position)

    def _is_replaced(self, id_: str) -> bool:
        old, new = self._before.nodes.get(id_), self.nodes.get(id_)
        return new is None or old is None or new.kind != old.kind


def apply(contents: Contents, changes: Iterable[Change], *, lawful: bool = True) -> Contents:
    """Give the contents after the changes; the given contents stay as they are.

    Without ``lawful``, changes that were stored before a law was made can still be read.

    Raises:
        InvalidChangeSet: where a change is duplicate, foreign, dangling or out of range, or adds what breaks a law;
            all problems are listed.
    """
    draft = _Draft(contents)
    found: list[tuple[int, str, Sentence]] = []
    for position, change in enumerate(changes):
        if refused := draft.apply(change, position):
            found.append((position, *refused))
    draft.look_again()
    for id_, position in draft.tied.items():
        if (link := draft.links.get(id_)) and (unfit := law.fits(link, draft.nodes)):
            found.append((position, *unfit))
    if lawful:
        before = (contents.nodes, contents.links)
        broken = law.broken(draft.nodes, draft.links, before=before, put=draft.tied, edited=draft.edited)
        found += [(position, each.code, each.message) for position, each in broken]
    if found:
        problems = (Problem(code=code, message=message, position=position) for position, code, message in found)
        raise InvalidChangeSet(tuple(problems))
    return Contents(nodes=draft.nodes, links=draft.links)


def validate(contents: Contents, changes: Iterable[Change], *, lawful: bool = True) -> tuple[Problem, ...]:
    """List why the changes cannot be applied; empty where they can."""
    try:
        apply(contents, changes, lawful=lawful)
    except InvalidChangeSet as error:
        return error.problems
    return ()


def inverse(contents: Contents, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Give the changes that undo the given ones, which must fit the contents."""
    return tuple(difference(apply(contents, changes), contents))


def difference(before: Contents, after: Contents) -> Iterator[Change]:
    """Give, in a fixed order, the changes that lead from one content to the other.

    Links go before the nodes they tie are removed and come after the nodes they tie are added.
    """
    for id_ in sorted(before.links.keys() - after.links.keys()):
        yield RemoveLink(id=id_)
    for id_ in sorted(before.nodes.keys() - after.nodes.keys()):
        yield RemoveNode(id=id_)
    retyped = {i for i, n in after.nodes.items() if i in before.nodes and before.nodes[i].kind != n.kind}
    for id_ in sorted(retyped):
        yield RemoveNode(id=id_)
    for id_ in sorted(after.nodes):
        old = before.nodes.get(id_)
        if old is not after.nodes[id_] and old != after.nodes[id_]:
            yield PutNode(node=after.nodes[id_], edit=old is not None and id_ not in retyped)
    for id_ in sorted(after.links):
        was = before.links.get(id_)
        if was is not after.links[id_] and was != after.links[id_]:
            yield PutLink(link=after.links[id_], edit=was is not None)
