"""Initiative: findings that belong together, as one recommendation that people can decide on."""

from enum import StrEnum

import msgspec

from graph.model import PartnerKind, ThemeRole
from rules.finding import Finding, Text


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """An OPD in an initiative, its role and why it has it."""

    opd: str
    role: ThemeRole
    reason: Text


class CalledPartner(msgspec.Struct, frozen=True, kw_only=True):
    """A partner that the initiative calls for; ``partner`` is empty where the region lists none of that kind."""

    partner_kind: PartnerKind
    partner: str
    reason: Text


class JoinedProgram(msgspec.Struct, frozen=True, kw_only=True):
    """A program that joins an initiative, who runs it and what it brings."""

    program: str
    opd: str
    brings: Text


class Sureness(StrEnum):
    """How certain it is that an initiative moves an indicator."""

    HIGH = "high"
    MIDDLING = "middling"
    LOW = "low"


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator that an initiative can move."""

    indicator: str
    aim: str
    """Id of the objective, program or activity that it measures."""
    programs: tuple[str, ...]
    """Ids of the initiative's sub-activities through which it is moved."""
    below: int
    """How many sub-activities the aim has below it; 0 where the plan ties none to it."""
    behind: float | None
    """How far it is behind its path, from 0 to 1; None where that is unknown."""
    falls: bool
    """Whether less is better."""
    sureness: Sureness
    words: Text


class ScorePart(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a score: from 0 to 1, its weight, and where the value comes from."""

    name: str
    value: float
    weight: float
    explanation: Text


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """The weighted mean of the parts, from 0 to 1, and between which ranks it stays when the weights move."""

    total: float
    parts: tuple[ScorePart, ...]
    best_rank: int = 0
    worst_rank: int = 0


class Initiative(msgspec.Struct, frozen=True, kw_only=True):
    """A recommendation. All nodes and links are named by id."""

    fingerprint: str
    """Follows from the reason and the lead; survives renaming, reordering and unrelated changes."""
    rank: int
    """From 1."""
    title: Text
    why: Text
    theme: str
    """Id of the theme or other matter that is the reason."""
    theme_name: Text
    lead: str
    runner_up: str
    lead_reason: Text
    participants: tuple[Participant, ...]
    partners: tuple[CalledPartner, ...]
    programs: tuple[JoinedProgram, ...]
    dimensions: tuple[str, ...]
    indicators: tuple[str, ...]
    """Those that it can move and that are behind their path."""
    effects: tuple[Effect, ...] = ()
    """What it can move, the surest first."""
    steps: tuple[Text, ...]
    quick_win: bool
    score: Score
    findings: tuple[Finding, ...]
    nodes: tuple[str, ...]
    links: tuple[str, ...]
