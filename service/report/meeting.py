"""Meeting: the report that OPDs decide on, as a document that becomes DOCX or PDF."""

from collections.abc import Iterator, Sequence

from rules.engine import Evaluation
from rules.knowledge import Knowledge, knowledge
from rules.rule import AnyRule, installed_rules
from service.report import opening
from service.report.annex import annex
from service.report.document import Block, Document, Grid, Heading, Paragraph
from service.report.recommendation import DECISION, recommendation


def meeting(
    evaluation: Evaluation,
    reports: opening.Reports = (),
    *,
    most: int = 10,
    known: Knowledge | None = None,
    rules: Sequence[AnyRule] | None = None,
) -> Document:
    """Give the report of an evaluation with its first recommendations; the same for the same plan.

    ``reports`` are those of the imports that made the plan; ``known`` is the knowledge that
    was laid over it and ``rules`` are those that were asked, both ours where they are left out.
    """
    info = evaluation.plan.info
    return Document(
        title="Bahan Rapat Sinergi Perangkat Daerah",
        subtitle=f"{info.region_name} · {info.title}",
        footer=f"{info.region_name} · {info.title} · revisi {evaluation.plan.revision}",
        blocks=tuple(_blocks(evaluation, reports, most, known or knowledge(), rules)),
    )


def _blocks(
    evaluation: Evaluation, reports: opening.Reports, most: int, known: Knowledge, rules: Sequence[AnyRule] | None
) -> Iterator[Block]:
    plan, top = evaluation.plan, evaluation.initiatives[:most]
    yield from opening.summary(evaluation, top)
    yield from opening.read_and_marked(plan, reports)
    yield from opening.coverage(plan)
    yield from opening.dependencies(plan)
    if top:
        yield Heading(text="Rekomendasi", on_new_page=True)
        yield Paragraph(
            text="Tiap rekomendasi memuat alasan, para pihak dan perannya, program dengan pagunya, bukti dukung, skor, "
            "langkah pertama, dan kolom keputusan yang diisi dalam rapat."
        )
        for number, each in enumerate(top):
            yield from recommendation(plan, each, on_new_page=number > 0)
        yield Heading(text="Rekapitulasi keputusan", on_new_page=True)
        yield Grid(
            headings=("No", "Rekomendasi", *DECISION),
            rows=tuple((str(each.rank), each.theme_name.id, *("",) * len(DECISION)) for each in top),
            widths=(0.06, 0.3, 0.1, 0.1, 0.1, 0.22, 0.12),
            numbers=frozenset({0}),
            blank=1.2,
        )
    yield from annex(evaluation, top, installed_rules() if rules is None else rules, known)
