"""XX02 own-priority. OPDs work on one priority of the region's own, each by itself.

Why: our own judgement; which labels of work are priorities says the region, in the option ``labels``.
Evidence: the work that carries the label, and the OPDs that run it.
Remedy: one initiative under the OPD with most of the work.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.model import Program
from graph.snapshot import PlanGraph, PlanInfo
from rules.finding import Family, Gathers, Text
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which priorities are looked for."""

    labels: tuple[str, ...] = ()
    most: int = 5
    """How many OPDs sit at the table: those with most of the work."""


@rule(
    "XX02",
    family=Family.SYNERGY,
    per=PlanInfo,
    gathers=Gathers.MATTER,
    options=Options,
    message=Text(
        "{lead} menjalankan pekerjaan terbanyak untuk prioritas {label}, di antara {opds} perangkat daerah.",
        "{lead} runs most of the work for the priority {label}, among {opds} OPDs.",
    ),
)
def own_priority(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag the priorities on which several OPDs work; each begins an initiative of its own."""
    for label in options.labels:
        led: dict[str, list[str]] = defaultdict(list)
        for program in plan.of(Program):
            lead = plan.lead(program.id)
            if lead is not None and label in program.tags:
                led[lead.id].append(program.id)
        opds = tuple(sorted(led, key=lambda id_: (-len(led[id_]), id_)))
        if len(opds) > 1:
            yield Found(
                opds=opds[: options.most],
                nodes=tuple(id_ for opd in opds[: options.most] for id_ in led[opd]),
                key=f"priority/{label}",
                arguments={"label": label, "lead": plan.nodes[opds[0]].label, "opds": len(opds)},
                matter=Text(label, label),
            )
