"""Changes: everything that happens to a plan is a ChangeSet of added, edited and removed nodes and links."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec
import networkx as nx

from graph.model import ENDPOINTS, AnyNode, Link, LinkKind, Standing


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
    message: str
    position: int
    """Index of the change in its ChangeSet, from 0."""


class InvalidChangeSet(ValueError):
    """A ChangeSet that does not fit the plan; nothing of it was applied."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(p.message for p in problems[:5]))
        self.problems = problems


class Contents(msgspec.Struct, frozen=True):
    """The nodes and links of a plan at one revision, by id."""

    nodes: Mapping[str, AnyNode]
    links: Mapping[str, Link]


EMPTY = Contents(nodes={}, links={})


def _link_problem(link: Link, nodes: Mapping[str, AnyNode]) -> tuple[str, str] | None:
    for end in (link.source_id, link.target_id):
        if end not in nodes:
            return "dangling-reference", f"Keterkaitan {link.id} menunjuk {end}, yang tidak ada di rencana ini."
    return _tie_problem(link, nodes[link.source_id], nodes[link.target_id])


def _tie_problem(link: Link, source: AnyNode, target: AnyNode) -> tuple[str, str] | None:
    sources, targets = ENDPOINTS[link.kind]
    if source.id == target.id:
        return "self-reference", f"Keterkaitan {link.id} menghubungkan {link.source_id} dengan dirinya sendiri."
    if source.kind not in sources or target.kind not in targets:
        return "wrong-kind", (
            f"Keterkaitan {link.kind} tidak dapat menghubungkan {source.kind} ({link.source_id}) "
            f"dengan {target.kind} ({link.target_id})."
        )
    if link.kind is LinkKind.CONTAINS and source.kind != target.kind:
        return "wrong-kind", f"{link.source_id} dan {link.target_id} tidak sejenis, jadi tidak dapat saling memuat."
    if (link.kind is LinkKind.DEPENDS_ON) != (link.dependency is not None):
        return "wrong-kind", f"Keterkaitan {link.id}: jenis ketergantungan hanya dan selalu ada pada depends_on."
    if not 0 <= link.confidence <= 1 or not -3 <= link.weight <= 3:
        return "out-of-range", f"Keterkaitan {link.id}: keyakinan harus 0 sampai 1 dan bobot -3 sampai 3."
    return None


class _Draft:
    """A plan being changed: overlays the contents, so that nothing is copied until all is known to fit."""

    def __init__(self, contents: Contents) -> None:
        self.nodes = dict(contents.nodes)
        self.links = dict(contents.links)

    def apply(self, change: Change) -> tuple[str, str] | None:
        match change:
            case PutNode(node=node, edit=edit):
                return self._put_node(node, edit)
            case RemoveNode(id=id_):
                if self.nodes.pop(id_, None) is None:
                    return "not-found", f"{id_} tidak ada di rencana ini, jadi tidak dapat dihapus."
            case PutLink(link=link, edit=edit):
                if not edit and link.id in self.links:
                    return "duplicate", f"Keterkaitan {link.id} sudah ada."
                if edit and link.id not in self.links:
                    return "not-found", f"Keterkaitan {link.id} tidak ada, jadi tidak dapat diubah."
                self.links[link.id] = link
            case RemoveLink(id=id_):
                if self.links.pop(id_, None) is None:
                    return "not-found", f"Keterkaitan {id_} tidak ada, jadi tidak dapat dihapus."
        return None

    def _put_node(self, node: AnyNode, edit: bool) -> tuple[str, str] | None:
        old = self.nodes.get(node.id)
        if not edit and old is not None:
            return "duplicate", f"{node.id} sudah ada di rencana ini."
        if edit and old is None:
            return "not-found", f"{node.id} tidak ada di rencana ini, jadi tidak dapat diubah."
        if old is not None and old.kind != node.kind:
            return "wrong-kind", f"{node.id} adalah {old.kind}, tidak dapat menjadi {node.kind}."
        self.nodes[node.id] = node
        return None


