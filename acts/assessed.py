"""Assessed: the evaluation rounds of a plan as they stand, for whoever may read them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

import msgspec

from graph.agreement import Meeting
from graph.record import Answer, Round, RoundStage, RoundStanding
from graph.snapshot import PlanGraph
from graph.store import Store, UnknownRound
from rules.assessment import (
    Check,
    CohortResult,
    Instrument,
    Raise,
    Sheet,
    asking,
    checks,
    cohort_result,
    instruments,
    of_year,
    proposals,
    raising,
    results,
    sheet,
    surveyed,
)
from rules.configuration import Configuration


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """A round as it stands: its sheet, and what lies beside it."""

    sheet: Sheet
    previous: Sheet | None
    """The region's last round before it; None where there is none that may be read."""
    cohort: CohortResult | None
    """What its cohort was given, that year or before; None where that is not public."""
    checks: tuple[Check, ...]
    raising: tuple[Raise, ...]

    @property
    def improvement(self) -> Fraction | None:
        """This index minus the last one; None where one of them is not whole."""
        before = self.previous.index if self.previous else None
        return None if before is None or self.sheet.index is None else self.sheet.index - before


async def readable_rounds(store: Store, slug: str, *, sees_drafts: bool) -> tuple[Round, ...]:
    """Give the rounds of a plan, the latest year first: all to planners of the region, to others what is published.

    Raises
    ------
    UnknownPlan
        Where there is no such plan.
    """
    found = await store.assessments.rounds(slug)
    return tuple(each for each in found if sees_drafts or each.standing is RoundStanding.PUBLISHED)


async def readable_round(store: Store, slug: str, year: int, *, sees_drafts: bool) -> Round:
    """Give the round of a year.

    Raises
    ------
    UnknownPlan
        Where there is no such plan.
    UnknownRound
        Where there is no such round, or where it is not published and only planners may read it.
    """
    for each in await readable_rounds(store, slug, sees_drafts=sees_drafts):
        if each.year == year:
            return each
    raise UnknownRound(slug, year)


async def assessed(
    store: Store, configuration: Configuration, plan: PlanGraph, round_: Round, *, sees_drafts: bool
) -> Assessed:
    """Give a round as it stands, with what a plan, with the links of knowledge, says of its questions.

    Raises
    ------
    AssessmentError
        Where the questions of its year, or the weights of its cohort, are no longer known.
    """
    known = instruments(configuration)
    slug = plan.info.slug
    answers = await store.assessments.answers(slug, round_.year)
    survey = await store.assessments.survey(slug, round_.year)
    meetings = await store.meetings.all(slug)
    rounds = await readable_rounds(store, slug, sees_drafts=sees_drafts)
    earlier = next((each for each in rounds if each.year < round_.year), None)
    previous = None
    if earlier is not None:
        previous = _alone(known, earlier, await store.assessments.answers(slug, earlier.year))
    cohort = cohort_result(round_.year, round_.cohort)
    before = {each.question.code: each.score for each in previous.asked if each.score is not None} if previous else {}
    instrument = of_year(known, round_.year)
    made = sheet(
        round_,
        instrument,
        answers,
        proposals=proposals(plan, instrument, round_.year, meetings),
        surveyed=surveyed(survey),
        previous=before,
        usual=cohort.parts if cohort else {},
    )
    return Assessed(
        sheet=made,
        previous=previous,
        cohort=cohort,
        checks=checks(made, plan, survey, meetings),
        raising=raising(made, plan),
    )


def _alone(known: Mapping[int, Instrument], round_: Round, answers: Iterable[Answer]) -> Sheet | None:
    """A round by itself; None where what it asked is no longer known."""
    if round_.year not in known or round_.cohort not in known[round_.year].cohorts:
        return None
    return sheet(round_, known[round_.year], answers)


class Indexed(msgspec.Struct, frozen=True, kw_only=True):
    """A published round of a plan, and its index."""

    slug: str
    round: Round
    index: Fraction | None
    """None where a question has no score, or where what was asked is no longer known."""


async def indexed(store: Store, configuration: Configuration, slugs: Collection[str]) -> tuple[Indexed, ...]:
    """Give the published rounds of some plans with their indices, by slug and year."""
    known = instruments(configuration)
    made = []
    for slug, round_, answers in await store.assessments.published(slugs):
        found = _alone(known, round_, answers)
        made.append(Indexed(slug=slug, round=round_, index=found.index if found else None))
    return tuple(made)


def unanswered(
    configuration: Configuration,
    plan: PlanGraph,
    year: int | None = None,
    cohort: str | None = None,
    meetings: Sequence[Meeting] = (),
) -> tuple[Assessed, int]:
    """Give the questions as nobody has answered them yet, and the year whose rows answer them.

    Where no year is named it is the plan's last one, and the questions are the last that are known up to it. Where no
    cohort is named it is the one that the region was in when its results were public last, or else the one that is
    asked the most.

    Raises
    ------
    AssessmentError
        Where the year is not known, or has no such cohort.
    """
    known = instruments(configuration)
    years = [one.year for each in plan.programs() for one in each.years]
    rows = year or max(years, default=plan.info.end_year)
    asked = [each for each in known if known[each].questions]
    instrument = asking(known, year or max((each for each in asked if each <= rows), default=min(asked)))
    chosen = cohort or cohort_of(plan, instrument) or _most_asked(instrument)
    usual = cohort_result(instrument.year, chosen)
    made = sheet(
        Round(year=instrument.year, stage=RoundStage.ANNUAL, cohort=chosen),
        instrument,
        (),
        proposals=proposals(plan, instrument, rows, meetings),
        usual=usual.parts if usual else {},
    )
    found = checks(made, plan, (), meetings, year=rows)
    return Assessed(sheet=made, previous=None, cohort=usual, checks=found, raising=raising(made, plan)), rows


def cohort_of(plan: PlanGraph, instrument: Instrument) -> str | None:
    """The cohort that a plan's region was in when its results were public last; None where that is not known."""
    region = plan.info.region_name.casefold()
    own = (each.cohort for each in results() if each.region.casefold() == region and each.cohort in instrument.cohorts)
    return next(reversed(tuple(own)), None)


def _most_asked(instrument: Instrument) -> str:
    """The cohort with the most parts, so that no question is left out."""
    return max(instrument.cohorts, key=lambda name: len(instrument.cohorts[name].weights))
