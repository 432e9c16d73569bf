"""Link: lays the links that knowledge makes over a plan, each with its entry, its reason and its confidence."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from graph import code as codes
from graph.change import Contents
from graph.model import AnyNode, Dimension, Indicator, Link, LinkKind, Opd, Origin, PartnerCall, Program, Theme
from graph.reference import OF_2026
from graph.snapshot import PlanGraph, PlanInfo
from rules.knowledge.entry import DependencyEntry, Knowledge, Member, StandingTeam, ThemeEntry
from rules.knowledge.held import without_held
from rules.knowledge.load import knowledge
from rules.knowledge.local import local
from rules.knowledge.selection import Fit, Selection
from rules.knowledge.tag import tagged
from rules.knowledge.words import stems

MOST_TARGETS = 3
"""Of one OPD, to how many pieces of work one template ties one piece of work: those whose names are nearest."""
ALIKE = 88.0
"""Likeness of two names' stems, in percent, from which on the theme of the one is proposed for the other."""
TAGGED = 0.7
"""Confidence of a link that only a national tag makes: its list is one region's copy, and the decree was not seen."""
TOUCHES = 1.0
"""Weight of such a link."""
INFERRED = 0.35
"""Confidence of a link that only likeness of texts makes."""


_NO_PLAN: Final = PlanInfo(slug="", title="", region_code="", region_name="", start_year=0, end_year=0)


def link(plan: PlanGraph, known: Knowledge) -> PlanGraph:
    """Give the plan with all links of knowledge laid over it; what the plan already says about a tie stays."""
    here = local(plan, known)
    return _with(plan, made(without_held(plan, here), here), here)


def link_anew(plan: PlanGraph, links: Mapping[str, Link], known: Knowledge) -> PlanGraph:
    """Give the same with the links that were made for the plan before (``made_for``)."""
    return _with(plan, links, local(plan, known))


def made_for(linked: PlanGraph, plan: PlanGraph) -> Mapping[str, Link]:
    """Give the links that were made for a plan when it was linked, also those about whose tie it says more itself."""
    here = known_of(linked)
    return made(without_held(plan, here), here)


def _with(plan: PlanGraph, links: Mapping[str, Link], here: Knowledge) -> PlanGraph:
    linked = without_held(plan, here).with_links(_themes(here), links)
    linked.made[known_of] = here
    return linked


@lru_cache(maxsize=8)
def _themes(known: Knowledge) -> tuple[Theme, ...]:
    return tuple(_theme(id_, theme, known.team_of.get(id_)) for id_, theme in known.themes.items())


def known_of(plan: PlanGraph) -> Knowledge:
    """The knowledge that was laid over a plan; what comes with the package where none was."""
    known = plan.made.get(known_of)
    return known if isinstance(known, Knowledge) else knowledge()


_tie = lru_cache(maxsize=32768)(Link)
"""The same object for the same tie, so that what is kept by ties is found at once."""


def made(plan: PlanGraph, known: Knowledge) -> Mapping[str, Link]:
    """The links that knowledge makes for a plan, by id; two entries that make the same tie: the surer one, then the
    first.
    """
    nodes = (node for node in plan.nodes.values() if not isinstance(node, Indicator))
    links = (*plan.links_of(LinkKind.CONTAINS), *plan.links_of(LinkKind.LEADS))
    return _made(tuple(_bare(node) if isinstance(node, Program) else node for node in nodes), links, known)


@lru_cache(maxsize=16384)
def _bare(program: Program) -> Program:
    """What knowledge reads of a program."""
    return Program(id=program.id, level=program.level, name=program.name, code=program.code)


