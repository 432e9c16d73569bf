"""Coverage: how much of a plan's own work knowledge reaches, per level and per OPD, and what it does not."""

import msgspec

from graph.model import Dimension, Level, LinkKind, Opd, Origin, Program
from graph.snapshot import PlanGraph
from rules.knowledge.entry import Knowledge, Practice
from rules.knowledge.link import is_routine
from rules.knowledge.selection import Selection, leaves


class ProgramShares(msgspec.Struct, frozen=True, kw_only=True):
    """Of the programs that are no overhead: how many there are, and the share with a sub-dimension."""

    count: int
    dimension: float


class SubActivityShares(msgspec.Struct, frozen=True, kw_only=True):
    """Of the sub-activities that are no routine: how many there are, and the shares with a theme, a dependency."""

    count: int
    theme: float
    dependency: float


class PracticeShares(msgspec.Struct, frozen=True, kw_only=True):
    """Of the proven practices (levels A and B): how many there are, and the share that two OPDs here can carry."""

    count: int
    carried: float


class Without(msgspec.Struct, frozen=True, kw_only=True):
    """The nodes, by id, that nothing reaches, and the proven practices that no two OPDs can carry."""

    dimension: tuple[str, ...]
    theme: tuple[str, ...]
    dependency: tuple[str, ...]
    practice: tuple[str, ...]


class OpdCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """The shares of one OPD's work, and why it depends on nobody where that is so."""

    opd: str
    sub_activities: int
    theme: float
    dependency: float
    across_opds: int
    """Dependencies that tie it to another OPD, either way."""
    alone: str
    """Why no dependency ties it to another OPD; empty where one does."""


class KnowledgeCoverage(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How much of a plan knowledge reaches. Links of likeness alone do not count; shares are from 0 to 1."""

    programs: ProgramShares
    sub_activities: SubActivityShares
    practices: PracticeShares
    opds: tuple[OpdCoverage, ...]
    without: Without


def coverage(linked: PlanGraph, known: Knowledge) -> KnowledgeCoverage:
    """Say how much of a plan, with the links of knowledge laid over it, has a dimension, a theme, a dependency, and
    how many practices it has carriers for.
    """
    programs = [p for p in linked.of(Program) if p.level is Level.PROGRAM and not p.is_overhead]
    work = [p for p in leaves(linked) if not is_routine(p.name, known, "work")]
    plain = [p.id for p in programs if not any(isinstance(d, Dimension) for d in linked.dimensions_of(p.id))]
    themed = {p.id for p in work if _has_theme(linked, p.id)}
    tied = {p.id for p in work if linked.out(p.id, LinkKind.DEPENDS_ON) or linked.into(p.id, LinkKind.DEPENDS_ON)}
    practices = [each for each in known.practices if each.is_proven]
    selection = Selection(linked, known.selectors)
    idle = tuple(each.id for each in practices if not _is_carried(linked, selection, each))
    return KnowledgeCoverage(
        programs=ProgramShares(count=len(programs), dimension=_share(len(programs) - len(plain), len(programs))),
        sub_activities=SubActivityShares(
            count=len(work), theme=_share(len(themed), len(work)), dependency=_share(len(tied), len(work))
        ),
        practices=PracticeShares(count=len(practices), carried=_share(len(practices) - len(idle), len(practices))),
        opds=tuple(_of_opd(linked, opd, work, themed, tied) for opd in linked.opds),
        without=Without(
            dimension=tuple(plain),
            theme=tuple(p.id for p in work if p.id not in themed),
            dependency=tuple(p.id for p in work if p.id not in tied),
            practice=idle,
        ),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def _has_theme(plan: PlanGraph, id_: str) -> bool:
    return any(
        link.target_id.startswith("theme/") and link.origin is not Origin.INFERRED
        for link in plan.out(id_, LinkKind.CONTRIBUTES)
    )


def _is_carried(plan: PlanGraph, selection: Selection, practice: Practice) -> bool:
    """Say whether work of two fields carries it, and two OPDs run that work: two kecamatan alone are no joint work."""
    leads = [
        {opd.id for fit in selection.fitting(carrier) if (opd := plan.lead(fit.program.id))}
        for carrier in practice.carriers
    ]
    return sum(map(bool, leads)) >= 2 and len(set[str]().union(*leads)) >= 2


def _of_opd(plan: PlanGraph, opd: Opd, work: list[Program], themed: set[str], tied: set[str]) -> OpdCoverage:
    own = [p.id for p in work if plan.lead(p.id) == opd]
    across = 0
    for id_ in own:
        across += sum(plan.lead(link.target_id) != opd for link in plan.out(id_, LinkKind.DEPENDS_ON))
        across += sum(plan.lead(link.source_id) != opd for link in plan.into(id_, LinkKind.DEPENDS_ON))
    return OpdCoverage(
        opd=opd.id,
        sub_activities=len(own),
        theme=_share(len(themed.intersection(own)), len(own)),
        dependency=_share(len(tied.intersection(own)), len(own)),
        across_opds=across,
        alone="" if across else _alone(opd, own, tied),
    )


def _alone(opd: Opd, own: list[str], tied: set[str]) -> str:
    if not own:
        return f"{opd.label} hanya menjalankan pekerjaan penunjang (X.XX.01) di rencana ini."
    if tied.intersection(own):
        return f"Ketergantungan {opd.label} hanya terjadi di dalam {opd.label} sendiri."
    return f"Belum ada butir pengetahuan yang mengaitkan {len(own)} sub kegiatan {opd.label}."
