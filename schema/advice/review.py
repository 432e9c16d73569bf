"""Review: how far a plan hangs together, by dimension, mission, outcome and OPD, with its alignment index."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import strawberry

from acts import SeenPlan
from graph import model
from graph.sentence import Sentence
from rules import review as records
from schema.core import (
    Language,
    Pages,
    Rupiah,
    Tongue,
    Year,
    enumeration,
    field,
    invalid,
    listed,
    numbered,
    paged,
    said,
)
from schema.core.described import described
from schema.node import Indicator, MasterplanProgram, Objective, Opd, PlanNode, Program, all_shown, in_language, shown
from schema.request import Info

MOST_YEARS = 20
Years = Annotated[
    list[Year] | None, said("Years whose money and figures count, at most 20; all that were read if left out.")
]

ALIGNMENT_PART = enumeration(
    records.AlignmentPart,
    {
        "OBJECTIVES": "Outcomes that a program serves.",
        "MONEY": "Rupiah of work that is tied to an objective and to a dimension.",
        "PROGRAMS": "Pieces of work that are tied to an objective and to a dimension.",
        "INDICATORS": "Indicators on their path, of those that can be judged.",
        "READINESS": "Elements of readiness that funded work is on: structure, infrastructure, superstructure.",
    },
)
REVIEW_LEVEL = enumeration(
    records.ReviewLevel,
    {
        "DIMENSION": "One of the smart city dimensions.",
        "SUB_DIMENSION": "A part of a dimension.",
        "MISSION": "A mission of the RPJMD.",
        "OBJECTIVE": "An outcome (sasaran).",
        "OPD": "An OPD.",
    },
)
READING = enumeration(
    records.YearReading,
    {
        "WHOLE": "All OPDs that were read in any of the years were read in this one.",
        "PART": "Some of them were not read in this year.",
        "NONE": "Nothing of the year was read.",
    },
)


@described
class AlignmentPartScore:
    """One part of an alignment index; `docs/alignment.md` has the formula."""

    record: strawberry.Private[records.PartScore]

    @field
    def part(self) -> records.AlignmentPart:
        """The part."""
        return self.record.part

    @field
    def score(self) -> float | None:
        """Score from 0 to 100; null if nothing was read for it, and then the index leaves it out."""
        return self.record.score

    @field
    def done(self) -> float | None:
        """Outcomes, rupiah, pieces of work, indicators or elements that are done; null if nothing was read."""
        return None if self.record.done is None else float(self.record.done)

    @field
    def open(self) -> float | None:
        """The same, left open: of what is open in the whole plan its equal part; null if nothing was read."""
        return self.record.open


@described
class ReviewRow:
    """A dimension, sub-dimension, mission, outcome or OPD in a review."""

    record: strawberry.Private[records.Reviewed]
    seen: strawberry.Private[SeenPlan]

    @field
    def node(self) -> PlanNode:
        """The dimension, objective or OPD."""
        found: PlanNode = shown(self.seen, self.record.id)
        return found

    @field
    def level(self) -> records.ReviewLevel:
        """What the row is about."""
        return self.record.level

    @field
    def code(self) -> str:
        """Code of the dimension or objective, short name of the OPD; empty if there is none."""
        return self.record.code

    @field
    def name(self, language: Tongue = Language.ID) -> str:
        """Name of the dimension or OPD, text of the objective."""
        return in_language(self.record.name, language)

    @field
    def index(self) -> float | None:
        """Alignment index from 0 to 100; null if nothing was read for it."""
        return self.record.index

    @field
    def parts(self) -> list[AlignmentPartScore]:
        """The parts of the index."""
        return _parts(self.record.alignment)

    @field
    def verdict(self, language: Tongue = Language.ID) -> str:
        """Verdict in one sentence."""
        return in_language(self.record.verdict, language)

    @field
    def missing(self, language: Tongue = Language.ID) -> list[str]:
        """What is missing, each in a sentence, the gravest first."""
        return [in_language(each, language) for each in self.record.missing]

    @field
    def budget(self) -> Rupiah | None:
        """Budget in rupiah, each counted in one row of a level; null if nothing was read."""
        return _rupiah(self.record.budget)

    @field
    def spent(self) -> Rupiah | None:
        """Rupiah spent, counted in the same way, without what exceeds its budget; null if nothing was read."""
        return _rupiah(self.record.spent)

    @paged
    def programs(self) -> Pages[Program]:
        """The pieces of work that serve it or that it leads, the dearest first."""
        return _dearest(self.seen, self.record.works)

    @field
    def opds(self) -> list[Opd]:
        """The OPDs that lead this work."""
        return all_shown(self.seen, self.record.opds)

    @paged
    def objectives(self) -> Pages[Objective]:
        """The outcomes that its work serves, that stand under it, or that it leads."""
        return _listed(self.seen, self.record.objectives)

    @field
    def judged(self) -> int:
        """Number of its indicators that can be judged."""
        return len(self.record.judged)

    @paged
    def behind(self) -> Pages[Indicator]:
        """Its indicators that are behind their path, the furthest first."""
        return _listed(self.seen, self.record.behind)

    @paged
    def promised(self) -> Pages[MasterplanProgram]:
        """The masterplan programs that stand in it, serve it or are led by it."""
        return _listed(self.seen, self.record.promised)

    @paged
    def uncarried(self) -> Pages[MasterplanProgram]:
        """The masterplan programs among them that no work carries."""
        return _listed(self.seen, self.record.uncarried)

    @paged
    def unsaid(self) -> Pages[MasterplanProgram]:
        """The masterplan programs among them of whose readiness nothing is said yet."""
        return _listed(self.seen, self.record.unsaid)

    @paged
    def unready(self) -> Pages[MasterplanProgram]:
        """The masterplan programs among them that lack something they need."""
        return _listed(self.seen, self.record.unready)

    @field
    def sub_dimensions(self) -> "list[ReviewRow]":
        """The sub-dimensions of a dimension, the weakest first; empty for all other rows."""
        return [ReviewRow(record=each, seen=self.seen) for each in self.record.below]


@described
class ReviewOutside:
    """Work that stands in no dimension, or under no mission."""

    record: strawberry.Private[records.Outside]
    seen: strawberry.Private[SeenPlan]

    @field
    def budget(self) -> Rupiah | None:
        """Budget in rupiah; null if nothing was read."""
        return _rupiah(self.record.budget)

    @field
    def office(self) -> Rupiah | None:
        """How much of it is for office work, which is not asked to serve anything; null if there is none."""
        return _rupiah(self.record.office)

    @paged
    def programs(self) -> Pages[Program]:
        """The pieces of work, office work aside, the dearest first."""
        return _listed(self.seen, self.record.works)


@described
class MissionProposal:
    """A mission that is proposed for an outcome that stands under none, to be confirmed by people."""

    record: strawberry.Private[records.MissionProposal]
    seen: strawberry.Private[SeenPlan]

    @field
    def objective(self) -> Objective:
        """The outcome."""
        found: Objective = shown(self.seen, self.record.objective)
        return found

    @field
    def mission(self) -> Objective | None:
        """The mission; null if none is near enough, and people must say which."""
        found: list[Objective] = all_shown(self.seen, (self.record.mission,))
        return found[0] if found else None

    @field
    def reason(self, language: Tongue = Language.ID) -> str:
        """What speaks for it."""
        return in_language(self.record.reason, language)


@described
class PlanReview:
    """How far a plan hangs together: what its objectives need, what is done and spent, what is reached and missing."""

    record: strawberry.Private[records.Review]
    seen: strawberry.Private[SeenPlan]

    @field
    def index(self) -> float | None:
        """Alignment index of the plan from 0 to 100; null if nothing was read."""
        return self.record.index

    @field
    def parts(self) -> list[AlignmentPartScore]:
        """The parts of the index."""
        return _parts(self.record.alignment)

    @field
    def verdict(self, language: Tongue = Language.ID) -> str:
        """Verdict in one sentence."""
        return in_language(self.record.verdict, language)

    @field
    def budget(self) -> Rupiah | None:
        """All rupiah of the plan in the years; null if nothing was read."""
        return _rupiah(self.record.budget)

    @field
    def spent(self) -> Rupiah | None:
        """Rupiah spent, without what exceeds its budget; null if nothing was read."""
        return _rupiah(self.record.spent)

    @field
    def dimensions(self) -> list[ReviewRow]:
        """The dimensions, the weakest first."""
        return self._rows(self.record.dimensions)

    @field
    def dimension(
        self, code: Annotated[str, said("Code of a dimension or sub-dimension, such as SG or SG-1.")]
    ) -> ReviewRow | None:
        """One dimension or sub-dimension; null if there is none with this code."""
        every = (row for whole in self.record.dimensions for row in (whole, *whole.below))
        found = next((row for row in every if row.code.casefold() == code.casefold()), None)
        return ReviewRow(record=found, seen=self.seen) if found else None

    @field
    def missions(self) -> list[ReviewRow]:
        """The missions, the weakest first; empty if none were read."""
        return self._rows(self.record.missions)

    @paged
    def objectives(self) -> Pages[ReviewRow]:
        """The outcomes, the weakest first; not those about an OPD's own office."""
        return self._pages(self.record.objectives)

    @paged
    def opds(self) -> Pages[ReviewRow]:
        """The OPDs, the weakest first."""
        return self._pages(self.record.opds)

    @field
    def outside(self) -> ReviewOutside:
        """What is in no dimension."""
        return ReviewOutside(record=self.record.outside, seen=self.seen)

    @field
    def outside_missions(self) -> ReviewOutside:
        """What is under no mission."""
        return ReviewOutside(record=self.record.outside_missions, seen=self.seen)

    @paged
    def proposals(self) -> Pages[MissionProposal]:
        """A mission for each outcome that stands under none; `putLink` with `CONTAINS` confirms one."""
        rows = numbered(self.record.proposals)
        return listed(rows, lambda each: MissionProposal(record=each[1], seen=self.seen))

    @field
    def remarks(self, language: Tongue = Language.ID) -> list[str]:
        """What was not read, and so is left out."""
        return [in_language(each, language) for each in self.record.remarks]

    def _rows(self, rows: Iterable[records.Reviewed]) -> list[ReviewRow]:
        return [ReviewRow(record=each, seen=self.seen) for each in rows]

    def _pages(self, rows: Sequence[records.Reviewed]) -> Pages[ReviewRow]:
        return listed(numbered(rows), lambda each: ReviewRow(record=each[1], seen=self.seen))


