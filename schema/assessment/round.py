"""Evaluation round: a year's evaluation as it stands, its index and how far it may go."""

import asyncio
import datetime
from collections.abc import Awaitable, Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Final

import strawberry

from acts import Assessed, Operation, SeenPlan, assessed, readable_rounds
from graph.export import ASSESSED
from graph.record import Answer, Round, RoundStage, RoundStanding, matter, round_of
from graph.vocabulary import Text
from rules.assessment import AssessmentError, Check, CheckKind, CohortResult, Part, Raise, rounded
from schema.assessment.question import EvaluationQuestion
from schema.core import (
    ExportFile,
    Language,
    Pages,
    Rows,
    Tongue,
    Year,
    enumeration,
    field,
    files_of,
    invalid,
    listed,
    numbered,
    paged,
    said,
)
from schema.core.described import described
from schema.meeting import Task, TaskFilter, TaskOrder, chosen, readable_tasks
from schema.node import Opd, PlanNode, all_shown, in_language
from schema.request import Context, Info, or_error
from schema.request.loader import Loader

Shown = Callable[[Iterable[str]], list[EvaluationQuestion]]
"""Gives the questions of some codes that a round asks."""

ROUND_STAGE: Final = enumeration(
    RoundStage,
    {
        "ANNUAL": "The year's only stage.",
        "FIRST": "The first stage, about June: presentation and recommendations.",
        "SECOND": "The second stage, at the end of the year: scoring.",
    },
)
ROUND_STANDING: Final = enumeration(
    RoundStanding,
    {
        "OPEN": "The round is worked on; only planners of the region read it.",
        "CLOSED": "The round takes no more answers but assessors' scores; only planners of the region read it.",
        "PUBLISHED": "The round is over and read by all who may read the plan.",
    },
)
CHECK_KIND: Final = enumeration(
    CheckKind,
    {
        "NO_EVIDENCE": "Questions have a score and no evidence.",
        "ABOVE_PROPOSAL": "Own scores are above what plan or survey propose by 1 or more.",
        "NO_REALISATION": "Work did not run, as it is reported, or was not reported.",
        "PROGRAM_WITHOUT_EVIDENCE": "Masterplan programs ran without evidence.",
        "QUICK_WIN_WITHOUT_FIGURES": "Quick wins have no figures before and after.",
        "BEYOND_THE_PLAN": "The masterplan's years go beyond the plan's.",
        "NO_OUTSIDE_MONEY": "There is no evidence of money from outside the APBD.",
        "COUNCIL_NOT_MET": "There are no closed minutes of the council in the year, and no evidence that it met.",
        "FEW_RESPONDENTS": "Questions of the survey have fewer than 10 answers.",
        "MORE_RESPONDENTS_THAN_USERS": "A service has more respondents than users.",
        "TWO_DIMENSIONS": "Respondents answer about more than one dimension.",
    },
    name="EvaluationCheckKind",
)


@described
class EvaluationPart:
    """A part of the index."""

    record: strawberry.Private[Part]
    called: strawberry.Private[Text]

    @field
    def part(self) -> str:
        """Code of the part, such as `baseline`."""
        return self.record.id

    @field
    def name(self, language: Tongue = Language.ID) -> str:
        """Name of the part."""
        return in_language(self.called, language)

    @field
    def weight(self) -> float:
        """Weight of the part for the round's cohort, in percent."""
        return float(self.record.weight)

    @field
    def question_count(self) -> int:
        """Number of its questions."""
        return self.record.questions

    @field
    def answered_count(self) -> int:
        """Number of its questions that have a score."""
        return self.record.answered

    @field
    def score(self) -> float | None:
        """The mean score of its questions; null before all of them have one."""
        return _two(self.record.score)

    @field
    def low(self) -> float:
        """The score if the open questions get 0."""
        return float(rounded(self.record.low))

    @field
    def likely(self) -> float:
        """The score if the open questions get what is likely."""
        return float(rounded(self.record.likely))

    @field
    def high(self) -> float:
        """The score if the open questions get 4."""
        return float(rounded(self.record.high))


@described
class EvaluationCheck:
    """Something that assessors would fault."""

    record: strawberry.Private[Check]
    shown: strawberry.Private[Shown]
    seen: strawberry.Private[SeenPlan]

    @field
    def kind(self) -> CheckKind:
        """Kind of what is wrong."""
        return self.record.kind

    @field
    def message(self, language: Tongue = Language.ID) -> str:
        """What is wrong."""
        return in_language(self.record.message, language)

    @field
    def questions(self) -> list[EvaluationQuestion]:
        """The questions that it is about."""
        return self.shown(self.record.questions)

    @paged
    def nodes(self) -> Pages[PlanNode]:
        """The nodes of the plan that it is about."""
        nodes = all_shown(self.seen, self.record.nodes)
        return listed(numbered(nodes), lambda each: each[1])


