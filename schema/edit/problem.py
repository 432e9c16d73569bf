"""Problem: why a mutation was not carried out, as data that a front end can act on."""

from typing import Annotated

import strawberry

import acts
from acts import Role
from schema.advice import Change, Decision, Sides, changes_between, changes_page
from schema.core import Pages, Revision, described_interface, paged
from schema.core.described import described
from schema.request import Info, or_error


@described_interface
class Problem:
    """Why a mutation was not carried out."""

    message: str = strawberry.field(description="What is wrong and what to do about it, in Indonesian.")


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
class ValidationProblem(Problem):
    """The input has a value that cannot be used; nothing was changed."""

    path: list[str] = strawberry.field(
        description="Path of the value in the input, beginning with `input`; list indices count from 0."
    )
    code: str = strawberry.field(
        description="Kind of problem: `REQUIRED`, `DUPLICATE`, `OUT_OF_RANGE`, `WRONG_KIND`, "
        "`DANGLING_REFERENCE`, `SELF_REFERENCE`, `HAS_PARTS`, `CLASH`, `KEY_REUSED`, `EMPTY`, `NO_REMEDY`, "
        "`UNREADABLE` (a file, or a mapping), `UNANSWERED` (a question of an import). The laws of a plan have codes of "
        "their own: `CIRCLE` (something would contain itself), `TWO_LEADS` and `TWO_WHOLES` (of a program), "
        "`TWO_DIMENSIONS` (of a sub-dimension), `HIGHER_LEVEL` (what contains is below what it contains), `OTHER_OPD` "
        "(a program within one of another agency, of which its own is no unit)."
    )


@described
class NotFound(Problem):
    """The input names something that does not exist; nothing was changed."""

    path: list[str] = strawberry.field(description="Path of the name in the input, beginning with `input`.")


@described
class Forbidden(Problem):
    """The user may not do this in the plan's region; nothing was changed."""

    role: Role = strawberry.field(description="The lowest role that may do this.")


MutationError = Annotated[
    RevisionConflict | DecisionConflict | ValidationProblem | NotFound | Forbidden,
    strawberry.union("MutationError", description="Why a mutation was not carried out."),
]
AnyProblem = RevisionConflict | DecisionConflict | ValidationProblem | NotFound | Forbidden


def shown(problem: acts.Problem) -> AnyProblem:
    """Give a problem as a type of the schema."""
    match problem:
        case acts.Unusable(message=message, path=path, code=code):
            return ValidationProblem(message=message, path=["input", *map(str, path)], code=code)
        case acts.Missing(message=message, path=path):
            return NotFound(message=message, path=["input", *map(str, path)])
        case acts.Forbidden(message=message, role=role):
            return Forbidden(message=message, role=role)
