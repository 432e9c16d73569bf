"""Memory: what each rule found on each node and what it read for it, so that a change asks only what it touches."""

from collections.abc import Iterator
from typing import Any

import msgspec

from graph.snapshot import PlanGraph
from rules.finding import Finding
from rules.rule import AnyRule, RuleOptions
from rules.watched import Key, Watched, touched


class _Asked(msgspec.Struct, frozen=True):
    """What a rule found on one node, and what it read of single nodes."""

    subject: Any
    findings: tuple[Finding, ...]
    read: frozenset[Key]


class Memory:
    """What the rules found on one plan; the next plan's memory begins with it."""

    def __init__(self, plan: PlanGraph) -> None:
        self._plan = plan
        self._asked: dict[str, dict[str, _Asked]] = {}
        self._shared: dict[str, frozenset[Key]] = {}
        self._options: dict[str, RuleOptions] = {}
        self._stale: set[Key] | None = None
        self._earlier: Memory | None = None

    def follow(self, before: PlanGraph, after: PlanGraph) -> "Memory":
        """Begin the memory of the plan that came of this one."""
        memory = Memory(after)
        memory._stale = touched(before, after)
        memory._earlier = self
        return memory

    def findings(self, rule: AnyRule, options: RuleOptions) -> Iterator[Finding]:
        """Give what a rule finds, asking it only where what it read before no longer holds."""
        watched = Watched(self._plan)
        kept = self._kept(rule, options)
        asked: dict[str, _Asked] = {}
        for id_, subject in rule.subjects(self._plan):
            old = kept.get(id_)
            if old is None or (old.subject is not subject and old.subject != subject):
                watched.own.clear()
                found = tuple(rule.of(watched, id_, subject, options))
                old = _Asked(subject, found, frozenset(watched.own))
            asked[id_] = old
        shared = frozenset(watched.shared)
        if kept and self._earlier is not None:
            shared |= self._earlier._shared[rule.code]
        self._asked[rule.code] = asked
        self._shared[rule.code] = shared
        self._options[rule.code] = options
        for each in asked.values():
            yield from each.findings

    def _kept(self, rule: AnyRule, options: RuleOptions) -> dict[str, _Asked]:
        """What is still true of what the rule found on the plan before."""
        earlier = self._earlier
        if earlier is None or self._stale is None or earlier._options.get(rule.code) != options:
            return {}
        if not self._stale.isdisjoint(earlier._shared[rule.code]):
            return {}
        return {id_: each for id_, each in earlier._asked[rule.code].items() if self._stale.isdisjoint(each.read)}

    def forget(self) -> None:
        """Let go of the plan before, once all rules were asked."""
        self._earlier = None
        self._stale = None
