"""The review and the masterplan as documents: what they hold, in which order, and what is missing said."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx
import pptx
import pytest
from msgspec.structs import replace

from graph.change import PutLink, PutNode
from graph.intake import read_files
from graph.masterplan import (
    FundSource,
    Masterplan,
    MasterplanFund,
    MasterplanOrigin,
    MasterplanProgram,
    MasterplanYear,
    Progress,
    QuickWinAnswer,
    QuickWinCriterion,
    Readiness,
    ReadinessAspect,
    ReadinessState,
    Risk,
    RiskLevel,
    Term,
)
from graph.model import Indicator, IndicatorYear, Link, LinkKind, Measure, Money, Objective, Program
from graph.snapshot import PlanGraph
from rules.engine import evaluate
from rules.knowledge import knowledge, link
from rules.review import by_year, review
from service import demo
from service.report.document import Block, Document, Facts, Grid, Heading, Paragraph, Steps
from service.report.docx import word
from service.report.masterplan import masterplan_document
from service.report.pdf import pdf
from service.report.pptx import slides
from service.report.review import review_document
from service.report.review_words import index
from tests.example import example_evaluation

TWO_YEARS = Path(__file__).parents[1] / "data/balikpapan_renja_2023_e81_sebagian.csv"
DIMENSION = "dimension/SG-1"
PROGRAM = MasterplanProgram(
    id="masterplan_program/a",
    name="Satu layanan warga",
    code="1.1",
    program_origin=MasterplanOrigin.INNOVATION,
    term=Term.SHORT,
    start_year=2024,
    end_year=2025,
    years=(MasterplanYear(year=2024, target=Measure(text="3 layanan"), progress=Progress.RUNNING),),
    funds=(MasterplanFund(year=2024, fund=FundSource.APBD, budget=Money(text="1.000", amount=1000)),),
    readiness=(Readiness(aspect=ReadinessAspect.PEOPLE, state=ReadinessState.MISSING),),
    risks=(Risk(text="Tenaga kurang", severity=RiskLevel.HIGH, response="Magang"),),
    quick_win=True,
    criteria=(QuickWinAnswer(criterion=QuickWinCriterion.BENEFIT, met=True, note="Antrean berkurang"),),
)


@pytest.fixture(scope="module")
def plan() -> PlanGraph:
    return example_evaluation().plan


def _with_masterplan(plan: PlanGraph, *programs: MasterplanProgram) -> PlanGraph:
    carrier = next(each for each in plan.of(Program) if not each.is_overhead)
    whole = Masterplan(id="masterplan/m", name="Masterplan Kota Contoh", legal_act="Perwali 1/2022", start_year=2022)
    target = IndicatorYear(year=2024, target=Measure(text="80"), realised=Measure(text="75"))
    indicator = Indicator(id="indicator/mp", name="Kepuasan warga", baseline=Measure(text="70"), years=(target,))
    ties = [Link(kind=LinkKind.MEASURES, source_id=indicator.id, target_id=programs[0].id)]
    for each in programs:
        ties.append(Link(kind=LinkKind.ALIGNS, source_id=each.id, target_id=DIMENSION))
        ties.append(Link(kind=LinkKind.CONTAINS, source_id=whole.id, target_id=each.id))
    ties.append(Link(kind=LinkKind.ALIGNS, source_id=carrier.id, target_id=programs[0].id))
    nodes = [PutNode(node=each) for each in (whole, *programs, indicator)]
    return plan.apply([*nodes, *(PutLink(link=tie) for tie in ties)])


def _review(plan: PlanGraph) -> Document:
    return review_document(replace(example_evaluation(), plan=plan), review(plan), by_year(plan))


def _texts(blocks: Sequence[Block]) -> list[str]:
    """All that is read in a document, in its order."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                found.append(block.text)
            case Steps():
                found += block.items
            case Facts():
                found += [f"{name}: {said}" for name, said in block.items]
            case Grid():
                found += [" | ".join(row) for row in block.rows]
    return found


