"""Review rows: a review in plain values, for JSON."""

from collections.abc import Sequence

from graph.snapshot import PlanGraph
from rules.review import Alignment, Outside, Review, Reviewed, ReviewedYear, ReviewLevel
from service.report.rows import Row, label


def review_row(
    plan: PlanGraph, review: Review, years: Sequence[ReviewedYear] = (), before: Review | None = None
) -> Row:
    """A review in plain values; OPDs by their short names, other nodes by their ids; what was not read is None.

    ``before`` is that of an earlier revision, to compare with.
    """
    return {
        "plan": plan.info.slug,
        "revision": review.revision,
        **_alignment(review.alignment),
        "verdict": review.verdict.id,
        "verdict_en": review.verdict.en,
        "budget": review.budget,
        "spent": review.spent,
        "dimensions": [_row(plan, each) for each in review.dimensions],
        "missions": [_row(plan, each) for each in review.missions],
        "objectives": [_row(plan, each) for each in review.objectives],
        "opds": [_row(plan, each) for each in review.opds],
        "outside": _outside(review.outside),
        "outsideMissions": _outside(review.outside_missions),
        "proposals": [
            {
                "objective": each.objective,
                "mission": each.mission or None,
                "reason": each.reason.id,
                "reason_en": each.reason.en,
            }
            for each in review.proposals
        ],
        "years": [_year(plan, each) for each in years],
        "since": {"revision": before.revision, **_figures(before)} if before else None,
        "remarks": [each.id for each in review.remarks],
        "remarks_en": [each.en for each in review.remarks],
    }


def _row(plan: PlanGraph, row: Reviewed) -> Row:
    is_whole = row.level is ReviewLevel.DIMENSION
    below: Row = {"subDimensions": [_row(plan, each) for each in row.below]} if is_whole else {}
    return {
        "id": row.id,
        "code": row.code,
        "name": row.name.id,
        "name_en": row.name.en,
        **_alignment(row.alignment),
        "verdict": row.verdict.id,
        "verdict_en": row.verdict.en,
        "missing": [each.id for each in row.missing],
        "missing_en": [each.en for each in row.missing],
        "budget": row.budget,
        "spent": row.spent,
        "works": len(row.works),
        "opds": [label(plan, id_) for id_ in row.opds],
        "objectives": list(row.objectives),
        "masterplan": {
            "programs": list(row.promised),
            "uncarried": list(row.uncarried),
            "unready": list(row.unready),
        },
        "indicators": {"judged": len(row.judged), "behind": list(row.behind)},
        **below,
    }


def _alignment(alignment: Alignment) -> Row:
    return {
        "index": alignment.index,
        "parts": {
            part.part.value: {"score": part.score, "done": part.done, "open": part.open} for part in alignment.parts
        },
    }


def _outside(outside: Outside) -> Row:
    return {"budget": outside.budget, "office": outside.office, "works": list(outside.works)}


def _year(plan: PlanGraph, year: ReviewedYear) -> Row:
    return {
        "year": year.year,
        "reading": year.reading.value,
        "opds_read": [label(plan, id_) for id_ in year.read],
        "opds_unread": [label(plan, id_) for id_ in year.unread],
        **_figures(year.review),
        "compared": _figures(year.compared) if year.compared else None,
    }


def _figures(review: Review | None) -> Row:
    """What years are compared by."""
    return {
        "index": review.index if review else None,
        "budget": review.budget if review else None,
        "spent": review.spent if review else None,
        "dimensions": [
            {"code": each.code, "index": each.index, "budget": each.budget}
            for each in (review.dimensions if review else ())
        ],
        "outside": {"budget": review.outside.budget if review else None},
    }
