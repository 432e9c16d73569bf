"""Masterplan: a region's Smart City masterplan and its programs."""

from collections.abc import Callable
from enum import Enum
from typing import Annotated

import strawberry

from acts import SeenPlan
from graph import masterplan as records
from graph import model
from graph.reference import normalised
from rules.masterplan import Proposed, carriers_proposed
from schema.core import (
    Key,
    Language,
    Pages,
    Rows,
    Rupiah,
    Tongue,
    Year,
    described_input,
    enumeration,
    field,
    listed,
    ordered,
    paged,
    said,
)
from schema.core.described import described
from schema.node.dimension import Dimension
from schema.node.indicator import Indicator
from schema.node.measure import Measure, Money, measure, money
from schema.node.naming import node_id
from schema.node.node import PlanNode, all_showing, all_shown, in_language, is_of, represents, showing, shown
from schema.node.objective import Objective
from schema.node.opd import Opd
from schema.node.partner import Partner
from schema.node.program import Program


class MasterplanOrder(Enum):
    """Order of a list of masterplans."""

    ID = "id"
    START = "start"


MASTERPLAN_ORDER = enumeration(
    MasterplanOrder, {"ID": "By id.", "START": "The latest first year first; those without a year last."}
)


class MasterplanProgramOrder(Enum):
    """Order of a list of masterplan programs."""

    ID = "id"
    NAME = "name"
    CODE = "code"


MASTERPLAN_PROGRAM_ORDER = enumeration(
    MasterplanProgramOrder,
    {"ID": "By id.", "NAME": "By name.", "CODE": "By number in the masterplan; those without one last."},
)


@described_input
class MasterplanFilter:
    """Filter for masterplans; all conditions must hold."""

    name: str | None = strawberry.field(
        default=None, description="Only masterplans whose name contains all these words."
    )
    year: Year | None = strawberry.field(default=None, description="Only masterplans whose period has this year.")


@described_input
class MasterplanProgramFilter:
    """Filter for masterplan programs; all conditions must hold."""

    masterplan: str | None = strawberry.field(default=None, description="Only programs of the masterplan with this id.")
    dimension: str | None = strawberry.field(
        default=None,
        description="Only programs that stand in the dimension or sub-dimension with this id or code; in a dimension "
        "also those of its sub-dimensions.",
    )
    opd: str | None = strawberry.field(
        default=None, description="Only programs that the OPD with this id or short name leads, or its units."
    )
    name: str | None = strawberry.field(
        default=None, description="Only programs whose name and description contain all these words."
    )
    quick_win: bool | None = strawberry.field(
        default=None, description="True: only quick wins; false: only other programs."
    )
    carried: bool | None = strawberry.field(
        default=None, description="True: only programs that work of the plan carries; false: only those without any."
    )


@described
class Document:
    """A book or a piece of evidence: what it is called and where it lies; the document itself is not stored."""

    name: str = strawberry.field(description="Name of the document.")
    size: int | None = strawberry.field(description="Size in bytes; null if unknown.")
    sha256: str = strawberry.field(description="SHA-256 of its content, in hexadecimal; empty if unknown.")
    place: str = strawberry.field(description="Where it lies: an address or a folder; empty if unknown.")


@described
class MasterplanYear:
    """Target, realisation and progress of a masterplan program in one year."""

    year: Year = strawberry.field(description="The year.")
    target: Measure | None = strawberry.field(description="Target for the end of the year; null if unknown.")
    realised: Measure | None = strawberry.field(description="Value reached in the year; null if unknown.")
    progress: records.Progress | None = strawberry.field(
        description="How far it came in the year; null if nobody has said so."
    )


@described
class MasterplanFund:
    """Money for a masterplan program in one year from one source."""

    year: Year = strawberry.field(description="The year.")
    fund: records.FundSource = strawberry.field(description="Whose money it is.")
    budget: Money | None = strawberry.field(description="The amount; null if unknown.")
    giver: str = strawberry.field(description="Who gives it, if that is not the region; else empty.")


@described
class Readiness:
    """Whether one thing that a masterplan program needs is there."""

    aspect: records.ReadinessAspect = strawberry.field(description="What is needed.")
    state: records.ReadinessState = strawberry.field(description="Whether it is there.")
    note: str = strawberry.field(description="Remark; empty if there is none.")


@described
class Risk:
    """A risk of a masterplan program."""

    text: str = strawberry.field(description="The risk.")
    severity: records.RiskLevel | None = strawberry.field(description="How grave it is; null if nobody has said so.")
    response: str = strawberry.field(description="What is done about it; empty if nothing is known.")


@described
class QuickWinAnswer:
    """How a quick win meets one of the ten criteria."""

    criterion: records.QuickWinCriterion = strawberry.field(description="The criterion.")
    note: str = strawberry.field(description="How it is met; empty if nothing is said.")
    met: bool | None = strawberry.field(description="Whether it is met; null if nobody has said so.")


