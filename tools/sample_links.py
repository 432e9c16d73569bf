"""Sample links: draws what knowledge says, by seed, for people to judge against the rows.

Run as ``python -m tools.sample_links [SEED]``; what the readers found stands in ``docs/knowledge-review.md``. Drawn are
memberships of weight 2 or more and dependencies that knowledge makes for the example regions, parts of themes, and
practices with their carriers.
"""

import random
import sys
from collections.abc import Iterator

from graph.intake import read_files
from graph.model import Link, LinkKind, Origin, Program
from graph.snapshot import PlanGraph
from rules.asking.component import SPECIFIC
from rules.knowledge import knowledge, link
from rules.knowledge.entry import Component, Practice
from rules.knowledge.selector import Selector
from service import demo

SEED = 1613
LINKS = 25
"""How many links of each sort from each region: 100 together."""
PARTS = 60
PRACTICES = 40


def is_membership(plan: PlanGraph, each: Link) -> bool:
    """Say whether a link puts work into a theme as work that is for it."""
    is_work = isinstance(plan.nodes.get(each.source_id), Program) and each.target_id.startswith("theme/")
    return each.kind is LinkKind.CONTRIBUTES and is_work and each.weight >= SPECIFIC


def links(chance: random.Random) -> Iterator[tuple[PlanGraph, Link]]:
    """Draw links, each sort alike from each region."""
    for slug in demo.DEMOS:
        plan = link(PlanGraph(demo.info(slug), 1, read_files(demo.files(slug)).contents), knowledge())
        made = [each for _, each in sorted(plan.links.items()) if each.origin is Origin.DERIVED]
        members = [each for each in made if is_membership(plan, each)]
        dependencies = [each for each in made if each.kind is LinkKind.DEPENDS_ON]
        for of_sort in (members, dependencies):
            yield from ((plan, each) for each in chance.sample(of_sort, LINKS))


def parts(chance: random.Random) -> list[tuple[str, Component]]:
    """Draw parts of themes, each with the id of its theme."""
    all_ = [(id_, part) for id_, theme in knowledge().themes.items() for part in theme.components]
    return chance.sample(all_, PARTS)


def practices(chance: random.Random) -> list[Practice]:
    """Draw practices that say what work can carry them."""
    return chance.sample([each for each in knowledge().practices if each.carriers], PRACTICES)


def main() -> None:
    """Print the samples as tables without verdicts."""
    chance = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else SEED)  # noqa: S311 - a sample to judge, no secret
    _table("no", "region", "from", "to", "entry", "reason", "source")
    for number, (plan, each) in enumerate(links(chance), start=1):
        ends = (_named(plan, each.source_id), _named(plan, each.target_id))
        _row(str(number), plan.info.slug, *ends, each.entry, each.reason, each.source)
    _table("no", "part", "of", "essential", "fields", "members")
    for number, (id_, part) in enumerate(parts(chance), start=1):
        chosen = [member for member in knowledge().themes[id_].members if member.id in part.members]
        members = "; ".join(f"{member.id} {member.weight:g}: {_chosen(member)}" for member in chosen)
        _row(str(number), part.name, f"{id_}/{part.id}", str(part.essential), ", ".join(part.fields), members)
    _table("no", "practice", "of", "level", "carriers")
    for number, practice in enumerate(practices(chance), start=1):
        carriers = "; ".join(f"{carrier.field}: {_chosen(carrier)}" for carrier in practice.carriers)
        _row(str(number), practice.title, practice.id, practice.level, carriers)


def _named(plan: PlanGraph, id_: str) -> str:
    lead = plan.lead(id_)
    return plan.nodes[id_].label + (f" ({lead.label})" if lead else "")


def _chosen(selector: Selector) -> str:
    without = [f"-{word}" for word in selector.without]
    return ", ".join((*selector.codes, *selector.words, *without))


def _table(*heads: str) -> None:
    print()
    _row(*heads)
    _row(*("---" for _ in heads))


def _row(*cells: str) -> None:
    print("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")


if __name__ == "__main__":
    main()
