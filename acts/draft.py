"""Draft: a plan, or a scenario of it, while someone changes it."""

from collections.abc import Awaitable, Callable

import msgspec

from acts.desk import Desk
from acts.evaluations import SeenPlan
from acts.refusal import Path, ProblemCode, missing, unfit, unusable
from acts.text import text
from graph import model
from graph.change import Change, ChangeSet, InvalidChangeSet, PutLink, PutNode, RemoveLink, RemoveNode, difference
from graph.record import Scenario, StoredPlan
from graph.sentence import Sentence
from graph.snapshot import PlanGraph
from graph.store import Also, Answer, RevisionConflict, revision_of
from rules.knowledge import hold, is_held


class Draft:
    """Collects changes to a plan; each is noted with the place in the input that asks for it."""

    def __init__(self, desk: Desk, plan: PlanGraph, base: PlanGraph, scenario: Scenario | None = None) -> None:
        self.desk = desk
        self.plan = plan
        """The plan, or the scenario's plan, before the changes."""
        self.base = base
        """The revision that the changes are made on."""
        self.scenario = scenario
        self.reason = ""
        """What stands in the plan's history where the sender gives no reason."""
        self.nodes = dict(plan.nodes)
        self.links = dict(plan.links)
        self.changes: list[Change] = []
        self.paths: list[Path] = []

    async def linked(self) -> SeenPlan:
        """The plan before the changes, with the nodes and links of knowledge laid over it."""
        if self.scenario is not None:
            return await self.desk.evaluations.what_if(self.desk.stored, self.scenario)
        return await self.desk.evaluations.seen(self.desk.stored, self.plan.revision)

    def put(self, record: model.AnyNode | model.Link, path: Path) -> None:
        """Add or replace a node or a link; what says nothing new is no change."""
        if isinstance(record, model.Link):
            if self.links.get(record.id) != record:
                self._note(PutLink(link=record, edit=record.id in self.links), path)
                self.links[record.id] = record
        elif self.nodes.get(record.id) != record:
            self._note(PutNode(node=record, edit=record.id in self.nodes), path)
            self.nodes[record.id] = record

    def remove_link(self, id_: str, path: Path) -> None:
        """Remove a link."""
        self._note(RemoveLink(id=id_), path)
        self.links.pop(id_, None)

    def remove_node(self, id_: str, path: Path) -> None:
        """Remove a node alone."""
        self._note(RemoveNode(id=id_), path)
        self.nodes.pop(id_, None)

    def _note(self, change: Change, path: Path) -> None:
        self.changes.append(change)
        self.paths.append(path)

    def find(self, id_: str, path: Path, *kinds: str) -> model.AnyNode:
        """Give the node of an id.

        Raises
        ------
        Refused
            Where it is not there, or of another kind.
        """
        found = self.nodes.get(id_)
        if found is None:
            raise missing(
                path,
                Sentence(f"{id_} tidak ada di rencana {self.desk.slug}.", f"{id_} is not in plan {self.desk.slug}."),
            )
        if kinds and found.kind not in kinds:
            raise unusable(
                path,
                ProblemCode.WRONG_KIND,
                Sentence(
                    f"{id_} adalah {found.kind}; di sini harus {' atau '.join(kinds)}.",
                    f"{id_} is a {found.kind}; here it must be a {' or '.join(kinds)}.",
                ),
            )
        return found

    def make(self, change: Change, path: Path) -> None:
        """Note a change that was worked out elsewhere, such as a rule's remedy."""
        match change:
            case PutNode(node=node):
                self.put(node, path)
            case PutLink(link=link):
                self.put(link, path)
            case RemoveNode(id=id_):
                self.remove_node(id_, path)
            case RemoveLink(id=id_):
                self.remove_link(id_, path)

    def applied(self) -> PlanGraph:
        """Give the plan after the changes.

        Raises
        ------
        Refused
            Where they do not fit, each with its place in the input.
        """
        try:
            return self.plan.apply(self.changes, self.base.revision)
        except InvalidChangeSet as error:
            raise unfit(error, self.paths) from error

    async def hold_ends(self, link: model.Link, path: Path) -> None:
        """Store the themes of knowledge that a link ties, since a stored link needs both its ends stored."""
        for end in (link.source_id, link.target_id):
            if end not in self.nodes:
                theme = (await self.linked()).plan.nodes.get(end)
                if isinstance(theme, model.Theme):
                    self.put(hold(theme), path)

    def release(self, theme_id: str, path: Path) -> None:
        """Remove a theme that was stored only for the sake of links, once none is left."""
        node = self.nodes.get(theme_id)
        if node is None or not is_held(node):
            return
        if not any(theme_id in (link.source_id, link.target_id) for link in self.links.values()):
            self.remove_node(theme_id, path)


class Revised(msgspec.Struct, frozen=True):
    """What came of changes: the plan, or a scenario of it, before and after, and what it was about."""

    stored: StoredPlan
    before: PlanGraph
    after: PlanGraph
    revision: int
    """The revision that it led to; of a scenario the one that it is made on."""
    scenario: Scenario | None = None
    subject: str | None = None
    """Id of the node or link that it was about."""