def test_the_review_holds_the_verdict_of_each_dimension_the_weakest_first(plan: PlanGraph) -> None:
    found, document = review(plan), _review(plan)
    texts = _texts(document.blocks)
    assert texts[:2] == ["Ringkasan", found.verdict.id]
    heads = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert [head.partition(":")[0] for head in heads[1:7]] == [f"{row.code} {row.name.id}" for row in found.dimensions]
    below = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    for row in found.dimensions:
        for each in (row, *row.below):
            assert each.verdict.id in texts
            assert all(lacked.id in texts for lacked in each.missing)
        assert [head.partition(":")[0] for head in below if head.startswith(f"{row.code}-")] == [
            f"{each.code} {each.name.id}" for each in row.below
        ]
        needed = plan.get(Objective, row.objectives[0])
        assert any(line.startswith(f"{needed.text} | ") for line in texts)
    loose = plan.get(Program, found.outside.works[0])
    assert any(line.startswith(f"{loose.name} | ") for line in texts)
    assert heads[7:] == [
        "Di luar dimensi",
        "Cakupan dimensi",
        "Misi, yang terlemah lebih dahulu",
        "Sasaran, yang terlemah lebih dahulu",
        "Perangkat daerah, yang terlemah lebih dahulu",
        "Indeks keselarasan",
        "Tahun berdampingan",
        "Usulan bagi program masterplan",
        "Usulan misi bagi sasaran",
    ]


def test_what_was_not_read_is_said_in_the_review_and_is_never_zero(plan: PlanGraph) -> None:
    texts = _texts(_review(plan).blocks)
    years = [line for line in texts if line.startswith(f"{plan.info.start_year} | ")]
    assert years == [f"{plan.info.start_year} | " + " | ".join(["belum dibaca"] * 4)]
    assert any("matriks misi masih kosong" in line for line in texts)
    assert any(line.startswith("Program masterplan belum dimuat") for line in texts)
    work = {id_: node for id_, node in plan.nodes.items() if not isinstance(node, Objective | Indicator)}
    texts = _texts(_review(plan.with_nodes(work)).blocks)
    assert "Sasaran yang dilayani: belum dibaca" in texts
    assert "Indikator: tidak ada yang dapat dinilai" in texts


def test_slides_are_the_summary_and_each_dimension(plan: PlanGraph) -> None:
    deck = pptx.Presentation(io.BytesIO(slides(_review(plan))))
    titles = [slide.shapes.title.text for slide in deck.slides if slide.shapes.title]
    assert not any(title.startswith(("Misi", "Usulan misi", "Cakupan")) for title in titles)
    found = [title for title in titles if "indeks" in title and "lanjutan" not in title]
    assert len(found) == len(review(plan).dimensions)


def test_the_same_review_is_the_same_bytes(plan: PlanGraph) -> None:
    for write in (word, pdf, slides):
        assert write(_review(plan)) == write(_review(plan))


def test_the_review_sets_what_the_masterplan_promises_beside_who_carries_it(plan: PlanGraph) -> None:
    other = replace(PROGRAM, id="masterplan_program/b", name="Satu data", readiness=())
    texts = _texts(_review(_with_masterplan(plan, PROGRAM, other)).blocks)
    assert "Satu layanan warga | - | ya | belum seluruhnya" in texts
    assert "Satu data | - | belum | belum diisi" in texts
    assert "Program masterplan: 2; 1 belum diusung, 1 belum siap seluruhnya, 1 belum diisi" in texts
    assert "Program masterplan: tidak ada di sini" in texts


