"""The programs of a masterplan come out as one table, and read back it changes nothing."""

from pathlib import Path

import pytest

from graph.change import Contents
from graph.export import FileFormat, What, export_of
from graph.intake import compare
from graph.intake.cells import measure
from graph.masterplan import (
    Document,
    FundSource,
    MasterplanFund,
    MasterplanOrigin,
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
from graph.model import (
    Indicator,
    IndicatorYear,
    Level,
    Link,
    LinkKind,
    Masterplan,
    MasterplanProgram,
    Money,
    Objective,
    ObjectiveLevel,
    Opd,
    Partner,
    PartnerKind,
    Program,
)
from graph.reference import framework
from graph.snapshot import PlanGraph, PlanInfo
from rules.engine import evaluate
from service.report.files import evaluation_file

INFO = PlanInfo(slug="kota", title="Kota", region_code="00.00", region_name="Kota", start_year=2024, end_year=2029)
ID = "masterplan_program/smart-city/gas-metan"
NODES = (
    *framework()[0],
    Opd(id="opd/dlh", name="Dinas Lingkungan Hidup", short_name="DLH", mandates=("2.11",)),
    Opd(id="opd/dkk", name="Dinas Kesehatan Kota", short_name="DKK", mandates=("1.02",)),
    Partner(id="partner/kampus", name="Kampus", partner_kind=PartnerKind.UNIVERSITY),
    Program(id="program/dlh/2.11.11", level=Level.PROGRAM, name="Persampahan", code="2.11.11"),
    Objective(id="objective/s1", level=ObjectiveLevel.OUTCOME, text="Kota bersih", code="S1"),
    Masterplan(id="masterplan/smart-city", name="Smart City"),
    MasterplanProgram(
        id=ID,
        name="Gas metan",
        code="1.2",
        description="Gas TPA untuk memasak",
        program_origin=MasterplanOrigin.RENSTRA,
        term=Term.MEDIUM,
        start_year=2025,
        end_year=2026,
        years=(
            MasterplanYear(year=2025, target=measure("50"), progress=Progress.RUNNING),
            MasterplanYear(year=2026, realised=measure("60")),
        ),
        funds=(
            MasterplanFund(year=2025, fund=FundSource.APBD, budget=Money(text="1000", amount=1000)),
            MasterplanFund(year=2026, fund=FundSource.APBD, budget=Money(text="2000", amount=2000)),
            MasterplanFund(year=2026, fund=FundSource.GRANT, budget=Money(text="500", amount=500), giver="ICLEI"),
        ),
        readiness=(
            Readiness(aspect=ReadinessAspect.REGULATION, state=ReadinessState.PARTLY, note="Perwali 3"),
            Readiness(aspect=ReadinessAspect.INFRASTRUCTURE, state=ReadinessState.MISSING),
            Readiness(aspect=ReadinessAspect.PEOPLE, state=ReadinessState.NOT_NEEDED),
        ),
        risks=(Risk(text="Pipa bocor", severity=RiskLevel.HIGH, response="Uji"), Risk(text="Bau")),
        evidence=(
            Document(name="Foto", size=12, sha256="a" * 64, place="rak 3"),
            Document(name="https://x.id/a.pdf", place="https://x.id/a.pdf"),
        ),
        quick_win=True,
        criteria=(
            QuickWinAnswer(criterion=QuickWinCriterion.FORMULATION, met=True, note="SK"),
            QuickWinAnswer(criterion=QuickWinCriterion.RISK_MANAGEMENT, met=False),
        ),
        written_partners=("PKK",),
        source="Buku 2",
    ),
    MasterplanProgram(id="masterplan_program/smart-city/pos", name="Pos", written_lead="Bagian Umum", source="Buku 2"),
    Indicator(
        id="indicator/smart-city/gas-metan/rumah",
        name="Rumah",
        unit="unit",
        source="Buku 2",
        baseline=measure("5"),
        years=(IndicatorYear(year=2026, realised=measure("50")),),
    ),
)
TIES = (
    *((LinkKind.CONTAINS, "masterplan/smart-city", each) for each in (ID, "masterplan_program/smart-city/pos")),
    *((LinkKind.ALIGNS, ID, each) for each in ("dimension/SEN-3", "dimension/SG", "objective/s1")),
    (LinkKind.ALIGNS, "program/dlh/2.11.11", ID),
    (LinkKind.LEADS, "opd/dlh", ID),
    (LinkKind.LEADS, "opd/dlh", "program/dlh/2.11.11"),
    (LinkKind.SUPPORTS, "opd/dkk", ID),
    (LinkKind.SUPPORTS, "partner/kampus", ID),
    (LinkKind.MEASURES, "indicator/smart-city/gas-metan/rumah", ID),
)
LINKS = (*framework()[1], *(Link(kind=kind, source_id=one, target_id=other) for kind, one, other in TIES))
PLAN = Contents(nodes={each.id: each for each in NODES}, links={each.id: each for each in LINKS})


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_table_read_back_changes_nothing(tmp_path: Path, ending: str) -> None:
    wanted = export_of(What.MASTERPLAN, FileFormat(ending))
    file = evaluation_file(evaluate(PlanGraph(INFO, 1, PLAN)), wanted)
    path = tmp_path / f"masterplan.{ending}"
    path.write_bytes(file.data)
    shown = compare(PLAN, [path])
    assert shown.importable
    sources = {each.id for each in shown.only_source}
    assert [(each.label, each.fields) for each in shown.changed if each.id not in sources] == []
    assert {getattr(each, "id", "") for each in (*shown.new, *shown.gone)} == set()
