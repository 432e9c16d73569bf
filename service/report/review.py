"""Review: the review of a plan as a document that becomes DOCX or PDF, or slides with one for each dimension."""

from collections.abc import Iterator, Sequence

import msgspec

from graph import vocabulary
from graph.model import Objective, ObjectiveLevel, Program
from graph.snapshot import PlanGraph
from graph.traversal import dimensions_by_objective
from graph.vocabulary import called
from rules.engine import Evaluation
from rules.masterplan import Adjustment, readjustments
from rules.review import Alignment, Review, ReviewedYear, YearReading
from service.report import opening, words
from service.report.document import Block, Document, Facts, Grid, Heading, Matrix, Paragraph, Steps, on_paper
from service.report.review_dimension import dearest, dimension
from service.report.review_words import UNREAD, index, money, part_rows

MOST_OUTCOMES = 15
"""Outcomes that are printed; the weakest are."""
ADJUSTMENTS = vocabulary.words(Adjustment, "MasterplanAdjustment")


class Reviewing(msgspec.Struct, frozen=True, kw_only=True):
    """What the document tells."""

    plan: PlanGraph
    """With the links of knowledge laid over it."""
    review: Review
    years: Sequence[ReviewedYear]
    evaluation: Evaluation


def review_document(evaluation: Evaluation, review: Review, years: Sequence[ReviewedYear]) -> Document:
    """Give the review of an evaluated plan: summary, verdict of each dimension, matrices, alignment, proposals."""
    plan = evaluation.plan
    info = plan.info
    asked = Reviewing(plan=plan, review=review, years=years, evaluation=evaluation)
    return Document(
        title="Tinjauan Keselarasan Masterplan, RPJMD dan Renja",
        subtitle=f"{info.region_name} · {info.title}",
        footer=f"{info.region_name} · {info.title} · revisi {plan.revision}",
        blocks=tuple(_blocks(asked)),
    )


def _blocks(asked: Reviewing) -> Iterator[Block]:
    yield from _summary(asked)
    for row in asked.review.dimensions:
        yield from dimension(asked.plan, row, asked.evaluation.initiatives)
    yield from on_paper(_outside(asked))
    yield from on_paper(_matrices(asked))
    yield from on_paper(_others(asked.review))
    yield from on_paper(_alignment(asked.review.alignment))
    yield from on_paper(_years(asked.years))
    yield from on_paper(_readjusted(asked))
    yield from on_paper(_proposals(asked))


def _summary(asked: Reviewing) -> Iterator[Block]:
    plan, review = asked.plan, asked.review
    read = [str(each.year) for each in asked.years if each.reading is not YearReading.NONE]
    unread = [str(each.year) for each in asked.years if each.reading is YearReading.NONE]
    yield Heading(text="Ringkasan")
    yield Paragraph(text=review.verdict.id)
    yield Facts(
        items=(
            ("Rencana", f"{plan.info.title}, revisi {plan.revision}"),
            ("Tahun yang dibaca", ", ".join(read) or UNREAD),
            ("Belum dibaca", ", ".join(unread) or "-"),
            ("Indeks keselarasan", index(review.index)),
            ("Pagu", money(review.budget)),
            ("Realisasi", money(review.spent)),
            ("Di luar dimensi", f"{money(review.outside.budget)}; urusan kantor {money(review.outside.office)}"),
        )
    )
    yield Heading(text="Putusan tiap dimensi, yang terlemah lebih dahulu", level=2)
    yield Grid(
        headings=("Dimensi", "Indeks", "Putusan", "Pagu"),
        rows=tuple((row.name.id, index(row.index), row.verdict.id, money(row.budget)) for row in review.dimensions),
        widths=(0.18, 0.09, 0.52, 0.21),
        numbers=frozenset({1, 3}),
    )
    yield Paragraph(
        text="Setiap rupiah dihitung di satu dimensi saja, yaitu yang berbobot tertinggi; bersama yang di luar dimensi "
        "jumlahnya sama dengan pagu rencana.",
        remark=True,
    )
    if review.remarks:
        yield Heading(text="Yang perlu diketahui sebelum membaca", level=2)
        yield Steps(items=tuple(each.id for each in review.remarks))


