"""Initiative list: how to choose among the initiatives of a plan."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final

import strawberry

from acts import SeenPlan
from graph import model
from graph.record import DecisionStanding
from rules.recommend import initiative as records
from schema.advice.concern import served, takes_part
from schema.advice.initiative import by_rank
from schema.advice.weighing import WeightsInput, ranked
from schema.core import Key, Rows, described_filter, either, enumeration, inside, ordered, passing, words_in
from schema.node import known_id, node_ids
from schema.request import Context


class InitiativeOrder(Enum):
    """Order of a list of initiatives."""

    RANK = "rank"
    NAME = "name"
    REACH = "reach"


INITIATIVE_ORDER = enumeration(
    InitiativeOrder,
    {
        "RANK": "By rank, the best first.",
        "NAME": "By the Indonesian name of the reason (`themeName`).",
        "REACH": "Initiatives with the most participating OPDs first.",
    },
)


@described_filter
class InitiativeFilter:
    """Filter for initiatives; all conditions must hold."""

    opd: str | None = strawberry.field(
        default=None, description="Only initiatives that the OPD with this id or short name leads or takes part in."
    )
    opds: list[str] | None = strawberry.field(
        default=None, description="Only initiatives that one of these OPDs leads or takes part in."
    )
    lead: str | None = strawberry.field(
        default=None, description="Only initiatives led by the OPD with this id or short name."
    )
    leads: list[str] | None = strawberry.field(default=None, description="Only initiatives led by one of these OPDs.")
    dimension: str | None = strawberry.field(
        default=None,
        description="Only initiatives that serve the dimension or sub-dimension with this id or code, such as SG or "
        "SG-1. A sub-dimension is served where the theme contributes to it, or work of an initiative whose theme "
        "contributes to none.",
    )
    dimensions: list[str] | None = strawberry.field(
        default=None, description="Only initiatives that serve one of these dimensions or sub-dimensions."
    )
    theme: str | None = strawberry.field(
        default=None, description="Only initiatives whose reason is the theme with this id or name."
    )
    themes: list[str] | None = strawberry.field(
        default=None, description="Only initiatives whose reason is one of these themes."
    )
    partner: str | None = strawberry.field(
        default=None, description="Only initiatives that call for the partner with this id or name."
    )
    node: str | None = strawberry.field(
        default=None, description="Only initiatives whose evidence or work includes the node with this id."
    )
    decided: bool | None = strawberry.field(
        default=None, description="True: only initiatives on which a decision stands; false: only undecided ones."
    )
    decision: DecisionStanding | None = strawberry.field(
        default=None, description="Only initiatives on which a decision of this outcome stands."
    )
    decisions: list[DecisionStanding] | None = strawberry.field(
        default=None, description="Only initiatives on which a decision of one of these outcomes stands."
    )
    quick_win: bool | None = strawberry.field(default=None, description="True: only quick wins; false: no quick wins.")
    text: str | None = strawberry.field(
        default=None,
        description="Only initiatives whose title, reason and explanation, in Indonesian and English, contain all "
        "these words.",
    )


_KEYS: Final[Mapping[InitiativeOrder, Callable[[records.Initiative], Key]]] = {
    InitiativeOrder.RANK: by_rank,
    InitiativeOrder.NAME: lambda each: (each.theme_name.id.casefold(), each.fingerprint),
    InitiativeOrder.REACH: lambda each: (-len(each.participants), *by_rank(each)),
}
Standings = Mapping[str, DecisionStanding]
"""The outcome of the decision that stands on an initiative, by its fingerprint."""


async def standings(context: Context, seen: SeenPlan, wanted: InitiativeFilter | None) -> Standings:
    """Give the decisions that stand in a plan, if a filter asks for them; else none."""
    asks = any(each.decided is not None or each.decision or each.decisions is not None for each in inside(wanted))
    found = await context.standing_decisions(seen.plan.info.slug) if asks else ()
    return {each.fingerprint: each.standing for each in found}


async def chosen(
    seen: SeenPlan,
    wanted: InitiativeFilter | None,
    decided: Standings,
    order: InitiativeOrder = InitiativeOrder.RANK,
    weights: WeightsInput | None = None,
) -> tuple[Rows[records.Initiative], tuple[float, ...]]:
    """Give the initiatives that pass a filter, in an order, and the weights that rank them where these are others."""
    initiatives, weighed = await ranked(seen, weights)
    passes = passing(wanted, lambda one: _fits(seen, one, decided))
    return ordered(filter(passes, initiatives), _KEYS[order], order), weighed


def _fits(seen: SeenPlan, asked: InitiativeFilter, decided: Standings) -> Callable[[records.Initiative], bool]:
    opds = node_ids(seen, asked.opd, asked.opds, model.Opd, ("opd", "opds"))
    leads = node_ids(seen, asked.lead, asked.leads, model.Opd, ("lead", "leads"))
    dimensions = node_ids(seen, asked.dimension, asked.dimensions, model.Dimension, ("dimension", "dimensions"))
    themes = node_ids(seen, asked.theme, asked.themes, model.Theme, ("theme", "themes"))
    partner = node_ids(seen, asked.partner, None, model.Partner, ("partner", ""))
    node = None if asked.node is None else known_id(seen, asked.node, "node")
    outcomes = either(asked.decision, asked.decisions)
    has_words = words_in(asked.text)

    def fits(each: records.Initiative) -> bool:
        texts = (each.title, each.theme_name, each.why)
        return (
            (opds is None or any(takes_part(each, opd) for opd in opds))
            and (leads is None or each.lead in leads)
            and (dimensions is None or not dimensions.isdisjoint(served(seen, each)))
            and (themes is None or each.theme in themes)
            and (partner is None or any(called.partner in partner for called in each.partners))
            and (node is None or node in each.nodes or any(joined.program == node for joined in each.programs))
            and (asked.decided is None or (each.fingerprint in decided) is asked.decided)
            and (outcomes is None or decided.get(each.fingerprint) in outcomes)
            and (asked.quick_win is None or each.quick_win is asked.quick_win)
            and has_words(" ".join(word for text in texts for word in (text.id, text.en)))
        )

    return fits
