"""Review: a plan by dimension, mission, objective and agency, each with its index, its money and a verdict."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, Protocol, TypeVar

import msgspec

from graph.model import Dimension, DimensionLevel, Objective, ObjectiveLevel, Opd
from graph.snapshot import PlanGraph
from graph.traversal.division import Counting, Division
from rules.alignment.readiness_missing import ELEMENTS
from rules.configuration import DEFAULT, Configuration
from rules.finding import Text
from rules.review.alignment import Alignment, Alignments
from rules.review.material import Material, Scope, Work
from rules.review.promise import Promises, is_ready
from rules.review.proposal import MissionProposal, mission_proposals
from rules.review.remark import remarks
from rules.review.verdict import NOT_READ, Standing, missing, verdict


class ReviewLevel(StrEnum):
    """What a row of a review is about."""

    DIMENSION = "dimension"
    SUB_DIMENSION = "sub_dimension"
    MISSION = "mission"
    OBJECTIVE = "objective"
    OPD = "opd"


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """One dimension, mission, objective or agency."""

    id: str
    """Id of the node."""
    level: ReviewLevel
    code: str
    name: Text
    alignment: Alignment
    verdict: Text
    missing: tuple[Text, ...]
    """What is missing, each in a sentence."""
    budget: int | None
    """Rupiah, each counted in one row of a level; None where nothing was read."""
    spent: int | None
    works: tuple[str, ...]
    """Ids of the pieces of work that serve it."""
    opds: tuple[str, ...]
    """Ids of the agencies that lead them."""
    objectives: tuple[str, ...]
    """Ids of the outcomes that it serves or leads."""
    judged: tuple[str, ...]
    """Ids of its indicators that can be judged."""
    behind: tuple[str, ...]
    """Ids of those that are behind their path, the furthest first."""
    promised: tuple[str, ...]
    """Ids of the masterplan programs that stand in it, serve it or are led by it."""
    uncarried: tuple[str, ...]
    """Ids of those that no work carries."""
    unready: tuple[str, ...]
    """Ids of those of which something that they need is not there."""
    unsaid: tuple[str, ...]
    """Ids of those of whose readiness nothing is said yet."""
    below: tuple["Reviewed", ...] = ()
    """The sub-dimensions of a dimension, the weakest first."""

    @property
    def index(self) -> float | None:
        """Its alignment index."""
        return self.alignment.index


class Outside(msgspec.Struct, frozen=True, kw_only=True):
    """Work that stands in no row of a level."""

    budget: int | None
    office: int | None
    """How much of that is office work, which is not asked to serve anything."""
    works: tuple[str, ...]
    """Ids of the pieces of work, office work aside, the dearest first."""


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """How far a plan hangs together in some years."""

    revision: int
    scope: Scope
    alignment: Alignment
    verdict: Text
    budget: int | None
    """All rupiah of the plan in those years."""
    spent: int | None
    dimensions: tuple[Reviewed, ...]
    """The weakest first, as all rows."""
    missions: tuple[Reviewed, ...]
    objectives: tuple[Reviewed, ...]
    opds: tuple[Reviewed, ...]
    outside: Outside
    """What is in no dimension."""
    outside_missions: Outside
    proposals: tuple[MissionProposal, ...]
    """The missions of the outcomes that stand under none, to be confirmed."""
    remarks: tuple[Text, ...]
    """What was not read and so is left out."""

    @property
    def index(self) -> float | None:
        """The alignment index of the plan."""
        return self.alignment.index


def review(plan: PlanGraph, scope: Scope | None = None, configuration: Configuration = DEFAULT) -> Review:
    """Review a plan with the links of knowledge laid over it.

    The review of all of a plan is kept with it, for the page, its documents and whatever is compared with it.

    Notes
    -----
    O(n * d) for n programs and indicators that each serve d dimensions and objectives.
    """
    if scope not in {None, Scope()}:
        return _Reviewing(Material(plan, scope or Scope(), configuration), configuration).review()
    kept = plan.made.get(_Kept)
    if not isinstance(kept, _Kept) or kept.configuration != configuration:
        found = _Reviewing(Material(plan, Scope(), configuration), configuration).review()
        kept = plan.made[_Kept] = _Kept(configuration, found)
    return kept.review


class _Kept(NamedTuple):
    """The review of all of a plan, under a configuration."""

    configuration: Configuration
    review: Review


class _Reviewing:
    """One review in the making."""

    def __init__(self, material: Material, configuration: Configuration) -> None:
        self.material: Final = material
        self.plan: Final = material.plan
        self.alignments: Final = Alignments(material, configuration.alignment)
        self.works: Final = _by_owner(each for each in material.works if not each.is_office)
        self.indicators: Final = _by_owner(material.indicators)
        self.outcomes: Final = _by_owner(material.outcomes)
        self.promises: Final = Promises(self.plan)
        self.missions: Final = {each.id: each for each in self.plan.objectives if each.level is ObjectiveLevel.MISSION}
        self.mission_of: Final = Division(self.plan, Objective, ObjectiveLevel.MISSION, Counting.ONCE).once

    def review(self) -> Review:
        """All of it."""
        works, whole, proposals = self.material.works, self.alignments.whole(), mission_proposals(self.plan)
        return Review(
            revision=self.plan.revision,
            scope=self.material.scope,
            alignment=whole,
            verdict=self._verdict(whole),
            budget=_budget(works),
            spent=_spent(works),
            dimensions=self._dimensions(),
            missions=self._objectives(ReviewLevel.MISSION, tuple(self.missions.values()), self._mission),
            objectives=self._objectives(
                ReviewLevel.OBJECTIVE,
                tuple(each.objective for each in self.material.outcomes),
                lambda work: work.objective,
            ),
            opds=self._opds(),
            outside=_outside([work for work in works if not work.dimension]),
            outside_missions=_outside([work for work in works if not self._mission(work)]),
            proposals=proposals,
            remarks=remarks(self.material, whole, len(proposals)),
        )

    def _verdict(self, whole: Alignment) -> Text:
        judged = self.material.judged
        return verdict(
            Standing(
                name=Text(self.plan.info.title, self.plan.info.title),
                alignment=whole,
                works=sum(not work.is_office for work in self.material.works),
                judged=len(judged),
                behind=sum(not each.is_on_path for each in judged),
                elements=frozenset.intersection(
                    frozenset(ELEMENTS),
                    *(self.material.ready.get(each.id, frozenset()) for each in self.plan.dimensions()),
                ),
            )
        )

    def _mission(self, work: Work) -> str:
        return self.mission_of.get(work.program.id, "")

    def _dimensions(self) -> tuple[Reviewed, ...]:
        levels = DimensionLevel
        among = {level: frozenset(each.id for each in self.plan.dimensions(level)) for level in levels}
        counted = _grouped(self.material.works, lambda work: work.dimension)

        def row(dimension: Dimension, below: tuple[Reviewed, ...] = ()) -> Reviewed:
            return self._row(
                dimension,
                ReviewLevel(dimension.level.value),
                Text(dimension.name, dimension.name_en or dimension.name),
                self.alignments.tied(dimension.id, among[dimension.level]),
                [work for id_ in (dimension.id, *(each.id for each in below)) for work in counted.get(id_, ())],
                below,
            )

        found = []
        for dimension in self.plan.dimensions(levels.DIMENSION):
            parts = [part for part in self.plan.children(dimension.id) if isinstance(part, Dimension)]
            found.append(row(dimension, weakest_first(row(part) for part in parts)))
        return weakest_first(found)

    def _objectives(
        self, level: ReviewLevel, objectives: Sequence[Objective], owner: Callable[[Work], str]
    ) -> tuple[Reviewed, ...]:
        among = frozenset(each.id for each in objectives)
        counted = _grouped(self.material.works, owner)
        return weakest_first(
            self._row(
                each,
                level,
                Text(each.text.rstrip(" ."), each.text.rstrip(" .")),
                self.alignments.tied(each.id, among),
                counted.get(each.id, ()),
            )
            for each in objectives
        )

    def _opds(self) -> tuple[Reviewed, ...]:
        opds = self.material.scope.opds
        counted = _grouped(self.material.works, lambda work: work.opd)
        return weakest_first(
            self._row(
                each,
                ReviewLevel.OPD,
                Text(each.name, each.name),
                self.alignments.opd(each.id),
                counted.get(each.id, ()),
            )
            for each in self.plan.opds
            if opds is None or each.id in opds
        )

    def _row(
        self,
        node: Dimension | Objective | Opd,
        level: ReviewLevel,
        name: Text,
        alignment: Alignment,
        counted: Sequence[Work],
        below: tuple[Reviewed, ...] = (),
    ) -> Reviewed:
        works = self.works.get(node.id, [])
        indicators = self.indicators.get(node.id, [])
        outcomes = self.outcomes.get(node.id, [])
        judged = [each for each in indicators if each.lag is not None]
        behind = sorted((each for each in judged if not each.is_on_path), key=lambda each: -(each.lag or 0))
        promised = self.promises.of.get(node.id, ())
        uncarried = [each.id for each in promised if not self.promises.is_carried(each)]
        unready = [each.id for each in promised if is_ready(each) is False]
        unsaid = [each.id for each in promised if is_ready(each) is None]
        lacks = self._lacks(level, node.id)
        standing = Standing(
            name=name,
            alignment=alignment,
            promised=len(promised),
            uncarried=len(uncarried),
            unready=len(unready),
            unsaid=len(unsaid),
            works=len(works),
            lacks=lacks,
            unread=lacks if node.id in self.material.waiting else NOT_READ,
            unfunded=sum(work.budget == 0 for work in works),
            judged=len(judged),
            behind=len(behind),
            without_figures=len(indicators) - len(judged),
            elements=self.material.ready.get(node.id, frozenset()),
            empty=tuple(each.name for each in below if not each.works and not self.material.is_unread(each.id)),
            without_program=sum(not each.works for each in outcomes),
        )
        is_read = level is not ReviewLevel.OPD and self.material.is_money_read and not self.material.is_unread(node.id)
        return Reviewed(
            id=node.id,
            level=level,
            code=node.short_name if isinstance(node, Opd) else node.code,
            name=name,
            alignment=alignment,
            verdict=verdict(standing),
            missing=missing(standing),
            budget=0 if is_read and not counted else _budget(counted),
            spent=0 if is_read and self.material.is_spending_read and not counted else _spent(counted),
            works=tuple(work.program.id for work in works),
            opds=tuple(sorted({work.opd for work in works if work.opd})),
            objectives=tuple(each.objective.id for each in outcomes),
            judged=tuple(each.indicator.id for each in judged),
            behind=tuple(each.indicator.id for each in behind),
            promised=tuple(each.id for each in promised),
            uncarried=tuple(uncarried),
            unready=tuple(unready),
            unsaid=tuple(unsaid),
            below=below,
        )

    def _lacks(self, level: ReviewLevel, id_: str) -> Text:
        """What is said where no work but that of the office is there."""
        if level is ReviewLevel.OPD:
            return Text("belum ada pekerjaannya yang dibaca selain urusan kantor", "only its office work was read")
        if level is ReviewLevel.MISSION and not self.outcomes.get(id_):
            return Text("belum ada sasaran yang ditempatkan di bawahnya", "no outcome stands under it yet")
        if any(each.works for each in self.outcomes.get(id_, ())):
            return Text("hanya pekerjaan kantor yang melayaninya", "only office work serves it")
        return Text("belum satu pun pekerjaan melayaninya", "no work serves it yet")


def weakest_first(rows: Iterable[Reviewed]) -> tuple[Reviewed, ...]:
    """Rows by their index, then code; what could not be judged comes last."""
    return tuple(sorted(rows, key=lambda row: (row.index is None, row.index or 0.0, row.code, row.id)))


class _Owned(Protocol):
    @property
    def within(self) -> frozenset[str]: ...


T = TypeVar("T", bound=_Owned)


def _by_owner(things: Iterable[T]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        for id_ in thing.within:
            found[id_].append(thing)
    return found


def _grouped(works: Iterable[Work], owner: Callable[[Work], str]) -> dict[str, list[Work]]:
    """Work by the one thing that its money is counted under."""
    found: dict[str, list[Work]] = defaultdict(list)
    for work in works:
        found[owner(work)].append(work)
    return found


def _budget(works: Iterable[Work]) -> int | None:
    stated = [work.budget for work in works if work.budget is not None]
    return sum(stated) if stated else None


def _spent(works: Iterable[Work]) -> int | None:
    said = [work.spent for work in works if work.spent is not None]
    return sum(said) if said else None


def _outside(works: Sequence[Work]) -> Outside:
    other = sorted(
        (work for work in works if not work.is_office), key=lambda work: (-(work.budget or 0), work.program.id)
    )
    return Outside(
        budget=_budget(works),
        office=_budget(work for work in works if work.is_office),
        works=tuple(work.program.id for work in other),
    )
