"""Remedy mutation: what a rule proposes is made, or put into a scenario."""

from typing import Annotated

import strawberry

from graph.change import Change, PutLink, PutNode, RemoveNode
from rules.finding import Finding
from rules.scenario import settled
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit.deed import PlanDeed
from schema.edit.draft import Draft, revise
from schema.edit.payload import RemedyPayload
from schema.edit.problem import Path, missing, unusable
from schema.request import Info, Operation

_PATH: Path = ("fingerprint",)


@described_input
class ApplyRemedyInput(PlanDeed):
    """Input of `applyRemedy`."""

    fingerprint: strawberry.ID = strawberry.field(description="Fingerprint of the finding that is to be mended.")


@described
class RemedyMutation:
    """What a rule proposes is made."""

    @field
    async def apply_remedy(
        self,
        info: Info,
        input: Annotated[ApplyRemedyInput, said("Which finding.")],  # noqa: A002
    ) -> RemedyPayload:
        """Make the changes that a rule proposes to mend a finding; in a scenario, to try them out."""

        async def make(draft: Draft) -> None:
            finding = await _finding(draft, input.fingerprint)
            draft.reason = f"{finding.rule}: {finding.message.id}"
            for change in settled(draft.plan, finding.remedy):
                _make(draft, change)

        return RemedyPayload(outcome=await revise(info, input, Operation.CHANGE_PLAN, make))


async def _finding(draft: Draft, fingerprint: str) -> Finding:
    """The finding that is to be mended.

    Raises
    ------
    Refused
        Where there is none, or where its rule proposes nothing.
    """
    findings = (await draft.linked()).findings
    found = next((each for each in findings if each.fingerprint == fingerprint), None)
    if found is None:
        raise missing(_PATH, f"Temuan {fingerprint} tidak ada di rencana {draft.desk.slug}.")
    if not found.remedy:
        raise unusable(_PATH, "NO_REMEDY", f"Aturan {found.rule} tidak mengusulkan perubahan untuk temuan ini.")
    return found


def _make(draft: Draft, change: Change) -> None:
    match change:
        case PutNode(node=node):
            draft.put(node, _PATH)
        case PutLink(link=link):
            draft.put(link, _PATH)
        case RemoveNode(id=id_):
            draft.remove_node(id_, _PATH)
        case _:
            draft.remove_link(change.id, _PATH)
