"""XX01 many-sub-activities. An OPD runs more sub-activities than it can steer.

Why: our own judgement; a region may set the number that it finds right.
Evidence: the OPD.
Remedy: join sub-activities that serve the same output.
"""

from collections.abc import Iterator

from graph.model import Level, Opd
from graph.snapshot import PlanGraph
from rules.finding import Family, Text
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """How many are too many."""

    most: int = 60


@rule(
    "XX01",
    family=Family.CAPACITY,
    per=Opd,
    options=Options,
    message=Text(
        "{opd} menjalankan {count} sub kegiatan, lebih dari {most}.",
        "{opd} runs {count} sub-activities, more than {most}.",
    ),
)
def many_sub_activities(plan: PlanGraph, opd: Opd, options: Options) -> Iterator[Found]:
    """Flag OPDs with more sub-activities than the option allows."""
    count = sum(program.level is Level.SUB_ACTIVITY for program in plan.led_by(opd.id))
    if count > options.most:
        arguments = {"opd": opd.label, "count": count, "most": options.most}
        yield Found(opds=(opd.id,), nodes=(opd.id,), arguments=arguments)
