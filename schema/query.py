"""Query: the root of all queries."""

import asyncio
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Annotated, cast

import strawberry
from strawberry import relay
from strawberry.relay.types import GlobalIDValueError

from graph.record import StoredPlan
from graph.reference import normalised
from graph.sentence import Sentence
from graph.snapshot import PlanInfo
from rules.finding import Family, Severity
from rules.knowledge import configured
from rules.rule import installed_rules, rule_named
from schema.advice import Knowledge, Rule
from schema.core import (
    MOST,
    Key,
    LaterPages,
    Pages,
    Rows,
    TimeOrder,
    Year,
    cut,
    described_filter,
    described_input,
    enumeration,
    field,
    invalid,
    listed,
    ordered,
    paged,
    passing,
    said,
    words_in,
)
from schema.core.described import described
from schema.country import AcrossRegions, Within, across_regions
from schema.plan import AsOf, AuditEntry, AuditFilter, Plan, PlanName, PlanQuery, PlanSummary, audit_log
from schema.plan.summary import Region, summary
from schema.request import Identified, Info, Viewer


class PlanOrder(Enum):
    """Order of a list of plans."""

    SLUG = "slug"
    REGION = "region"
    PERIOD = "period"


PLAN_ORDER = enumeration(
    PlanOrder, {"SLUG": "By slug.", "REGION": "By the region's code.", "PERIOD": "Latest period first."}
)


@described_input
class PlanFilter:
    """Filter for plans; all conditions must hold."""

    region: str | None = strawberry.field(
        default=None,
        description="Only plans of the region with this code and of the regions below it, such as 64.71 for one city "
        "or 64 for a province with its regions.",
    )
    text: str | None = strawberry.field(
        default=None, description="Only plans whose title and region name contain all these words."
    )
    year: Year | None = strawberry.field(default=None, description="Only plans whose period includes this year.")


def _plans(stored: Iterable[StoredPlan], wanted: PlanFilter | None, order: PlanOrder) -> Rows[StoredPlan]:
    asked = wanted or PlanFilter()
    words = normalised(asked.text).split() if asked.text else []

    def fits(info: PlanInfo) -> bool:
        text = normalised(f"{info.title} {info.region_name}")
        return (
            (asked.region is None or f"{info.region_code}.".startswith(f"{asked.region}."))
            and (asked.year is None or info.start_year <= asked.year <= info.end_year)
            and all(word in text for word in words)
        )

    keys: dict[PlanOrder, Callable[[StoredPlan], Key]] = {
        PlanOrder.SLUG: lambda each: (each.info.slug,),
        PlanOrder.REGION: lambda each: (each.info.region_code, each.info.slug),
        PlanOrder.PERIOD: lambda each: (-each.info.end_year, each.info.slug),
    }
    return ordered((each for each in stored if fits(each.info)), keys[order], order)


class RegionOrder(Enum):
    """Order of a list of regions."""

    CODE = "code"
    NAME = "name"


REGION_ORDER = enumeration(RegionOrder, {"CODE": "By code.", "NAME": "By name."})


@described_filter
class RegionFilter:
    """Filter for regions; all conditions must hold."""

    within: str | None = strawberry.field(
        default=None, description="Only the region with this code and those below it, such as 64 for a province."
    )
    name: str | None = strawberry.field(default=None, description="Only regions whose name contains all these words.")


def _regions(stored: Iterable[StoredPlan], wanted: RegionFilter | None, order: RegionOrder) -> Rows[Region]:
    regions = {each.info.region_code: Region(code=each.info.region_code, name=each.info.region_name) for each in stored}
    keys: dict[RegionOrder, Callable[[Region], Key]] = {
        RegionOrder.CODE: lambda each: (each.code,),
        RegionOrder.NAME: lambda each: (each.name.casefold(), each.code),
    }
    return ordered(filter(passing(wanted, _is_region), regions.values()), keys[order], order)


def _is_region(asked: RegionFilter) -> Callable[[Region], bool]:
    in_name = words_in(asked.name)
    return lambda each: (asked.within is None or f"{each.code}.".startswith(f"{asked.within}.")) and in_name(each.name)


