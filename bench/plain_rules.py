"""The five rules that take longest on the example plan, as one would ask them of networkx in plain words.

Words are compared as our rules compare them, and the lists of words, groups and services are theirs: these are what
the rules say. How the plan is walked, what is looked up once, and what is looked at at all, is plain. Each gives the
subject of every finding with its evidence, without words and remedies.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

import networkx as nx

from bench.plain import Plain, above
from graph.model import (
    Dimension,
    DimensionLevel,
    Indicator,
    Level,
    LinkKind,
    Objective,
    ObjectiveLevel,
    Opd,
    Program,
    Theme,
)
from rules.alignment import readiness_missing, weights_disagree
from rules.asking import OFFICE, SMALL, groups
from rules.asking.comparison import FACILITIES
from rules.knowledge import Knowledge, first, is_routine, stems
from rules.overlap import overlap
from rules.synergy import same_beneficiaries, tight_community

Evidence = set[tuple[str, frozenset[str]]]
"""The subject of each finding, and the nodes that it rests on."""


def same_people(plain: Plain, known: Knowledge) -> Evidence:
    """Groups of people whom several parties serve (SY06)."""
    del known
    options = same_beneficiaries.Options()
    found: Evidence = set()
    for group in groups():
        without = (*group.without, *options.papers)
        work = [id_ for id_ in leaves(plain) if plain.lead(id_) and _names(plain, id_, group.words, without)]
        if len({_party(plain, id_) for id_ in work}) >= options.min_opds:
            found.add((plain.slug, frozenset([*work, *_theme(plain, group.theme)])))
    return found


def readiness(plain: Plain, known: Knowledge) -> Evidence:
    """Dimensions without funded work on an element of readiness (AL08)."""
    del known
    found: Evidence = set()
    for id_, node in plain.nodes.items():
        if isinstance(node, Dimension):
            work = _serving(plain, id_)
            whole = min(plain.contains.predecessors(id_), default=id_)
            said = _unready(plain, _serving(plain, whole)) if whole != id_ else set()
            if _unready(plain, work) - said:
                found.add((id_, frozenset([id_, *work])))
    return found


def _serving(plain: Plain, dimension: str) -> set[str]:
    tops = [
        id_
        for each in (dimension, *plain.contains.successors(dimension))
        for id_ in plain.serves.predecessors(each)
        if isinstance(node := plain.nodes[id_], Program) and not node.is_overhead
    ]
    return {leaf for id_ in tops for leaf in _parts(plain, id_)}


def _parts(plain: Plain, id_: str) -> Iterator[str]:
    parts = [each for each in plain.contains.successors(id_) if isinstance(plain.nodes[each], Program)]
    if not parts:
        yield id_
    for part in parts:
        if not any(isinstance(plain.nodes[each], Dimension) for each in plain.contributes.successors(part)):
            yield from _parts(plain, part)


def _unready(plain: Plain, work: set[str]) -> set[str]:
    options = readiness_missing.Options()
    programs = [node for id_ in work if isinstance(node := plain.nodes[id_], Program)]
    if len(programs) < options.least_work or not any(each.years for each in programs):
        return set()
    names = []
    for program in programs:
        if program.years and program.budget(program.years[-1].year):
            names.append(program.name)
            over = plain.nodes.get(min(plain.contains.predecessors(program.id), default=""))
            if isinstance(over, Program) and over.level is Level.ACTIVITY:
                names.append(over.name)
    elements = {
        "structure": (options.structure, ()),
        "infrastructure": (options.infrastructure, options.no_infrastructure),
        "superstructure": (options.superstructure, ()),
    }
    return {
        element
        for element, (words, without) in elements.items()
        if not any(first(name, words) and not first(name, without) for name in names)
    }


def weights(plain: Plain, known: Knowledge) -> Evidence:
    """Dimensions that many outcomes need and that get little money (AL06)."""
    del known
    options = weights_disagree.Options()
    found: Evidence = set()
    flagged: set[str] = set()
    for level in (DimensionLevel.DIMENSION, DimensionLevel.SUB_DIMENSION):
        objectives, programs, money = _met(plain, level)
        ties = sum(len(each) for each in objectives.values())
        whole = sum(money.values())
        if not ties or not whole:
            continue
        for id_ in sorted(objectives):
            share = len(objectives[id_]) / ties
            many = share * len(objectives) >= options.many
            over = min(plain.contains.predecessors(id_), default=id_)
            if many and over not in flagged and money[id_] / whole < options.money_ratio * share:
                flagged.add(id_)
                found.add((plain.slug, frozenset([id_, *objectives[id_], *programs[id_]])))
    return found


def _met(plain: Plain, level: DimensionLevel) -> tuple[dict[str, set[str]], dict[str, set[str]], dict[str, int]]:
    """The outcomes, the work and the money of each dimension; what has no lead or no outcome counts in neither."""

    def at_level(ids: set[str]) -> set[str]:
        wholes = ids if level is DimensionLevel.SUB_DIMENSION else {each for id_ in ids for each in plain.wholes(id_)}
        return {each for each in wholes if isinstance(it := plain.nodes[each], Dimension) and it.level is level}

    objectives: dict[str, set[str]] = defaultdict(set)
    programs: dict[str, set[str]] = defaultdict(set)
    money: dict[str, int] = defaultdict(int)
    for id_, node in plain.nodes.items():
        if isinstance(node, Objective) and node.level is ObjectiveLevel.OUTCOME:
            for row in at_level(set(plain.aligns.successors(id_))):
                objectives[row].add(id_)
        if not isinstance(node, Program):
            continue
        parts = [plain.nodes[each] for each in plain.contains.successors(id_)]
        budget = _own_money(plain, node)
        if any(isinstance(each, Program) for each in parts) and not budget:
            continue
        outcomes = {
            whole
            for each in above(plain, id_, plain.aligns, Objective)
            for whole in plain.wholes(each)
            if isinstance(it := plain.nodes[whole], Objective) and it.level is ObjectiveLevel.OUTCOME
        }
        for row in at_level(set(above(plain, id_, plain.serves, Dimension))):
            objectives[row] |= outcomes
            if plain.lead(id_):
                programs[row].add(id_)
                money[row] += budget
    return {id_: each for id_, each in objectives.items() if each}, programs, money


def _own_money(plain: Plain, program: Program) -> int:
    """The money of the years for which nothing that the program contains states any."""
    below = (plain.nodes[each] for each in plain.parts(program.id) - {program.id})
    stated = {
        year.year
        for each in below
        if isinstance(each, Program)
        for year in each.years
        if year.budget is not None and year.budget.amount is not None
    }
    return sum(
        year.budget.counted
        for year in program.years
        if year.budget is not None and year.budget.amount is not None and year.year not in stated
    )


def overlapping(plain: Plain, known: Knowledge) -> Evidence:
    """Groups of people that get one kind of service from several OPDs (OV03)."""
    options = overlap.Options()
    work = [id_ for id_ in leaves(plain) if _can_overlap(plain, id_, known, options)]
    found: Evidence = set()
    for group in groups():
        mine = [id_ for id_ in work if _names(plain, id_, group.words, group.without)]
        pairs = [
            pair
            for service in options.services
            for pair in combinations([id_ for id_ in mine if _gives(plain, id_, service)], 2)
            if plain.lead(pair[0]) != plain.lead(pair[1])
            and _likeness(plain, *pair) < options.alike
            and not _is_settled(plain, *pair)
            and not _is_settled(plain, *reversed(pair))
        ]
        if pairs:
            found.add((plain.slug, frozenset([*(id_ for pair in pairs for id_ in pair), *_theme(plain, group.theme)])))
    return found


def _can_overlap(plain: Plain, id_: str, known: Knowledge, options: overlap.Options) -> bool:
    lead, name = plain.nodes.get(plain.lead(id_) or ""), _name(plain, id_)
    if not isinstance(lead, Opd) or lead.is_territorial or first(lead.name, FACILITIES):
        return False
    return not is_routine(name, known, "work") and not first(name, options.papers)


def _gives(plain: Plain, id_: str, service: overlap.Service) -> bool:
    texts = (_name(plain, id_), *_outputs(plain, id_))
    return any(first(text, service.words) and not first(text, service.without) for text in texts)


def _likeness(plain: Plain, one: str, other: str) -> float:
    mine, theirs = (frozenset(stems(_name(plain, id_))) - SMALL - OFFICE for id_ in (one, other))
    return 2 * len(mine & theirs) / whole if (whole := len(mine) + len(theirs)) else 0.0


def _is_settled(plain: Plain, one: str, other: str) -> bool:
    """Whether the lead of the one supports the other, or the one is a step after the other."""
    return (
        plain.supports.has_edge(plain.lead(one) or "", other)
        or plain.chain.get_edge_data(one, other, {"lag": 0})["lag"] > 0
    )


def communities(plain: Plain, known: Knowledge, theme_share: float | None = None) -> Evidence:
    """Close groups of work of a few parties that share no theme (SY08): networkx's own method, as in ours."""
    del known
    options = tight_community.Options() if theme_share is None else tight_community.Options(theme_share=theme_share)
    ids = sorted(plain.ties)
    at = {id_: number for number, id_ in enumerate(ids)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ids)))
    ties = ((at[a], at[b], data["weight"]) for a, b, data in plain.ties.edges(data=True) if data["weight"] > 0)
    graph.add_weighted_edges_from(sorted((min(a, b), max(a, b), weight) for a, b, weight in ties))
    found: Evidence = set()
    for group in nx.community.louvain_communities(graph, resolution=options.resolution, seed=6471):
        work = sorted(id_ for number in group if isinstance(plain.nodes[id_ := ids[number]], Program))
        parties = {_party(plain, id_) for id_ in work if plain.lead(id_)}
        if len(work) < 2 or not options.min_opds <= len(parties) <= options.most_opds:
            continue
        inside = set(work)
        needs = [
            link
            for link in plain.links[LinkKind.DEPENDS_ON]
            if link.source_id in inside and link.target_id in inside
            if len({_party(plain, end) for end in (link.source_id, link.target_id) if plain.lead(end)}) > 1
        ]
        served = Counter(theme for id_ in work for theme in _themes(plain, id_))
        nearest = min(served, key=lambda id_: (-served[id_], id_), default="")
        if served[nearest] < options.theme_share * len(work) and len(needs) >= options.least_ties:
            found.add((plain.slug, frozenset([*work, *([nearest] if nearest else [])])))
    return found


