"""Plan counts: how many findings, initiatives and programs there are, by several things at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from itertools import product
from typing import Annotated, Final, TypeVar

import strawberry

from acts import SeenPlan
from graph import model
from graph.record import DecisionStanding
from graph.sentence import Sentence
from rules import finding as found
from rules.recommend import initiative as records
from schema.advice import FindingFilter, InitiativeFilter, Rule, finding, initiative_list
from schema.advice.concern import served, touched
from schema.advice.rule import rule
from schema.core import Year, apart, enumeration, field, invalid, said
from schema.core.described import described
from schema.node import Dimension, Filter, Opd, ProgramOrder, Theme, all_shown, program
from schema.request import Info

R = TypeVar("R")
Group = Mapping[str, str]
"""What is counted together, by the name of what it is grouped by; empty where there is none."""
MOST_GROUPS: Final = 2


class FindingGroup(Enum):
    """What findings are counted by."""

    SEVERITY = "severity"
    FAMILY = "family"
    RULE = "rule"
    OPD = "opd"
    THEME = "theme"
    DIMENSION = "dimension"


class InitiativeGroup(Enum):
    """What initiatives are counted by."""

    LEAD = "lead"
    OPD = "opd"
    THEME = "theme"
    DIMENSION = "dimension"
    DECISION = "decision"


class ProgramGroup(Enum):
    """What programs, activities and sub-activities are counted by."""

    LEVEL = "level"
    OPD = "opd"
    THEME = "theme"
    DIMENSION = "dimension"
    YEAR = "year"


FINDING_GROUP = enumeration(
    FindingGroup,
    {
        "SEVERITY": "By severity.",
        "FAMILY": "By the family of the rule.",
        "RULE": "By rule.",
        "OPD": "By OPD; a finding counts under each that it concerns.",
        "THEME": "By theme; a finding counts under each that it concerns, or to which work that it concerns belongs.",
        "DIMENSION": "By dimension; a finding counts under each that it concerns, or that what it concerns serves.",
    },
)
INITIATIVE_GROUP = enumeration(
    InitiativeGroup,
    {
        "LEAD": "By the OPD that should lead.",
        "OPD": "By OPD; an initiative counts under each that takes part.",
        "THEME": "By the theme that is the reason.",
        "DIMENSION": "By dimension; an initiative counts under each that it serves.",
        "DECISION": "By the outcome of the decision that stands.",
    },
)
PROGRAM_GROUP = enumeration(
    ProgramGroup,
    {
        "LEVEL": "By level.",
        "OPD": "By the OPD that runs it, its unit's agency for the work of a unit.",
        "THEME": "By theme; work counts under each that it belongs to.",
        "DIMENSION": "By dimension; work counts under each that it serves.",
        "YEAR": "By year; work counts under each of which it has a row.",
    },
)


@described
class Grouped:
    """A count, with what is counted together."""

    group: strawberry.Private[Group]
    seen: strawberry.Private[SeenPlan]
    count: int = strawberry.field(description="How many there are.")

    @field
    def opd(self) -> Opd | None:
        """The OPD; null if there is none, or if the count is not by OPD."""
        return next(iter(all_shown(self.seen, (self._of("OPD"),))), None)

    @field
    def theme(self) -> Theme | None:
        """The theme; null if there is none, or if the count is not by theme."""
        return next(iter(all_shown(self.seen, (self._of("THEME"),))), None)

    @field
    def dimension(self) -> Dimension | None:
        """The dimension; null if there is none, or if the count is not by dimension."""
        return next(iter(all_shown(self.seen, (self._of("DIMENSION"),))), None)

    def _of(self, name: str) -> str:
        return self.group.get(name, "")


@described
class FindingCount(Grouped):
    """How many findings there are of one group."""

    @field
    def severity(self) -> found.Severity | None:
        """The severity; null if the count is not by severity."""
        return found.Severity(of) if (of := self._of("SEVERITY")) else None

    @field
    def family(self) -> found.Family | None:
        """The family; null if the count is not by family."""
        return found.Family(of) if (of := self._of("FAMILY")) else None

    @field
    def rule(self) -> Rule | None:
        """The rule; null if the count is not by rule."""
        return rule(of) if (of := self._of("RULE")) else None


@described
class InitiativeCount(Grouped):
    """How many initiatives there are of one group."""

    @field
    def lead(self) -> Opd | None:
        """The OPD that should lead; null if the count is not by lead."""
        return next(iter(all_shown(self.seen, (self._of("LEAD"),))), None)

    @field
    def decision(self) -> DecisionStanding | None:
        """The outcome of the decision that stands; null if none does, or if the count is not by decision."""
        return DecisionStanding(of) if (of := self._of("DECISION")) else None


@described
class ProgramCount(Grouped):
    """How many programs, activities or sub-activities there are of one group."""

    @field
    def level(self) -> model.Level | None:
        """The level; null if the count is not by level."""
        return model.Level(of) if (of := self._of("LEVEL")) else None

    @field
    def year(self) -> Year | None:
        """The year; null if there is none, or if the count is not by year."""
        return Year(int(of)) if (of := self._of("YEAR")) else None


@described
@apart
class PlanCounts:
    """The counts of a plan."""

    seen: strawberry.Private[SeenPlan]

    @field
    async def finding_counts(
        self,
        group_by: Annotated[list[FindingGroup], said("What to count by, one or two; the rows come in this order.")],
        filter: Annotated[FindingFilter | None, said("Filter; all findings if left out.")] = None,
    ) -> list[FindingCount]:
        """How many findings there are, by one thing or two at once; suppressed ones are left out."""
        plan = self.seen.plan
        values: Mapping[FindingGroup, Callable[[found.Finding], Iterable[str]]] = {
            FindingGroup.SEVERITY: lambda each: (each.severity.value,),
            FindingGroup.FAMILY: lambda each: (each.family.value,),
            FindingGroup.RULE: lambda each: (each.rule,),
            FindingGroup.OPD: lambda each: each.opds,
            FindingGroup.THEME: lambda each: touched(plan, each, model.Theme),
            FindingGroup.DIMENSION: lambda each: _whole(self.seen, touched(plan, each, model.Dimension)),
        }
        rows = (await finding.chosen(self.seen, filter)).items
        counts = _counted(rows, group_by, values)
        return [FindingCount(group=group, count=count, seen=self.seen) for group, count in counts]

    @field
    async def initiative_counts(
        self,
        info: Info,
        group_by: Annotated[list[InitiativeGroup], said("What to count by, one or two; the rows come in this order.")],
        filter: Annotated[InitiativeFilter | None, said("Filter; all initiatives if left out.")] = None,
    ) -> list[InitiativeCount]:
        """How many initiatives there are, by one thing or two at once."""
        stored = await info.context.standing_decisions(self.seen.plan.info.slug)
        decided = {each.fingerprint: each.standing for each in stored}
        values: Mapping[InitiativeGroup, Callable[[records.Initiative], Iterable[str]]] = {
            InitiativeGroup.LEAD: lambda each: (each.lead,),
            InitiativeGroup.OPD: lambda each: (each.lead, *(participant.opd for participant in each.participants)),
            InitiativeGroup.THEME: lambda each: (each.theme,) if each.theme.startswith("theme/") else (),
            InitiativeGroup.DIMENSION: lambda each: _whole(self.seen, served(self.seen, each)),
            InitiativeGroup.DECISION: lambda each: (
                (decided[each.fingerprint].value,) if each.fingerprint in decided else ()
            ),
        }
        rows = (await initiative_list.chosen(self.seen, filter, decided))[0].items
        counts = _counted(rows, group_by, values)
        return [InitiativeCount(group=group, count=count, seen=self.seen) for group, count in counts]

    @field
    def program_counts(
        self,
        group_by: Annotated[list[ProgramGroup], said("What to count by, one or two; the rows come in this order.")],
        filter: Filter = None,
    ) -> list[ProgramCount]:
        """How many programs, activities and sub-activities there are, by one thing or two at once."""
        plan = self.seen.plan
        values: Mapping[ProgramGroup, Callable[[model.Program], Iterable[str]]] = {
            ProgramGroup.LEVEL: lambda each: (each.level.value,),
            ProgramGroup.OPD: lambda each: (lead.id,) if (lead := plan.lead(each.id)) else (),
            ProgramGroup.THEME: lambda each: (theme.id for theme in plan.themes_of(each.id)),
            ProgramGroup.DIMENSION: lambda each: _whole(self.seen, (of.id for of in plan.dimensions_of(each.id))),
            ProgramGroup.YEAR: lambda each: (str(year.year) for year in each.years),
        }
        rows = program.chosen(self.seen, filter, ProgramOrder.CODE).items
        counts = _counted(rows, group_by, values)
        return [ProgramCount(group=group, count=count, seen=self.seen) for group, count in counts]


G = TypeVar("G", bound=Enum)


def _counted(
    rows: Iterable[R], groups: Sequence[G], values: Mapping[G, Callable[[R], Iterable[str]]]
) -> list[tuple[Group, int]]:
    """Count rows by several things; a row counts once under each of what it has several of, else under none.

    Raises
    ------
    GraphQLError
        Where they are none or too many.
    """
    by = list(dict.fromkeys(groups))
    if not 1 <= len(by) <= MOST_GROUPS:
        raise invalid(
            Sentence(
                f"groupBy: 1 sampai {MOST_GROUPS}, bukan {len(by)}.", f"groupBy: 1 to {MOST_GROUPS}, not {len(by)}."
            )
        )
    counts = Counter(
        key for row in rows for key in product(*(dict.fromkeys(values[each](row)) or ("",) for each in by))
    )
    return [(dict(zip((each.name for each in by), key, strict=True)), count) for key, count in sorted(counts.items())]


def _whole(seen: SeenPlan, ids: Iterable[str]) -> Iterable[str]:
    """The dimensions that dimensions and sub-dimensions are or belong to."""
    plan = seen.plan
    return (plan.dimension_above(plan.get(model.Dimension, id_)).id for id_ in ids)
