"""SY03 shared-field. One bidang urusan is divided between several OPDs.

Why: where a field of government is split (roads here, spatial planning there), neither OPD can report on it alone; the
minimum service standards of the field (PP 2/2018) are met together or not at all.
Evidence: the programs of the field in each OPD.
Remedy: one joint work plan for the field, led by the OPD that holds it as its first mandate.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.model import Level, Opd, Program
from graph.reference import nomenclature
from graph.snapshot import PlanGraph, PlanInfo
from rules.finding import Family, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


@rule(
    "SY03",
    family=Family.SYNERGY,
    per=PlanInfo,
    options=RuleOptions,
    sees=without_words,
    message=Text(
        "Bidang urusan {field} {name} terbagi pada {opds}.",
        "The field {field} {name} is divided between {opds}.",
    ),
)
def shared_field(plan: PlanGraph, _: PlanInfo, __: RuleOptions) -> Iterator[Found]:
    """Flag fields in which several OPDs run programs, the kecamatan aside."""
    programs: dict[str, list[tuple[Opd, Program]]] = defaultdict(list)
    for program in plan.programs(level=Level.PROGRAM):
        lead = plan.lead(program.id)
        if program.field and not program.is_overhead and lead is not None and not lead.is_territorial:
            programs[program.field].append((lead, program))
    names = nomenclature().fields
    for field, pairs in sorted(programs.items()):
        opds = {opd.id: opd for opd, _ in pairs}
        if len(opds) < 2:
            continue
        first = sorted(opds.values(), key=lambda opd: (opd.mandates[:1] != (field,), opd.id))
        yield Found(
            opds=tuple(opd.id for opd in first),
            nodes=tuple(program.id for _, program in pairs),
            key=f"field/{field}",
            arguments={
                "field": field,
                "name": names.get(field, "").removeprefix("URUSAN PEMERINTAHAN BIDANG ").capitalize(),
                "opds": ", ".join(opd.label for opd in first),
            },
        )
