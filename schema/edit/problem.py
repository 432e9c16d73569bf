"""Problem: why a mutation was not done, as data that a front end can act on."""

from typing import Annotated

import strawberry

import acts
from acts import Role
from schema.advice import Change, Decision, Sides, changes_between, changes_page
from schema.core import Pages, Revision, described_interface, paged
from schema.core.described import described
from schema.request import Info, told


@described_interface
class Problem:
    """Why a mutation was not done."""

    message: str = strawberry.field(description="What is wrong and what to do, in Indonesian.")


@described
class RevisionConflict(Problem):
    """The plan was changed since the revision that the sender expected; nothing was done."""

    slug: strawberry.Private[str]
    expected: Revision = strawberry.field(description="The revision that the sender expected.")
    actual: Revision = strawberry.field(description="The latest revision.")

    @paged
    async def changes(
        self,
        info: Info,
    ) -> Pages[Change]:
        """What changed between the two; empty where the expected revision is not there yet."""
        store = info.context.store
        found: list[Change] = []
        if self.expected < self.actual:
            one = await told(store.snapshot(self.slug, self.expected))
            other = await told(store.snapshot(self.slug, self.actual))
            found = changes_between(
                Sides(
                    one,
                    other,
                    lambda context: context.evaluation(self.slug, self.expected),
                    lambda context: context.evaluation(self.slug, self.actual),
                )
            )
        return changes_page(found)


@described
class DecisionConflict(Problem):
    """The latest decision on the initiative is not the one that the sender has seen; nothing was done."""

    decision: Decision | None = strawberry.field(
        description="The decision that stands; null where there is none, and the sender named one."
    )


@described
class ValidationProblem(Problem):
    """A value that cannot be used; nothing was done."""

    path: list[str] = strawberry.field(description="Where it stands, from `input` on; indices of lists from 0.")
    code: str = strawberry.field(
        description="What kind of problem it is: `REQUIRED`, `DUPLICATE`, `OUT_OF_RANGE`, `WRONG_KIND`, "
        "`DANGLING_REFERENCE`, `SELF_REFERENCE`, `HAS_PARTS`, `CLASH`, `KEY_REUSED`, `EMPTY`, `NO_REMEDY`, "
        "`UNREADABLE` (a file, or a mapping), `UNANSWERED` (a question of an import). The laws of a plan have codes of "
        "their own: `CIRCLE` (something would contain itself), `TWO_LEADS` and `TWO_WHOLES` (of a program), "
        "`TWO_DIMENSIONS` (of a sub-dimension), `HIGHER_LEVEL` (what contains is below what it contains), `OTHER_OPD` "
        "(a program within one of another agency, of which its own is no unit)."
    )


@described
class NotFound(Problem):
    """What the input names is not there; nothing was done."""

    path: list[str] = strawberry.field(description="Where it is named, from `input` on.")


@described
class Forbidden(Problem):
    """Whoever asks may not do this in the plan's region; nothing was done."""

    role: Role = strawberry.field(description="The role that it takes at least.")


MutationError = Annotated[
    RevisionConflict | DecisionConflict | ValidationProblem | NotFound | Forbidden,
    strawberry.union("MutationError", description="Why a mutation was not done."),
]
AnyProblem = RevisionConflict | DecisionConflict | ValidationProblem | NotFound | Forbidden


def shown(problem: acts.Problem) -> AnyProblem:
    """A problem as the API gives it."""
    match problem:
        case acts.Unusable(message=message, path=path, code=code):
            return ValidationProblem(message=message, path=["input", *map(str, path)], code=code)
        case acts.Missing(message=message, path=path):
            return NotFound(message=message, path=["input", *map(str, path)])
        case acts.Forbidden(message=message, role=role):
            return Forbidden(message=message, role=role)
