"""Selection: a report of chosen recommendations and findings, and of nothing else."""

from collections.abc import Collection, Iterator
from types import MappingProxyType

from graph.vocabulary import called
from rules.engine import Evaluation
from service.report import words
from service.report.decided import Decisions
from service.report.document import Block, Document, Facts, Grid, Heading
from service.report.recommendation import recommendation
from service.report.rows import label


def selection(
    evaluation: Evaluation, only: Collection[str], *, decisions: Decisions = MappingProxyType({})
) -> Document:
    """Give the report of the recommendations and findings with these fingerprints, in the order of their ranks."""
    info = evaluation.plan.info
    return Document(
        title="Rekomendasi dan Temuan Terpilih",
        subtitle=f"{info.region_name} · {info.title}",
        footer=f"{info.region_name} · {info.title} · revisi {evaluation.plan.revision}",
        blocks=tuple(_blocks(evaluation, frozenset(only), decisions)),
    )


def _blocks(evaluation: Evaluation, only: frozenset[str], decisions: Decisions) -> Iterator[Block]:
    plan = evaluation.plan
    initiatives = [each for each in evaluation.initiatives if each.fingerprint in only]
    findings = [each for each in evaluation.findings if each.fingerprint in only]
    yield Heading(text="Isi laporan ini")
    yield Facts(
        items=(
            ("Rencana", plan.info.title),
            ("Daerah", f"{plan.info.region_name} ({plan.info.region_code})"),
            ("Revisi rencana", str(plan.revision)),
            ("Rekomendasi", f"{len(initiatives)} dipilih dari {words.count(len(evaluation.initiatives))}"),
            ("Temuan", f"{len(findings)} dipilih dari {words.count(len(evaluation.findings))}"),
        )
    )
    for number, each in enumerate(initiatives):
        yield from recommendation(plan, each, decisions.get(each.fingerprint), on_new_page=number > 0)
    if findings:
        yield Heading(text="Temuan", on_new_page=bool(initiatives))
        yield Grid(
            headings=("Aturan", "Berat", "Temuan", "OPD"),
            rows=tuple(
                (
                    each.rule,
                    called(each.severity).id,
                    each.message.id,
                    ", ".join(label(plan, opd) for opd in each.opds),
                )
                for each in findings
            ),
            widths=(0.1, 0.16, 0.56, 0.18),
        )
