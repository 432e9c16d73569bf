"""SY08 tight-community. Work of a few OPDs is tied closely to each other, and no single theme says why.

Why: what depends on each other and serves the same matters belongs together even where no regulation has named it yet;
groups that the ties themselves form show cooperation that nobody planned (Blondel et al., "Fast unfolding of
communities in large networks", J. Stat. Mech. 2008, is the method).
Evidence: the work of the group, the dependencies between OPDs within it, and the themes that most of it shares.
Remedy: the OPDs look at the ties, name what holds them together, and plan it once; or reject the ties that do not hold.
"""

from collections import Counter
from collections.abc import Iterator

from graph.model import Link, LinkKind, Opd, Theme
from graph.snapshot import PlanGraph, PlanInfo
from graph.traversal import Community, communities
from rules.asking import families, named
from rules.finding import Family, Text
from rules.outline import without_words
from rules.rule import Found, RuleOptions, rule


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as a group of a few OPDs, and when a theme explains it."""

    resolution: float = 3.0
    """How fine the groups are: at 1 they are few and large, above it smaller."""
    min_opds: int = 2
    """Parties in the group; all kecamatan count as one."""
    most_opds: int = 6
    """Parties beyond which it is no longer a few."""
    theme_share: float = 0.6
    """Share of the group's work on one theme from which on that theme explains it."""
    least_ties: int = 2
    """Dependencies between its OPDs below which the group is not tight."""


@rule(
    "SY08",
    family=Family.SYNERGY,
    per=PlanInfo,
    options=Options,
    sees=without_words,
    message=Text(
        "{count} pekerjaan {opds} saling terkait erat ({ties} ketergantungan lintas OPD), tetapi tidak ada satu tema "
        "yang menaunginya; yang terdekat {theme} ({share} %).",
        "{count} pieces of work of {opds} are tied closely ({ties} dependencies between OPDs), but no single theme "
        "explains it; the nearest is {theme_en} ({share} %).",
    ),
)
def tight_community(plan: PlanGraph, _: PlanInfo, options: Options) -> Iterator[Found]:
    """Flag close groups of work over a few parties that share no theme."""
    for community in communities(plan, resolution=options.resolution):
        opds = [plan.get(Opd, id_) for id_ in community.opds]
        if not options.min_opds <= len(families(opds)) <= options.most_opds:
            continue
        theme, shared = _nearest(plan, community)
        ties = _ties(plan, community)
        if shared >= options.theme_share * len(community.programs) or len(ties) < options.least_ties:
            continue
        yield Found(
            opds=community.opds,
            nodes=(*community.programs, *((theme.id,) if theme else ())),
            links=tuple(link.id for link in ties),
            key=f"community/{_centre(community, ties)}",
            arguments={
                "count": len(community.programs),
                "opds": named(opds),
                "ties": len(ties),
                "theme": theme.name if theme else "-",
                "theme_en": (theme.name_en or theme.name) if theme else "-",
                "share": round(100 * shared / len(community.programs)),
            },
        )


def _nearest(plan: PlanGraph, community: Community) -> tuple[Theme | None, int]:
    """The theme that most of the group's work belongs to, and how many pieces of work that is."""
    count = Counter(theme.id for id_ in community.programs for theme in plan.themes_of(id_))
    if not count:
        return None, 0
    nearest = min(count, key=lambda id_: (-count[id_], id_))
    return plan.get(Theme, nearest), count[nearest]


def _ties(plan: PlanGraph, community: Community) -> list[Link]:
    """The dependencies within the group whose ends are led by different parties, in the order of link ids."""
    inside = set(community.programs)
    found = []
    for id_ in community.programs:
        for link in plan.out(id_, LinkKind.DEPENDS_ON):
            ends = (plan.lead(id_), plan.lead(link.target_id))
            if link.target_id in inside and len(families(lead for lead in ends if lead)) > 1:
                found.append(link)
    return sorted(found, key=lambda link: link.id)


def _centre(community: Community, ties: list[Link]) -> str:
    """The piece of work with most ties, so that the group keeps its name while its rim moves."""
    count = Counter(end for link in ties for end in (link.source_id, link.target_id))
    return min(community.programs, key=lambda id_: (-count[id_], id_))
