"""SY07 data-maker-and-user. One OPD makes the data that several others need, and nothing says how they get it.

Why: data has one producer who answers for it and many users; the region's data forum settles who delivers what, and
when (Perpres 39/2019 on Satu Data Indonesia).
Evidence: the dependencies of kind data between OPDs, with their reasons, and the work at both ends; gathered by the
OPD that makes the data, all kecamatan as one.
Remedy: put the data on the list of the region's data forum with a date of delivery; a supports link from each user to
the work that makes the data says that this is agreed.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.change import Change
from graph.model import DependencyKind, Link, LinkKind, Opd, Program
from graph.snapshot import PlanGraph, PlanInfo
from rules.asking import coordinated, families, named, party_of
from rules.finding import Family, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """Which dependencies count, and how many users make a matter."""

    min_users: int = 2
    """Parties that need the maker's data; all kecamatan count as one. One alone is a matter between two OPDs."""
    least_confidence: float = 0.5
    """Links of lower confidence are left for people to confirm first."""


@rule(
    "SY07",
    family=Family.SYNERGY,
    per=PlanInfo,
    options=Options,
    sees=without_words,
    message=Text(
        "{maker} menghasilkan data yang diperlukan {count} pihak ({users}) untuk {work} pekerjaan. Misalnya: {reason}",
        "{maker} makes data that {count} parties ({users}) need for {work} pieces of work. For example: {reason}",
    ),
)
def data_maker_and_user(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag makers of data with enough users that nothing declared ties to them."""
    needs: dict[str, list[tuple[Link, Opd, Opd]]] = defaultdict(list)
    for link in plan.links_of(LinkKind.DEPENDS_ON):
        if link.dependency is not DependencyKind.DATA or link.confidence < options.least_confidence:
            continue
        maker, user = _maker(plan, link.target_id), plan.lead(link.source_id)
        if maker is None or user is None or len(families((maker, user))) < 2 or _is_agreed(plan, link, user):
            continue
        needs[party_of(maker)].append((link, maker, user))
    for party, found in sorted(needs.items()):
        links = [link for link, _, _ in found]
        makers = {maker.id: maker for _, maker, _ in found}
        users = {user.id: user for _, _, user in found}
        if len(families(users.values())) < options.min_users:
            continue
        strongest = max(links, key=lambda link: (link.confidence, link.id))
        yield Found(
            opds=(*sorted(makers), *sorted(users)),
            nodes=tuple(sorted({end for link in links for end in (link.source_id, link.target_id)})),
            links=tuple(sorted(link.id for link in links)),
            key=f"prerequisite/{DependencyKind.DATA}/{party.removeprefix('opd/')}",
            arguments={
                "maker": named(makers.values()),
                "count": len(families(users.values())),
                "users": named(users.values()),
                "work": len({link.source_id for link in links}),
                "reason": strongest.reason,
            },
            remedy=_agreements(plan, found),
        )


def _maker(plan: PlanGraph, id_: str) -> Opd | None:
    """The OPD that leads the work that is needed, or the work that produces the data set that is needed."""
    producing = (link.source_id for link in plan.into(id_, LinkKind.PRODUCES))
    return next((lead for each in (id_, *producing) if (lead := plan.lead(each))), None)


def _is_agreed(plan: PlanGraph, link: Link, user: Opd) -> bool:
    """Whether the user supports the work that makes the data, or declares that its own work uses the data set."""
    if any(tie.source_id == user.id for tie in plan.into(link.target_id, LinkKind.SUPPORTS)):
        return True
    return any(tie.target_id == link.target_id for tie in plan.out(link.source_id, LinkKind.USES))


def _agreements(plan: PlanGraph, found: list[tuple[Link, Opd, Opd]]) -> tuple[Change, ...]:
    """The changes that write down that each user takes part in the work that makes the data it needs."""
    needed: dict[str, list[str]] = defaultdict(list)
    for link, _, user in found:
        if isinstance(plan.nodes[link.target_id], Program):
            needed[user.id].append(link.target_id)
    return tuple(
        change for id_, targets in sorted(needed.items()) for change in coordinated(plan, id_, sorted(targets))
    )
