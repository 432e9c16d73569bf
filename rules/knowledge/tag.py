"""Tag: what the national tags of 2026 say of which work belongs to a theme, and where our entries say otherwise.

A tag is laid beside our entries: it ties work that none of them puts in the theme, and as work that touches it, no
more, for a tag says that work counts for a matter and not how much. Where the two differ about a code of the
nomenclature, the difference is told with what was decided (``data/tags.yaml``).
"""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from graph import code as codes
from graph.model import Level, Program
from graph.reference import nomenclature, same, sub_activities, tags_of
from graph.snapshot import PlanGraph
from rules.knowledge.entry import SPECIFIC, Knowledge
from rules.knowledge.selection import leaves


class Tagged(msgspec.Struct, frozen=True):
    """Work that a tag puts in a theme: the id of the theme, and the first of its tags that does."""

    theme: str
    tag: str
    program: str


def tagged(work: Iterable[Program], known: Knowledge) -> Iterator[Tagged]:
    """Give the themes that the tags of some work name, but for tags that were decided to be left out."""
    for program in work:
        told: set[str] = set()
        for tag in tags_of(program.code):
            for theme in known.themes_of_tag.get(tag, ()):
                decision = known.decided(theme, tag, program.code)
                if theme not in told and not (decision and decision.decision == "left-out"):
                    told.add(theme)
                    yield Tagged(theme, tag, program.id)


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """A code about which a tag and our entries differ, and what was decided; all empty where nobody decided."""

    code: str
    name: str
    decision: Literal["agreed", "left-out", ""] = ""
    reason: str = ""


class TagComparison(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A tag of a theme beside the entries of the theme."""

    theme: str
    tag: str
    tag_only: tuple[Differing, ...]
    """Work that has the tag, and that none of our entries puts in the theme."""
    entry_only: tuple[Differing, ...]
    """Work that an entry of ours holds to be for the theme, in fields that have the tag, without any of its tags."""
    both: tuple[str, ...]
    """The codes that both put in the theme."""
    opds: tuple[str, ...] = ()
    """Of a plan: the ids of the OPDs that lead work with the tag."""


def compare(known: Knowledge, plan: PlanGraph | None = None) -> tuple[TagComparison, ...]:
    """Compare each tag that a theme names with the entries of the theme, by theme and tag.

    Compared is the work of a plan that has a code of its own, or where none is given that of the nomenclature for any
    kabupaten or kota, each sub-activity under the first of its codes.
    """
    work = _of_plan(plan) if plan else _of_nomenclature()
    meant = [(each, {found.number for found in known.selectors.meaning(each.name, each.code)}) for each in work]
    found = []
    for theme, entry in known.themes.items():
        weights = {known.selectors.numbers[member]: member.weight for member in entry.members}
        own = {each: max((weights.get(number, 0.0) for number in numbers), default=0.0) for each, numbers in meant}
        found += [_compared(known, theme, tag, own) for tag in entry.tags]
    return tuple(found)


class _Work(msgspec.Struct, frozen=True):
    """Some work: its code, its name, the id of the OPD that leads it where it stands in a plan."""

    code: str
    name: str
    opd: str = ""


def _of_plan(plan: PlanGraph) -> list[_Work]:
    work = sorted((each for each in leaves(plan) if each.code), key=lambda each: (each.code, each.id))
    found = ((each, plan.lead(each.id)) for each in work)
    return [_Work(each.code, each.name, lead.id if lead else "") for each, lead in found]


def _of_nomenclature() -> list[_Work]:
    entries = nomenclature().entries(Level.SUB_ACTIVITY).values()
    seen: set[str] = set()
    found = []
    for each in entries:
        if seen.isdisjoint(same(each.code)) and not codes.whose(each.code) and not codes.is_overhead(each.code):
            seen.add(each.code)
            found.append(_Work(each.code, each.name))
    return sorted(found, key=lambda each: each.code)


def _compared(known: Knowledge, theme: str, tag: str, own: dict[_Work, float]) -> TagComparison:
    """Put one tag beside the weights that the entries of its theme give to some work."""
    tags = frozenset(known.themes[theme].tags)
    fields = {codes.field(each.code) for each in sub_activities().values() if tag in each.tags}
    with_tag = [each for each in own if tag in tags_of(each.code)]
    without = [each for each in own if own[each] >= SPECIFIC and _could_have_it(each.code, fields, tags)]

    def told(work: Iterable[_Work]) -> tuple[Differing, ...]:
        return tuple({each.code: _differing(known, theme, tag, each) for each in work}.values())

    return TagComparison(
        theme=theme,
        tag=tag,
        tag_only=told(each for each in with_tag if not own[each]),
        entry_only=told(without),
        both=tuple(dict.fromkeys(each.code for each in with_tag if own[each])),
        opds=tuple(sorted({each.opd for each in with_tag if each.opd})),
    )


def _could_have_it(code: str, fields: set[str], tags: frozenset[str]) -> bool:
    """Whether a code has none of some tags though it is in the list of 2026 and in a field that has the tag."""
    is_listed = any(each in sub_activities() for each in same(code))
    return is_listed and codes.field(code) in fields and tags.isdisjoint(tags_of(code))


def _differing(known: Knowledge, theme: str, tag: str, work: _Work) -> Differing:
    decision = known.decided(theme, tag, work.code)
    return Differing(
        code=work.code,
        name=work.name,
        decision=decision.decision if decision else "",
        reason=decision.reason if decision else "",
    )