def _outside(asked: Reviewing) -> Iterator[Block]:
    plan, outside = asked.plan, asked.review.outside
    yield Heading(text="Di luar dimensi", on_new_page=True)
    yield Paragraph(
        text=f"Pagu {money(outside.budget)} tidak berada di dimensi mana pun; {money(outside.office)} di antaranya "
        "urusan kantor, yang tidak diminta melayani dimensi."
    )
    works = [plan.get(Program, id_) for id_ in outside.works]
    if works:
        yield from dearest(plan, works, "Pekerjaan terbesar di luar dimensi")


def _matrices(asked: Reviewing) -> Iterator[Block]:
    plan = asked.plan
    yield from opening.coverage(plan)
    missions = dimensions_by_objective(plan, objective_level=ObjectiveLevel.MISSION)
    yield Heading(text="Misi dan dimensi", level=2)
    if not missions.columns:
        yield Paragraph(text="Misi belum dibaca, sehingga matriks ini tidak dapat dibuat.")
        return
    if not missions.cells:
        yield Paragraph(
            text="Belum ada sasaran yang ditempatkan di bawah misinya, sehingga matriks misi masih kosong. "
            "Usulannya ada pada bab terakhir."
        )
        return
    programs = {(cell.column, cell.row): len(cell.programs) for cell in missions.cells}
    yield Matrix(
        corner="Misi",
        columns=tuple(plan.nodes[row].label for row in missions.rows),
        rows=tuple(words.short(plan.nodes[column].label, 60) for column in missions.columns),
        numbers=tuple(tuple(programs.get((column, row), 0) for row in missions.rows) for column in missions.columns),
        caption="Jumlah pekerjaan yang melayani misi dan dimensi; sel putih berarti belum ada.",
    )


def _others(review: Review) -> Iterator[Block]:
    for title, rows, most in (
        ("Misi", review.missions, len(review.missions)),
        ("Sasaran", review.objectives, MOST_OUTCOMES),
        ("Perangkat daerah", review.opds, len(review.opds)),
    ):
        yield Heading(text=f"{title}, yang terlemah lebih dahulu", on_new_page=title == "Misi")
        if not rows:
            yield Paragraph(text=f"{title}: {UNREAD}.")
            continue
        yield Grid(
            headings=("Putusan", "Indeks", "Pagu"),
            rows=tuple((row.verdict.id, index(row.index), money(row.budget)) for row in rows[:most]),
            widths=(0.67, 0.1, 0.23),
            numbers=frozenset({1, 2}),
        )
        if len(rows) > most:
            yield Paragraph(text=f"{most} dari {len(rows)} {title.lower()}; selebihnya ada di layanan.", remark=True)


def _alignment(alignment: Alignment) -> Iterator[Block]:
    yield Heading(text="Indeks keselarasan", on_new_page=True)
    yield Paragraph(
        text="Nilai tiap bagian = yang sudah / (yang sudah + yang masih terbuka). Yang terbuka di seluruh rencana "
        "dibagi rata kepada dimensi, misi atau sasaran, sehingga tidak ada yang naik nilainya karena kaitan "
        "dihilangkan. Indeks = rata-rata nilai bagian yang dibaca, menurut bobotnya. Rumus lengkap dan contoh hitung: "
        "docs/alignment.md."
    )
    yield Grid(
        headings=("Bagian", "Nilai", "Sudah", "Masih terbuka"),
        rows=tuple(part_rows(alignment)),
        widths=(0.46, 0.1, 0.22, 0.22),
        numbers=frozenset({1, 2, 3}),
    )


