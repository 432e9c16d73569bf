"""A round of the yearly evaluation as a workbook and as a document: what they hold, and in which order."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import docx
import openpyxl
import pytest

from acts import Assessed, unanswered
from graph.agreement import Task
from graph.export import FileFormat
from graph.masterplan import Document as Evidence
from graph.record import Answer
from graph.snapshot import PlanGraph
from rules.assessment import checks, raising, sheet
from rules.configuration import DEFAULT
from service.report.document import Block, Grid, Heading, Paragraph
from service.report.evaluation import evaluation_document
from service.report.evaluation_book import evaluation_book
from service.report.files import round_file
from tests.example import example_evaluation

FILES = tuple(
    Evidence(name=name, size=7, sha256=digit * 64, place=f"arsip/{name}")
    for name, digit in (("a.pdf", "a"), ("b.pdf", "b"))
)
SAID = (
    Answer(year=2023, question="P001", self_score=Decimal("2.5"), note="=1+1", evidence=FILES),
    Answer(year=2023, question="P004", assessor_scores=(Decimal(3), Decimal("3.5"))),
)
ASKED_FOR = Task(
    title="Himpun bukti CSR", opd="opd/tidak-ada", first_due=date(2023, 9, 1), about="evaluation/2023/P012",
    made_at=datetime(2023, 7, 1, tzinfo=UTC),
)  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> PlanGraph:
    return example_evaluation().plan


@pytest.fixture(scope="module")
def made(plan: PlanGraph) -> Assessed:
    """The example's round of 2023 with two answers."""
    empty, _ = unanswered(DEFAULT, plan, 2023)
    now = sheet(empty.sheet.round, empty.sheet.instrument, SAID)
    return Assessed(sheet=now, previous=None, cohort=empty.cohort, checks=checks(now, plan), raising=raising(now, plan))


def rows(book: bytes, name: str) -> list[dict[str, Any]]:
    heading, *found = openpyxl.load_workbook(io.BytesIO(book))[name].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in found]


def test_the_workbook_holds_every_question_in_its_order_with_all_evidence(plan: PlanGraph, made: Assessed) -> None:
    book = evaluation_book(plan, made, [ASKED_FOR])
    questions = rows(book, "pertanyaan")
    assert [each["kode"] for each in questions] == [each.question.code for each in made.sheet.asked]
    first, fourth = questions[0], questions[3]
    assert (first["nilai"], first["dasar nilai"], first["bukti dukung"]) == (2.5, "nilai mandiri", "a.pdf; b.pdf")
    assert first["catatan"] == "'=1+1"
    assert (fourth["nilai"], fourth["nilai asesor"], fourth["nilai mandiri"]) == (3.25, "3; 3.5", None)
    assert questions[1]["nilai"] is None
    assert [(each["kode"], each["nama berkas"], each["SHA-256"], each["letak berkas"])
            for each in rows(book, "bukti")] == [
        ("P001", "a.pdf", "a" * 64, "arsip/a.pdf"), ("P001", "b.pdf", "b" * 64, "arsip/b.pdf"),
    ]  # fmt: skip
    [task] = rows(book, "rekomendasi")
    assert (task["perihal"], task["perangkat daerah"], task["batas waktu"]) == ("P012", "opd/tidak-ada", "2023-09-01")
    *parts, whole = rows(book, "bagian")
    assert sum(each["bobot (%)"] for each in parts) == 100
    assert (whole["nilai"], whole["terjawab"]) == (None, 2)
    assert book == evaluation_book(plan, made, [ASKED_FOR])


def test_the_workbook_of_a_plan_shows_the_rows_that_propose_a_score(plan: PlanGraph) -> None:
    empty, _ = unanswered(DEFAULT, plan)
    book = evaluation_book(plan, empty)
    proposed = [each for each in rows(book, "usulan") if each["kode"] == "P013"]
    [asked] = [each for each in empty.sheet.asked if each.question.code == "P013"]
    assert asked.proposal
    assert [each["simpul (id)"] for each in proposed] == [row.node for row in asked.proposal.rows]
    first = next(each["pertanyaan"] for each in rows(book, "pertanyaan") if each["kode"] == "P116")
    assert first.endswith(f": {empty.sheet.instrument.questions[-6].text}")
    assert len({each["pertanyaan"] for each in rows(book, "pertanyaan")}) == len(empty.sheet.asked)
    assert rows(book, "bukti") == rows(book, "rekomendasi") == []


def of(blocks: Sequence[Block], kind: type[Any]) -> list[Any]:
    return [each for each in blocks if isinstance(each, kind)]


def test_the_report_says_where_the_round_stands_and_shows_every_question_by_part(
    plan: PlanGraph, made: Assessed
) -> None:
    document = evaluation_document(plan, made, [ASKED_FOR])
    headings = [each.text for each in of(document.blocks, Heading)]
    parts = [made.sheet.instrument.parts[each.id].id for each in made.sheet.parts]
    assert headings == [
        *("Ringkasan", "Yang paling menaikkan indeks", "Yang perlu diperiksa sebelum dinilai", "Rekomendasi asesor"),
        *parts,
    ]
    assert of(document.blocks, Paragraph)[0].text.startswith("Indeks Pencapaian belum lengkap: perkiraan ")
    grids = of(document.blocks, Grid)
    shown = [row[0] for grid in grids[-len(parts) :] for row in grid.rows]
    assert sorted(shown) == sorted(each.question.code for each in made.sheet.asked)
    first = next(row for grid in grids for row in grid.rows if row[0] == "P001" and len(row) == 5)
    assert first[2:4] == ("2,50 (nilai mandiri)", "a.pdf (arsip/a.pdf); b.pdf (arsip/b.pdf)")
    assert sum(abs(sum(grid.widths) - 1) > 1e-9 for grid in grids) == 0


def test_a_whole_round_has_an_index_and_nothing_left_to_raise(plan: PlanGraph, made: Assessed) -> None:
    said = [Answer(year=2023, question=each.question.code, self_score=Decimal(4)) for each in made.sheet.asked]
    whole = sheet(made.sheet.round, made.sheet.instrument, said)
    before = sheet(
        made.sheet.round, made.sheet.instrument, [*said[1:], Answer(year=2023, question="P001", self_score=Decimal(3))]
    )
    done = Assessed(sheet=whole, previous=before, cohort=None, checks=(), raising=raising(whole, plan))
    assert done.improvement == Fraction(1, 50)
    document = evaluation_document(plan, done)
    assert of(document.blocks, Paragraph)[0].text == "Indeks Pencapaian 4,00 dari 4."
    assert "Yang paling menaikkan indeks" not in [each.text for each in of(document.blocks, Heading)]


def test_the_report_is_written_as_word_and_pdf(plan: PlanGraph, made: Assessed) -> None:
    word = docx.Document(io.BytesIO(round_file(plan, made, [ASKED_FOR], FileFormat.DOCX)))
    assert any("Himpun bukti CSR" in cell.text for table in word.tables for cell in table.column_cells(0))
    assert round_file(plan, made, [ASKED_FOR], FileFormat.PDF).startswith(b"%PDF-")
