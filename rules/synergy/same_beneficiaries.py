"""SY06 same-beneficiaries. Different OPDs serve the same group of people.

Why: who is served by several agencies without one list is counted twice or missed; services to a group are to be
brought together (each group names its own regulation, in ``rules/asking/beneficiaries.yaml``).
Evidence: the group, and the work whose beneficiaries, name or indicators name it with one of the group's words, which
are compared by stems. Office work is left out; all kecamatan count as one party.
Remedy: one list of the people, and one calendar of what is done for them, under the OPD with most work for the group.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.model import Opd, Program, Theme
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import Group, families, groups, named, named_in
from rules.finding import Family, Text
from rules.knowledge.selection import leaves
from rules.knowledge.vocabulary import vocabulary
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which groups are looked for, and when OPDs count as meeting."""

    min_opds: int = 2
    """Parties that must serve the group; all kecamatan count as one."""
    ignore: tuple[str, ...] = ()
    """Ids of groups that are left out."""
    papers: tuple[str, ...] = ("dokumen hasil kebijakan", "dokumen hasil koordinasi")
    """Words of what is written about people and serves none."""
    own: tuple[Group, ...] = ()
    """A region's own groups; one with the id of ours replaces it."""


@rule(
    "SY06",
    family=Family.SYNERGY,
    per=PlanInfo,
    options=Options,
    sees=without_years,
    message=Text(
        "{opds} melayani {group} melalui {programs} pekerjaan, masing-masing dengan sasarannya sendiri. {reason}",
        "{opds} serve {group_en} through {programs} pieces of work, each with targets of its own. {reason}",
    ),
)
def same_beneficiaries(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag groups of people whom enough parties serve."""
    chosen = {group.id: group for group in (*groups(), *options.own) if group.id not in options.ignore}
    words = vocabulary(*((each.words, (*each.without, *options.papers)) for each in chosen.values()))
    work: list[list[tuple[Program, Opd]]] = [[] for _ in chosen]
    for program in leaves(plan):
        lead = plan.lead(program.id)
        if lead is not None:
            for number in named_in(words, plan, program):
                work[number].append((program, lead))
    for group, serving in zip(chosen.values(), work, strict=True):
        programs: dict[str, list[Program]] = defaultdict(list)
        opds: dict[str, Opd] = {}
        for program, lead in serving:
            programs[lead.id].append(program)
            opds[lead.id] = lead
        if len(families(opds.values())) < options.min_opds:
            continue
        order = sorted(opds, key=lambda id_: (-len(programs[id_]), id_))
        theme = f"theme/{group.theme}"
        is_theme = isinstance(plan.nodes.get(theme), Theme)
        yield Found(
            opds=tuple(order),
            nodes=(*((theme,) if is_theme else ()), *(program.id for id_ in order for program in programs[id_])),
            key=theme if is_theme else f"beneficiaries/{group.id}",
            arguments={
                "opds": named(opds.values()),
                "group": group.name,
                "group_en": group.name_en or group.name,
                "programs": sum(len(each) for each in programs.values()),
                "reason": group.reason,
            },
        )
