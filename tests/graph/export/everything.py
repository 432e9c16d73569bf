"""Everything: a small plan with every kind of node and link, and something in every field that a record has."""

from typing import Final

from graph.change import Contents
from graph.model import (
    AnyNode,
    Asset,
    AssetKind,
    DependencyKind,
    Dimension,
    DimensionLevel,
    Direction,
    FieldRole,
    Indicator,
    IndicatorYear,
    Level,
    Link,
    LinkKind,
    Mark,
    MarkCode,
    Measure,
    Money,
    Objective,
    ObjectiveLevel,
    Opd,
    Origin,
    Partner,
    PartnerCall,
    PartnerKind,
    Program,
    ProgramYear,
    Standing,
    Theme,
    ThemeRole,
)

_MARK: Final = Mark(
    code=MarkCode.UNREAD_NUMBER,
    message='Angka "1,5 M" tidak terbaca; dibiarkan seperti tertulis.',
    file="renja; 2025.csv",
    row=7,
    column="pagu",
    value="1,5 M",
)
_ABOUT: Final = {"marks": (_MARK,), "source": "Renja 2025, hlm. 3"}
SUB_ACTIVITY: Final = "program/dkk/1.02.02.2.02.0004"

_NODES: Final[tuple[AnyNode, ...]] = (
    Dimension(
        id="dimension/smart-living",
        code="SL",
        level=DimensionLevel.DIMENSION,
        name="Smart Living",
        name_en="Smart living",
        description="Hunian & kesehatan <kota>",
        **_ABOUT,
    ),
    Dimension(id="dimension/smart-living-1", code="SL-1", level=DimensionLevel.SUB_DIMENSION, name="Kesehatan"),
    Objective(
        id="objective/s1",
        level=ObjectiveLevel.OUTCOME,
        text="=Meningkatnya derajat kesehatan",
        code="1.10",
        priority=True,
        **_ABOUT,
    ),
    Objective(id="objective/t1", level=ObjectiveLevel.GOAL, text="Masyarakat sehat"),
    Indicator(
        id="indicator/stunting",
        name="Prevalensi stunting",
        unit="%",
        direction=Direction.DOWN,
        baseline=Measure(text="21,4", low=21.4, high=21.4),
        end_target=Measure(text="10-14", low=10.0, high=14.0),
        years=(
            IndicatorYear(
                year=2025, target=Measure(text="WTP"), realised=Measure(text="18,9", low=18.9, high=18.9), quarter=2
            ),
            IndicatorYear(year=2026, target=Measure(text="16", low=16.0, high=16.0)),
        ),
        **_ABOUT,
    ),
    Program(
        id=SUB_ACTIVITY,
        level=Level.SUB_ACTIVITY,
        name="Pengelolaan Pelayanan Kesehatan Balita",
        code="1.02.02.2.02.0004",
        written_code="1.02.02.2.02.04",
        nomenclature="900.1.15.5-3406",
        years=(
            ProgramYear(
                year=2025,
                budget=Money(text="250.000.000", amount=250_000_000),
                spent=Money(text="1,5 M"),
                quarter=3,
            ),
            ProgramYear(year=2026, budget=Money(text="9" * 15, amount=10**15 - 1, plausible=False)),
        ),
        period_budget=Money(text="1.250.000.000", amount=1_250_000_000),
        location="Semua kecamatan",
        beneficiaries="Balita",
        tags=("STUNTING", "'kutip"),
        **_ABOUT,
    ),
    Program(id="program/dkk/1.02.02", level=Level.PROGRAM, name="-Program Kesehatan", code="1.02.02"),
    Program(id="program/dpu/air", level=Level.PROGRAM, name='Air "bersih"; \\N\n-> x'),
    Opd(
        id="opd/dkk",
        name="Dinas Kesehatan",
        short_name="DKK",
        aliases=("Dinas Kesehatan Kota",),
        mandates=("1.02", "2.14"),
        **_ABOUT,
    ),
    Opd(id="opd/dpu", name="Dinas Pekerjaan Umum", short_name="DPU"),
    Partner(
        id="partner/universitas",
        name="Universitas Negeri",
        partner_kind=PartnerKind.UNIVERSITY,
        written_kind="perguruan tinggi",
        aliases=("UN",),
        **_ABOUT,
    ),
    Asset(id="asset/data-balita", name="Data balita", asset_kind=AssetKind.DATASET, **_ABOUT),
    Theme(
        id="theme/stunting",
        name="Penurunan stunting",
        name_en="Stunting",
        reason="Perpres 72/2021",
        roles=(FieldRole(field="1.02", role=ThemeRole.LEAD, reason="gizi"),),
        partners=(PartnerCall(partner_kind=PartnerKind.UNIVERSITY, words=("gizi", "balita"), reason="riset"),),
        team="TPPS",
        team_source="Perpres 72/2021 pasal 15",
        words=("stunting", "tengkes"),
        **_ABOUT,
    ),
)

_LINKS: Final = (
    Link(kind=LinkKind.LEADS, source_id="opd/dkk", target_id=SUB_ACTIVITY),
    Link(kind=LinkKind.LEADS, source_id="opd/dpu", target_id="program/dpu/air", standing=Standing.REJECTED),
    Link(kind=LinkKind.SUPPORTS, source_id="partner/universitas", target_id=SUB_ACTIVITY, source="Nota 2025"),
    Link(kind=LinkKind.CONTAINS, source_id="program/dkk/1.02.02", target_id=SUB_ACTIVITY),
    Link(kind=LinkKind.CONTAINS, source_id="dimension/smart-living", target_id="dimension/smart-living-1"),
    Link(kind=LinkKind.CONTAINS, source_id="objective/t1", target_id="objective/s1"),
    Link(kind=LinkKind.CONTRIBUTES, source_id=SUB_ACTIVITY, target_id="dimension/smart-living-1", weight=-2.5),
    Link(kind=LinkKind.CONTRIBUTES, source_id=SUB_ACTIVITY, target_id="theme/stunting"),
    Link(
        kind=LinkKind.DEPENDS_ON,
        source_id=SUB_ACTIVITY,
        target_id="program/dpu/air",
        origin=Origin.INFERRED,
        confidence=0.7,
        weight=0.5,
        dependency=DependencyKind.INFRASTRUCTURE,
        lag_months=3,
        reason="=Air bersih lebih dulu",
        source="Rapat koordinasi",
        entry="air-sebelum-gizi",
        standing=Standing.CONFIRMED,
        marks=(_MARK,),
    ),
    Link(
        kind=LinkKind.DEPENDS_ON,
        source_id=SUB_ACTIVITY,
        target_id="program/dpu/air",
        dependency=DependencyKind.LAND,
    ),
    Link(kind=LinkKind.ALIGNS, source_id=SUB_ACTIVITY, target_id="objective/s1"),
    Link(kind=LinkKind.MEASURES, source_id="indicator/stunting", target_id="objective/s1"),
    Link(kind=LinkKind.PRODUCES, source_id=SUB_ACTIVITY, target_id="asset/data-balita"),
    Link(kind=LinkKind.USES, source_id="program/dpu/air", target_id="asset/data-balita"),
)

EVERYTHING: Final = Contents(
    nodes={node.id: node for node in _NODES},
    links={link.id: link for link in _LINKS},
)
"""The plan; texts in it are those that spreadsheets, XML and DOT take for something else."""