@described
class ReviewYear:
    """One year of a plan beside its others."""

    record: strawberry.Private[records.ReviewedYear]
    seen: strawberry.Private[SeenPlan]

    @field
    def year(self) -> Year:
        """The year."""
        return Year(self.record.year)

    @field
    def reading(self) -> records.YearReading:
        """How much of the year was read."""
        return self.record.reading

    @field
    def review(self) -> PlanReview | None:
        """The review of all that was read of the year; null if nothing was."""
        return _review(self.record.review, self.seen)

    @field
    def compared(self) -> PlanReview | None:
        """The review over the OPDs that were read in every year that was read; null if there is nothing to compare."""
        return _review(self.record.compared, self.seen)

    @field
    def opds_read(self) -> list[Opd]:
        """The OPDs whose work was read."""
        return all_shown(self.seen, self.record.read)

    @field
    def opds_unread(self) -> list[Opd]:
        """The OPDs that were read only in another of the years."""
        return all_shown(self.seen, self.record.unread)


async def reviewed(seen: SeenPlan, years: list[Year] | None, info: Info) -> PlanReview:
    """Review a plan.

    Raises
    ------
    GraphQLError
        Where too many years are named.
    """
    scope, configuration = records.Scope(years=_years(years)), info.context.evaluations.configuration
    found = await info.context.workers.run(lambda _: records.review(seen.plan, scope, configuration))
    return PlanReview(record=found, seen=seen)


