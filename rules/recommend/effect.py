"""Effect: which indicators an initiative can move, through which of its work, how far they are behind, and how sure."""

from collections import Counter, defaultdict
from functools import lru_cache

import msgspec

from graph.model import Indicator, Link, LinkKind, Objective, Program, Theme
from graph.snapshot import PlanGraph, kept
from graph.vocabulary import called
from rules.asking import falls, shortfall
from rules.asking.doubt import doubt
from rules.asking.pace import judged, stands, written
from rules.finding import Text
from rules.knowledge import known_of
from rules.knowledge.selection import leaves
from rules.knowledge.texts import texts
from rules.knowledge.words import first_in_both
from rules.number import number
from rules.outline import without_years
from rules.recommend.initiative import Effect, Sureness
from rules.recommend.matter import Matter

MOST = 8
"""How many effects an initiative names; the surest ones stay."""
KEPT = 4096
"""Of how many matters, and of how many indicators in one, it is kept what they say."""
MUCH = 0.5
"""Share of an aim's sub-activities within an initiative from which on it surely moves the aim's indicators."""
SOME = 0.2
"""The same for a middling sureness."""
MARGINAL = 1.0
"""Weight of work in a theme that touches the matter only: what such work alone reaches is no effect of it."""
LITTLE = 0.1
"""Below this share an aim is too far away to promise anything."""
_SURE_ANYWAY = frozenset({Sureness.HIGH, Sureness.MIDDLING})
"""As sure as the words alone could make it, or surer."""
RANK = {Sureness.HIGH: 0, Sureness.MIDDLING: 1, Sureness.LOW: 2}


class _Aim(msgspec.Struct, frozen=True):
    """What indicators measure: an objective, or a program or activity above sub-activities."""

    node: Objective | Program
    inside: tuple[str, ...]
    """Ids of the initiative's sub-activities below it."""
    below: int
    """How many sub-activities it has below it."""


class _Chance(msgspec.Struct, frozen=True):
    """An indicator that an aim's work can move, before it is put in words."""

    indicator: Indicator
    aim: _Aim
    sureness: Sureness
    behind: float | None


@kept
def _aims_of_work(plan: PlanGraph) -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    """What each piece of work is below of, by id, and how much work each of these has below it."""
    above: dict[str, tuple[str, ...]] = {}
    for leaf in leaves(plan):
        if not leaf.is_overhead:
            programs = (each.id for each in plan.lineage(leaf.id) if isinstance(each, Program) and each is not leaf)
            above[leaf.id] = (*programs, *(each.id for each in plan.objectives_of(leaf.id)))
    return above, Counter(id_ for ids in above.values() for id_ in ids)


class Effects:
    """Says what initiatives can move in one plan."""

    def __init__(self, plan: PlanGraph) -> None:
        self._plan = plan
        self._routine = known_of(plan).routine_indicators
        self._above, self._below = _aims_of_work(without_years(plan))
        self._indicators: dict[str, tuple[Indicator, ...]] = {}
        self._of_region = tuple(
            (indicator, node)
            for indicator in plan.indicators
            for link in plan.out(indicator.id, LinkKind.MEASURES)
            if isinstance(node := plan.nodes[link.target_id], Objective)
            and not self._below.get(node.id)
            and not self._routine.named(indicator.name)
        )
        self._said_of_region = texts(*(indicator.name for indicator, _ in self._of_region))

    def of(self, matter: Matter) -> tuple[Effect, ...]:
        """Give the indicators that a matter can move: the surest first, then those of its most central work."""
        aims = tuple((aim, self._indicators_of(aim.node.id)) for aim in self._aims(matter))
        words = matter.theme.words if matter.theme else ()
        regional = tuple(self._of_region[number_] for number_ in self._said_of_region.having(words))
        return _effects(matter.theme, matter.links, aims, regional)

    def _aims(self, matter: Matter) -> list[_Aim]:
        inside: dict[str, list[str]] = defaultdict(list)
        for program in matter.programs:
            for id_ in self._above.get(program.id, ()):
                inside[id_].append(program.id)
        aims = []
        for id_, programs in sorted(inside.items()):
            node = self._plan.nodes[id_]
            if isinstance(node, Objective | Program):
                aims.append(_Aim(node, tuple(sorted(programs)), self._below[id_]))
        return aims

    def _indicators_of(self, id_: str) -> tuple[Indicator, ...]:
        """The indicators of an aim, routine ones left out."""
        known = self._indicators.get(id_)
        if known is None:
            every = self._plan.indicators_of(id_)
            known = self._indicators[id_] = tuple(each for each in every if not self._routine.named(each.name))
        return known


