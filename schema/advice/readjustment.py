"""Readjustment: what becomes of each program of the Smart City masterplan in the plan as it is now."""

from collections.abc import Callable
from enum import Enum
from typing import Any, Final

import strawberry

from acts import SeenPlan
from graph import model
from rules import masterplan as records
from schema.advice.finding import Finding
from schema.core import Key, Language, Rows, Tongue, described_input, enumeration, field, ordered
from schema.core.described import described
from schema.node import MasterplanProgram, Objective, in_language, showing
from schema.request import or_error

ADJUSTMENT = enumeration(
    records.Adjustment,
    {
        "KEEP": "Keep it as it is.",
        "ADD": "Add a program for a priority that has none.",
        "CHANGE": "Change what the reasons name.",
        "JOIN": "Join it with the program that it repeats.",
        "DROP": "Drop it.",
    },
    name="MasterplanAdjustment",
)


class ReadjustmentOrder(Enum):
    """Order of a list of readjustments."""

    SUBJECT = "subject"
    ADJUSTMENT = "adjustment"


READJUSTMENT_ORDER = enumeration(
    ReadjustmentOrder,
    {
        "SUBJECT": "By the id of the program or objective.",
        "ADJUSTMENT": "What goes furthest first: drop, join, change, add, keep.",
    },
)


@described_input
class ReadjustmentFilter:
    """Filter for readjustments; all conditions must hold."""

    adjustment: records.Adjustment | None = strawberry.field(default=None, description="Only proposals of this kind.")


@described
class Readjustment:
    """The proposal for one program of the masterplan, or for a priority that has none."""

    record: strawberry.Private[records.Readjustment]
    seen: strawberry.Private[SeenPlan]

    @field
    def adjustment(self) -> records.Adjustment:
        """What is proposed."""
        return self.record.adjustment

    @field
    def program(self) -> MasterplanProgram | None:
        """The program; null for one that is to be added."""
        program: MasterplanProgram | None = self._subject(model.MasterplanProgram)
        return program

    @field
    def objective(self) -> Objective | None:
        """The priority for which a program is to be added; else null."""
        objective: Objective | None = self._subject(model.Objective)
        return objective

    @field
    def reasons(self, language: Tongue = Language.ID) -> list[str]:
        """Why: what changed since the earlier revision, if one was given; then what goes furthest first."""
        return [in_language(each, language) for each in self.record.reasons]

    @field
    def findings(self) -> list[Finding]:
        """The findings that say so, with their evidence; `applyRemedy` takes one over into the plan or a scenario."""
        return [Finding(record=each, seen=self.seen) for each in self.record.findings]

    def _subject(self, kind: type[model.Node]) -> Any:
        node = self.seen.plan.nodes[self.record.subject]
        return showing(self.seen, node) if isinstance(node, kind) else None


_ORDER: Final = list(reversed(records.Adjustment))


async def chosen(
    seen: SeenPlan, wanted: ReadjustmentFilter | None, order: ReadjustmentOrder, before: SeenPlan | None
) -> Rows[records.Readjustment]:
    """Give the readjustments that pass a filter, in an order."""
    asked = wanted or ReadjustmentFilter()
    evaluation = await or_error(seen.evaluation())
    found = records.readjustments(seen.plan, evaluation.findings, before.plan if before else None)
    keys: dict[ReadjustmentOrder, Callable[[records.Readjustment], Key]] = {
        ReadjustmentOrder.SUBJECT: lambda each: (each.subject,),
        ReadjustmentOrder.ADJUSTMENT: lambda each: (_ORDER.index(each.adjustment), each.subject),
    }
    fitting = (each for each in found if asked.adjustment is None or each.adjustment is asked.adjustment)
    return ordered(fitting, keys[order], order)