def documents_shown(found: tuple[records.Document, ...]) -> list[Document]:
    """Give documents as types of the schema."""
    return [Document(name=each.name, size=each.size, sha256=each.sha256, place=each.place) for each in found]


def _year(year: int | None) -> Year | None:
    return None if year is None else Year(year)


@described
class CarrierProposal:
    """A piece of work that may carry a masterplan program; nothing is tied until a person confirms it, with
    `editMasterplanProgram` or `addLink`.
    """

    record: strawberry.Private[Proposed]
    seen: strawberry.Private[SeenPlan]

    @field
    def program(self) -> Program:
        """The program, activity or sub-activity."""
        program: Program = shown(self.seen, self.record.program)
        return program

    @field
    def score(self) -> float:
        """How much speaks for it, from 0 to 1."""
        return self.record.score

    @field
    def reason(self, language: Tongue = Language.ID) -> str:
        """What speaks for it: words, OPD, theme by code, sub-dimension."""
        return in_language(self.record.reason, language)


@represents(model.MasterplanProgram)
@described
class MasterplanProgram(PlanNode):
    """A program of a Smart City masterplan, perhaps a quick win."""

    @field
    def name(self) -> str:
        """Name of the program."""
        return str(self.record.name)

    @field
    def code(self) -> str:
        """Number of the program in the masterplan; empty if it has none."""
        return str(self.record.code)

    @field
    def description(self) -> str:
        """What it does; empty if unknown."""
        return str(self.record.description)

    @field
    def origin(self) -> records.MasterplanOrigin | None:
        """Where it comes from; null if unknown."""
        origin: records.MasterplanOrigin | None = self.record.program_origin
        return origin

    @field
    def term(self) -> records.Term | None:
        """Term; null if unknown."""
        term: records.Term | None = self.record.term
        return term

    @field
    def start_year(self) -> Year | None:
        """First year; null if unknown."""
        return _year(self.record.start_year)

    @field
    def end_year(self) -> Year | None:
        """Last year; null if unknown."""
        return _year(self.record.end_year)

    @field
    def years(self) -> list[MasterplanYear]:
        """Target, realisation and progress per year."""
        return [
            MasterplanYear(
                year=Year(each.year),
                target=measure(each.target),
                realised=measure(each.realised),
                progress=each.progress,
            )
            for each in self.record.years
        ]

    @field
    def funds(self) -> list[MasterplanFund]:
        """Money per year and source."""
        return [
            MasterplanFund(year=Year(each.year), fund=each.fund, budget=money(each.budget), giver=each.giver)
            for each in self.record.funds
        ]

    @field
    def budget(
        self,
        year: Annotated[Year | None, said("The year; the sum over all years if left out.")] = None,
        fund: Annotated[records.FundSource | None, said("The source; the sum over all if left out.")] = None,
    ) -> Rupiah:
        """Plausible budget in rupiah that the masterplan names; what its carriers spend is not in it."""
        return Rupiah(self.record.budget(year, fund))

    @field
    def readiness(self) -> list[Readiness]:
        """What it needs, and whether that is there."""
        return [Readiness(aspect=each.aspect, state=each.state, note=each.note) for each in self.record.readiness]

    @field
    def risks(self) -> list[Risk]:
        """Its risks."""
        return [Risk(text=each.text, severity=each.severity, response=each.response) for each in self.record.risks]

    @field
    def evidence(self) -> list[Document]:
        """Evidence of what was done."""
        return documents_shown(self.record.evidence)

    @field
    def quick_win(self) -> bool:
        """Whether it is a quick win."""
        return bool(self.record.quick_win)

    @field
    def criteria(self) -> list[QuickWinAnswer]:
        """What is said of the ten criteria of a quick win."""
        return [QuickWinAnswer(criterion=each.criterion, note=each.note, met=each.met) for each in self.record.criteria]

    @field
    def written_lead(self) -> str:
        """Its lead as written in the source, if the plan has no OPD of that name; else empty."""
        return str(self.record.written_lead)

    @field
    def written_partners(self) -> list[str]:
        """Its partners as written in the source, if the plan has none of that name."""
        return list(self.record.written_partners)

    @field
    def masterplan(self) -> "Masterplan | None":
        """The masterplan that contains it; null if none does."""
        above = self.plan.parent(self.record.id)
        return showing(self.seen, above) if above else None

    @field
    def opd(self) -> Opd | None:
        """The OPD that leads it, perhaps a unit of an agency; null if unknown."""
        runner = self.plan.runner(self.record.id)
        return showing(self.seen, runner) if runner else None

    @field
    def dimensions(self) -> list[Dimension]:
        """The dimensions or sub-dimensions that it stands in."""
        return all_showing(self.seen, self.plan.placed_in(self.record.id))

    @field
    def objectives(self) -> list[Objective]:
        """The objectives that it serves."""
        return all_showing(self.seen, self.plan.objectives_of(self.record.id))

    @field
    def carriers(self) -> list[Program]:
        """The programs, activities and sub-activities that carry it."""
        return all_showing(self.seen, self.plan.carriers_of(self.record.id))

    @field
    def carrier_proposals(self) -> list[CarrierProposal]:
        """The work that may carry it, the likeliest first, at most three; work that people rejected is left out."""
        return [CarrierProposal(record=each, seen=self.seen) for each in carriers_proposed(self.plan, self.record.id)]

    @field
    def indicators(self) -> list[Indicator]:
        """The indicators that measure it: their baseline is the state before, their realisation that after."""
        return all_showing(self.seen, self.plan.indicators_of(self.record.id))

    @field
    def supporting_opds(self) -> list[Opd]:
        """The OPDs that support it."""
        return all_shown(self.seen, (id_ for id_ in self._supporters() if id_.startswith("opd/")))

    @field
    def partners(self) -> list[Partner]:
        """The partners that support it."""
        return all_shown(self.seen, (id_ for id_ in self._supporters() if id_.startswith("partner/")))

    def _supporters(self) -> list[str]:
        return [link.source_id for link in self.plan.into(self.record.id, model.LinkKind.SUPPORTS)]


