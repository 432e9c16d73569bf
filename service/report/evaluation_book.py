"""Evaluation book: a round of the yearly evaluation as a workbook, in the order of its questions, with all evidence."""

from collections.abc import Iterator, Sequence

from acts import Assessed
from graph.agreement import Task
from graph.export import Cell, Table
from graph.export.sheets import workbook
from graph.export.table import text_cell
from graph.snapshot import PlanGraph
from graph.vocabulary import called
from rules.assessment import Asked
from service.report.evaluation_rows import basis_name, question_text, two
from service.report.rows import label

Rows = Iterator[tuple[Cell, ...]]


def evaluation_book(plan: PlanGraph, made: Assessed, recommended: Sequence[Task] = ()) -> bytes:
    """Give a round as a workbook: questions, evidence, what the plan proposes, parts, checks, recommendations."""
    asked = made.sheet.asked
    tables = (
        Table(name="pertanyaan", headings=_QUESTION, rows=list(_questions(plan, made))),
        Table(name="bukti", headings=_EVIDENCE, rows=list(_evidence(plan, asked))),
        Table(name="usulan", headings=("kode", "simpul (id)", "nama", "kata rencana"), rows=list(_rows(plan, asked))),
        Table(name="bagian", headings=_PART, rows=list(_parts(made))),
        Table(name="pemeriksaan", headings=("pemeriksaan", "pertanyaan", "simpul (id)"), rows=list(_checks(made))),
        Table(name="rekomendasi", headings=_RECOMMENDED, rows=list(_recommended(plan, recommended))),
    )
    return workbook(tables)


_QUESTION = (
    *("kode", "bagian", "unsur", "pertanyaan", "bukti yang diminta"),
    *("nilai", "dasar nilai", "nilai mandiri", "nilai asesor", "catatan", "bukti dukung"),
    *("usulan nilai", "alasan usulan", "jawaban survei", "rata-rata survei"),
    *("perkiraan", "dasar perkiraan", "kenaikan indeks", "yang mengerjakan"),
)


def _questions(plan: PlanGraph, made: Assessed) -> Rows:
    raising = {each.asked.question.code: each for each in made.raising}
    instrument = made.sheet.instrument
    for each in made.sheet.asked:
        question, answer, proposal, survey = each.question, each.answer, each.proposal, each.surveyed
        raised = raising.get(question.code)
        yield (
            question.code,
            instrument.parts[each.part].id,
            text_cell(instrument.elements[question.element].name),
            text_cell(question_text(plan, question)),
            text_cell(question.evidence),
            two(each.score),
            basis_name(each.basis),
            float(answer.self_score) if answer and answer.self_score is not None else None,
            _text("; ".join(str(score) for score in answer.assessor_scores) if answer else ""),
            _text(answer.note if answer else ""),
            _text("; ".join(file.name for file in answer.evidence) if answer else ""),
            two(proposal.score) if proposal else None,
            text_cell(proposal.reason.id) if proposal else None,
            survey.count if survey else None,
            two(survey.score) if survey else None,
            two(each.expected),
            basis_name(each.expected_basis),
            round(float(raised.gain), 4) if raised else None,
            _text(", ".join(label(plan, id_) or id_ for id_ in raised.opds) if raised else ""),
        )


_EVIDENCE = ("kode", "pertanyaan", "nama berkas", "ukuran (bita)", "SHA-256", "letak berkas")


def _evidence(plan: PlanGraph, asked: Sequence[Asked]) -> Rows:
    for each in asked:
        for file in each.answer.evidence if each.answer else ():
            texts = (question_text(plan, each.question), file.name)
            yield each.question.code, *map(text_cell, texts), file.size, file.sha256, text_cell(file.place)


def _rows(plan: PlanGraph, asked: Sequence[Asked]) -> Rows:
    for each in asked:
        for row in each.proposal.rows if each.proposal else ():
            node = plan.nodes.get(row.node)
            name = node.label if node else row.node
            yield each.question.code, text_cell(row.node), text_cell(name), text_cell(row.said.id)


_PART = ("bagian", "bobot (%)", "pertanyaan", "terjawab", "nilai", "terendah", "perkiraan", "tertinggi")


def _parts(made: Assessed) -> Rows:
    sheet = made.sheet
    for part in sheet.parts:
        scores = map(two, (part.score, part.low, part.likely, part.high))
        yield sheet.instrument.parts[part.id].id, float(part.weight), part.questions, part.answered, *scores
    whole = map(two, (sheet.index, sheet.low, sheet.likely, sheet.high))
    yield "Indeks Pencapaian", 100.0, len(sheet.asked), sheet.answered, *whole


def _checks(made: Assessed) -> Rows:
    for each in made.checks:
        yield text_cell(each.message.id), _text(", ".join(each.questions)), _text("; ".join(each.nodes))


_RECOMMENDED = ("perihal", "rekomendasi", "perangkat daerah", "batas waktu", "keadaan", "bukti")


def _recommended(plan: PlanGraph, tasks: Sequence[Task]) -> Rows:
    for each in tasks:
        question = each.about.partition("/")[2].partition("/")[2]
        due = each.due.isoformat() if each.due else None
        opd = label(plan, each.opd) or each.opd
        standing = called(each.standing).id
        yield question or None, text_cell(each.title), text_cell(opd), due, standing, _text(each.evidence)


def _text(text: str) -> Cell:
    return text_cell(text) if text else None
