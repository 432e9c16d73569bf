"""Evaluation: a round of the yearly evaluation as a document: where it stands, what would raise it, every question."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from acts import Assessed
from graph.agreement import Task
from graph.snapshot import PlanGraph
from graph.vocabulary import called
from rules.assessment import Asked, Sheet, rounded
from rules.number import number
from service.report.decided import day
from service.report.document import Block, Document, Facts, Grid, Heading, Paragraph
from service.report.evaluation_rows import basis_name, question_text
from service.report.rows import label

MOST_RAISING = 15
"""Questions that are printed as those that would raise the index most; the workbook has all."""
_NOTHING = "–"


def evaluation_document(plan: PlanGraph, made: Assessed, recommended: Sequence[Task] = ()) -> Document:
    """Give a round as it stands, with what its assessors recommended."""
    info, round_ = plan.info, made.sheet.round
    standing = called(round_.standing).id
    return Document(
        title=f"Evaluasi Kota Cerdas {round_.year}",
        subtitle=f"{info.region_name} · {round_.cohort} · {standing}",
        footer=f"{info.region_name} · Evaluasi {round_.year} · {standing} · rencana revisi {plan.revision}",
        blocks=tuple(_blocks(plan, made, recommended)),
    )


def _blocks(plan: PlanGraph, made: Assessed, recommended: Sequence[Task]) -> Iterator[Block]:
    yield from _summary(made)
    yield from _raising(plan, made)
    if made.checks:
        yield Heading(text="Yang perlu diperiksa sebelum dinilai", level=2)
        yield Grid(
            headings=("Pemeriksaan", "Pertanyaan"),
            rows=tuple((each.message.id, ", ".join(each.questions) or _NOTHING) for each in made.checks),
            widths=(0.6, 0.4),
        )
    if recommended:
        yield Heading(text="Rekomendasi asesor", level=2)
        yield Grid(
            headings=("Rekomendasi", "Perangkat Daerah", "Batas waktu", "Keadaan"),
            rows=tuple(
                (
                    each.title,
                    label(plan, each.opd) or each.opd,
                    day(each.due) if each.due else _NOTHING,
                    called(each.standing).id,
                )
                for each in recommended
            ),
            widths=(0.46, 0.2, 0.18, 0.16),
        )
    for part in made.sheet.parts:
        yield Heading(text=made.sheet.instrument.parts[part.id].id, on_new_page=True)
        yield Grid(
            headings=("Kode", "Pertanyaan", "Nilai", "Bukti dukung", "Usulan dari rencana"),
            rows=tuple(_question(plan, each) for each in made.sheet.asked if each.part == part.id),
            widths=(0.08, 0.32, 0.14, 0.2, 0.26),
        )


def _summary(made: Assessed) -> Iterator[Block]:
    sheet, cohort = made.sheet, made.cohort
    yield Heading(text="Ringkasan")
    yield Paragraph(text=_verdict(sheet))
    beside = "belum terbuka"
    if cohort:
        best = f"terbaik {two(Fraction(cohort.best))} dari {cohort.regions} daerah ({cohort.year})"
        beside = f"rata-rata {two(cohort.mean)}, {best}"
    before = made.previous
    yield Facts(
        items=(
            ("Kelompok", f"{sheet.round.cohort}: {beside}"),
            ("Putaran sebelumnya", f"{before.round.year}: {two(before.index)}" if before else _NOTHING),
            ("Tingkat Improvement", two(made.improvement)),
            ("Terjawab", f"{sheet.answered} dari {len(sheet.asked)} pertanyaan"),
        )
    )
    yield Grid(
        headings=("Bagian", "Bobot", "Terjawab", "Nilai", "Terendah", "Perkiraan", "Tertinggi"),
        rows=tuple(
            (
                sheet.instrument.parts[each.id].id,
                f"{number(float(each.weight)).id} %",
                f"{each.answered} dari {each.questions}",
                *map(two, (each.score, each.low, each.likely, each.high)),
            )
            for each in sheet.parts
        ),
        widths=(0.24, 0.1, 0.16, 0.12, 0.12, 0.13, 0.13),
        numbers=frozenset({1, 3, 4, 5, 6}),
    )


def _verdict(sheet: Sheet) -> str:
    if sheet.index is not None:
        return f"Indeks Pencapaian {two(sheet.index)} dari 4."
    return (
        f"Indeks Pencapaian belum lengkap: perkiraan {two(sheet.likely)}, paling rendah {two(sheet.low)} bila yang "
        f"terbuka bernilai 0, paling tinggi {two(sheet.high)} bila bernilai 4. Perkiraan memakai survei, usulan dari "
        "rencana, putaran sebelumnya, atau rata-rata kelompok; tidak satu pun dihitung sebagai jawaban."
    )


def _raising(plan: PlanGraph, made: Assessed) -> Iterator[Block]:
    found = made.raising[:MOST_RAISING]
    if found:
        yield Heading(text="Yang paling menaikkan indeks", level=2)
        yield Grid(
            headings=("Kode", "Pertanyaan", "Kenaikan", "Yang mengerjakan"),
            rows=tuple(
                (
                    each.asked.question.code,
                    question_text(plan, each.asked.question),
                    number(float(each.gain), 3).id,
                    ", ".join(label(plan, id_) or id_ for id_ in each.opds) or _NOTHING,
                )
                for each in found
            ),
            widths=(0.08, 0.52, 0.12, 0.28),
            numbers=frozenset({2}),
        )


def _question(plan: PlanGraph, asked: Asked) -> tuple[str, ...]:
    answer, proposal = asked.answer, asked.proposal
    files = "; ".join(f"{each.name} ({each.place})" for each in answer.evidence) if answer else ""
    score = "belum dinilai" if asked.score is None else f"{two(asked.score)} ({basis_name(asked.basis)})"
    proposed = f"{two(asked.proposed)}: " if asked.proposed is not None else ""
    return (
        asked.question.code,
        question_text(plan, asked.question),
        score,
        files or _NOTHING,
        f"{proposed}{proposal.reason.id}" if proposal else proposed.removesuffix(": ") or _NOTHING,
    )


def two(value: Fraction | None) -> str:
    """Write a score or an index with two decimals; what is not known is a dash."""
    return _NOTHING if value is None else number(float(rounded(value)), 2).id