def _replaced(id_: str, before: Contents, after: _Draft) -> bool:
    """Whether a removed node stayed away or came back as another kind, so that its links must be looked at again."""
    old, new = before.nodes.get(id_), after.nodes.get(id_)
    return new is None or old is None or new.kind != old.kind


def circular(links: Iterable[Link], added: Iterable[Link]) -> frozenset[str]:
    """Give the ids of those added links by which a node would contain itself, through however many others.

    Parameters
    ----------
    links
        All links, the added ones among them. Rejected ones contain nothing.
    added
        The links that are looked at; what stood before them is left alone, even where it goes in a circle.

    Notes
    -----
    O(m) for the m links: only what lies above the added ones is searched for circles.
    """
    new = [link for link in added if _contains(link)]
    if not new:
        return frozenset()
    above: dict[str, list[str]] = {}
    for link in links:
        if _contains(link):
            above.setdefault(link.target_id, []).append(link.source_id)
    seen: set[str] = set()
    wave = {link.source_id for link in new}
    while wave:
        seen |= wave
        wave = {each for id_ in wave for each in above.get(id_, ())} - seen
    graph = nx.DiGraph([(whole, part) for part in seen for whole in above.get(part, ())])
    group = {id_: number for number, ids in enumerate(nx.strongly_connected_components(graph)) for id_ in ids}
    return frozenset(link.id for link in new if group.get(link.source_id, -1) == group.get(link.target_id, -2))


def _contains(link: Link) -> bool:
    return link.kind is LinkKind.CONTAINS and link.standing is not Standing.REJECTED


def apply(contents: Contents, changes: Iterable[Change]) -> Contents:
    """Give the contents after the changes; the given contents stay as they are.

    Raises:
        InvalidChangeSet: where a change is duplicate, foreign, dangling or out of range, or would let a node contain
            itself; all problems are listed.
    """
    draft = _Draft(contents)
    problems: list[Problem] = []
    touched: dict[str, int] = {}
    removed: dict[str, int] = {}
    for position, change in enumerate(changes):
        problem = draft.apply(change)
        if problem:
            problems.append(Problem(code=problem[0], message=problem[1], position=position))
        elif isinstance(change, PutLink):
            touched[change.link.id] = position
        elif isinstance(change, RemoveNode):
            removed[change.id] = position
    replaced = {id_: position for id_, position in removed.items() if _replaced(id_, contents, draft)}
    if replaced:
        for link in draft.links.values():
            position = replaced.get(link.source_id, replaced.get(link.target_id, -1))
            if position >= 0 and link.id not in touched:
                touched[link.id] = position
    for link_id, position in touched.items():
        link_now = draft.links.get(link_id)
        problem = _link_problem(link_now, draft.nodes) if link_now else None
        if problem:
            problems.append(Problem(code=problem[0], message=problem[1], position=position))
    problems += _circles(contents, draft, touched)
    if problems:
        raise InvalidChangeSet(tuple(problems))
    return Contents(nodes=draft.nodes, links=draft.links)


def _circles(before: Contents, after: _Draft, touched: Mapping[str, int]) -> Iterator[Problem]:
    """What a ChangeSet adds so that a node would contain itself; what stood before is refused to nobody."""
    added = []
    for id_ in touched:
        link, old = after.links.get(id_), before.links.get(id_)
        if link is not None and (old is None or not _contains(old)):
            added.append(link)
    for id_ in sorted(circular(after.links.values(), added), key=lambda each: touched[each]):
        part = after.nodes.get(after.links[id_].target_id)
        label = part.label if part else after.links[id_].target_id
        message = f"{label!r} ({after.links[id_].target_id}) tidak dapat menjadi bagian dari bagiannya sendiri."
        yield Problem(code="circle", message=message, position=touched[id_])


def validate(contents: Contents, changes: Iterable[Change]) -> tuple[Problem, ...]:
    """List why the changes cannot be applied; empty where they can."""
    try:
        apply(contents, changes)
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
