"""Score: what an initiative is worth, in named parts between 0 and 1, and how stable its rank is."""

from collections.abc import Sequence
from itertools import product
from math import prod
from operator import mul

import msgspec

from graph.model import Indicator, LinkKind, ObjectiveLevel, Opd, Program
from graph.snapshot import PlanGraph, kept
from graph.vocabulary import called
from rules.asking import families
from rules.asking.component import State
from rules.configuration import Weights
from rules.finding import Finding, Text
from rules.knowledge.texts import Texts, texts
from rules.number import number, rupiah
from rules.recommend.initiative import Effect, Money, Score, ScorePart, Standing, Sureness
from rules.recommend.matter import Matter

COORDINATION_LIMIT = 5
"""Parties beyond which a team needs so much coordination that feasibility falls; joint work that regions report has
a lead and two to four others as a rule.
"""

SURE = {Sureness.HIGH: 1.0, Sureness.MIDDLING: 0.6, Sureness.LOW: 0.3}
"""How much an indicator counts that is moved as surely."""


def _saturate(count: float, half: float) -> float:
    """Map a count to 0..1: ``half`` gives one half, so the first few count most."""
    return count / (count + half)


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """What a matter's score is reckoned from."""

    matter: Matter
    facts: tuple[Finding, ...]
    effects: tuple[Effect, ...]
    lagging: tuple[Indicator, ...]
    components: tuple[Standing, ...]
    money: Money
    practice: float
    """Worth of its best action that follows a practice, from 0 to 1."""
    can_act: bool
    """Whether it offers an action."""
    is_joint: bool
    """Whether one of its actions brings together two OPDs besides the one that plans."""
    example: str
    """Where that action was taken; empty where none was."""

    def tier(self, plan: PlanGraph) -> int:
        """Where it stands whatever its score: 0 where it opens with a fact that several OPDs can act on, or is what the
        plan is about; 1 where it opens with another fact; 2 where there is something to agree on, 3 where nothing is.
        """
        if (self.facts and self.is_joint) or title_naming(plan, self.matter):
            return 0
        return 1 if self.facts else 2 if self.can_act else 3


def parts(plan: PlanGraph, grounds: Grounds, wanted: Texts, weights: Weights) -> tuple[ScorePart, ...]:
    """Give the parts of a matter's score; every number in the explanations comes from the evidence.

    ``wanted`` is what the region wants, as ``goals`` gives it.
    """
    values = (
        _facts(grounds),
        _effect(plan, grounds),
        _priority(plan, grounds.matter, wanted),
        _service(plan, grounds.matter),
        _money(grounds.money),
        _completeness(grounds),
        _practice(grounds),
        _feasibility(plan, grounds.matter),
        _confidence(grounds.matter),
    )
    given: dict[str, float] = msgspec.to_builtins(weights)
    return tuple(
        ScorePart(name=name, value=round(value, 4), weight=given[name], explanation=explanation)
        for name, (value, explanation) in zip(given, values, strict=True)
    )


_Part = tuple[float, Text]
"""From 0 to 1, and where it comes from."""


def _facts(grounds: Grounds) -> _Part:
    """How likely it is that one of them decides something, were each as likely to as it is sharp."""
    blunt = prod(1 - each.sharpness for each in grounds.facts)
    kinds = [called(each.fact) for each in grounds.facts if each.fact]
    return 1 - blunt, Text(
        f"{len(kinds)} fakta: {', '.join(kind.id for kind in kinds)}." if kinds else "Tanpa fakta tajam.",
        f"{len(kinds)} facts: {', '.join(kind.en for kind in kinds)}." if kinds else "No sharp fact.",
    )


def _effect(plan: PlanGraph, grounds: Grounds) -> _Part:
    objectives = {
        objective.id
        for program in grounds.matter.programs
        for objective in plan.objectives_of(program.id)
        if objective.level is ObjectiveLevel.OUTCOME
    }
    effects, lagging = grounds.effects, grounds.lagging
    moved = sum(SURE[each.sureness] for each in effects)
    value = 0.4 * _saturate(moved, 3) + 0.3 * _saturate(len(lagging), 2) + 0.3 * _saturate(len(objectives), 4)
    return value, Text(
        f"{len(effects)} indikator dapat digerakkan, {len(lagging)} di antaranya tertinggal; "
        f"{len(objectives)} sasaran terkait.",
        f"{len(effects)} indicators can be moved, {len(lagging)} of them are behind; "
        f"{len(objectives)} outcomes concerned.",
    )


def _priority(plan: PlanGraph, matter: Matter, wanted: Texts) -> _Part:
    """The plan's own subject, what the region's objectives name, and the matter of a standing team."""
    subject = named = team = ""
    is_checked = matter.theme is not None and bool(matter.theme.team_source)
    if matter.theme is not None:
        subject = title_naming(plan, matter)
        named = wanted.first(matter.theme.words)
        team = f"{matter.theme.team} ({matter.theme.team_source})" if matter.theme.team_source else matter.theme.team
    value = min(1.0, 0.6 * bool(subject) + 0.4 * bool(named) + (0.4 if is_checked else 0.25 * bool(team)))
    none = Text("tidak ada", "none")
    return value, Text(
        f"Judul rencana yang menyebutnya: {subject or none.id}; sasaran atau indikator daerah yang menyebutnya: "
        f"{named or none.id}; tim tetap: {team or none.id}.",
        f"Title of the plan that names it: {subject or none.en}; objective or indicator of the region that names it: "
        f"{named or none.en}; standing team: {team or none.en}.",
    )


def title_naming(plan: PlanGraph, matter: Matter) -> str:
    """The title of a plan where it names a matter: the region's own subject; else empty."""
    return texts(plan.info.title).first(matter.theme.words) if matter.theme else ""


