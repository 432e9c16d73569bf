"""Draft: a plan, or a scenario of it, while someone changes it."""

import dataclasses
from collections.abc import Awaitable, Callable

import msgspec

from graph import model
from graph.change import Change, ChangeSet, InvalidChangeSet, PutLink, PutNode, RemoveLink, RemoveNode, difference
from graph.record import Scenario, StoredPlan
from graph.snapshot import PlanGraph
from graph.store import Answer, RevisionConflict
from rules.engine import Evaluation
from rules.knowledge import hold, is_held
from schema.advice import Sides
from schema.edit.deed import Desk, Outcome, PlanDeed, perform
from schema.edit.problem import Path, Refused, missing, place, unfit, unusable
from schema.edit.problem import ValidationProblem as Invalid
from schema.edit.record import text
from schema.request import Info, Operation, within


class Draft:
    """Collects changes to a plan; each is noted with the place in the input that asks for it."""

    def __init__(self, desk: Desk, plan: PlanGraph, base: PlanGraph, scenario: Scenario | None) -> None:
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

    async def linked(self) -> Evaluation:
        """The plan before the changes, with the nodes and links of knowledge laid over it."""
        evaluations = self.desk.context.evaluations
        if self.scenario is not None:
            return await evaluations.what_if(self.desk.stored, self.scenario)
        return await evaluations.of(self.desk.stored, self.plan.revision)

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

    def find(self, reference: str, path: Path, *kinds: str) -> model.AnyNode:
        """Give the node that an input names, by its id as `id` gives it or by its id within the plan.

        Raises
        ------
        Refused
            Where it is not there, or of another kind.
        """
        id_ = self.local(reference)
        found = self.nodes.get(id_)
        if found is None:
            raise missing(path, f"{id_} tidak ada di rencana {self.desk.slug}.")
        if kinds and found.kind not in kinds:
            raise unusable(path, "WRONG_KIND", f"{id_} adalah {found.kind}; di sini harus {' atau '.join(kinds)}.")
        return found

    def local(self, reference: str) -> str:
        """The id within the plan of what an input names."""
        return reference if reference in self.nodes else within(reference, self.desk.slug)

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
            raise _placed(error, self.paths) from error

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


@dataclasses.dataclass(frozen=True)
class Revised:
    """What came of changes: the states before and after, and which node or link it was about."""

    stored: StoredPlan
    sides: Sides
    revision: int
    scenario: Scenario | None = None
    subject: str | None = None


async def drafted(desk: Desk, deed: PlanDeed) -> Draft:
    """Begin to change the plan, or the scenario that the deed names.

    Raises
    ------
    StoreError
        Where there is no such scenario, or where the expected revision is another one.
    """
    store = desk.store
    scenario = await store.scenarios.get(desk.slug, deed.scenario) if deed.scenario is not None else None
    revision = desk.stored.revision if scenario is None else scenario.base_revision
    if desk.expected not in (None, revision):
        raise RevisionConflict(desk.expected or 0, revision)
    base = await store.snapshot(desk.slug, revision)
    plan = base if scenario is None else base.apply(scenario.changes, base.revision)
    return Draft(desk, plan, base, scenario)


async def written(draft: Draft, deed: PlanDeed, subject: str | None) -> Revised:
    """Write the changes of a draft: as a revision of the plan, or into its scenario.

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
        reason = text(deed.reason, ("reason",)) or draft.reason
        changes = ChangeSet(
            changes=tuple(draft.changes), author=desk.author, reason=reason, base_revision=draft.base.revision
        )
        number = await desk.store.apply(desk.slug, changes, asked=asked)
        return await at_revision(desk, number, subject, moved=bool(draft.changes))
    except InvalidChangeSet as error:
        raise _placed(error, draft.paths) from error


async def revise(
    info: Info, deed: PlanDeed, operation: Operation, make: Callable[[Draft], Awaitable[str | None]]
) -> Outcome[Revised]:
    """Change a plan or a scenario; ``make`` drafts the changes and says which node or link they are about."""

    async def work(desk: Desk) -> Revised:
        earlier = await desk.earlier()
        if earlier is not None:
            return await _again(desk, deed, earlier)
        draft = await drafted(desk, deed)
        subject = await make(draft)
        return await written(draft, deed, subject)

    return await perform(info, deed, operation, work)


async def _again(desk: Desk, deed: PlanDeed, earlier: Answer) -> Revised:
    """What was answered before."""
    if deed.scenario is None:
        return await at_revision(desk, int(earlier.body), earlier.subject)
    scenario = msgspec.json.decode(earlier.body, type=Scenario)
    base = await desk.store.snapshot(desk.slug, scenario.base_revision)
    return in_scenario(desk, base, scenario, earlier.subject)


async def at_revision(desk: Desk, number: int, subject: str | None, *, moved: bool = True) -> Revised:
    """What a revision of the plan changed; nothing where it was there before."""
    slug = desk.slug
    after = await desk.store.snapshot(slug, number)
    before = await desk.store.snapshot(slug, number - 1) if moved and number else after
    sides = Sides(
        before,
        after,
        lambda context: context.evaluation(slug, before.revision),
        lambda context: context.evaluation(slug, number),
    )
    return Revised(desk.stored, sides, number, subject=subject)


def in_scenario(desk: Desk, base: PlanGraph, scenario: Scenario, subject: str | None) -> Revised:
    """What a scenario changes of the revision that it was made on."""
    stored, revision = desk.stored, base.revision
    sides = Sides(
        base,
        base.apply(scenario.changes, revision),
        lambda context: context.evaluations.of(stored, revision),
        lambda context: context.evaluations.what_if(stored, scenario),
    )
    return Revised(stored, sides, revision, scenario, subject)


def _placed(error: InvalidChangeSet, paths: list[Path]) -> Refused:
    """Say of each problem where in the input it comes from."""
    whole = unfit(error)
    if any(each.position >= len(paths) for each in error.problems):
        return whole
    problems = [problem for problem in whole.problems if isinstance(problem, Invalid)]
    for problem, each in zip(problems, error.problems, strict=True):
        problem.path = place(paths[each.position])
    return Refused(*problems)
