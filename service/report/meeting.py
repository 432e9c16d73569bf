"""Meeting: the report that OPDs decide on, as a document that becomes DOCX or PDF."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from graph.snapshot import PlanGraph
from rules.engine import Evaluation
from rules.knowledge import Knowledge, knowledge
from rules.recommend import Initiative
from rules.rule import AnyRule, installed_rules
from service.report import decided, opening
from service.report.annex import annex
from service.report.decided import Decisions
from service.report.document import Block, Document, Grid, Heading, Paragraph, Signature, Signatures, on_paper
from service.report.recommendation import recommendation
from service.report.words import short

MOST_LETTERS = 200
"""Of a reason in the recapitulation; the whole of it stands on the pages of its recommendation."""

_FINGERPRINT_LETTERS = 8
"""Of the fingerprint by which a decision is found whose recommendation is no longer there."""


def meeting(
    evaluation: Evaluation,
    reports: opening.Reports = (),
    *,
    most: int = 10,
    known: Knowledge | None = None,
    rules: Sequence[AnyRule] | None = None,
    decisions: Decisions = MappingProxyType({}),
) -> Document:
    """Give the report of an evaluation with its first recommendations; the same for the same plan.

    ``reports`` are those of the imports that made the plan; ``known`` is the knowledge that
    was laid over it and ``rules`` are those that were asked, both ours where they are left out. ``decisions`` are
    those taken so far; where there is none, the columns for it are empty, to be written in by hand.
    """
    info = evaluation.plan.info
    return Document(
        title="Bahan Rapat Sinergi Perangkat Daerah",
        subtitle=f"{info.region_name} · {info.title}",
        footer=f"{info.region_name} · {info.title} · revisi {evaluation.plan.revision}",
        blocks=tuple(_blocks(evaluation, reports, most, known or knowledge(), rules, decisions)),
    )


def _blocks(
    evaluation: Evaluation,
    reports: opening.Reports,
    most: int,
    known: Knowledge,
    rules: Sequence[AnyRule] | None,
    decisions: Decisions,
) -> Iterator[Block]:
    plan, top = evaluation.plan, evaluation.initiatives[:most]
    yield from opening.summary(evaluation, top, decisions)
    yield from on_paper(opening.read_and_marked(plan, reports))
    yield from opening.coverage(plan)
    yield from opening.dependencies(plan)
    if top:
        yield Heading(text="Rekomendasi", on_new_page=True)
        yield Paragraph(
            text="Tiap rekomendasi memuat alasan, para pihak dan perannya, program dengan pagunya, bukti dukung, skor, "
            "langkah pertama, dan keputusan yang sudah diambil atau kolom untuk mengisinya dalam rapat.",
            only_paper=True,
        )
        for number, each in enumerate(top):
            yield from recommendation(plan, each, decisions.get(each.fingerprint), on_new_page=number > 0)
        yield from _recapitulation(evaluation, most, decisions)
        yield from _signed(plan, top)
    yield from on_paper(annex(evaluation, top, installed_rules() if rules is None else rules, known))


def _signed(plan: PlanGraph, top: Sequence[Initiative]) -> Iterator[Block]:
    """Where those sign who held the meeting, and who leads what was discussed."""
    leads = dict.fromkeys(plan.nodes[each.lead].label for each in top)
    yield Heading(text="Tanda tangan", level=2, only_paper=True)
    yield Signatures(
        places=tuple(Signature(position=each) for each in ("Pimpinan rapat", "Notulis", *leads)), only_paper=True
    )


def _recapitulation(evaluation: Evaluation, most: int, decisions: Decisions) -> Iterator[Block]:
    """What is discussed here and what was decided beside it; no decision is left out without a word."""
    found = evaluation.initiatives
    shown = [*found[:most], *(each for each in found[most:] if not decisions.keys().isdisjoint(_fingerprints(each)))]
    region = evaluation.plan.info.region_code
    rows = []
    for number, each in enumerate(shown):
        *ticks, reason, said = decided.columns(decisions.get(each.fingerprint), region)
        told = short(reason, MOST_LETTERS) if number < most else reason
        rows.append((str(each.rank), each.theme_name.id, *ticks, told, said))
        rows.extend(
            ("", action.title.id, *decided.columns(decisions[action.fingerprint], region))
            for action in each.actions
            if action.fingerprint in decisions
        )
    yield Heading(text="Rekapitulasi keputusan", on_new_page=True)
    yield Grid(
        headings=("No", "Rekomendasi", *decided.COLUMNS),
        rows=tuple(rows),
        widths=(0.05, 0.23, 0.1, 0.1, 0.1, 0.24, 0.18),
        numbers=frozenset({0}),
        blank=1.2,
    )
    standing = {fingerprint for each in found for fingerprint in _fingerprints(each)}
    gone = [each for fingerprint, each in decisions.items() if fingerprint not in standing]
    if gone:
        yield Heading(text="Keputusan atas rekomendasi lama")
        yield Paragraph(text="Rekomendasinya tidak ada lagi pada revisi ini; keputusannya tetap tercatat.", remark=True)
        yield Grid(
            headings=("Rekomendasi", *decided.COLUMNS),
            rows=tuple((each.fingerprint[:_FINGERPRINT_LETTERS], *decided.columns(each, region)) for each in gone),
            widths=(0.14, 0.1, 0.1, 0.1, 0.32, 0.24),
        )


def _fingerprints(initiative: Initiative) -> tuple[str, ...]:
    return (initiative.fingerprint, *(each.fingerprint for each in initiative.actions))
