"""Evaluation rows: a round of the yearly evaluation in plain values, for JSON and CSV."""

from fractions import Fraction

from acts import Assessed
from graph.masterplan import Document
from graph.snapshot import PlanGraph
from graph.vocabulary import called
from rules.assessment import Asked, Basis, Check, Part, Question, Raise, rounded
from rules.assessment import Row as NodeRow
from service.report.rows import Row, label


def evaluation_row(plan: PlanGraph, made: Assessed, rows_of: int) -> Row:
    """A round in plain values; OPDs by their short names, nodes by their ids; what is not known is None.

    ``rows_of`` is the year of the plan's rows that answer the questions.
    """
    sheet, cohort = made.sheet, made.cohort
    index = sheet.likely if sheet.index is None else sheet.index
    return {
        "plan": plan.info.slug,
        "revision": plan.revision,
        "year": sheet.round.year,
        "rowsOf": rows_of,
        "cohort": sheet.round.cohort,
        "standing": str(sheet.round.standing) if sheet.round.made_at else None,
        "index": two(sheet.index),
        "low": two(sheet.low),
        "likely": two(sheet.likely),
        "high": two(sheet.high),
        "previousIndex": two(made.previous.index) if made.previous else None,
        "improvement": two(made.improvement),
        "cohortComparison": {
            "year": cohort.year,
            "regions": cohort.regions,
            "mean": two(cohort.mean),
            "median": float(cohort.median),
            "best": float(cohort.best),
            "rank": cohort.rank(rounded(index)),
        }
        if cohort
        else None,
        "parts": [_part(made, each) for each in sheet.parts],
        "questions": [question_row(made, each) for each in sheet.asked],
        "raising": [_raise(plan, each) for each in made.raising],
        "checks": [_check(each) for each in made.checks],
    }


def question_row(made: Assessed, asked: Asked) -> Row:
    """A question with what was said of it and what is proposed, in plain values."""
    question, answer, survey, proposal = asked.question, asked.answer, asked.surveyed, asked.proposal
    element = made.sheet.instrument.elements[question.element]
    return {
        "code": question.code,
        "part": asked.part,
        "element": element.name,
        "element_en": element.name_en,
        "dimension": question.dimension or None,
        "name": question.name,
        "name_en": question.name_en,
        "text": question.text,
        "text_en": question.text_en,
        "evidenceWanted": question.evidence,
        "evidenceWanted_en": question.evidence_en,
        "score": two(asked.score),
        "basis": str(asked.basis),
        "selfScore": float(answer.self_score) if answer and answer.self_score is not None else None,
        "assessorScores": [float(each) for each in answer.assessor_scores] if answer else [],
        "note": answer.note if answer else "",
        "evidence": [_document(each) for each in answer.evidence] if answer else [],
        "surveyCount": survey.count if survey else None,
        "surveyScore": two(survey.score) if survey else None,
        "expected": two(asked.expected),
        "expectedBasis": str(asked.expected_basis),
        "proposal": {
            "score": two(proposal.score),
            "reason": proposal.reason.id,
            "reason_en": proposal.reason.en,
            "rows": [_node(each) for each in proposal.rows],
        }
        if proposal
        else None,
    }


def question_text(plan: PlanGraph, question: Question) -> str:
    """The question, with the dimension that it is about: the same is asked of each."""
    node = plan.nodes.get(f"dimension/{question.dimension}")
    return f"{node.label}: {question.text}" if node else question.text


def basis_name(basis: Basis) -> str:
    """What a score rests on, as people call it."""
    return called(basis, "ScoreBasis").id


def two(value: Fraction | None) -> float | None:
    """A score or an index as it is shown: with two decimals."""
    return None if value is None else float(rounded(value))


def _part(made: Assessed, part: Part) -> Row:
    name = made.sheet.instrument.parts[part.id]
    return {
        "part": part.id,
        "name": name.id,
        "name_en": name.en,
        "weight": float(part.weight),
        "questions": part.questions,
        "answered": part.answered,
        "score": two(part.score),
        "low": two(part.low),
        "likely": two(part.likely),
        "high": two(part.high),
    }


def _raise(plan: PlanGraph, found: Raise) -> Row:
    return {
        "question": found.asked.question.code,
        "gain": round(float(found.gain), 4),
        "opds": [label(plan, id_) for id_ in found.opds],
    }


def _check(check: Check) -> Row:
    return {
        "kind": str(check.kind),
        "message": check.message.id,
        "message_en": check.message.en,
        "questions": list(check.questions),
        "nodes": list(check.nodes),
    }


def _document(document: Document) -> Row:
    return {"name": document.name, "size": document.size, "sha256": document.sha256, "place": document.place}


def _node(row: NodeRow) -> Row:
    return {"node": row.node, "text": row.said.id, "text_en": row.said.en, "runs": row.runs}
