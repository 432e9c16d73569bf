"""Proposal: the mission that an outcome probably stands under, one by one, for people to confirm."""

from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

from graph.change import PutLink
from graph.model import Link, LinkKind, Objective, ObjectiveLevel, Program
from graph.snapshot import PlanGraph
from graph.traversal.division import objectives_above
from rules.finding import Text
from rules.knowledge import first, is_routine, known_of, stems

LEAST: Final = 2.0
"""Points from which on a mission is proposed."""
BY_TEXT: Final = 3.0
BY_INDICATOR: Final = 2.0
BY_FIELD: Final = 2.0
BY_WORD: Final = 1.0
"""Points for a matter that the outcome's text, its indicators or its programs' fields name, and for a shared word."""
COMMON: Final = 0.03
"""Share of the outcomes from which on a word that they share with a mission says nothing."""


class _Matter(msgspec.Struct, frozen=True):
    name: Text
    mission: tuple[str, ...]
    words: tuple[str, ...]
    fields: tuple[str, ...]

    def has(self, field: str) -> bool:
        return any(field == each or field.startswith(f"{each}.") for each in self.fields)


class MissionProposal(msgspec.Struct, frozen=True, kw_only=True):
    """That an outcome stands under a mission, with what speaks for it."""

    objective: str
    """Id of the outcome."""
    mission: str
    """Id of the mission; empty where none is near enough, and people must say."""
    reason: Text

    @property
    def change(self) -> PutLink | None:
        """What confirms it."""
        if not self.mission:
            return None
        tie = Link(kind=LinkKind.CONTAINS, source_id=self.mission, target_id=self.objective, reason=self.reason.id)
        return PutLink(link=tie)


NONE_NEAR: Final = Text(
    "Tidak ada misi yang cukup dekat menurut teks dan indikatornya; tentukan sendiri.",
    "No mission is near enough by text and indicators; say which.",
)


def mission_proposals(plan: PlanGraph) -> tuple[MissionProposal, ...]:
    """Propose a mission for each outcome that stands under none, by id; none where the plan has no missions."""
    missions = [each for each in plan.objectives if each.level is ObjectiveLevel.MISSION]
    over = objectives_above(plan)
    ids = {each.id for each in missions}
    outcomes = [each for each in plan.objectives if each.level is ObjectiveLevel.OUTCOME]
    if not missions:
        return ()
    common = _common(plan, missions, outcomes)
    return tuple(_proposal(plan, each, missions, common) for each in outcomes if over[each.id].isdisjoint(ids))


def _proposal(
    plan: PlanGraph, outcome: Objective, missions: list[Objective], common: frozenset[str]
) -> MissionProposal:
    scored = sorted(
        ((*_score(plan, outcome, mission, common), mission) for mission in missions),
        key=lambda each: (-each[0], each[2].code, each[2].id),
    )
    points, reason, mission = scored[0]
    if points < LEAST or (len(scored) > 1 and scored[1][0] == points):
        return MissionProposal(objective=outcome.id, mission="", reason=NONE_NEAR)
    return MissionProposal(objective=outcome.id, mission=mission.id, reason=reason)


def _score(plan: PlanGraph, outcome: Objective, mission: Objective, common: frozenset[str]) -> tuple[float, Text]:
    text = _without_agency(plan, outcome, outcome.text)
    indicators = _without_agency(plan, outcome, " ; ".join(each.name for each in plan.indicators_of(outcome.id)))
    fields = _fields(plan, outcome)
    is_office = is_routine(outcome.text, known_of(plan))
    points = 0.0
    said: list[Text] = []
    for matter in _matters().values():
        if first(mission.text, matter.mission) is None:
            continue
        if word := first(text, matter.words):
            points += BY_TEXT
            said.append(Text(f'teksnya menyebut "{_plain(word)}"', f'its text names "{_plain(word)}"'))
        if word := first(indicators, matter.words):
            points += BY_INDICATOR
            said.append(Text(f'indikatornya menyebut "{_plain(word)}"', f'an indicator names "{_plain(word)}"'))
        if not is_office and (field := next((each for each in fields if matter.has(each)), "")):
            points += BY_FIELD
            said.append(Text(f"programnya berada di bidang {field}", f"its programs are in field {field}"))
    shared = sorted((_words(plan, outcome) & _words(plan, mission)) - common)
    if shared:
        points += BY_WORD * len(shared)
        listed = ", ".join(shared)
        said.append(Text(f"kata yang sama: {listed}", f"shared words: {listed}"))
    return points, Text("; ".join(each.id for each in said), "; ".join(each.en for each in said))


def _without_agency(plan: PlanGraph, outcome: Objective, text: str) -> str:
    """A text without the name of the agency that leads the outcome: what the agency is for is not what it is about."""
    lead = plan.lead(outcome.id)
    return text.casefold().replace(lead.name.casefold(), "") if lead else text


def _fields(plan: PlanGraph, outcome: Objective) -> list[str]:
    """The fields of the programs that serve an outcome, office work aside; else the first mandate of its agency."""
    serving = (plan.nodes[link.source_id] for link in plan.into(outcome.id, LinkKind.ALIGNS))
    found = sorted(
        {node.field for node in serving if isinstance(node, Program) and node.field and not node.is_overhead}
    )
    lead = plan.lead(outcome.id)
    return found or (list(lead.mandates[:1]) if lead else [])


def _words(plan: PlanGraph, objective: Objective) -> frozenset[str]:
    """The stems of an objective and its indicators."""
    texts = (objective.text, *(each.name for each in plan.indicators_of(objective.id)))
    return frozenset(stem for text in texts for stem in stems(text))


def _common(plan: PlanGraph, missions: list[Objective], outcomes: list[Objective]) -> frozenset[str]:
    """Stems that say nothing: short ones, those of several missions, and those of many outcomes."""
    in_missions = Counter(stem for each in missions for stem in _words(plan, each))
    in_outcomes = Counter(stem for each in outcomes for stem in _words(plan, each))
    return frozenset(
        stem
        for stem, count in in_missions.items()
        if len(stem) < 4 or count > 1 or in_outcomes[stem] > COMMON * len(outcomes)
    )


def _plain(word: str) -> str:
    return word.removeprefix("=")


@lru_cache(maxsize=1)
def _matters() -> dict[str, _Matter]:
    return msgspec.toml.decode(Path(__file__).with_name("matters.toml").read_bytes(), type=dict[str, _Matter])
