"""OV04 duplication. Two OPDs run the same work for the same people.

Why: duplication means two or more agencies engaged in the same activities, or providing the same services to the same
beneficiaries (GAO-15-49SP, 2015); of the three it costs most and is mended first. Facilities such as hospitals and
the kecamatan serve those who come to them and are left out.
Evidence: the pairs of sub-activities with the same name; both name the same people as beneficiaries, or neither says
whom it serves and the places of both meet. Gathered by the two OPDs and the theme.
Remedy: give the work to one of the two, or divide it by place or group; a supports link of the one OPD to the work of
the other says that this is agreed.
"""

from collections.abc import Iterator

from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import meetings
from rules.asking.comparison import comparison
from rules.finding import Family, Severity, Text
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


@rule(
    "OV04",
    family=Family.OVERLAP,
    per=PlanInfo,
    severity=Severity.WARNING,
    options=RuleOptions,
    sees=without_years,
    message=Text(
        "Potensi duplikasi: {opd} dan {other_opd} sama-sama menjalankan {count} pekerjaan bagi penerima yang sama, "
        'misalnya "{one}".',
        "Possible duplication: {opd} and {other_opd} both run {count} pieces of work for the same people, for example "
        '"{one}".',
    ),
)
def duplication(plan: PlanGraph, _: PlanInfo, __: RuleOptions) -> Iterator[Found]:
    """Flag pairs of OPDs that run the same work for the same people."""
    for meeting in meetings(plan, comparison(plan).duplicates):
        yield meeting.found(plan)