def _service(plan: PlanGraph, matter: Matter) -> _Part:
    serving = sum(_serves_people(plan, program) for program in matter.programs)
    return serving / len(matter.programs) if matter.programs else 0.0, Text(
        f"{serving} dari {len(matter.programs)} sub kegiatan termasuk urusan yang melayani warga; "
        "selebihnya penunjang pemerintahan.",
        f"{serving} of {len(matter.programs)} sub-activities are of affairs that serve people; "
        "the rest support the government itself.",
    )


def _money(money: Money) -> _Part:
    whole = money.specific + money.touching
    year = f" ({money.year})" if money.year else ""
    return money.specific / whole if whole else 0.0, Text(
        f"{rupiah(money.specific).id} khusus untuk hal ini, {rupiah(money.touching).id} turut menyentuh{year}.",
        f"{rupiah(money.specific).en} for the matter itself, {rupiah(money.touching).en} touches it{year}.",
    )


def _completeness(grounds: Grounds) -> _Part:
    """A third for each essential part that is done, that is paid for, and whose owner takes part; a half where nobody
    wrote down what the matter takes.
    """
    essential = [each for each in grounds.components if each.essential]
    if not essential:
        return 0.5, Text("Bagian-bagian pokoknya belum ditulis.", "Its essential parts are not written down yet.")
    done = sum(each.state is not State.MISSING for each in essential)
    paid = sum(each.state is State.FUNDED for each in essential)
    owned = sum(each.owner in grounds.matter.roles for each in essential)
    count = len(essential)
    return (done + paid + owned) / (3 * count), Text(
        f"Dari {count} bagian pokok {done} dikerjakan, {paid} didanai, dan pemilik {owned} di antaranya ikut serta.",
        f"Of {count} essential parts {done} are done, {paid} are paid for, and the owners of {owned} take part.",
    )


def _practice(grounds: Grounds) -> _Part:
    where = grounds.example
    return grounds.practice, Text(
        f"Pernah dijalankan di {where}." if where else "Belum ada contoh terbukti yang dapat dijalankan di sini.",
        f"Done before in {where}." if where else "No proven example that can be carried here.",
    )


def _feasibility(plan: PlanGraph, matter: Matter) -> _Part:
    parties = len(families(plan.get(Opd, id_) for id_ in matter.roles))
    funded = sum(_funded(program) for program in matter.programs)
    share = funded / len(matter.programs) if matter.programs else 0.0
    burden = min(1.0, COORDINATION_LIMIT / parties) if parties else 0.0
    return share * burden, Text(
        f"{funded} dari {len(matter.programs)} sub kegiatan mempunyai pagu; {parties} pihak dikoordinasikan.",
        f"{funded} of {len(matter.programs)} sub-activities have a budget; {parties} parties to coordinate.",
    )


def _confidence(matter: Matter) -> _Part:
    sure = sum(link.confidence for link in matter.links) / len(matter.links) if matter.links else 0.0
    return sure, Text(
        f"Rata-rata keyakinan keterkaitan {number(sure, 2).id}.", f"Mean confidence of the links {number(sure, 2).en}."
    )


def _serves_people(plan: PlanGraph, program: Program) -> bool:
    """Whether some work is of an affair that serves people, and none of what supports the government itself.

    The first digit of the nomenclature tells: 1 to 3 are the affairs of UU 23/2014, 7 the kecamatan, 8 national unity;
    4 to 6 are secretariat, planning, finance, staff and supervision (PP 18/2016). Work without a code counts as its
    OPD's first mandate does.
    """
    lead = plan.lead(program.id)
    field = program.field or next(iter(lead.mandates if lead else ()), "")
    return field[:1] in {"1", "2", "3", "7", "8"}


@kept
def goals(plan: PlanGraph) -> Texts:
    """What a region wants: its objectives, what measures them, and key indicators that measure no single program."""
    wanted = [objective.text for objective in plan.objectives]
    for indicator in plan.indicators:
        links = plan.out(indicator.id, LinkKind.MEASURES)
        if not any(isinstance(plan.nodes[link.target_id], Program) for link in links):
            wanted.append(indicator.name)
    return texts(*dict.fromkeys(wanted))


def _funded(program: Program) -> bool:
    return program.last_budget > 0


def total(parts: Sequence[ScorePart]) -> float:
    """The weighted mean of the parts."""
    return _mean([part.value for part in parts], [part.weight for part in parts])


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    whole = sum(weights)
    return round(sum(map(mul, values, weights)) / whole, 6) if whole else 0.0


def with_stability(scores: Sequence[tuple[ScorePart, ...]], tiers: Sequence[int]) -> tuple[Score, ...]:
    """Give totals, and the best and the worst rank that each takes when any one weight is halved or doubled.

    ``scores`` are those of all initiatives that can be had, in the order in which equal ones stand; those of a lower
    tier stand before all others, whatever their score.
    """
    values = [[part.value for part in each] for each in scores]
    weights = [[part.weight for part in each] for each in scores]
    best, worst = [len(scores)] * len(scores), [1] * len(scores)
    count = len(scores[0]) if scores else 0
    for part, factor in ((0, 1.0), *product(range(count), (0.5, 2.0))):
        moved = [[*each[:part], each[part] * factor, *each[part + 1 :]] for each in weights]
        totals = list(map(_mean, values, moved))
        for rank, index in enumerate(
            sorted(range(len(scores)), key=lambda each: (tiers[each], -totals[each], each)), start=1
        ):
            best[index] = min(best[index], rank)
            worst[index] = max(worst[index], rank)
    return tuple(
        Score(total=total(each), parts=each, best_rank=best[index], worst_rank=worst[index])
        for index, each in enumerate(scores)
    )