@described
class EvaluationRaise:
    """A question that can still raise the index."""

    record: strawberry.Private[Raise]
    shown: strawberry.Private[Shown]
    seen: strawberry.Private[SeenPlan]

    @field
    def question(self) -> EvaluationQuestion:
        """The question."""
        [found] = self.shown((self.record.asked.question.code,))
        return found

    @field
    def gain(self) -> float:
        """By how much the index rises from what is likely if the question gets 4."""
        return round(float(self.record.gain), 4)

    @field
    def opds(self) -> list[Opd]:
        """The OPDs that have to see to it: those that run what the plan says of it, or else those whose field it is."""
        found: list[Opd] = all_shown(self.seen, self.record.opds)
        return found


@described
class CohortComparison:
    """What the cohort of a round was given in a year."""

    record: strawberry.Private[CohortResult]
    index: strawberry.Private[Decimal]

    @field
    def year(self) -> Year:
        """The year: the round's, or the last one before it whose results are public."""
        return Year(self.record.year)

    @field
    def region_count(self) -> int:
        """Number of regions that took part."""
        return self.record.regions

    @field
    def mean(self) -> float:
        """Mean index."""
        return float(rounded(self.record.mean))

    @field
    def median(self) -> float:
        """Median index."""
        return float(self.record.median)

    @field
    def best(self) -> float:
        """Best index."""
        return float(self.record.best)

    @field
    def rank(self) -> int:
        """The place that the round's index would have had, or else its likely one; 1 is the best."""
        return self.record.rank(self.index)


