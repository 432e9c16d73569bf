"""Problem: why a mutation was not carried out, as data that a front end can act on."""

from typing import Annotated

import strawberry

import acts
from acts import ProblemCode, Role
from graph.sentence import Sentence
from schema.advice import Change, Decision, Sides, changes_between, changes_page
from schema.core import Language, Pages, Revision, described_interface, enumeration, field, paged, said, spoken
from schema.core.described import described
from schema.meeting import Meeting, meeting_named
from schema.request import Info, or_error

PROBLEM_CODE = enumeration(
    ProblemCode,
    {
        "CIRCLE": "Something would contain itself.",
        "CLOSED": "The meeting is closed, so that only an addendum changes it; or the evaluation round is closed, "
        "published or not closed yet; or the service takes no proposals, or the proposal was answered.",
        "CLASH": "The plan and the scenario, or a later revision, changed the same part of a node or link; or someone "
        "changed what the input says was seen.",
        "DANGLING_REFERENCE": "A link points to a node that is not there.",
        "DUPLICATE": "The thing is there already.",
        "EMPTY": "There is nothing to do.",
        "HAS_PARTS": "The node has parts, or leads work.",
        "HIGHER_LEVEL": "What contains is of a lower level than what it contains.",
        "KEY_REUSED": "The idempotency key was used for another request.",
        "NOT_FOUND": "The thing to change or remove is not there.",
        "NO_REMEDY": "The rule proposes no changes for the finding.",
        "OTHER_OPD": "A program lies within one of another agency, of which its own is no unit.",
        "OUT_OF_RANGE": "The value is out of range, or not of the form that it must have.",
        "REQUIRED": "A value is missing.",
        "SELF_REFERENCE": "A link ties a node to itself.",
        "TWO_DIMENSIONS": "A sub-dimension would have two dimensions.",
        "TWO_LEADS": "A program would have two leads.",
        "TWO_WHOLES": "A program would be part of two others.",
        "UNANSWERED": "A question of an import is not answered.",
        "UNREADABLE": "A file, or a mapping, cannot be read.",
        "WRONG_KIND": "The thing is of another kind than it must be.",
    },
)


@described_interface
class Problem:
    """Why a mutation was not carried out."""

    sentence: strawberry.Private[Sentence]

    @field
    def message(
        self,
        info: Info,
        language: Annotated[Language | None, said("Language; that of `Accept-Language` if left out.")] = None,
    ) -> str:
        """What is wrong and what to do about it."""
        return spoken(self.sentence, language or info.context.language)


@described
class RevisionConflict(Problem):
    """The plan has changed since the revision in `expectedRevision`; nothing was changed."""

    slug: strawberry.Private[str]
    expected: Revision = strawberry.field(description="Revision in `expectedRevision`.")
    actual: Revision = strawberry.field(description="Latest revision of the plan.")

    @paged
    async def changes(
        self,
        info: Info,
    ) -> Pages[Change]:
        """The nodes and links that changed between the two revisions; empty if the expected revision does not exist
        yet.
        """
        store = info.context.store
        found: list[Change] = []
        if self.expected < self.actual:
            one = await or_error(store.snapshot(self.slug, self.expected))
            other = await or_error(store.snapshot(self.slug, self.actual))
            found = changes_between(
                Sides(
                    one,
                    other,
                    lambda context: context.seen(self.slug, self.expected),
                    lambda context: context.after(self.slug, self.actual),
                )
            )
        return changes_page(found)


@described
class DecisionConflict(Problem):
    """The latest decision on the initiative is not the one in `seenDecision`; nothing was changed."""

    decision: Decision | None = strawberry.field(
        description="The latest decision; null if the initiative has none although the input named one."
    )


@described
class MeetingConflict(Problem):
    """The meeting is not at the version in `seenVersion`; nothing was changed."""

    slug: strawberry.Private[str]
    number: strawberry.Private[int]

    @field
    async def meeting(self, info: Info) -> Meeting:
        """The meeting, as it is now."""
        return await meeting_named(info.context, self.slug, self.number)


@described
class ValidationProblem(Problem):
    """The input has a value that cannot be used; nothing was changed."""

    path: list[str] = strawberry.field(
        description="Path of the value in the input, beginning with `input`; list indices count from 0."
    )
    code: ProblemCode = strawberry.field(description="Kind of problem.")


@described
class NotFound(Problem):
    """The input names something that does not exist; nothing was changed."""

    path: list[str] = strawberry.field(description="Path of the name in the input, beginning with `input`.")


@described
class Forbidden(Problem):
    """The user may not do this in the plan's region; nothing was changed."""

    role: Role = strawberry.field(description="The lowest role that may do this.")


MutationError = Annotated[
    RevisionConflict | DecisionConflict | MeetingConflict | ValidationProblem | NotFound | Forbidden,
    strawberry.union("MutationError", description="Why a mutation was not carried out."),
]
AnyProblem = RevisionConflict | DecisionConflict | MeetingConflict | ValidationProblem | NotFound | Forbidden


def shown(problem: acts.Problem) -> AnyProblem:
    """Give a problem as a type of the schema."""
    match problem:
        case acts.Unusable(message=message, path=path, code=code):
            return ValidationProblem(sentence=message, path=["input", *map(str, path)], code=code)
        case acts.Missing(message=message, path=path):
            return NotFound(sentence=message, path=["input", *map(str, path)])
        case acts.Forbidden(message=message, role=role):
            return Forbidden(sentence=message, role=role)