# -- of all of them -------------------------------------------------------------------------------------------------


def leaves(plain: Plain) -> list[str]:
    """The work without parts, office work left out, by id."""
    lowest = (id_ for id_, node in plain.nodes.items() if isinstance(node, Program))
    return sorted(
        id_ for id_ in lowest if not plain.contains.out_degree(id_) and not _reach(plain, id_).startswith("X.")
    )


def _reach(plain: Plain, id_: str) -> str:
    at: str | None = id_
    while at is not None and isinstance(node := plain.nodes[at], Program):
        if node.code:
            return node.code
        at = min(plain.contains.predecessors(at), default=None)
    return ""


def _party(plain: Plain, id_: str) -> str | None:
    """The OPD that leads some work; all kecamatan are one."""
    lead = plain.lead(id_)
    opd = plain.nodes.get(lead or "")
    return "kecamatan" if isinstance(opd, Opd) and opd.is_territorial else lead


def _name(plain: Plain, id_: str) -> str:
    node = plain.nodes[id_]
    return node.name if isinstance(node, Program | Indicator) else ""


def _outputs(plain: Plain, id_: str) -> list[str]:
    return [_name(plain, each) for each in plain.measures.predecessors(id_)]


def _names(plain: Plain, id_: str, words: tuple[str, ...], without: tuple[str, ...]) -> bool:
    node = plain.nodes[id_]
    beneficiaries = node.beneficiaries if isinstance(node, Program) else ""
    texts = (beneficiaries, _name(plain, id_), *_outputs(plain, id_))
    return any(first(text, words) and not first(text, without) for text in texts)


def _theme(plain: Plain, name: str) -> list[str]:
    return [id_] if isinstance(plain.nodes.get(id_ := f"theme/{name}"), Theme) else []


def _themes(plain: Plain, id_: str) -> list[str]:
    return [each for each in plain.contributes.successors(id_) if isinstance(plain.nodes[each], Theme)]


FIVE: dict[str, Callable[[Plain, Knowledge], Evidence]] = {
    "SY06": same_people,
    "AL08": readiness,
    "AL06": weights,
    "OV03": overlapping,
    "SY08": communities,
}
"""The plain formulations by the code of the rule."""
