"""Effect: which indicators an initiative can move, through which of its work, how far they are behind, and how sure."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from graph.model import Indicator, LinkKind, Objective, Program
from graph.snapshot import PlanGraph
from rules.asking import falls, shortfall
from rules.finding import Text
from rules.knowledge import first, is_routine, known_of
from rules.knowledge.selection import leaves
from rules.number import number, percent
from rules.recommend.initiative import Effect, Sureness
from rules.recommend.matter import Matter

MOST = 8
"""How many effects an initiative names; the surest ones stay."""
MUCH = 0.5
"""Share of an aim's sub-activities within an initiative from which on it surely moves the aim's indicators."""
SOME = 0.2
"""The same for a middling sureness."""
MARGINAL = 1.0
"""Weight of work in a theme that touches the matter only: what such work alone reaches is no effect of it."""
LITTLE = 0.1
"""Below this share an aim is too far away to promise anything."""
RANK = {Sureness.HIGH: 0, Sureness.MIDDLING: 1, Sureness.LOW: 2}


class _Aim(msgspec.Struct, frozen=True):
    """What indicators measure: an objective, or a program or activity above sub-activities."""

    node: Objective | Program
    inside: tuple[str, ...]
    """Ids of the initiative's sub-activities below it."""
    below: int
    """How many sub-activities it has below it."""


class Effects:
    """Says what initiatives can move in one plan."""

    def __init__(self, plan: PlanGraph) -> None:
        self._plan = plan
        self._known = known_of(plan)
        self._below: dict[str, int] = defaultdict(int)
        self._above: dict[str, tuple[str, ...]] = {}
        for leaf in leaves(plan):
            if not leaf.is_overhead:
                self._above[leaf.id] = above = tuple(self._aims_of(leaf))
                for id_ in above:
                    self._below[id_] += 1
        self._of_region = tuple(
            (indicator, link.target_id)
            for indicator in plan.indicators
            for link in plan.out(indicator.id, LinkKind.MEASURES)
            if isinstance(plan.nodes[link.target_id], Objective) and not self._below[link.target_id]
        )

    def of(self, matter: Matter) -> tuple[Effect, ...]:
        """Give the indicators that a matter can move: the surest first, then those of its most central work."""
        words = matter.theme.words if matter.theme else ()
        found: dict[str, Effect] = {}
        weight = {link.source_id: link.weight for link in matter.links} if matter.theme else {}
        for aim in self._aims(matter):
            main = max((weight.get(id_, MARGINAL) for id_ in aim.inside), default=0.0)
            for indicator in self._plan.indicators_of(aim.node.id):
                named = self._names(indicator, aim.node, words)
                if matter.theme and main <= MARGINAL and not named:
                    continue
                effect = None if is_routine(indicator.name, self._known) else self._effect(indicator, aim, named)
                if effect is not None:
                    _keep(found, effect)
        central = tuple(link.source_id for link in matter.links if link.weight >= 2)[:MOST]
        for indicator, target in self._of_region if words else ():
            node = self._plan.get(Objective, target)
            if first(indicator.name, words) and not is_routine(indicator.name, self._known):
                _keep(found, self._named(indicator, _Aim(node, central, 0), Sureness.MIDDLING))

        def place(each: Effect) -> tuple[int, float, float, str]:
            main = max((weight.get(id_, 0.0) for id_ in each.programs), default=0.0)
            return RANK[each.sureness], -main, -(each.behind or 0), each.indicator

        return tuple(sorted(found.values(), key=place)[:MOST])

    def _aims_of(self, program: Program) -> Iterable[str]:
        for above in self._plan.lineage(program.id):
            if isinstance(above, Program) and above is not program:
                yield above.id
        for objective in self._plan.objectives_of(program.id):
            yield objective.id

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

    @staticmethod
    def _names(indicator: Indicator, node: Objective | Program, words: tuple[str, ...]) -> bool:
        said = f"{indicator.name} | {node.text if isinstance(node, Objective) else node.name}"
        return bool(words) and first(said, words) is not None

    def _effect(self, indicator: Indicator, aim: _Aim, named: bool) -> Effect | None:
        share = len(aim.inside) / aim.below
        if share < LITTLE and not named:
            return None
        sureness = Sureness.HIGH if share >= MUCH else Sureness.MIDDLING if share >= SOME or named else Sureness.LOW
        return self._named(indicator, aim, sureness)

    def _named(self, indicator: Indicator, aim: _Aim, sureness: Sureness) -> Effect:
        behind = shortfall(indicator)
        return Effect(
            indicator=indicator.id,
            aim=aim.node.id,
            programs=aim.inside,
            below=aim.below,
            behind=None if behind is None else round(behind, 4),
            falls=falls(indicator),
            sureness=sureness,
            words=_words(indicator, aim, sureness, behind),
        )


def _keep(found: dict[str, Effect], effect: Effect) -> None:
    """Keep of an indicator's effects the surest."""
    other = found.get(effect.indicator)
    if other is None or RANK[effect.sureness] < RANK[other.sureness]:
        found[effect.indicator] = effect


_SURE = {
    Sureness.HIGH: Text("Keyakinan tinggi", "Quite sure"),
    Sureness.MIDDLING: Text("Keyakinan sedang", "Fairly sure"),
    Sureness.LOW: Text("Keyakinan rendah", "Not very sure"),
}


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
        if year.realised is not None and (year.realised.number or year.quarter == 4):
            idn.append(f"realisasi {year.realised.text}{unit} sampai triwulan {year.quarter}")
            eng.append(f"realised {year.realised.text}{unit} up to quarter {year.quarter}")
    state = Text(f" ({', '.join(idn)})" if idn else "", f" ({', '.join(eng)})" if eng else "")
    way = Text("turun", "fall") if falls(indicator) else Text("naik", "rise")
    late = Text(f"; kini {percent(behind).id} di belakang", f"; {percent(behind).en} behind now") if behind else None
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
    return Text(
        f'"{indicator.name}"{state.id} diharapkan {way.id}{late.id if late else ""}. {_SURE[sureness].id}: {share.id}',
        f'"{indicator.name}"{state.en} should {way.en}{late.en if late else ""}. {_SURE[sureness].en}: {share.en}',
    )


def _kind(node: Objective | Program) -> Text:
    if isinstance(node, Objective):
        return Text("sasaran", "objective")
    return Text("program", "program") if node.level.value == "program" else Text("kegiatan", "activity")
