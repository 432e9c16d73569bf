"""Refusal: why something is not done, as data that a front end can act on."""

from collections.abc import Sequence

import msgspec

from acts.access import Role
from graph.change import InvalidChangeSet

Path = Sequence[str | int]
"""Where in what was given something stands: names of fields, and indices of lists from 0."""


class Unusable(msgspec.Struct, frozen=True, kw_only=True):
    """A value that cannot be used."""

    message: str
    """What is wrong and what to do, in Indonesian."""
    path: Path
    code: str
    """What kind of problem it is, such as ``OUT_OF_RANGE``."""


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """What is named is not there."""

    message: str
    path: Path


class Forbidden(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever asks may not do this in the plan's region."""

    message: str
    role: Role
    """The role that it takes at least."""


Problem = Unusable | Missing | Forbidden


class Refused(Exception):
    """Something that was not done, and why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def unusable(path: Path, code: str, message: str) -> Refused:
    """A refusal because of one value."""
    return Refused(Unusable(message=message, path=tuple(path), code=code))


def missing(path: Path, message: str) -> Refused:
    """A refusal because something is not there."""
    return Refused(Missing(message=message, path=tuple(path)))


def unfit(error: InvalidChangeSet, paths: Sequence[Path] = (), otherwise: Path = ()) -> Refused:
    """A refusal because changes do not fit the plan.

    Parameters
    ----------
    paths
        Where each change comes from, in their order; where they say nothing of one, all are told ``otherwise``.
    """
    is_known = all(each.position < len(paths) for each in error.problems)
    return Refused(
        *(
            Unusable(
                message=each.message,
                path=tuple(paths[each.position]) if is_known else tuple(otherwise),
                code=each.code.upper().replace("-", "_"),
            )
            for each in error.problems
        )
    )