async def drafted(desk: Desk, scenario: str | None = None) -> Draft:
    """Begin to change the plan, or the open scenario of a name.

    Raises
    ------
    StoreError
        Where there is no such scenario, or where the expected revision is another one.
    """
    kept = None if scenario is None else await desk.store.scenarios.get(desk.slug, scenario)
    revision = desk.stored.revision if kept is None else kept.base_revision
    if desk.expected not in (None, revision):
        raise RevisionConflict(desk.expected or 0, revision)
    base = await desk.store.snapshot(desk.slug, revision)
    plan = base if kept is None else kept.on(base)
    return Draft(desk, plan, base, kept)


async def written(draft: Draft, reason: str = "", subject: str | None = None, also: Also | None = None) -> Revised:
    """Write the changes of a draft: as a revision of the plan, with what belongs to it, or into its scenario.

    Raises
    ------
    Refused
        Where they do not fit.
    StoreError
        Where the plan or the scenario has moved on.
    """
    desk = draft.desk
    after = draft.applied()
    asked = msgspec.structs.replace(desk.asked, expected=None, subject=subject or "")
    try:
        if draft.scenario is not None:
            total = tuple(difference(draft.base.contents, after.contents))
            revision = draft.base.revision
            scenario = await desk.store.scenarios.replace(desk.slug, draft.scenario, total, base=revision, asked=asked)
            return in_scenario(desk, draft.base, scenario, subject)
        made = ChangeSet(
            changes=tuple(draft.changes),
            author=desk.author,
            reason=text(reason, ("reason",)) or draft.reason,
            base_revision=draft.base.revision,
        )
        number = await desk.store.apply(desk.slug, made, asked=asked, also=also)
        return await at_revision(desk, number, subject, moved=bool(draft.changes))
    except InvalidChangeSet as error:
        raise unfit(error, draft.paths) from error


async def revise(
    desk: Desk,
    make: Callable[[Draft], Awaitable[str | None]],
    *,
    scenario: str | None = None,
    reason: str = "",
    also: Also | None = None,
) -> Revised:
    """Change a plan or a scenario, once under its key.

    Parameters
    ----------
    make
        Drafts the changes and says which node or link they are about.
    also
        What else is written together with a revision of the plan.

    Raises
    ------
    Refused
        Where the changes cannot be made.
    StoreError
        Where the plan or the scenario has moved on.
    """
    earlier = await desk.earlier()
    if earlier is not None:
        return await _again(desk, scenario, earlier)
    draft = await drafted(desk, scenario)
    subject = await make(draft)
    return await written(draft, reason, subject, also)


async def _again(desk: Desk, scenario: str | None, earlier: Answer) -> Revised:
    """What was answered before."""
    if scenario is None:
        return await answered(desk, earlier)
    kept = msgspec.json.decode(earlier.body, type=Scenario)
    base = await desk.store.snapshot(desk.slug, kept.base_revision)
    return in_scenario(desk, base, kept, earlier.subject)


async def answered(desk: Desk, earlier: Answer) -> Revised:
    """What a request did to the plan when it came before."""
    number, moved = revision_of(earlier.body)
    return await at_revision(desk, number, earlier.subject or None, moved=moved)


async def at_revision(desk: Desk, number: int, subject: str | None = None, *, moved: bool = True) -> Revised:
    """What a revision of the plan changed; nothing where it was there before."""
    after = await desk.store.snapshot(desk.slug, number)
    before = await desk.store.snapshot(desk.slug, number - 1) if moved and number else after
    return Revised(desk.stored, before, after, number, subject=subject)


def in_scenario(desk: Desk, base: PlanGraph, scenario: Scenario, subject: str | None = None) -> Revised:
    """What a scenario changes of the revision that it was made on."""
    return Revised(desk.stored, base, scenario.on(base), base.revision, scenario, subject)


def remove_nodes(draft: Draft, ids: set[str], path: Path) -> None:
    """Remove nodes with all links that tie them."""
    others: set[str] = set()
    for id_, link in sorted(draft.links.items()):
        if link.source_id in ids or link.target_id in ids:
            draft.remove_link(id_, path)
            others |= {link.source_id, link.target_id} - ids
    for id_ in sorted(ids):
        draft.remove_node(id_, path)
    for id_ in sorted(others):
        draft.release(id_, path)


def parts_of(draft: Draft, id_: str) -> set[str]:
    """A node, all that it contains, and the indicators that measure nothing else."""
    contained: dict[str, list[str]] = {}
    measured: dict[str, set[str]] = {}
    for link in draft.links.values():
        if link.kind is model.LinkKind.CONTAINS:
            contained.setdefault(link.source_id, []).append(link.target_id)
        elif link.kind is model.LinkKind.MEASURES:
            measured.setdefault(link.source_id, set()).add(link.target_id)
    doomed, wave = {id_}, [id_]
    while wave:
        wave = [part for each in wave for part in contained.get(each, ()) if part not in doomed]
        doomed.update(wave)
    return doomed | {indicator for indicator, targets in measured.items() if targets <= doomed}