@described
class EvaluationRound:
    """The ministry's evaluation of how the region carried out its smart city masterplan in one year."""

    record: strawberry.Private[Round]
    seen: strawberry.Private[SeenPlan]
    making: strawberry.Private[Callable[[], Awaitable[Assessed]]]
    answers: strawberry.Private[Loader[str, list[Answer]]]

    @field
    def year(self) -> Year:
        """Year that is evaluated."""
        return Year(self.record.year)

    @field
    def stage(self) -> RoundStage:
        """Stage of the evaluation."""
        return self.record.stage

    @field
    def cohort(self) -> str:
        """Name of the cohort by which the parts are weighed, as the ministry's results write it."""
        return self.record.cohort

    @field
    def standing(self) -> RoundStanding:
        """Whether the round is open, closed or published."""
        return self.record.standing

    @field
    def author(self) -> str:
        """Name of the user who opened the round."""
        return self.record.author

    @field
    def changed_at(self) -> datetime.datetime:
        """Time of the last change of stage, cohort or standing."""
        assert self.record.changed_at is not None  # noqa: S101 - the store sets it
        return self.record.changed_at

    @field
    async def parts(self) -> list[EvaluationPart]:
        """The parts of the index, each with its weight and score."""
        sheet = (await self.making()).sheet
        return [EvaluationPart(record=each, called=sheet.instrument.parts[each.id]) for each in sheet.parts]

    @field
    async def index(self) -> float | None:
        """The index (Indeks Pencapaian), 0 to 4, with two decimals; null before every question has a score."""
        return _two((await self.making()).sheet.index)

    @field
    async def low(self) -> float:
        """The index if the open questions get 0."""
        return float(rounded((await self.making()).sheet.low))

    @field
    async def likely(self) -> float:
        """The index if the open questions get what is likely, as their `expectedBasis` says."""
        return float(rounded((await self.making()).sheet.likely))

    @field
    async def high(self) -> float:
        """The index if the open questions get 4."""
        return float(rounded((await self.making()).sheet.high))

    @field
    async def improvement(self) -> float | None:
        """The index minus that of the region's last round (Tingkat Improvement); null if one of them is not known."""
        return _two((await self.making()).improvement)

    @field
    async def previous_index(self) -> float | None:
        """The index of the region's last round before this one; null if it has none that may be read."""
        previous = (await self.making()).previous
        return _two(previous.index) if previous else None

    @field
    async def cohort_comparison(self) -> CohortComparison | None:
        """What the cohort was given, that year or before; null if that is not public."""
        made = await self.making()
        index = made.sheet.likely if made.sheet.index is None else made.sheet.index
        return CohortComparison(record=made.cohort, index=rounded(index)) if made.cohort else None

    @paged
    async def questions(
        self,
        part: Annotated[str | None, said("Only questions of this part, such as `baseline`.")] = None,
        is_open: Annotated[
            bool | None, said("True: only questions without a score; false: only those with one.")
        ] = None,
    ) -> Pages[EvaluationQuestion]:
        """The questions, in the order in which the ministry asks them."""
        made = await self.making()
        found = [
            each
            for each in enumerate(made.sheet.asked)
            if part in (None, each[1].part) and is_open in (None, each[1].score is None)
        ]
        show = self._shown(made)
        return listed(Rows(found, lambda each: (each[0],)), lambda each: show((each[1].question.code,))[0])

    @field
    async def question(
        self, code: Annotated[str, said("Code of the question, such as P001.")]
    ) -> EvaluationQuestion | None:
        """The question with this code; null if the round does not ask it."""
        return await self.find(code)

    async def find(self, code: str) -> EvaluationQuestion | None:
        """Give a question by its code."""
        return next(iter(self._shown(await self.making())((code,))), None)

    @paged
    async def raising(self) -> Pages[EvaluationRaise]:
        """The questions that would raise the index, the most first."""
        made = await self.making()
        shown = self._shown(made)
        return listed(numbered(made.raising), lambda each: EvaluationRaise(record=each[1], shown=shown, seen=self.seen))

    @field
    async def checks(self) -> list[EvaluationCheck]:
        """What assessors would fault."""
        made = await self.making()
        shown = self._shown(made)
        return [EvaluationCheck(record=each, shown=shown, seen=self.seen) for each in made.checks]

    @field
    def files(self) -> list[ExportFile]:
        """The round as files: a workbook in the order of its questions, and a report."""
        year = self.record.year
        return files_of(ASSESSED, self.seen.plan.info.slug, "evaluasi", year, f" {year}")

    @field
    def about(self) -> str:
        """What a task gives as `about` if assessors recommended it for the whole round."""
        return matter(self.record.year)

    @paged
    async def recommendations(
        self,
        info: Info,
        filter: Annotated[TaskFilter | None, said("Filter; all of them if left out.")] = None,
        order_by: Annotated[TaskOrder, said("Order of the list.")] = TaskOrder.DUE,
    ) -> Pages[Task]:
        """What assessors recommended in this round or on one of its questions, as tasks of OPDs."""
        tasks = await readable_tasks(info.context, self.seen)
        mine = [each for each in tasks if round_of(each.about) == self.record.year]
        found = chosen(self.seen, mine, filter, order_by, info.context.evaluations.today)
        return listed(found, lambda each: Task(record=each, seen=self.seen))

    def _shown(self, made: Assessed) -> Shown:
        sheet = made.sheet
        asked = {each.question.code: each for each in sheet.asked}
        return lambda codes: [
            EvaluationQuestion(
                record=asked[code],
                instrument=sheet.instrument,
                year_asked=sheet.round.year,
                seen=self.seen,
                answers=self.answers.load,
            )
            for code in codes
            if code in asked
        ]


async def rounds_shown(context: Context, seen: SeenPlan) -> list[EvaluationRound]:
    """Give the rounds of a plan that the user may read, the latest year first."""
    info = seen.plan.info
    sees_drafts = context.may(Operation.ASSESS, info.region_code)
    found = await or_error(readable_rounds(context.store, info.slug, sees_drafts=sees_drafts))
    return [_shown(context, seen, each, sees_drafts=sees_drafts) for each in found]


def _shown(context: Context, seen: SeenPlan, record: Round, *, sees_drafts: bool) -> EvaluationRound:
    made: asyncio.Future[Assessed] | None = None

    async def making() -> Assessed:
        """The round as it stands, worked out once for all who ask."""
        nonlocal made
        if made is None:
            asked = assessed(
                context.store, context.evaluations.configuration, seen.plan, record, sees_drafts=sees_drafts
            )
            made = asyncio.ensure_future(asked)
        try:
            return await or_error(made)
        except AssessmentError as error:
            raise invalid(error.problems[0]) from error

    async def read(codes: list[str]) -> list[list[Answer]]:
        found = await or_error(context.store.assessments.history(seen.plan.info.slug, record.year, codes))
        return [[each for each in found if each.question == code] for code in codes]

    return EvaluationRound(record=record, seen=seen, making=making, answers=Loader(read, cache=False))


def _two(value: Fraction | None) -> float | None:
    return None if value is None else float(rounded(value))
