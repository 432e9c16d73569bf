"""SY04 shared-outcome. Different OPDs answer for objectives or indicators that measure the same matter.

Why: an outcome that several agencies answer for is reached by all of them or by none; performance is cascaded across
agencies, not within each (Permen PAN-RB 89/2021 on performance trees, crosscutting). What every OPD measures about
itself, objectives on accountability or bureaucratic reform, and the outputs of sub-activities are left out: the same
output twice is a matter of overlap.
Evidence: the objectives and indicators whose words, compared by stems, are equal or nearly so, and what they measure;
gathered by the OPDs that share them, all kecamatan as one.
Remedy: one shared indicator with one target, in the Renstra of each of the OPDs, and one of them that reports it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
import networkx as nx

from graph.model import Indicator, Level, LinkKind, Objective, ObjectiveLevel, Opd, Program
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import families, named
from rules.finding import Family, Text
from rules.knowledge import Knowledge, first, is_routine, known_of
from rules.knowledge.words import stems
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as the same matter."""

    likeness: float = 0.75
    """Twice the stems that two texts have in common, as a share of the stems of both (Dice), from 0 to 1."""
    least_words: int = 3
    """Stems that a text must have beside the empty ones."""
    outputs: bool = False
    """Whether the outputs of sub-activities count as well."""
    empty: tuple[str, ...] = (
        "jumlah",
        "persentase",
        "prosentase",
        "persen",
        "nilai",
        "indeks",
        "tingkat",
        "angka",
        "cakupan",
        "rata",
        "rasio",
        "capaian",
        "hasil",
        "dokumen",
        "laporan",
        "kegiatan",
        "program",
        "kinerja",
        "kualitas",
        "meningkatnya",
        "sumber",
        "daya",
        "terlaksananya",
        "tersedianya",
        "terselenggaranya",
        "yang",
        "di",
        "dan",
        "pada",
        "terhadap",
        "dari",
        "dalam",
        "untuk",
        "oleh",
        "dengan",
        "sesuai",
        "kota",
        "kabupaten",
        "daerah",
    )
    """Words that say nothing of the matter."""
    generic: tuple[str, ...] = ("akip", "akuntabilitas", "reformasi birokrasi", "kepuasan", "perangkat daerah", "skpd")
    """Words of what every OPD answers for about itself."""


class _Text(msgspec.Struct, frozen=True):
    """What an OPD answers for: an objective or an indicator, its stems in order, and what it measures."""

    node: Objective | Indicator
    opd: Opd
    words: tuple[str, ...]
    measured: tuple[str, ...]


@rule(
    "SY04",
    family=Family.SYNERGY,
    per=PlanInfo,
    options=Options,
    sees=without_words,
    message=Text(
        '{opds} mengukur {matters} hal yang sama, misalnya "{one}" ({one_opd}) dan "{other}" ({other_opd}).',
        '{opds} measure {matters} matters in common, for example "{one}" ({one_opd}) and "{other}" ({other_opd}).',
    ),
)
def shared_outcome(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag groups of OPDs that share matters, once for each group."""
    shared: dict[tuple[str, ...], list[list[_Text]]] = defaultdict(list)
    for group in _groups(_texts(plan, options), options):
        parties = families(each.opd for each in group)
        if len(parties) > 1:
            shared[parties].append(group)
    for parties, groups in sorted(shared.items()):
        texts = [each for group in groups for each in group]
        opds = {each.opd.id: each.opd for each in texts}
        one = groups[0][0]
        other = next(each for each in groups[0] if families([each.opd]) != families([one.opd]))
        yield Found(
            opds=tuple(sorted(opds)),
            nodes=tuple(dict.fromkeys(id_ for each in texts for id_ in (each.node.id, *each.measured))),
            key="outcome/" + "+".join(parties),
            arguments={
                "opds": named(opds.values()),
                "one": one.node.label,
                "one_opd": one.opd.label,
                "other": other.node.label,
                "other_opd": other.opd.label,
                "matters": len(groups),
            },
        )


def _texts(plan: PlanGraph, options: Options) -> list[_Text]:
    """The texts of all outcomes and of the indicators of what is more than output, routine ones left out."""
    known = known_of(plan)
    empty = {stem for word in options.empty for stem in stems(word)}
    found: list[_Text] = []
    nodes: tuple[Objective | Indicator, ...] = (*plan.objectives, *plan.indicators)
    for node in nodes:
        measured = [plan.nodes[link.target_id] for link in plan.out(node.id, LinkKind.MEASURES)]
        if _is_output(node, measured, options) or _is_generic(node.label, known, options):
            continue
        lead = next((lead for each in (node, *measured) if (lead := plan.lead(each.id))), None)
        words = tuple(sorted(set(stems(node.label)) - empty))
        if lead is not None and len(words) >= options.least_words:
            found.append(_Text(node, lead, words, tuple(each.id for each in measured)))
    return found


def _is_output(node: Objective | Indicator, measured: Sequence[object], options: Options) -> bool:
    if isinstance(node, Objective):
        return node.level is not ObjectiveLevel.OUTCOME
    programs = (each for each in measured if isinstance(each, Program))
    return any(each.is_overhead or (each.level is Level.SUB_ACTIVITY and not options.outputs) for each in programs)


def _is_generic(text: str, known: Knowledge, options: Options) -> bool:
    return is_routine(text, known) or first(text, options.generic) is not None


def _groups(texts: list[_Text], options: Options) -> list[list[_Text]]:
    """Texts of which each is alike to at least one other of its group, in the order of ids."""
    by_words: dict[tuple[str, ...], list[_Text]] = defaultdict(list)
    for text in texts:
        by_words[text.words].append(text)
    alike = _alike(tuple(by_words), options.likeness)
    groups = [[text for words in group for text in by_words[words]] for group in alike]
    ordered = [sorted(group, key=lambda text: text.node.id) for group in groups]
    return sorted(ordered, key=lambda group: group[0].node.id)


@lru_cache(maxsize=4)
def _alike(texts: tuple[tuple[str, ...], ...], likeness: float) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The groups of alike texts, each given as its stems; kept by the texts, which few changes of a plan touch."""
    having: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    alike: nx.Graph[tuple[str, ...]] = nx.Graph()
    for words in texts:
        alike.add_node(words)
        for other in dict.fromkeys(each for word in words for each in having[word]):
            if 2 * len(set(words).intersection(other)) >= likeness * (len(words) + len(other)):
                alike.add_edge(words, other)
        for word in words:
            having[word].append(words)
    return tuple(map(tuple, nx.connected_components(alike)))