@represents(model.Masterplan)
@described
class Masterplan(PlanNode):
    """A Smart City masterplan: the legal act that it stands on, its period, its vision, its books and its programs."""

    @field
    def name(self) -> str:
        """Name of the masterplan."""
        return str(self.record.name)

    @field
    def legal_act(self) -> str:
        """The legal act that it stands on; empty if none is known."""
        return str(self.record.legal_act)

    @field
    def start_year(self) -> Year | None:
        """First year; null if unknown."""
        return _year(self.record.start_year)

    @field
    def end_year(self) -> Year | None:
        """Last year; null if unknown."""
        return _year(self.record.end_year)

    @field
    def vision(self) -> str:
        """Vision; empty if unknown."""
        return str(self.record.vision)

    @field
    def books(self) -> list[Document]:
        """Its books."""
        return documents_shown(self.record.books)

    @paged
    def programs(self) -> Pages[MasterplanProgram]:
        """Its programs, by id."""
        programs = self.plan.children(self.record.id)
        return listed(ordered(programs, lambda each: (each.id,)), lambda each: showing(self.seen, each))


def chosen_masterplans(
    seen: SeenPlan, wanted: MasterplanFilter | None, order: MasterplanOrder
) -> Rows[model.Masterplan]:
    """Give the masterplans that pass a filter, in an order."""
    asked = wanted or MasterplanFilter()
    words = normalised(asked.name).split() if asked.name else []

    def fits(each: model.Masterplan) -> bool:
        years = range(each.start_year or 0, (each.end_year or each.start_year or 0) + 1)
        return (asked.year is None or asked.year in years) and all(word in normalised(each.name) for word in words)

    keys: dict[MasterplanOrder, Callable[[model.Masterplan], Key]] = {
        MasterplanOrder.ID: lambda each: (each.id,),
        MasterplanOrder.START: lambda each: (-(each.start_year or 0), each.id),
    }
    return ordered(filter(fits, seen.plan.masterplans), keys[order], order)


def chosen(
    seen: SeenPlan, wanted: MasterplanProgramFilter | None, order: MasterplanProgramOrder
) -> Rows[model.MasterplanProgram]:
    """Give the masterplan programs that pass a filter, in an order."""
    plan, asked = seen.plan, wanted or MasterplanProgramFilter()
    words = normalised(asked.name).split() if asked.name else []
    opd = None if asked.opd is None else node_id(seen, asked.opd, model.Opd, "opd")
    whole = None if asked.masterplan is None else node_id(seen, asked.masterplan, model.Masterplan, "masterplan")
    dimension = None if asked.dimension is None else node_id(seen, asked.dimension, model.Dimension, "dimension")

    def fits(each: model.MasterplanProgram) -> bool:
        text = normalised(f"{each.name} {each.description}")
        return (
            (asked.quick_win is None or each.quick_win is asked.quick_win)
            and (asked.carried is None or bool(plan.carriers_of(each.id)) is asked.carried)
            and (opd is None or is_of(plan, each.id, opd))
            and (whole is None or any(above.id == whole for above in plan.lineage(each.id)))
            and (
                dimension is None
                or any(above.id == dimension for at in plan.placed_in(each.id) for above in plan.lineage(at.id))
            )
            and all(word in text for word in words)
        )

    keys: dict[MasterplanProgramOrder, Callable[[model.MasterplanProgram], Key]] = {
        MasterplanProgramOrder.ID: lambda each: (each.id,),
        MasterplanProgramOrder.NAME: lambda each: (each.name.casefold(), each.id),
        MasterplanProgramOrder.CODE: lambda each: (each.code or "~", each.id),
    }
    return ordered(filter(fits, plan.masterplan_programs), keys[order], order)
