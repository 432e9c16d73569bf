"""CP04 money-and-performance-disagree. An OPD's money and its output are far apart at this quarter.

Why: the quarterly evaluation puts the realised budget beside the realised performance of each sub-activity
(Permendagri 86/2017, form E.81): money that runs ahead of output asks what it was spent on, output that runs ahead of
money asks whether the target was too low, the work is unpaid, or the figure is wrong.
Evidence: the OPD's work on which both are known and at least so far apart, the worst first. Left out are amounts that
intake marked as implausible, levels such as percentages, which do not add up over the year, indicators that should
fall, a zero before the end of the year, which may be a cell not filled in, and outputs that only count papers.
Remedy: the OPD explains or corrects the figures of the named work; the target is set anew where it was too low.
"""

from collections.abc import Iterator

import msgspec

from graph.model import Opd, Program
from graph.snapshot import PlanGraph
from rules.asking import last_year, money_share, output_share
from rules.finding import Family, Text
from rules.rule import Found, RuleOptions, rule

PAPERS = ("dokumen", "laporan", "berita acara", "buku")


class Options(RuleOptions, frozen=True, kw_only=True):
    """What counts as far apart, and how much of an OPD's work must be so."""

    gap: float = 0.5
    """Difference of the two shares, from 0 to 1, from which on they disagree."""
    least_work: int = 3
    """Pieces of work that must disagree in the same direction."""
    share: float = 0.2
    """Share of the work on which both are known that must disagree in the same direction."""
    worst: int = 3
    """Pieces of work that the message names."""
    papers: tuple[str, ...] = PAPERS
    """Words of outputs that only count papers."""


class Pace(msgspec.Struct, frozen=True):
    """How far a piece of work is in money and in output, as shares of the year."""

    program: Program
    money: float
    output: float

    @property
    def ahead(self) -> float:
        """How far the money is ahead of the output; below 0 where the output is."""
        return self.money - self.output


DIRECTIONS = (
    (1, "money", Text("uang mendahului kinerja", "money runs ahead of output")),
    (-1, "output", Text("kinerja mendahului uang", "output runs ahead of money")),
)


@rule(
    "CP04",
    family=Family.CAPACITY,
    per=Opd,
    options=Options,
    message=Text(
        "{opd}: pada {count} dari {known} pekerjaan {direction} sampai triwulan {quarter}, terutama {worst}.",
        "{opd}: on {count} of {known} pieces of work {direction_en} by quarter {quarter}, most of all {worst_en}.",
    ),
)
def money_and_performance_disagree(plan: PlanGraph, opd: Opd, options: Options) -> Iterator[Found]:
    """Flag OPDs with enough work whose money and output are far apart, once for each direction."""
    known = list(paces(plan, opd, options.papers))
    for sign, key, name in DIRECTIONS:
        apart = [pace for pace in known if sign * pace.ahead >= options.gap]
        if len(apart) < options.least_work or len(apart) < options.share * len(known):
            continue
        apart.sort(key=lambda pace: (-sign * pace.ahead, pace.program.id))
        quarter = max(year.quarter for pace in apart if (year := last_year(pace.program)))
        worst = apart[: options.worst]
        yield Found(
            opds=(opd.id,),
            nodes=(opd.id, *(pace.program.id for pace in apart)),
            key=f"pace/{key}",
            arguments={
                "opd": opd.label,
                "count": len(apart),
                "known": len(known),
                "direction": name.id,
                "direction_en": name.en,
                "quarter": quarter,
                "worst": "; ".join(
                    f'"{pace.program.name}" (keuangan {_percent(pace.money)}, kinerja {_percent(pace.output)})'
                    for pace in worst
                ),
                "worst_en": "; ".join(
                    f'"{pace.program.name}" (money {pace.money:,.0%}, output {pace.output:,.0%})' for pace in worst
                ),
            },
        )


def paces(plan: PlanGraph, opd: Opd, papers: tuple[str, ...]) -> Iterator[Pace]:
    """Give the OPD's work, office work aside, of which money and output are known, in the order of ids; what only
    counts ``papers`` is no output.
    """
    for program in plan.led_by(opd.id):
        if program.is_overhead or plan.children(program.id):
            continue
        money, output = money_share(program), output_share(plan, program, papers)
        if money is not None and output is not None:
            yield Pace(program, money, output)


def _percent(share: float) -> str:
    """Write a share as people there write it.

    >>> _percent(123.45)
    '12.345 %'
    """
    return f"{round(share * 100):,}".replace(",", ".") + " %"
