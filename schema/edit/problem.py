"""Problem: why a mutation was not done, as data that a front end can act on."""

from collections.abc import Sequence
from typing import Annotated

import strawberry

from graph.change import InvalidChangeSet
from schema.advice import Change, Decision, Sides, changes_between, changes_page
from schema.core import After, Before, Connection, First, Last, Revision, described_interface, field
from schema.core.described import described
from schema.request import Info, Role, told


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

    @field
    async def changes(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Change]:
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
        return changes_page(found, (first, after, last, before))


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
        "`DANGLING_REFERENCE`, `SELF_REFERENCE`, `CIRCLE`, `HAS_PARTS`, `CLASH`, `KEY_REUSED`, `EMPTY`, `NO_REMEDY`, "
        "`UNREADABLE` (a file, or a mapping), `UNANSWERED` (a question of an import)."
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
Path = Sequence[str | int]


class Refused(Exception):  # noqa: N818 - it carries what is wrong, as the API reports it
    """A mutation that is not done, and why."""

    def __init__(self, *problems: AnyProblem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def place(path: Path) -> list[str]:
    """A path as the API gives it."""
    return ["input", *map(str, path)]


def unusable(path: Path, code: str, message: str) -> Refused:
    """A refusal because of one value."""
    return Refused(ValidationProblem(message=message, path=place(path), code=code))


def missing(path: Path, message: str) -> Refused:
    """A refusal because something is not there."""
    return Refused(NotFound(message=message, path=place(path)))


def unfit(error: InvalidChangeSet, path: Path = (), *, numbered: bool = False) -> Refused:
    """A refusal because changes do not fit the plan; ``numbered`` where the sender listed them."""
    return Refused(
        *(
            ValidationProblem(
                message=each.message,
                path=place((*path, each.position) if numbered else path),
                code=each.code.upper().replace("-", "_"),
            )
            for each in error.problems
        )
    )
