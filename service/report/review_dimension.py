"""Review dimension: the page of one dimension in a review: its verdict, what is promised, done and missing."""

from collections.abc import Iterator, Sequence
from typing import Final

from graph.masterplan import MasterplanProgram
from graph.model import Indicator, Objective, Program
from graph.snapshot import PlanGraph
from rules.asking import shortfall
from rules.number import percent
from rules.recommend import Initiative
from rules.review import Reviewed, ReviewLevel, is_ready
from service.report import words
from service.report.document import Block, Facts, Grid, Heading, Paragraph, Steps, on_paper
from service.report.review_words import UNREAD, index, money, part_rows

MOST: Final = 8
"""Rows of a list; how many there are is said."""
MOST_INITIATIVES: Final = 3
READY: Final = {True: "siap", False: "belum seluruhnya", None: "belum diisi"}
"""How ready a masterplan program is."""


def dimension(plan: PlanGraph, row: Reviewed, initiatives: Sequence[Initiative]) -> Iterator[Block]:
    """Give the page of a dimension; slides show what the council decides on."""
    yield from _figures(plan, row)
    if row.below:
        yield Heading(text="Subdimensi", level=3)
        yield Grid(
            headings=("Subdimensi", "Indeks", "Putusan", "Pagu"),
            rows=tuple((each.name.id, index(each.index), each.verdict.id, money(each.budget)) for each in row.below),
            widths=(0.18, 0.09, 0.52, 0.21),
            numbers=frozenset({1, 3}),
        )
    yield from _recommended(plan, row, initiatives)
    yield from on_paper(_details(plan, row))


def _figures(plan: PlanGraph, row: Reviewed) -> Iterator[Block]:
    is_whole = row.level is ReviewLevel.DIMENSION
    title = f"{row.code} {row.name.id}: indeks {index(row.index)}"
    yield Heading(text=title, level=1 if is_whole else 2, on_new_page=is_whole)
    yield Paragraph(text=row.verdict.id)
    yield Facts(
        items=(
            ("Pagu", money(row.budget)),
            ("Realisasi", money(row.spent)),
            ("Pekerjaan", f"{words.count(len(row.works))} oleh {len(row.opds)} perangkat daerah"),
            ("Sasaran yang dilayani", words.count(len(row.objectives)) if plan.objectives else UNREAD),
            ("Indikator", _behind(row)),
            ("Program masterplan", _promise(plan, row)),
        )
    )
    if row.missing:
        yield Heading(text="Yang belum ada", level=3)
        yield Steps(items=tuple(each.id for each in row.missing))


def _behind(row: Reviewed) -> str:
    if not row.judged:
        return "tidak ada yang dapat dinilai"
    return f"{len(row.behind)} dari {len(row.judged)} yang dinilai tertinggal"


def _promise(plan: PlanGraph, row: Reviewed) -> str:
    if not row.promised:
        return "tidak ada di sini" if plan.masterplan_programs else "belum dimuat"
    said = (("belum diusung", row.uncarried), ("belum siap seluruhnya", row.unready), ("belum diisi", row.unsaid))
    told = ", ".join(f"{len(ids)} {what}" for what, ids in said)
    return f"{len(row.promised)}; {told}"


def _recommended(plan: PlanGraph, row: Reviewed, initiatives: Sequence[Initiative]) -> Iterator[Block]:
    """The first recommendations that serve it."""
    own = {row.id, *(each.id for each in row.below)}
    serving = [each for each in initiatives if not own.isdisjoint(each.dimensions)][:MOST_INITIATIVES]
    if serving:
        yield Heading(text="Usulan kerja bersama", level=3)
        yield Grid(
            headings=("No", "Rekomendasi", "Penanggung jawab"),
            rows=tuple((str(each.rank), each.theme_name.id, plan.nodes[each.lead].label) for each in serving),
            widths=(0.08, 0.62, 0.3),
            numbers=frozenset({0}),
        )


def _details(plan: PlanGraph, row: Reviewed) -> Iterator[Block]:
    yield Heading(text="Bagian indeks", level=3)
    yield Grid(
        headings=("Bagian", "Nilai", "Sudah", "Masih terbuka"),
        rows=tuple(part_rows(row.alignment)),
        widths=(0.46, 0.1, 0.22, 0.22),
        numbers=frozenset({1, 2, 3}),
    )
    yield Paragraph(
        text="Pekerjaan yang melayani beberapa dimensi dihitung penuh pada bagian indeks, pagunya hanya di satu "
        "dimensi. Yang masih terbuka adalah bagian yang sama rata dari yang terbuka di seluruh rencana.",
        remark=True,
    )
    needs = [plan.get(Objective, id_) for id_ in row.objectives]
    if needs:
        yield Heading(text="Sasaran yang memerlukannya", level=3)
        yield Grid(
            headings=("Sasaran", "OPD"),
            rows=tuple((each.text, _lead(plan, each.id)) for each in needs[:MOST]),
            widths=(0.8, 0.2),
        )
        yield from _of(needs, "sasaran")
    promised = [plan.get(MasterplanProgram, id_) for id_ in row.promised]
    if promised:
        yield Heading(text="Yang dijanjikan masterplan", level=3)
        yield Grid(
            headings=("Program masterplan", "OPD", "Diusung Renja", "Kesiapan"),
            rows=tuple(
                (
                    each.name,
                    _lead(plan, each.id, each.written_lead),
                    "belum" if each.id in row.uncarried else "ya",
                    READY[is_ready(each)],
                )
                for each in promised
            ),
            widths=(0.5, 0.16, 0.16, 0.18),
        )
    works = sorted((plan.get(Program, id_) for id_ in row.works), key=lambda each: (-each.last_budget, each.id))
    if works:
        yield from dearest(plan, works, "Pekerjaan terbesar")
    behind = [plan.get(Indicator, id_) for id_ in row.behind]
    if behind:
        yield Heading(text="Indikator yang tertinggal", level=3)
        yield Grid(
            headings=("Indikator", "Tertinggal"),
            rows=tuple((each.name, percent(shortfall(each) or 0.0).id) for each in behind[:MOST]),
            widths=(0.82, 0.18),
            numbers=frozenset({1}),
        )
        yield from _of(behind, "indikator")
    for each in row.below:
        yield from _figures(plan, each)


def dearest(plan: PlanGraph, works: Sequence[Program], title: str) -> Iterator[Block]:
    """Give the first of some works, which come with the dearest first."""
    yield Heading(text=title, level=3)
    yield Grid(
        headings=("Pekerjaan", "OPD", "Pagu tahun terakhir"),
        rows=tuple((each.name, _lead(plan, each.id), words.rupiah(each.last_budget).id) for each in works[:MOST]),
        widths=(0.57, 0.2, 0.23),
        numbers=frozenset({2}),
    )
    yield from _of(works, "pekerjaan")


def _lead(plan: PlanGraph, id_: str, written: str = "") -> str:
    lead = plan.lead(id_)
    return lead.label if lead else written or "-"


def _of(rows: Sequence[object], what: str) -> Iterator[Block]:
    if len(rows) > MOST:
        yield Paragraph(text=f"{MOST} dari {len(rows)} {what}; selebihnya ada di layanan.", remark=True)
