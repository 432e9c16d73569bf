"""PX03 open-data-missing. OPDs make data that others need, and nobody in the plan publishes it.

Why: data that is not secret is to be opened and shared, by the data steward through the portal of the region
(Perpres 39/2019 on Satu Data Indonesia); information that is available at all times is to be announced (UU 14/2008).
Evidence: the OPDs whose data other OPDs depend on, their work that makes it and the work that needs it, gathered under
the data steward: the OPD that holds statistics. A maker's data is published where its own work, or the steward's,
names the publication of data; words are compared by stems.
Remedy: plan the publication of data at the steward, and a date for each maker's data set on the region's portal.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.model import DependencyKind, Link, LinkKind, Opd
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import families, fields_of, named, party_of
from rules.finding import Family, Text
from rules.knowledge import first
from rules.knowledge.selection import leaves
from rules.outline import without_years
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Who is the steward, what is publication, and which dependencies count."""

    steward: str = "2.20"
    """The field of government whose holder is the data steward (walidata): statistics."""
    words: tuple[str, ...] = (
        "data terbuka",
        "open data",
        "portal data",
        "publikasi data",
        "diseminasi data",
        "diseminasi publikasi data",
        "diseminasi dan publikasi data",
        "penyebarluasan data",
        "diseminasi statistik",
        "publikasi statistik",
        "penyebarluasan statistik",
    )
    """Words of the publication of data."""
    least_confidence: float = 0.5
    """Links of lower confidence are left for people to confirm first."""
    min_makers: int = 2
    """Parties with data of their own that is not published."""


@rule(
    "PX03",
    family=Family.PARTICIPATION,
    per=PlanInfo,
    options=Options,
    sees=without_years,
    message=Text(
        "{makers} menghasilkan data yang dipakai {users} pihak lain, tetapi tidak ada sub kegiatan publikasi data, "
        "baik padanya maupun pada walidata ({stewards}).",
        "{makers} make data that {users} other parties use, but no sub-activity publishes data, neither theirs nor one "
        "of the data steward ({stewards}).",
    ),
)
def open_data_missing(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag a plan in which makers of data have no publication of data, neither their own nor the steward's."""
    stewards = [opd for opd in plan.opds if options.steward in fields_of(plan, opd)]
    publishing = {
        lead.id
        for program in leaves(plan)
        if (lead := plan.lead(program.id))
        and any(
            first(text, options.words)
            for text in (program.name, *(indicator.name for indicator in plan.indicators_of(program.id)))
        )
    }
    if any(opd.id in publishing for opd in stewards):
        return
    made: dict[str, list[tuple[Opd, Link]]] = defaultdict(list)
    users: dict[str, Opd] = {}
    for link in plan.links_of(LinkKind.DEPENDS_ON):
        maker, user = plan.lead(link.target_id), plan.lead(link.source_id)
        if link.dependency is not DependencyKind.DATA or link.confidence < options.least_confidence:
            continue
        if maker is None or user is None or len(families((maker, user))) < 2 or maker.id in publishing:
            continue
        made[party_of(maker)].append((maker, link))
        users[user.id] = user
    if len(made) < options.min_makers:
        return
    makers = {maker.id: maker for each in made.values() for maker, _ in each}
    links = [link for each in made.values() for _, link in each]
    yield Found(
        opds=tuple(dict.fromkeys((*(opd.id for opd in stewards), *sorted(makers)))),
        nodes=tuple(sorted({end for link in links for end in (link.source_id, link.target_id)})),
        links=tuple(sorted(link.id for link in links)),
        key="open-data/" + ("+".join(opd.id.removeprefix("opd/") for opd in stewards) or "none"),
        arguments={
            "makers": named(makers.values()),
            "users": len(families(users.values())),
            "stewards": named(stewards) or "-",
        },
    )