@described
class Query(PlanQuery):
    """All queries. Every field may be null, so that an error in one takes nothing from the others."""

    @field
    async def node(
        self,
        info: Info,
        id: Annotated[strawberry.ID, said("Global id, as any `id` field of the type `ID!` gives it.")],
    ) -> relay.Node | None:
        """The plan, node, link, finding, initiative or scenario with a global id, as it is now; null if it does not
        exist.
        """
        return await _node(info, id, None)

    @field
    async def nodes(
        self,
        info: Info,
        ids: Annotated[list[strawberry.ID], said("Global ids, at most 100.")],
        as_of: AsOf = None,
    ) -> list[relay.Node | None] | None:
        """The plans, nodes, links, findings, initiatives or scenarios with these global ids, in this order, at any
        revision; null for those that do not exist, and for those with an error, which names their place.
        """
        if len(ids) > MOST:
            raise invalid(
                Sentence(
                    f"Paling banyak {MOST} id sekaligus, bukan {len(ids)}.",
                    f"At most {MOST} ids at once, not {len(ids)}.",
                )
            )
        found = await asyncio.gather(*(_node(info, id_, as_of) for id_ in ids), return_exceptions=True)
        return cast("list[relay.Node | None]", found)  # an error stands for its own item alone

    @field
    async def plan(self, info: Info, slug: PlanName, as_of: AsOf = None) -> Plan | None:
        """The plan with this slug, at any revision."""
        return Plan(seen=await info.context.seen(slug, as_of))

    @paged
    async def plans(
        self,
        info: Info,
        filter: Annotated[PlanFilter | None, said("Filter; all readable plans if left out.")] = None,
        order_by: Annotated[PlanOrder, said("Order of the list.")] = PlanOrder.SLUG,
    ) -> Pages[PlanSummary] | None:
        """The plans that the user may read."""
        return listed(_plans(await info.context.all_readable(), filter, order_by), summary)

    @paged
    async def regions(
        self,
        info: Info,
        filter: Annotated[RegionFilter | None, said("Filter; all regions with readable plans if left out.")] = None,
        order_by: Annotated[RegionOrder, said("Order of the list.")] = RegionOrder.CODE,
    ) -> Pages[Region] | None:
        """The regions with their plans, as far as the user may read them."""
        return listed(_regions(await info.context.all_readable(), filter, order_by), lambda each: each)

    @field
    async def across_regions(self, info: Info, within: Within = None) -> AcrossRegions | None:
        """What the evaluations of all readable plans came to: which themes, facts and practices where, regions that are
        alike, and evaluation indices by cohort; of a province with `within`.
        """
        return await across_regions(info.context, within)

    @field
    def viewer(self, info: Info) -> Viewer | None:
        """The signed-in user and their roles."""
        return Viewer(actor=info.context.actor)

    @paged
    async def audit_log(
        self,
        info: Info,
        filter: Annotated[AuditFilter | None, said("Filter; all entries if left out.")] = None,
        order_by: Annotated[TimeOrder, said("Order of the list.")] = TimeOrder.NEWEST,
    ) -> LaterPages[AuditEntry] | None:
        """The audit log: who did what, when and why, in the regions of which the user is an administrator.

        Others get an error. Tokens and refused sign-ins concern no plan: only administrators of all regions see those.
        """
        return audit_log(info.context, filter, order_by)

    @field
    def rules(
        self,
        family: Annotated[Family | None, said("Only rules of this family.")] = None,
        severity: Annotated[Severity | None, said("Only rules of this severity.")] = None,
    ) -> list[Rule] | None:
        """The rules that check every plan, by code."""
        return [
            Rule(record=each)
            for each in installed_rules()
            if (family is None or each.family is family) and (severity is None or each.severity is severity)
        ]

    @field
    def rule(self, code: Annotated[str, said("Code of the rule, such as SY01.")]) -> Rule | None:
        """The rule with this code; null if there is none."""
        found = rule_named(code)
        return Rule(record=found) if found else None

    @field
    def knowledge(self, info: Info) -> Knowledge | None:
        """The knowledge entries from which links and themes are derived, with their reasons and sources."""
        return Knowledge(entries=configured(info.context.evaluations.configuration))


async def _node(info: Info, id_: str, as_of: int | None) -> relay.Node | None:
    """Find the thing with a global id, in any plan.

    Raises
    ------
    GraphQLError
        Where there is no such plan or revision, or where the id is of another thing.
    """
    try:
        reference = relay.GlobalID.from_id(id_)
        kind = reference.resolve_type(info)
        if not reference.node_id:
            raise GlobalIDValueError(id_)
    except GlobalIDValueError as error:
        raise invalid(
            Sentence(f"Id {cut(id_)!r} bukan id yang diberikan di sini.", f"{cut(id_)!r} is no id that is given here.")
        ) from error
    assert issubclass(kind, Identified)  # noqa: S101 - a test holds that each type with an id is
    found = await kind.find(info.context, reference.node_id, as_of)
    return cast("relay.Node | None", found)
