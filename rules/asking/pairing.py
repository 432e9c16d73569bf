"""Pairing: pairs of work that are alike, gathered by the two OPDs and the theme that they meet on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from graph.model import Theme
from graph.snapshot import PlanGraph
from rules.asking.comparison import Work
from rules.asking.nearest import nearest_theme
from rules.asking.remedy import coordinated
from rules.rule import Found


class Meeting(msgspec.Struct, frozen=True):
    """Two OPDs that meet on one theme, or on none that is known, with the pairs of their work."""

    theme: Theme | None
    pairs: tuple[tuple[Work, Work], ...]

    def found(self, plan: PlanGraph) -> Found:
        """What a rule yields of it; the first pair is the example, the remedy lets the one OPD support the other."""
        one, other = self.pairs[0]
        programs = sorted({work.program.id for pair in self.pairs for work in pair})
        theme = self.theme
        return Found(
            opds=(one.opd.id, other.opd.id),
            nodes=(*((theme.id,) if theme else ()), *programs),
            key=theme.id if theme else f"work/{one.program.code or one.program.id}",
            arguments={
                "theme": theme.name if theme else "-",
                "theme_en": (theme.name_en or theme.name) if theme else "-",
                "count": len(self.pairs),
                "one": one.program.name,
                "opd": one.opd.label,
                "other": other.program.name,
                "other_opd": other.opd.label,
            },
            remedy=coordinated(plan, other.opd.id, (first.program.id for first, _ in self.pairs)),
        )


def meetings(plan: PlanGraph, pairs: Iterable[tuple[Work, Work]]) -> Iterator[Meeting]:
    """Gather pairs, those most alike first, in the order of the OPDs' ids."""
    found: dict[tuple[str, str, str], list[tuple[Work, Work]]] = defaultdict(list)
    themes: dict[str, Theme] = {}
    for pair in pairs:
        one, other = sorted(pair, key=lambda work: (work.opd.id, work.program.id))
        theme = nearest_theme(plan, (one.program.id, other.program.id))
        if theme is not None:
            themes[theme.id] = theme
        found[one.opd.id, other.opd.id, theme.id if theme else one.program.id].append((one, other))
    for (_, _, key), alike in sorted(found.items()):
        ordered = sorted(alike, key=lambda each: (-each[0].likeness(each[1]), each[0].program.id, each[1].program.id))
        yield Meeting(themes.get(key), tuple(ordered))