def test_the_review_proposes_what_becomes_of_each_masterplan_program(plan: PlanGraph) -> None:
    other = replace(PROGRAM, id="masterplan_program/b", name="Satu data")
    full = _with_masterplan(plan, PROGRAM, other)
    evaluation = evaluate(full)
    texts = _texts(review_document(evaluation, review(evaluation.plan), ()).blocks)
    listed = texts[texts.index("Usulan bagi program masterplan") :]
    assert any(line.startswith("Satu data | - | ubah | ") and "belum diusung" in line for line in listed), listed[:9]
    without = _texts(_review(plan).blocks)
    assert any(line.startswith("Program masterplan belum dimuat, sehingga penyesuaian") for line in without)


def test_the_index_of_each_dimension_stands_year_beside_year() -> None:
    contents = read_files((*demo.files(demo.FIRST), TWO_YEARS)).contents
    plan = link(PlanGraph(demo.info(demo.FIRST), 1, contents), knowledge())
    evaluation = replace(example_evaluation(), plan=plan)
    years = by_year(plan)
    texts = _texts(review_document(evaluation, review(plan), years).blocks)
    read = [each.review for each in years if each.review]
    for row in read[-1].dimensions:
        of_years = [index(next(each.index for each in found.dimensions if each.id == row.id)) for found in read]
        assert f"{row.name.id} | {' | '.join(of_years)}" in texts


def test_the_masterplan_stands_in_the_order_of_its_book(plan: PlanGraph) -> None:
    full = _with_masterplan(plan, PROGRAM)
    document = masterplan_document(full, review(full), plan)
    heads = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert document.title == "Masterplan Kota Contoh"
    assert heads == [
        "Dasar dan visi",
        "Keterkaitan dengan RPJMD",
        "Kesenjangan dan capaian",
        "Program menurut dimensi",
        "Indikator dan target",
        "Peta jalan menurut tahun",
        "Quick win",
        "Risiko",
        "Daftar perubahan",
    ]
    texts = _texts(document.blocks)
    for told in (
        "Dasar hukum: Perwali 1/2022",
        "Visi: belum diisi",
        "Satu layanan warga | Kepuasan warga | 70 | 2024: 80 | 2024: 75",
        "Satu layanan warga | - | 3 layanan | berjalan | APBD: Rp 1.000",
        "Satu layanan warga | - | - | - | -",
        "manfaat | ya | Antrean berkurang",
        "Satu layanan warga | Tenaga kurang | berat | Magang",
    ):
        assert told in texts, texts
    assert any(line.startswith("1.1 Satu layanan warga (quick win) | inovasi | - | jangka pendek") for line in texts)
    paragraphs = "\n".join(each.text for each in docx.Document(io.BytesIO(word(document))).paragraphs)
    assert all(head in paragraphs for head in heads)


def test_the_masterplan_lists_what_was_added_changed_and_taken_out(plan: PlanGraph) -> None:
    other = replace(PROGRAM, id="masterplan_program/b", name="Satu data", quick_win=False)
    before = _with_masterplan(plan, PROGRAM, other)
    changed = replace(PROGRAM, term=Term.LONG, quick_win=False, risks=())
    new = replace(PROGRAM, id="masterplan_program/c", name="Satu peta")
    after = _with_masterplan(plan, changed, new)
    texts = _texts(masterplan_document(after, review(after), before).blocks)
    listed = texts[texts.index("Daftar perubahan") + 1 :]
    assert listed[0] == f"Perubahan sejak revisi {before.revision}:"
    assert any(
        line.startswith("diubah | Satu layanan warga | jangka: jangka pendek → jangka panjang; risiko; quick win: ya")
        for line in listed
    )
    assert "dihapus | Satu data | -" in listed
    assert any(line.startswith("ditambahkan | Satu peta | kaitan baru: selaras dengan") for line in listed)


def test_a_plan_without_a_masterplan_says_so(plan: PlanGraph) -> None:
    texts = _texts(masterplan_document(plan, review(plan)).blocks)
    assert "Program masterplan belum dimuat." in texts
    assert any(line.startswith("Masterplan belum dimuat") for line in texts)
