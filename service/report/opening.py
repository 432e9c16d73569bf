"""Opening: the first chapters of the meeting report: summary, what was read, coverage, dependencies."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from graph.intake.formats import FORMATS, rpjmd_document
from graph.model import DimensionLevel, ObjectiveLevel, Opd, Program
from graph.record import Report
from graph.snapshot import PlanGraph
from graph.traversal import dimensions_by_objective, dimensions_by_opd, rupiah
from graph.vocabulary import called
from rules.engine import Evaluation
from rules.finding import Severity
from rules.recommend import Initiative
from service.report import decided, words
from service.report.decided import Decisions
from service.report.document import Block, Facts, Grid, Heading, Paragraph
from service.report.heatmap import heat, heatmap
from service.report.ties import picture, strongest

MOST_GAPS = 12
MOST_TIES = 6

_FORMATS: Final = {each.id: each.name for each in FORMATS} | {rpjmd_document.FORMAT: rpjmd_document.NAME}

Reports = Sequence[tuple[int, Report]]
"""The reports of the imports that made the plan, each with its revision."""


def summary(evaluation: Evaluation, top: Sequence[Initiative], decisions: Decisions) -> Iterator[Block]:
    """What the plan is, what was found, and the recommendations that the meeting is about."""
    plan = evaluation.plan
    severities = Counter(finding.severity for finding in evaluation.findings)
    years = sorted({year.year for program in plan.of(Program) for year in program.years})
    money = words.rupiah(rupiah(plan, [program.id for program in plan.of(Program)], years[-1])).id if years else "-"
    territorial = sum(opd.is_territorial for opd in plan.opds)
    yield Heading(text="Ringkasan")
    yield Facts(
        items=(
            ("Rencana", plan.info.title),
            ("Daerah", f"{plan.info.region_name} ({plan.info.region_code})"),
            ("Revisi rencana", str(plan.revision)),
            ("Perangkat daerah", f"{len(plan.opds)}, di antaranya {territorial} kecamatan"),
            ("Program, kegiatan, sub kegiatan", words.count(len(plan.of(Program)))),
            (f"Pagu tahun {years[-1]}" if years else "Pagu", money),
            (
                "Temuan",
                f"{words.count(len(evaluation.findings))}, di antaranya {words.count(severities[Severity.WARNING])} "
                f"{called(Severity.WARNING).id}",
            ),
            ("Rekomendasi", f"{len(evaluation.initiatives)}; {len(top)} teratas dibahas di sini"),
            ("Keputusan", decided.tally(decisions, evaluation.initiatives)),
        )
    )
    yield Facts(items=(("Hari, tanggal rapat", ""), ("Tempat", ""), ("Pimpinan rapat", ""), ("Notulis", "")))
    if top:
        yield Heading(text="Rekomendasi yang dibahas", level=2)
        yield Grid(
            headings=("No", "Rekomendasi", "Penanggung jawab", "OPD", "Skor"),
            rows=tuple(
                (
                    str(each.rank),
                    each.theme_name.id,
                    plan.nodes[each.lead].label,
                    str(len(each.table)),
                    words.decimal(each.score.total),
                )
                for each in top
            ),
            widths=(0.06, 0.46, 0.3, 0.08, 0.1),
            numbers=frozenset({0, 3, 4}),
        )
    else:
        yield Paragraph(text="Belum ada rekomendasi untuk rencana ini.")


def read_and_marked(plan: PlanGraph, reports: Reports) -> Iterator[Block]:
    """Which files were read into the plan, and what was marked in them."""
    yield Heading(text="Yang dibaca dan ditandai", level=2, on_new_page=True)
    files = [(revision, file) for revision, report in reports for file in report.files]
    if files:
        yield Grid(
            headings=("Revisi", "Berkas", "Jenis", "Baris", "Cetak ulang"),
            rows=tuple(
                (
                    str(revision),
                    file.file,
                    _FORMATS.get(file.format, file.format),
                    words.count(file.rows),
                    words.count(file.repeated_rows),
                )
                for revision, file in files
            ),
            widths=(0.09, 0.41, 0.26, 0.11, 0.13),
            numbers=frozenset({0, 3, 4}),
        )
    else:
        yield Paragraph(text="Rencana ini tidak dibuat dari berkas.")
    marks = Counter(mark.code for node in plan.nodes.values() for mark in node.marks)
    if marks:
        yield Grid(
            headings=("Tanda", "Jumlah"),
            rows=tuple((called(code).id, words.count(number)) for code, number in sorted(marks.items())),
            widths=(0.85, 0.15),
            numbers=frozenset({1}),
        )
        yield Paragraph(
            text="Tanda tetap melekat pada simpulnya; isinya tidak diubah, dan uang yang tidak "
            "masuk akal tidak dijumlahkan. Rinciannya ada pada ekspor rencana.",
            remark=True,
        )


def coverage(plan: PlanGraph) -> Iterator[Block]:
    """Where dimensions and OPDs meet, and where dimensions and objectives do not."""
    yield Heading(text="Cakupan dimensi", on_new_page=True)
    found = heat(plan)
    if not (found.parties and found.dimensions):
        yield Paragraph(text="Rencana ini belum memuat dimensi atau perangkat daerah.")
        return
    yield heatmap(found)
    if found.left_out:
        yield Paragraph(text=f"{found.left_out} perangkat daerah lain tidak digambar.", remark=True)
    subs = dimensions_by_opd(plan, level=DimensionLevel.SUB_DIMENSION)
    unserved = [plan.nodes[id_].label for id_ in subs.empty_rows]
    yield Paragraph(
        text=f"Subdimensi tanpa program: {', '.join(unserved)}."
        if unserved
        else "Setiap subdimensi dilayani paling sedikit satu program."
    )
    outcomes = dimensions_by_objective(plan, objective_level=ObjectiveLevel.OUTCOME)
    empty = outcomes.empty_columns
    if empty:
        yield Paragraph(
            text=f"{len(empty)} dari {len(outcomes.columns)} sasaran tidak bertemu satu dimensi pun lewat program"
            + (", di antaranya:" if len(empty) > MOST_GAPS else ":")
        )
        yield Grid(
            headings=("Sasaran", "Perangkat daerah"),
            rows=tuple(
                (plan.nodes[id_].label, lead.label if (lead := plan.lead(id_)) else "-") for id_ in empty[:MOST_GAPS]
            ),
            widths=(0.72, 0.28),
        )


def dependencies(plan: PlanGraph) -> Iterator[Block]:
    """Which OPDs need which, the strongest ties only."""
    yield Heading(text="Ketergantungan antar perangkat daerah", on_new_page=True)
    ties = strongest(plan)
    if not ties:
        yield Paragraph(text="Tidak ada ketergantungan antar perangkat daerah yang diketahui.")
        return
    yield picture(plan, ties)
    yield Grid(
        headings=("OPD", "memerlukan", "Jumlah", "Misalnya"),
        rows=tuple(
            (
                plan.get(Opd, tie.opd).label,
                plan.get(Opd, tie.needed).label,
                words.count(tie.count),
                plan.links[max(tie.links, key=lambda id_: (plan.links[id_].confidence, id_))].reason,
            )
            for tie in ties[:MOST_TIES]
        ),
        widths=(0.2, 0.2, 0.09, 0.51),
        numbers=frozenset({2}),
    )