@lru_cache(maxsize=4)
def _made(nodes: tuple[AnyNode, ...], links: tuple[Link, ...], known: Knowledge) -> dict[str, Link]:
    """The same for what knowledge reads of a plan alone, so that other edits lay nothing anew."""
    plan = PlanGraph(_NO_PLAN, 0, Contents({each.id: each for each in nodes}, {each.id: each for each in links}))
    selection = Selection(plan, known.selectors)
    found: dict[str, Link] = {}
    for each in (
        *_dimensions(plan, known),
        *_memberships(selection, known),
        *_theme_contributions(plan, known),
        *(tie for entry in known.dependencies for tie in _dependencies(plan, selection, entry)),
    ):
        id_ = each.id
        old = found.get(id_)
        if old is None or (each.confidence, abs(each.weight)) > (old.confidence, abs(old.weight)):
            found[id_] = each
    for each in _tags(selection, known):
        found.setdefault(each.id, each)
    for each in _alike(plan, selection, known, found):
        found.setdefault(each.id, each)
    return dict(sorted(found.items()))


def is_routine(name: str, known: Knowledge, of: str = "indicator") -> bool:
    """Say whether an indicator, or with ``of="work"`` a piece of work, is one that every OPD has about itself."""
    words = known.routine_work if of == "work" else known.routine_indicators
    return bool(words.named(name))


def _theme(id_: str, theme: ThemeEntry, team: StandingTeam | None) -> Theme:
    return Theme(
        id=f"theme/{id_}",
        name=theme.name,
        name_en=theme.name_en,
        reason=theme.reason,
        source="; ".join(theme.sources),
        roles=tuple(role.as_field_role() for role in theme.roles),
        partners=tuple(
            PartnerCall(partner_kind=call.kind, words=call.words, reason=call.reason) for call in theme.partners
        ),
        team=team.name if team else "",
        team_source=team.regulation if team and team.checked else "",
        words=tuple(word for member in theme.members if not member.codes for word in member.words),
    )


def _dimensions(plan: PlanGraph, known: Knowledge) -> Iterator[Link]:
    """Programs and activities to sub-dimensions; work whose code is unknown takes the entry of what is above it."""
    by_code = {entry.code: entry for entry in known.dimensions}
    for program in plan.of(Program):
        entry = by_code.get(program.code)
        if entry is None or program.is_overhead:
            continue
        for dimension, weight in entry.serves.items():
            if isinstance(plan.nodes.get(f"dimension/{dimension}"), Dimension):
                yield _tie(
                    kind=LinkKind.CONTRIBUTES,
                    source_id=program.id,
                    target_id=f"dimension/{dimension}",
                    origin=Origin.DERIVED,
                    confidence=0.8,
                    weight=weight,
                    reason=entry.reason,
                    source=entry.source,
                    entry=entry.id,
                )


def _memberships(selection: Selection, known: Knowledge) -> Iterator[Link]:
    for id_, theme in known.themes.items():
        for member in theme.members:
            for fit in selection.fitting(member):
                yield _tie(
                    kind=LinkKind.CONTRIBUTES,
                    source_id=fit.program.id,
                    target_id=f"theme/{id_}",
                    origin=Origin.DERIVED,
                    confidence=member.confidence or _confidence(member, fit),
                    weight=member.weight,
                    reason=_with_word(member.reason, fit.word),
                    source="; ".join(theme.sources),
                    entry=f"{id_}/{member.id}",
                )


def _tags(selection: Selection, known: Knowledge) -> Iterator[Link]:
    """What national tags put in a theme; a tag says that work counts for a matter, not that it is for it."""
    for each in tagged(selection.leaves, known):
        yield _tie(
            kind=LinkKind.CONTRIBUTES,
            source_id=each.program,
            target_id=f"theme/{each.theme}",
            origin=Origin.DERIVED,
            confidence=TAGGED,
            weight=TOUCHES,
            reason=f'Nomenklatur 2026 memberi sub kegiatan ini tag "{each.tag}".',
            source=f"Tag nasional 2026 ({OF_2026.source})",
            entry=f"tag/{each.tag}",
        )


def _with_word(reason: str, word: str) -> str:
    return f"{reason} (kata: {word.removeprefix('=')})" if word else reason


def _confidence(member: Member, fit: Fit) -> float:
    """How sure a membership is: the narrower the code, the surer; words alone are less sure than codes."""
    by_level = {"sub_activity": 0.95, "activity": 0.85, "program": 0.75, "field": 0.6, None: 0.6}
    sure = by_level[codes.level(fit.code)] if fit.code else 0.6
    return round(min(0.95, sure + 0.1), 2) if member.words else sure


