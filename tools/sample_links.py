"""Sample links: draws links that knowledge made for the example regions, by seed, for people to judge.

Run as ``python -m tools.sample_links [SEED]``; what the reader found stands in ``docs/knowledge-review.md``.
"""

import random
import sys

from graph.intake import read_files
from graph.model import Link, LinkKind, Origin
from graph.snapshot import PlanGraph
from rules.knowledge import knowledge, link
from service import demo

SEED = 2026
COUNTS = {"dependency": 26, "theme": 24, "dimension": 10}
"""How many links of each sort: 60 together."""


def sort_of(each: Link) -> str:
    """Name the sort of a link of knowledge; empty where it ties no program."""
    if each.kind is LinkKind.DEPENDS_ON:
        return "dependency"
    if each.kind is LinkKind.CONTRIBUTES and each.source_id.startswith("program/"):
        return each.target_id.partition("/")[0]
    return ""


def sample(seed: int = SEED) -> list[tuple[PlanGraph, Link]]:
    """Draw links, each sort alike from both regions."""
    chance = random.Random(seed)  # noqa: S311 - a sample to judge, no secret
    plans = [
        link(PlanGraph(demo.info(slug), 1, read_files(demo.files(slug)).contents), knowledge()) for slug in demo.DEMOS
    ]
    drawn: list[tuple[PlanGraph, Link]] = []
    for sort, count in COUNTS.items():
        for plan in plans:
            made = [each for _, each in sorted(plan.links.items()) if each.origin is Origin.DERIVED]
            of_sort = [each for each in made if sort_of(each) == sort]
            drawn += [(plan, each) for each in chance.sample(of_sort, count // len(plans))]
    return drawn


def main() -> None:
    """Print the sample as a table without verdicts."""
    print("| no | region | from | to | entry | reason | source |\n|---|---|---|---|---|---|---|")
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else SEED
    for number, (plan, each) in enumerate(sample(seed), start=1):
        ends = []
        for id_ in (each.source_id, each.target_id):
            lead = plan.lead(id_)
            ends.append(plan.nodes[id_].label + (f" ({lead.label})" if lead else ""))
        cells = (str(number), plan.info.slug, *ends, each.entry, each.reason, each.source)
        print("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")


if __name__ == "__main__":
    main()
