"""Coverage: where dimensions meet objectives or OPDs in programs, and where they do not."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache

import msgspec

from graph.model import Dimension, DimensionLevel, LinkKind, ObjectiveLevel, Program
from graph.snapshot import PlanGraph, kept
from graph.ties import Ties
from graph.traversal.money import lowest_budgets
from graph.traversal.share import Tie, Ways, aims, divided, ways


class CoverageCell(msgspec.Struct, frozen=True, kw_only=True):
    """Where one dimension meets one objective or one OPD."""

    row: str
    """Id of the dimension."""
    column: str
    """Id of the objective or the OPD."""
    programs: tuple[str, ...]
    """Ids of the programs that serve both: those without parts, and those whose money no part of theirs states."""
    rupiah: int
    """Their plausible budget: of what serves several objectives each has its share. What serves two dimensions counts
    whole in both, so cells of several dimensions must not be summed.
    """


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """Which dimensions meet which objectives or OPDs."""

    rows: tuple[str, ...]
    """Ids of all dimensions."""
    columns: tuple[str, ...]
    """Ids of all objectives or all OPDs."""
    cells: tuple[CoverageCell, ...]
    """The cells with a program, by row, then column."""

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """Row and column of all cells without one."""
        filled = {(cell.row, cell.column) for cell in self.cells}
        return tuple((row, column) for row in self.rows for column in self.columns if (row, column) not in filled)

    @property
    def empty_rows(self) -> tuple[str, ...]:
        """The dimensions that no program serves."""
        filled = {cell.row for cell in self.cells}
        return tuple(row for row in self.rows if row not in filled)

    @property
    def empty_columns(self) -> tuple[str, ...]:
        """The objectives or OPDs without a program that serves any dimension."""
        filled = {cell.column for cell in self.cells}
        return tuple(column for column in self.columns if column not in filled)


def dimensions_by_objective(
    plan: PlanGraph,
    *,
    level: DimensionLevel = DimensionLevel.DIMENSION,
    objective_level: ObjectiveLevel = ObjectiveLevel.OUTCOME,
    year: int | None = None,
) -> Coverage:
    """Give which dimensions meet which objectives in programs.

    Parameters
    ----------
    plan
        The plan.
    level
        Whether the rows are dimensions or sub-dimensions.
    objective_level
        The level of the objectives; a program that serves one below serves it too, and what serves several is
        divided among them.
    year
        The year whose budgets count; all years where it is None.

    Returns
    -------
    Coverage
        The cells, and the gaps.

    Notes
    -----
    O(n * d) for n programs that each serve d dimensions and objectives, and O(r * c) for the gaps.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(serves={"jalan": "SL-3", "puskesmas": "SL-2"}, aligns={"jalan": "mobilitas"}, budget={"jalan": 7})
    >>> met = dimensions_by_objective(plan, level=DimensionLevel.SUB_DIMENSION)
    >>> [(cell.row, cell.column, cell.programs, cell.rupiah) for cell in met.cells], met.gaps
    ([('SL-3', 'mobilitas', ('jalan',), 7)], (('SL-2', 'mobilitas'),))
    """
    columns = dict.fromkeys(each.id for each in plan.objectives if each.level is objective_level)
    known: dict[tuple[Tie, ...], Ways] = {}

    def served(id_: str, budget: int) -> Mapping[str, int]:
        own = aims(plan).get(id_, ())
        if own not in known:
            known[own] = ways(plan, own)
        return {each: part for each, part in divided(known[own], budget).items() if each in columns}

    return _coverage(plan, level, tuple(columns), served, year)


def objectives_met(
    plan: PlanGraph, level: DimensionLevel, objective_level: ObjectiveLevel = ObjectiveLevel.OUTCOME
) -> dict[str, frozenset[str]]:
    """Give which objectives dimensions meet in programs, by dimension: ``dimensions_by_objective`` without the money.

    Parameters
    ----------
    plan
        The plan.
    level
        Whether dimensions or sub-dimensions are asked for.
    objective_level
        The level of the objectives.

    Returns
    -------
    dict
        Ids of objectives by id of the dimension; those that meet none are left out.

    Notes
    -----
    O(n) for n programs: what serves the same and belongs to the same dimensions is looked at once.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(serves={"jalan": "SL-3", "puskesmas": "SL-2"}, aligns={"jalan": "mobilitas"})
    >>> objectives_met(plan, DimensionLevel.SUB_DIMENSION)
    {'SL-3': frozenset({'mobilitas'})}
    """
    columns = {each.id for each in plan.objectives if each.level is objective_level}
    serving, served_by = _serving(plan, level), aims(plan)
    found: dict[str, set[str]] = defaultdict(set)
    for rows, served in {(serving.get(id_, frozenset()), served_by.get(id_, ())) for id_, _ in _counted(plan, None)}:
        met = columns.intersection(id_ for id_, _ in ways(plan, served)) if rows and served else ()
        for row in rows if met else ():
            found[row].update(met)
    return {row: frozenset(met) for row, met in sorted(found.items())}


def dimensions_by_opd(
    plan: PlanGraph, *, level: DimensionLevel = DimensionLevel.DIMENSION, year: int | None = None
) -> Coverage:
    """Give which dimensions meet which OPDs in programs.

    Parameters
    ----------
    plan
        The plan.
    level
        Whether the rows are dimensions or sub-dimensions.
    year
        The year whose budgets count; all years where it is None.

    Returns
    -------
    Coverage
        The cells, and the gaps.

    Notes
    -----
    O(n * d) for n programs that each serve d dimensions, and O(r * c) for the gaps.

    Examples
    --------
    >>> from graph.traversal.example import sketch
    >>> plan = sketch(leads={"dpu": "jalan", "dinkes": "gizi"}, serves={"jalan": "SL-3"})
    >>> met = dimensions_by_opd(plan, level=DimensionLevel.SUB_DIMENSION)
    >>> [(cell.row, cell.column) for cell in met.cells], met.empty_columns
    ([('SL-3', 'dpu')], ('dinkes',))
    """

    def led(id_: str, budget: int) -> Mapping[str, int]:
        lead = plan.lead(id_)
        return {lead.id: budget} if lead else {}

    return _coverage(plan, level, tuple(opd.id for opd in plan.opds), led, year)


def _coverage(
    plan: PlanGraph,
    level: DimensionLevel,
    columns: tuple[str, ...],
    meets: Callable[[str, int], Mapping[str, int]],
    year: int | None,
) -> Coverage:
    rows = tuple(each.id for each in plan.dimensions(level))
    programs: dict[tuple[str, str], list[str]] = defaultdict(list)
    rupiah: dict[tuple[str, str], int] = defaultdict(int)
    serving = _serving(plan, level)
    for program, budget in _counted(plan, year):
        met = meets(program, budget)
        for row in serving.get(program, ()):
            for column, part in met.items():
                programs[row, column].append(program)
                rupiah[row, column] += part
    return Coverage(
        rows=rows,
        columns=columns,
        cells=tuple(
            CoverageCell(row=row, column=column, programs=tuple(ids), rupiah=rupiah[row, column])
            for (row, column), ids in sorted(programs.items())
        ),
    )


def _serving(plan: PlanGraph, level: DimensionLevel) -> dict[str, frozenset[str]]:
    """The dimensions of a level that programs serve, by program."""
    return _served(level, plan.ties(LinkKind.CONTAINS), plan.ties(LinkKind.CONTRIBUTES), plan.of(Dimension))


@lru_cache(maxsize=8)
def _served(
    level: DimensionLevel, contains: Ties, contributes: Ties, dimensions: tuple[Dimension, ...]
) -> dict[str, frozenset[str]]:
    known = {each.id: each for each in dimensions}
    rows: dict[str, str] = {}
    for each in dimensions:
        row = known.get(contains.first.get(each.id, ""), each) if level is DimensionLevel.DIMENSION else each
        if row.level is level:
            rows[each.id] = row.id
    own = {
        id_: [link.target_id for link in links if link.target_id in known and link.weight > 0]
        for id_, links in contributes.out.items()
    }
    return contains.inherited({id_: frozenset(rows[at] for at in ids if at in rows) for id_, ids in own.items() if ids})


@kept
def _counted(plan: PlanGraph, year: int | None) -> tuple[tuple[str, int], ...]:
    """The programs without parts, and those whose money no part of theirs states, with that money."""
    stated = lowest_budgets(plan)
    found: list[tuple[str, int]] = []
    for program in plan.of(Program):
        budget = sum(amount for each, amount in stated.get(program.id, {}).items() if year in (None, each))
        if budget or not any(isinstance(each, Program) for each in plan.children(program.id)):
            found.append((program.id, budget))
    return tuple(found)
