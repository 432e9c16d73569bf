"""State: which state of a plan is meant: as it is, at a revision, in a scenario, or as it would be."""

from typing import Self

import msgspec

MARK = "@"
"""Stands between a plan's slug and a state, in ids; no slug holds it."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A state of a plan, as ids name it; the plan as it is now where nothing is said.

    >>> str(State(revision=3, remedies=("1f",))), str(State()), State.read("3,remedy:1f").revision
    ('@3,remedy:1f', '', 3)
    """

    revision: int | None = None
    """The revision that was asked for."""
    scenario: int | None = None
    """The scenario whose changes are made."""
    without: str = ""
    """The finding or rule that is set aside, though it is not in the plan."""
    within: str = ""
    """The finding or rule that is not set aside, though it is in the plan."""
    remedies: tuple[str, ...] = ()
    """The findings that are mended, one after another."""
    weights: tuple[float, ...] = ()
    """The weights by which initiatives are ranked; none where these are the configured ones."""

    def __str__(self) -> str:
        """How ids name it, after the slug."""
        parts = [] if self.revision is None else [str(self.revision)]
        parts += [] if self.scenario is None else [f"scenario:{self.scenario}"]
        parts += [f"without:{self.without}"] if self.without else []
        parts += [f"with:{self.within}"] if self.within else []
        parts += [f"remedy:{each}" for each in self.remedies]
        parts += [f"weights:{';'.join(map(repr, self.weights))}"] if self.weights else []
        return f"{MARK}{','.join(parts)}" if parts else ""

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what ids say after the mark.

        Raises
        ------
        ValueError
            Where it names no state.
        """
        found: dict[str, object] = {}
        remedies: list[str] = []
        for part in text.split(",") if text else ():
            kind, _, value = part.rpartition(":")
            match kind:
                case "":
                    found["revision"] = int(value)
                case "scenario":
                    found["scenario"] = int(value)
                case "without":
                    found["without"] = value
                case "with":
                    found["within"] = value
                case "remedy":
                    remedies.append(value)
                case "weights":
                    found["weights"] = tuple(map(float, value.split(";")))
                case _:
                    raise ValueError(part)
        state = msgspec.convert(found | {"remedies": tuple(remedies)}, cls)
        if str(state).removeprefix(MARK) != text:
            raise ValueError(text)
        return state
