"""Annex: how the recommendations came about: rules, knowledge, links by origin, sources."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from graph import vocabulary
from graph.model import LinkKind, Origin, Theme
from graph.vocabulary import called
from rules.engine import Evaluation
from rules.knowledge import Knowledge
from rules.recommend import Initiative
from rules.rule import AnyRule
from service.report import words
from service.report.document import Block, Grid, Heading, Paragraph

_NAMED: Final = re.compile(r"\{\w+\}")


def annex(
    evaluation: Evaluation, top: Sequence[Initiative], rules: Sequence[AnyRule], known: Knowledge
) -> Iterator[Block]:
    """Say which rules were asked, what knowledge was laid over the plan, and on which sources it rests."""
    yield Heading(text="Lampiran: cara kerja", on_new_page=True)
    yield Paragraph(
        text="Rekomendasi dibuat oleh aturan yang dapat dibaca, bukan oleh model bahasa. Berkas daerah dibaca menjadi "
        "simpul dan keterkaitan; pengetahuan tertulis menambahkan keterkaitan yang tidak tertulis dalam berkas; setiap "
        "aturan mengajukan satu pertanyaan kepada rencana; temuan yang sealasan dan sepelaku digabung menjadi satu "
        "rekomendasi. Rencana yang sama selalu menghasilkan laporan yang sama."
    )
    yield from _rules(evaluation, rules)
    yield from _links(evaluation)
    yield from _knowledge(known)
    yield from _sources(evaluation, top)


def _rules(evaluation: Evaluation, rules: Sequence[AnyRule]) -> Iterator[Block]:
    found = Counter(finding.rule for finding in evaluation.findings)
    yield Heading(text="Aturan", level=2)
    yield Grid(
        headings=("Kode", "Rumpun", "Bunyi temuannya", "Temuan"),
        rows=tuple(
            (
                rule.code,
                called(rule.family, "RuleFamily").id,
                _NAMED.sub("…", rule.message.id),
                words.count(found[rule.code]),
            )
            for rule in rules
        ),
        widths=(0.1, 0.2, 0.58, 0.12),
        numbers=frozenset({3}),
    )
    for failure in evaluation.failures:
        yield Paragraph(text=f"Aturan {failure.rule} gagal dan dilewati: {failure.message}", remark=True)


def _links(evaluation: Evaluation) -> Iterator[Block]:
    counts = Counter((link.kind, link.origin) for link in evaluation.plan.links.values())
    kinds = [kind for kind in LinkKind if any(counts[kind, origin] for origin in Origin)]
    yield Heading(text="Keterkaitan menurut asalnya", level=2)
    yield Grid(
        headings=("Keterkaitan", *(each.id for each in vocabulary.words(Origin).values())),
        rows=tuple((called(kind).id, *(words.count(counts[kind, origin]) for origin in Origin)) for kind in kinds),
        widths=(0.28, 0.24, 0.24, 0.24),
        numbers=frozenset({1, 2, 3}),
    )


def _knowledge(known: Knowledge) -> Iterator[Block]:
    yield Heading(text="Pengetahuan", level=2)
    yield Grid(
        headings=("Isi", "Butir"),
        rows=(
            ("Tema yang memerlukan beberapa perangkat daerah", words.count(len(known.themes))),
            ("di antaranya dengan tim tetap", words.count(len(known.team_of))),
            ("Tim tetap", words.count(len(known.teams))),
            ("di antaranya yang peraturannya sudah diperiksa", words.count(sum(each.checked for each in known.teams))),
            ("Praktik daerah lain", words.count(len(known.practices))),
            ("Ketergantungan antar jenis pekerjaan", words.count(len(known.dependencies))),
            ("Program yang melayani subdimensi", words.count(len(known.dimensions))),
            ("Pengaruh antar tema", words.count(len(known.contributions))),
            ("Pekerjaan dan indikator rutin, yang bukan alasan bekerja bersama", words.count(len(known.routine))),
        ),
        widths=(0.85, 0.15),
        numbers=frozenset({1}),
    )


def _sources(evaluation: Evaluation, top: Sequence[Initiative]) -> Iterator[Block]:
    plan = evaluation.plan
    themes = [plan.nodes[each.theme] for each in top if isinstance(plan.nodes.get(each.theme), Theme)]
    links = [plan.links[id_] for each in top for id_ in each.links if id_ in plan.links]
    used = Counter(link.source for link in links if link.origin is not Origin.DECLARED and link.source)
    used.update(theme.source for theme in themes if theme.source)
    yield Heading(text="Sumber yang mendasari rekomendasi di atas", level=2)
    if not used:
        yield Paragraph(text="Tidak ada sumber selain berkas daerah.")
        return
    yield Grid(
        headings=("Sumber", "Keterkaitan"),
        rows=tuple((words.named(source), words.count(number)) for source, number in sorted(used.items())),
        widths=(0.85, 0.15),
        numbers=frozenset({1}),
    )
