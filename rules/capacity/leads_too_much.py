"""CP03 leads-too-much. An OPD would lead far more themes, or is waited for far more often, than the others.

Why: who leads everything leads nothing: coordination takes people and time beside an agency's own work, and agencies
are sized by the load of their own affairs (PP 18/2016 on regional agencies, type A to C); a portfolio that counts on
one agency for all of its initiatives is not feasible.
Evidence: the themes that several parties share and that the OPD would lead by its mandate, against the median of the
OPDs that lead any; and the dependencies of other parties on each piece of its work, against the median of the OPDs on
which others depend.
Remedy: let the runner-up lead some of the themes, or let the others wait for a common calendar of the OPD's work.
"""

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from graph.model import Link, LinkKind, Opd, Theme
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import by_mandate, families, members
from rules.finding import Family, Text
from rules.knowledge.selection import leaves
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as far more than the others."""

    factor: float = 2.0
    """Themes led, as a multiple of the median, above which they are too many."""
    load_factor: float = 3.0
    """Dependencies of others on each piece of work, as a multiple of the median, above which they are too many."""
    least_themes: int = 4
    """Themes up to which nobody leads too much."""
    least_links: int = 20
    """Dependencies up to which nobody is waited for too much."""
    min_opds: int = 2
    """Parties that must share a theme for it to need leading; all kecamatan count as one."""


@rule(
    "CP03",
    family=Family.CAPACITY,
    per=PlanInfo,
    options=Options,
    sees=without_words,
    message=Text(
        "{opd} bermandat memimpin {themes} tema (median {median}) dan ditunggu {links} keterkaitan untuk {work} "
        "pekerjaannya (median {load} per pekerjaan): terlalu banyak {what}.",
        "{opd} is mandated to lead {themes} themes (median {median_en}), and {links} dependencies wait for its {work} "
        "pieces of work (median {load_en} for each): too many {what_en}.",
    ),
)
def leads_too_much(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag OPDs whose themes to lead or whose waiting others are a multiple of what is usual in the region."""
    led, waiting, work = _led(plan, options), _waiting(plan), _work(plan)
    loads = {id_: len(links) / work[id_] for id_, links in waiting.items() if work[id_]}
    usual = median([len(themes) for themes in led.values()]) if led else 0
    load = median(loads.values()) if loads else 0.0
    for opd in plan.opds:
        themes, links = led.get(opd.id, []), waiting.get(opd.id, [])
        leads_many = len(themes) > max(options.factor * usual, options.least_themes)
        is_awaited = len(links) > options.least_links and loads.get(opd.id, 0.0) > options.load_factor * load
        if opd.is_territorial or not (leads_many or is_awaited):
            continue
        what = [Text("tema", "themes")] * leads_many + [Text("yang menunggu", "that wait")] * is_awaited
        yield Found(
            opds=(opd.id,),
            nodes=(opd.id, *(themes if leads_many else ()), *_awaited(links if is_awaited else [])),
            links=tuple(sorted(link.id for link in links)) if is_awaited else (),
            key=f"load/{opd.id}",
            arguments={
                "opd": opd.label,
                "themes": len(themes),
                "median": f"{usual:g}".replace(".", ","),
                "median_en": f"{usual:g}",
                "links": len(links),
                "work": work[opd.id],
                "load": f"{load:.1f}".replace(".", ","),
                "load_en": f"{load:.1f}",
                "what": " dan ".join(each.id for each in what),
                "what_en": " and ".join(each.en for each in what),
            },
        )


def _led(plan: PlanGraph, options: Options) -> dict[str, list[str]]:
    """The themes that each OPD would lead, by ids, of those that several parties share."""
    led: dict[str, list[str]] = defaultdict(list)
    for theme in plan.of(Theme):
        opds = members(plan, theme).opds
        if len(families(opds)) >= options.min_opds:
            led[by_mandate(plan, theme, opds).lead].append(theme.id)
    return led


def _waiting(plan: PlanGraph) -> dict[str, list[Link]]:
    """The dependencies of other parties on the work of each OPD, the kecamatan left out."""
    waiting: dict[str, list[Link]] = defaultdict(list)
    for link in plan.links_of(LinkKind.DEPENDS_ON):
        source, target = plan.lead(link.source_id), plan.lead(link.target_id)
        if source is not None and target is not None and source.id != target.id and not target.is_territorial:
            waiting[target.id].append(link)
    return waiting


def _work(plan: PlanGraph) -> dict[str, int]:
    """How many pieces of work, office work aside, each OPD runs."""
    count: dict[str, int] = dict.fromkeys((opd.id for opd in plan.of(Opd)), 0)
    for program in leaves(plan):
        lead = plan.lead(program.id)
        if lead is not None:
            count[lead.id] += 1
    return count


def _awaited(links: list[Link]) -> tuple[str, ...]:
    return tuple(sorted({link.target_id for link in links}))
