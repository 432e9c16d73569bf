"""Gist: what an evaluation of a plan came to, short enough to be asked across all regions."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from graph.vocabulary import Text


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What a gist rests on: where all of it is as it was, evaluating again would give the same."""

    revision: int
    configuration: str
    """Fingerprint of the configuration, with what is set aside in the plan, and of rules and knowledge."""
    program: str
    """Version of the program."""


class GistFact(msgspec.Struct, frozen=True):
    """A fact that opens an initiative."""

    kind: str
    rule: str


class GistPractice(msgspec.Struct, frozen=True, kw_only=True):
    """What another region did across agencies."""

    id: str
    name: str
    region: str
    level: str
    """How proven it is, from A to D."""


class GistInitiative(msgspec.Struct, frozen=True, kw_only=True):
    """An initiative in short; its place is its rank."""

    fingerprint: str
    title: Text
    theme: str
    """Id of its theme, the same in all regions; empty where it gathers a matter of this plan alone."""
    theme_name: Text
    score: float
    facts: tuple[GistFact, ...] = ()
    practices: tuple[str, ...] = ()
    """Ids of the practices that its actions follow."""
    examples: tuple[str, ...] = ()
    """Ids of the practices that it names without proof enough to propose them."""


class Structure(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan is made of, in shares of 1; what counts under nothing has an empty key."""

    fields: Mapping[str, float] = {}
    """Shares of the latest year's money by field of government; office work is X.XX."""
    dimensions: Mapping[str, float] = {}
    """Shares of the latest year's money by id of the dimension."""
    indicators: Mapping[str, float] = {}
    """Shares of the indicators by field of government of the work that they measure; those of no work have none."""


class Gist(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules made of one plan."""

    basis: Basis
    made_at: datetime | None = None
    """The store sets it."""
    initiatives: tuple[GistInitiative, ...] = ()
    """In rank order."""
    practices: tuple[GistPractice, ...] = ()
    """All that its initiatives name, by id."""
    failed_rules: tuple[str, ...] = ()
    """Codes of the rules that broke on the plan."""
    structure: Structure = Structure()