def _theme_contributions(plan: PlanGraph, known: Knowledge) -> Iterator[Link]:
    dimensions = {node.code for node in plan.of(Dimension)}
    for id_, theme in known.themes.items():
        for dimension, weight in theme.dimensions.items():
            if dimension in dimensions:
                yield _contribution(
                    f"theme/{id_}", f"dimension/{dimension}", weight, theme.reason, theme.sources[0], f"theme/{id_}"
                )
    for entry in known.contributions:
        target = f"dimension/{entry.target}" if entry.target in dimensions else f"theme/{entry.target}"
        if entry.target in dimensions or entry.target in known.themes:
            yield _contribution(f"theme/{entry.origin}", target, entry.weight, entry.reason, entry.source, entry.id)


def _contribution(source_id: str, target_id: str, weight: float, reason: str, source: str, entry: str) -> Link:
    return _tie(
        kind=LinkKind.CONTRIBUTES,
        source_id=source_id,
        target_id=target_id,
        origin=Origin.DERIVED,
        confidence=0.8,
        weight=weight,
        reason=reason,
        source=source,
        entry=entry,
    )


def _dependencies(plan: PlanGraph, selection: Selection, entry: DependencyEntry) -> Iterator[Link]:
    """Tie what needs to what is needed; a kecamatan needs only its own, and of each OPD only the nearest work."""
    targets = [(fit, plan.lead(fit.program.id)) for fit in selection.fitting(entry.target)]
    for fit in selection.fitting(entry.origin):
        lead = plan.lead(fit.program.id)
        by_opd: dict[str, list[Program]] = {}
        for target, other in targets:
            if target.program.id != fit.program.id and not _strangers(lead, other):
                by_opd.setdefault(other.id if other else "", []).append(target.program)
        for candidates in by_opd.values():
            for target_program in _nearest(fit.program, candidates):
                yield _tie(
                    kind=LinkKind.DEPENDS_ON,
                    source_id=fit.program.id,
                    target_id=target_program.id,
                    origin=Origin.DERIVED,
                    confidence=entry.confidence,
                    dependency=entry.kind,
                    lag_months=entry.lag_months,
                    reason=f"{entry.reason} {entry.without}".strip(),
                    source=entry.source,
                    entry=entry.id,
                )


def _strangers(one: Opd | None, other: Opd | None) -> bool:
    return one is not None and other is not None and one.is_territorial and other.is_territorial and one.id != other.id


def _nearest(program: Program, candidates: list[Program]) -> list[Program]:
    if len(candidates) <= MOST_TARGETS:
        return candidates
    mine = set(stems(program.name))
    return sorted(candidates, key=lambda each: (-len(mine & set(stems(each.name))), each.id))[:MOST_TARGETS]


def _alike(plan: PlanGraph, selection: Selection, known: Knowledge, found: dict[str, Link]) -> Iterator[Link]:
    """Propose, for work without a theme, the theme of the work in its field whose name is most alike."""
    themes: dict[str, str] = {}
    for each in found.values():
        if each.kind is LinkKind.CONTRIBUTES and each.target_id.startswith("theme/"):
            themes.setdefault(each.source_id, each.target_id)
    by_field: dict[str, dict[str, str]] = {}
    for program in selection.leaves:
        if program.id in themes and program.field:
            by_field.setdefault(program.field, {})[program.id] = " ".join(stems(program.name))
    for program in selection.leaves:
        if program.id in themes or is_routine(program.name, known, "work"):
            continue
        names = by_field.get(program.field, {})
        best = process.extractOne(
            " ".join(stems(program.name)), names, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
        )
        if best:
            _, likeness, nearest = best
            yield _tie(
                kind=LinkKind.CONTRIBUTES,
                source_id=program.id,
                target_id=themes[nearest],
                origin=Origin.INFERRED,
                confidence=INFERRED,
                reason=f"Namanya {likeness:.0f} % serupa dengan: {plan.nodes[nearest].label}",
                entry="likeness",
            )
