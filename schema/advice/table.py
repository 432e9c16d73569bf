"""Table: who must sit at it for an initiative: its components and their owners, whom to invite, its standing team."""

import strawberry

from acts import SeenPlan
from rules.asking.component import State
from rules.recommend import initiative as records
from schema.core import Language, Tongue, enumeration, field
from schema.core.described import described
from schema.node import Opd, Program, StageSum, all_shown, in_language, stage_sums

COMPONENT_STATE = enumeration(
    State,
    {
        "FUNDED": "There is work on the component, and it has money in the plan's latest year.",
        "UNFUNDED": "There is work on the component, and all of it stands at nothing in the plan's latest year.",
        "MISSING": "The plan has no work on the component.",
    },
    name="ComponentState",
)
DOUBT = enumeration(
    records.Doubt,
    {
        "LOW_COVERAGE": "Few codes of the plan are known, so that less can be said of it.",
        "PROVINCE": "The plan is a province's, whose work has other codes than those that knowledge is written for.",
        "IMPLAUSIBLE_MONEY": "A budget that cannot be true is left out of the sum.",
        "NO_MONEY": "The plan gives no budgets.",
        "DOUBTFUL_INDICATOR": "An indicator that the initiative could move cannot be judged as it stands.",
        "NO_OBJECTIVES": "No RPJMD is in the plan, so that no objective is known.",
        "NO_PARTNERS": "The region lists no partners.",
        "NO_COMPONENTS": "Nobody wrote down yet what the matter takes.",
    },
)


@described
class InitiativeMoney:
    """What a matter gets in the plan's latest year, in whole rupiah."""

    record: strawberry.Private[records.Money]
    seen: strawberry.Private[SeenPlan]

    @field
    def year(self) -> int | None:
        """The latest year in which the plan gives money to anything; null if it gives none."""
        return self.record.year

    @field
    def specific(self) -> float:
        """Rupiah of the work that is for the matter."""
        return float(self.record.specific)

    @field
    def specific_by_stage(self) -> list[StageSum]:
        """What `specific` is a sum of, by stage of the budget, the earliest first."""
        return stage_sums(self.record.stages)

    @field
    def touching(self) -> float:
        """Rupiah of the work that only touches the matter."""
        return float(self.record.touching)

    @field
    def left_out(self) -> list[Program]:
        """Work for the matter whose budget cannot be true, so that it is in no sum."""
        return all_shown(self.seen, self.record.left_out)


@described
class Component:
    """A part of what a matter takes to succeed, and how the plan does it."""

    record: strawberry.Private[records.Standing]
    seen: strawberry.Private[SeenPlan]

    @field
    def name(self, language: Tongue = Language.ID) -> str:
        """Name of the component."""
        return in_language(self.record.name, language)

    @field
    def field_code(self) -> str:
        """Code of the field of government that owns the component, such as 1.03."""
        return self.record.field

    @field
    def owner(self) -> Opd | None:
        """The OPD that holds that field; null if the plan lists none."""
        found: list[Opd] = all_shown(self.seen, (self.record.owner,))
        return found[0] if found else None

    @field
    def essential(self) -> bool:
        """Whether the matter cannot succeed without the component."""
        return self.record.essential

    @field
    def state(self) -> State | None:
        """Whether the component is done and paid for; null if there is work and the plan says nothing of its money."""
        return self.record.state

    @field
    def programs(self) -> list[Program]:
        """The work on the component, the most specific first."""
        return all_shown(self.seen, self.record.programs)


@described
class Invitation:
    """An OPD that takes no part in an initiative yet and that one of its components needs."""

    record: strawberry.Private[records.Invited]
    seen: strawberry.Private[SeenPlan]

    @field
    def opd(self) -> Opd | None:
        """The OPD; null if the plan lists nobody who holds the field."""
        found: list[Opd] = all_shown(self.seen, (self.record.opd,))
        return found[0] if found else None

    @field
    def name(self) -> str:
        """Short name of the OPD, or the field of government if the plan lists nobody who holds it."""
        return self.record.name

    @field
    def reason(self, language: Tongue = Language.ID) -> str:
        """Why the initiative needs it."""
        return in_language(self.record.reason, language)


@described
class Team:
    """A standing body of several agencies whose matter an initiative is."""

    record: strawberry.Private[records.Team]
    seen: strawberry.Private[SeenPlan]

    @field
    def name(self, language: Tongue = Language.ID) -> str:
        """Name of the team."""
        return in_language(self.record.name, language)

    @field
    def regulation(self) -> str | None:
        """The regulation that the team stands on; null if it was not checked: the team is then a usual one."""
        return self.record.regulation or None

    @field
    def checked(self) -> bool:
        """Whether a source was read that names the regulation."""
        return self.record.checked

    @field
    def chair(self, language: Tongue = Language.ID) -> str:
        """Who chairs the team."""
        return in_language(self.record.chair, language)

    @field
    def secretariat(self, language: Tongue = Language.ID) -> str:
        """Who keeps the team's secretariat."""
        return in_language(self.record.secretariat, language)

    @field
    def secretary(self) -> Opd | None:
        """The OPD that keeps the secretariat; null if the plan lists none."""
        found: list[Opd] = all_shown(self.seen, (self.record.secretary,))
        return found[0] if found else None

    @field
    def duties(self, language: Tongue = Language.ID) -> list[str]:
        """What the team owes each year."""
        return [in_language(each, language) for each in self.record.duties]
