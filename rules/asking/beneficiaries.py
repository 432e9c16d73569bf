"""Beneficiaries: the groups of people whom plans serve, and the words that name them."""

from functools import cache
from importlib import resources

import msgspec

from graph.model import Program
from graph.snapshot import PlanGraph
from rules.knowledge.load import load_yaml
from rules.knowledge.vocabulary import Vocabulary


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of people and the words that name it, with the reason to serve it together."""

    id: str
    name: str
    name_en: str = ""
    words: tuple[str, ...]
    without: tuple[str, ...] = ()
    """Words beside which the others mean something else."""
    theme: str = ""
    """The theme whose matter it is; empty where none is."""
    reason: str = ""
    source: str = ""


@cache
def groups() -> tuple[Group, ...]:
    """The groups that come with the package, in their order."""
    text = resources.files("rules.asking").joinpath("beneficiaries.yaml").read_text("utf-8")
    return msgspec.convert(load_yaml(text), tuple[Group, ...])


def named_in(words: Vocabulary, plan: PlanGraph, program: Program) -> frozenset[int]:
    """Which matters a piece of work names in its beneficiaries, its name or what its indicators count."""
    texts = (program.beneficiaries, program.name, *(each.name for each in plan.indicators_of(program.id)))
    return frozenset(number for text in texts for number in words.named(text))
