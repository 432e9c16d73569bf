"""Known: how much of a plan's work, and of its money, has a code of the national nomenclature."""

from collections.abc import Iterable

import msgspec

from graph.model import AnyNode, Level, Program


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Of the lowest level that a plan names: how much work there is, how much of it has a known code, and the same of
    its rupiah.
    """

    work: int = 0
    known: int = 0
    rupiah: int = 0
    known_rupiah: int = 0

    @property
    def share(self) -> float:
        """The lesser of both shares, from 0 to 1; 1 where there is no work."""
        of_work = self.known / self.work if self.work else 1.0
        return min(of_work, self.known_rupiah / self.rupiah) if self.rupiah else of_work


def known(nodes: Iterable[AnyNode]) -> Known:
    """Say how much of the work among some nodes has a known code."""
    programs = [node for node in nodes if isinstance(node, Program)]
    lowest = next((level for level in reversed(Level) if any(each.level is level for each in programs)), None)
    work = [each for each in programs if each.level is lowest]
    coded = [each for each in work if each.nomenclature]
    return Known(
        work=len(work),
        known=len(coded),
        rupiah=sum(each.last_budget for each in work),
        known_rupiah=sum(each.last_budget for each in coded),
    )