def _years(years: Sequence[ReviewedYear]) -> Iterator[Block]:
    yield Heading(text="Tahun berdampingan")
    yield Grid(
        headings=("Tahun", "Dibaca", "Indeks", "Pagu", "Realisasi"),
        rows=tuple(
            (
                str(each.year),
                called(each.reading).id,
                index(each.review.index if each.review else None),
                money(each.review.budget if each.review else None),
                money(each.review.spent if each.review else None),
            )
            for each in years
        ),
        widths=(0.1, 0.2, 0.16, 0.28, 0.26),
        numbers=frozenset({2, 3, 4}),
    )
    read = [each.review for each in years if each.review]
    if len(read) > 1:
        names = {row.code: row.name.id for row in read[-1].dimensions}
        by_code = [{row.code: row.index for row in each.dimensions} for each in read]
        yield Paragraph(text="Indeks tiap dimensi:")
        yield Grid(
            headings=("Dimensi", *(str(each.scope.years[0]) for each in read)),
            rows=tuple((name, *(index(found.get(code)) for found in by_code)) for code, name in sorted(names.items())),
            widths=(0.4, *(0.6 / len(read) for _ in read)),
            numbers=frozenset(range(1, len(read) + 1)),
        )
    compared = [each for each in years if each.compared]
    if compared:
        yield Paragraph(text="Hanya atas perangkat daerah yang dibaca di semua tahun:")
        yield Grid(
            headings=("Tahun", "Indeks", "Pagu", "Realisasi"),
            rows=tuple(
                (str(each.year), index(each.compared.index), money(each.compared.budget), money(each.compared.spent))
                for each in compared
                if each.compared
            ),
            widths=(0.16, 0.2, 0.34, 0.3),
            numbers=frozenset({1, 2, 3}),
        )


def _readjusted(asked: Reviewing) -> Iterator[Block]:
    plan = asked.plan
    found = readjustments(plan, asked.evaluation.findings)
    yield Heading(text="Usulan bagi program masterplan", on_new_page=bool(found))
    if not plan.masterplan_programs:
        yield Paragraph(text="Program masterplan belum dimuat, sehingga penyesuaiannya belum dapat diusulkan.")
    if not found:
        return
    yield Paragraph(text="Diterima satu per satu ke dalam skenario, lalu terbit sebagai revisi.")
    yield Grid(
        headings=("Program", "OPD", "Usulan", "Alasan"),
        rows=tuple(
            (
                plan.nodes[each.subject].label,
                lead.label if (lead := plan.lead(each.subject)) else "-",
                ADJUSTMENTS[each.adjustment].id,
                " ".join(reason.id for reason in each.reasons),
            )
            for each in sorted(found, key=lambda each: (each.adjustment is Adjustment.KEEP, each.subject))
        ),
        widths=(0.27, 0.13, 0.13, 0.47),
    )


def _proposals(asked: Reviewing) -> Iterator[Block]:
    plan, proposals = asked.plan, asked.review.proposals
    yield Heading(text="Usulan misi bagi sasaran", on_new_page=bool(proposals))
    if not proposals:
        yield Paragraph(text="Setiap sasaran sudah di bawah suatu misi, atau misi belum dibaca.")
        return
    yield Paragraph(text="Diusulkan menurut teks, indikator dan bidang programnya; dikonfirmasi satu per satu.")
    yield Grid(
        headings=("Sasaran", "OPD", "Misi", "Alasan"),
        rows=tuple(
            (
                plan.nodes[each.objective].label,
                lead.label if (lead := plan.lead(each.objective)) else "-",
                _mission(plan, each.mission),
                each.reason.id,
            )
            for each in proposals
        ),
        widths=(0.42, 0.13, 0.08, 0.37),
    )


def _mission(plan: PlanGraph, id_: str) -> str:
    node = plan.nodes.get(id_)
    return (node.code or node.text) if isinstance(node, Objective) else "-"