@lru_cache(maxsize=KEPT)
def _effects(
    theme: Theme | None,
    links: tuple[Link, ...],
    aims: tuple[tuple[_Aim, tuple[Indicator, ...]], ...],
    regional: tuple[tuple[Indicator, Objective], ...],
) -> tuple[Effect, ...]:
    """What a matter can move, by its aims with their indicators, and by the region's that name its theme."""
    words = theme.words if theme else ()
    found: dict[str, _Chance] = {}
    weight = {link.source_id: link.weight for link in links} if theme else {}
    for aim, indicators in aims:
        is_marginal = theme is not None and all(weight.get(id_, MARGINAL) <= MARGINAL for id_ in aim.inside)
        unnamed = None if is_marginal else _sureness(aim, named=False)
        said = aim.node.text if isinstance(aim.node, Objective) else aim.node.name
        for indicator in indicators:
            sureness = unnamed
            if sureness not in _SURE_ANYWAY and first_in_both(indicator.name, said, words):
                sureness = _sureness(aim, named=True)
            if sureness is not None:
                _keep(found, indicator, aim, sureness)
    central = tuple(link.source_id for link in links if link.weight >= 2)[:MOST]
    for indicator, node in regional:
        _keep(found, indicator, _Aim(node, central, 0), Sureness.MIDDLING)

    def place(each: _Chance) -> tuple[bool, int, float, float, str]:
        main = max((weight.get(id_, 0.0) for id_ in each.aim.inside), default=0.0)
        is_doubtful = doubt(each.indicator) is not None
        return is_doubtful, RANK[each.sureness], -main, -round(each.behind or 0, 4), each.indicator.id

    return tuple(map(_effect, sorted(found.values(), key=place)[:MOST]))


def _keep(found: dict[str, _Chance], indicator: Indicator, aim: _Aim, sureness: Sureness) -> None:
    """Keep of an indicator's chances the surest."""
    other = found.get(indicator.id)
    if other is None or RANK[sureness] < RANK[other.sureness]:
        behind = None if doubt(indicator) else shortfall(indicator)
        found[indicator.id] = _Chance(indicator, aim, sureness, behind)


def _sureness(aim: _Aim, named: bool) -> Sureness | None:
    """How surely an aim's indicators are moved; None where it is too far away."""
    share = len(aim.inside) / aim.below
    if share < LITTLE and not named:
        return None
    return Sureness.HIGH if share >= MUCH else Sureness.MIDDLING if share >= SOME or named else Sureness.LOW


@lru_cache(maxsize=KEPT)
def _effect(chance: _Chance) -> Effect:
    indicator, aim = chance.indicator, chance.aim
    return Effect(
        indicator=indicator.id,
        aim=aim.node.id,
        programs=aim.inside,
        below=aim.below,
        behind=None if chance.behind is None else round(chance.behind, 4),
        doubt=doubt(indicator),
        falls=falls(indicator),
        sureness=chance.sureness,
        words=_words(indicator, aim, chance.sureness, chance.behind),
    )


def _words(indicator: Indicator, aim: _Aim, sureness: Sureness, behind: float | None) -> Text:
    year = next((each for each in reversed(indicator.years) if each.target), None)
    unit = f" {indicator.unit}" if indicator.unit else ""
    idn, eng = [], []
    if indicator.baseline is not None and indicator.baseline.number:
        idn.append(f"awal {indicator.baseline.text}{unit}")
        eng.append(f"baseline {indicator.baseline.text}{unit}")
    if year is not None and year.target is not None:
        idn.append(f"target {year.year} {year.target.text}{unit}")
        eng.append(f"target {year.year} {year.target.text}{unit}")
        if not behind and year.realised is not None and (year.realised.number or year.quarter == 4):
            idn.append(f"realisasi {year.realised.text}{unit} sampai triwulan {year.quarter}")
            eng.append(f"realised {year.realised.text}{unit} up to quarter {year.quarter}")
    state = Text(f" ({', '.join(idn)})" if idn else "", f" ({', '.join(eng)})" if eng else "")
    way = Text("turun", "fall") if falls(indicator) else Text("naik", "rise")
    standing = late(indicator) if behind else None
    if aim.below:
        inside = f"{number(len(aim.inside)).id} dari {number(aim.below).id}"
        share = Text(
            f"{inside} sub kegiatan di bawah {_kind(aim.node).id} ini ada di dalamnya.",
            f"{len(aim.inside)} of {aim.below} sub-activities below this {_kind(aim.node).en} are in it.",
        )
    else:
        share = Text(
            "indikator daerah ini menyebut temanya, tetapi rencana tidak mengikatnya pada kegiatan.",
            "this indicator of the region names the theme, but the plan ties it to no activity.",
        )
    sure = called(sureness).begun()
    now = Text(f"; {standing.id}", f"; {standing.en}") if standing else Text("", "")
    return Text(
        f'"{indicator.name}"{state.id} diharapkan {way.id}{now.id}. {sure.id}: {share.id}',
        f'"{indicator.name}"{state.en} should {way.en}{now.en}. {sure.en}: {share.en}',
    )


def late(indicator: Indicator) -> Text | None:
    """Give how an indicator that is behind stands, as value, target and period; None where nothing is reported."""
    year = judged(indicator)
    if year is None:
        return None
    told = stands(indicator, written(year.realised, ""), written(year.target, indicator.unit))
    return Text(
        f"{told.id} pada triwulan {year.quarter} {year.year}",
        f"{told.en} in quarter {year.quarter} of {year.year}",
    )


def _kind(node: Objective | Program) -> Text:
    if isinstance(node, Objective):
        return Text("sasaran", "objective")
    return Text("program", "program") if node.level.value == "program" else Text("kegiatan", "activity")