async def reviewed_years(seen: SeenPlan, years: list[Year] | None, info: Info) -> list[ReviewYear]:
    """Review the years of a plan, each on its own.

    Raises
    ------
    GraphQLError
        Where too many years are named.
    """
    asked, configuration = _years(years), info.context.evaluations.configuration
    found = await info.context.workers.run(lambda _: records.by_year(seen.plan, asked, configuration))
    return [ReviewYear(record=each, seen=seen) for each in found]


def _years(years: list[Year] | None) -> tuple[int, ...]:
    asked = tuple(sorted(set(years or ())))
    if len(asked) > MOST_YEARS:
        raise invalid(
            Sentence(
                f"Paling banyak {MOST_YEARS} tahun, bukan {len(asked)}.",
                f"At most {MOST_YEARS} years, not {len(asked)}.",
            )
        )
    return asked


def _review(found: records.Review | None, seen: SeenPlan) -> PlanReview | None:
    return PlanReview(record=found, seen=seen) if found else None


def _parts(alignment: records.Alignment) -> list[AlignmentPartScore]:
    return [AlignmentPartScore(record=each) for each in alignment.parts]


def _rupiah(amount: int | None) -> Rupiah | None:
    return None if amount is None else Rupiah(amount)


def _listed(seen: SeenPlan, ids: Sequence[str]) -> Pages[Any]:
    return listed(numbered(ids), lambda each: shown(seen, each[1]))


def _dearest(seen: SeenPlan, ids: Sequence[str]) -> Pages[Program]:
    return _listed(seen, sorted(ids, key=lambda id_: (-seen.plan.get(model.Program, id_).last_budget, id_)))
