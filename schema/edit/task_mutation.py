"""Task mutation: what was agreed is given to agencies, which tell how far it is and speak of ties of their own."""

import datetime
from typing import Annotated

import strawberry

import acts
from acts import Operation
from graph import model
from graph.agreement import TaskStanding
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit.mutation_input import MutationInput
from schema.edit.payload import LinkVoicePayload, TaskPayload
from schema.edit.recording import recorded
from schema.request import Info, within


@described_input
class AssignTaskInput(MutationInput):
    """Input of `assignTask`."""

    title: str = strawberry.field(description="What is to be done.")
    opd: strawberry.ID = strawberry.field(description="Id or short name of the OPD that does it.")
    output: str = strawberry.field(default="", description="What is to be there when it is done.")
    due: datetime.date | None = strawberry.field(default=None, description="Until when it is due.")
    meeting: int | None = strawberry.field(default=None, description="Number of the meeting that agreed on it.")
    item: int | None = strawberry.field(default=None, description="Number of the agenda item that it came of.")
    about: str = strawberry.field(
        default="",
        description="What it is for if no meeting agreed on it, such as a fingerprint, or what an evaluation round or "
        "question gives as its `about`.",
    )


@described_input
class ReportTaskInput(MutationInput):
    """Input of `reportTask`."""

    task: int = strawberry.field(description="Number of the task.")
    standing: TaskStanding = strawberry.field(description="How far it is.")
    note: str = strawberry.field(default="", description="What was done, or why not; required to drop it.")
    evidence: str = strawberry.field(default="", description="Where the result can be seen; required if it is done.")
    quarter: str = strawberry.field(default="", description="The quarter that it tells of, such as 2026-Q3.")
    due: datetime.date | None = strawberry.field(default=None, description="A new due date; only planners move it.")


@described_input
class SayOfLinkInput(MutationInput):
    """Input of `sayOfLink`."""

    link: strawberry.ID = strawberry.field(description="Id of the link, or of one that was proposed.")
    opd: strawberry.ID = strawberry.field(description="Id or short name of the OPD for which it is said.")
    standing: model.Standing = strawberry.field(
        description="CONFIRMED if it is right, REJECTED if it is wrong, OPEN to take back what was said."
    )
    reason: str = strawberry.field(default="", description="Reason; required if the link is wrong.")


@described_input
class ProposeLinkInput(MutationInput):
    """Input of `proposeLink`."""

    opd: strawberry.ID = strawberry.field(description="Id or short name of the OPD for which it is proposed.")
    kind: model.LinkKind = strawberry.field(default=model.LinkKind.DEPENDS_ON, description="Kind of link.")
    origin_node: strawberry.ID = strawberry.field(
        description="Id of the node at which the link starts; for a dependency, the node that needs the other."
    )
    target_node: strawberry.ID = strawberry.field(
        description="Id of the node to which the link points; for a dependency, the node that is needed."
    )
    dependency_kind: model.DependencyKind | None = strawberry.field(
        default=None, description="What the origin node needs from the target node; required for a dependency."
    )
    reason: str = strawberry.field(description="Why the two nodes are linked.")


@described
class TaskMutation:
    """Tasks, and what agencies say of ties of their own."""

    @field
    async def assign_task(self, info: Info, input: Annotated[AssignTaskInput, said("The task.")]) -> TaskPayload | None:
        """Give an OPD something to do."""
        given = acts.Assigned(
            title=input.title,
            opd=within(input.opd, input.plan),
            output=input.output,
            due=input.due,
            meeting=input.meeting,
            item=input.item,
            about=input.about,
        )

        return TaskPayload(
            outcome=await recorded(info, input, Operation.ASSIGN_TASK, lambda desk: acts.assign_task(desk, given))
        )

    @field
    async def report_task(
        self, info: Info, input: Annotated[ReportTaskInput, said("The task, and how far it is.")]
    ) -> TaskPayload | None:
        """Tell how far a task is. Agencies may of their own tasks, planners of all; what was told before stays."""
        told = acts.Told(
            standing=input.standing, note=input.note, evidence=input.evidence, quarter=input.quarter, due=input.due
        )

        return TaskPayload(
            outcome=await recorded(
                info, input, Operation.REPORT_TASK, lambda desk: acts.report_task(desk, input.task, told)
            )
        )

    @field
    async def say_of_link(
        self, info: Info, input: Annotated[SayOfLinkInput, said("The link, and what is said of it.")]
    ) -> LinkVoicePayload | None:
        """Say for an OPD whether a link of its own is right. The plan stays as it is until a planner changes it."""
        link, opd = within(input.link, input.plan), within(input.opd, input.plan)

        return LinkVoicePayload(
            outcome=await recorded(
                info,
                input,
                Operation.SPEAK,
                lambda desk: acts.say_of_link(desk, link, opd, input.standing, input.reason),
            )
        )

    @field
    async def propose_link(
        self, info: Info, input: Annotated[ProposeLinkInput, said("The link that is missing.")]
    ) -> LinkVoicePayload | None:
        """Propose for an OPD a link of its own that the plan lacks; a planner adds it with `addLink`."""
        tie = model.Link(
            kind=input.kind,
            source_id=within(input.origin_node, input.plan),
            target_id=within(input.target_node, input.plan),
            dependency=input.dependency_kind,
            reason=input.reason,
            source=info.context.actor.name,
        )

        opd = within(input.opd, input.plan)
        return LinkVoicePayload(
            outcome=await recorded(
                info, input, Operation.SPEAK, lambda desk: acts.propose_link(desk, tie, opd, input.reason)
            )
        )
