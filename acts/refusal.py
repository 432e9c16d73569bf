"""Refusal: why something is not done, as data that a front end can act on."""

from collections.abc import Sequence
from enum import StrEnum, auto

import msgspec

from acts.access import Role
from graph.change import InvalidChangeSet
from graph.sentence import Sentence

Path = Sequence[str | int]
"""Where in what was given something stands: names of fields, and indices of lists from 0."""


class Code(StrEnum):
    """Codes for programs, whose values are their names."""

    @staticmethod
    def _generate_next_value_(name: str, *_: object) -> str:
        return name


class ProblemCode(Code):
    """Kind of a value that cannot be used."""

    CIRCLE = auto()
    CLASH = auto()
    CLOSED = auto()
    DANGLING_REFERENCE = auto()
    DUPLICATE = auto()
    EMPTY = auto()
    HAS_PARTS = auto()
    HIGHER_LEVEL = auto()
    KEY_REUSED = auto()
    NOT_FOUND = auto()
    NO_REMEDY = auto()
    OTHER_OPD = auto()
    OUT_OF_RANGE = auto()
    REQUIRED = auto()
    SELF_REFERENCE = auto()
    TWO_DIMENSIONS = auto()
    TWO_LEADS = auto()
    TWO_WHOLES = auto()
    UNANSWERED = auto()
    UNREADABLE = auto()
    WRONG_KIND = auto()


class Unusable(msgspec.Struct, frozen=True, kw_only=True):
    """A value that cannot be used."""

    message: Sentence
    """What is wrong and what to do."""
    path: Path
    code: ProblemCode


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """What is named is not there."""

    message: Sentence
    path: Path


class Forbidden(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever asks may not do this in the plan's region."""

    message: Sentence
    role: Role
    """The role that it takes at least."""


Problem = Unusable | Missing | Forbidden


class Refused(Exception):
    """Something that was not done, and why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def unusable(path: Path, code: ProblemCode, message: Sentence) -> Refused:
    """A refusal because of one value."""
    return Refused(Unusable(message=message, path=tuple(path), code=code))


def missing(path: Path, message: Sentence) -> Refused:
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
                code=ProblemCode(each.code.upper().replace("-", "_")),
            )
            for each in error.problems
        )
    )
