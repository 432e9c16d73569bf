"""Engine: lays knowledge over a plan, asks every rule, and gathers what they find into initiatives."""

from collections.abc import Callable, Sequence

import msgspec

from graph.snapshot import PlanGraph
from rules.configuration import DEFAULT, Configuration, Weights
from rules.finding import Finding
from rules.gather import gather
from rules.initiative import Initiative
from rules.knowledge import Knowledge, configured, link
from rules.memory import Memory
from rules.rule import AnyRule, installed_rules

Progress = Callable[[str, int, int], None]
"""Told what runs now, how many steps are done, and of how many."""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that broke on this plan; the others ran."""

    rule: str
    message: str


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules make of one plan at one revision."""

    plan: PlanGraph
    """The plan with the links of knowledge laid over it."""
    stored: PlanGraph
    """The plan as it was given."""
    findings: tuple[Finding, ...]
    candidates: tuple[Initiative, ...]
    """All initiatives that can be had, in rank order."""
    most: int
    """How many of them are recommended."""
    failures: tuple[Failure, ...]
    weights: Weights
    """How much each part of a score counts in it."""
    memory: Memory
    """What each rule found and read; it is what the next evaluation may keep."""

    @property
    def initiatives(self) -> tuple[Initiative, ...]:
        """Those that are recommended, in rank order."""
        return self.candidates[: self.most]


def evaluate(
    plan: PlanGraph,
    configuration: Configuration = DEFAULT,
    progress: Progress | None = None,
    *,
    rules: Sequence[AnyRule] | None = None,
    known: Knowledge | None = None,
    before: Evaluation | None = None,
) -> Evaluation:
    """Evaluate a plan: whole, or from an earlier evaluation only what a change touches, with the same result.

    Rules run in the order of their codes, each over its nodes in the order of ids, so that equal plans give equal
    evaluations. A rule that raises is reported and hides nothing of the others. ``before`` must have been made with
    the same configuration, rules and knowledge.
    """
    linked = link(plan, known or configured(configuration))
    known_rules = installed_rules() if rules is None else tuple(sorted(rules, key=lambda rule: rule.code))
    asked = [rule for rule in known_rules if configuration.runs(rule.code)]
    memory = before.memory.follow(before.plan, linked) if before else Memory(linked)
    findings: list[Finding] = []
    failures: list[Failure] = []
    for number, rule in enumerate(asked):
        if progress:
            progress(rule.name, number, len(asked))
        try:
            options = msgspec.convert(configuration.options.get(rule.code, {}), rule.options)
            findings += memory.findings(rule, options)
        except Exception as error:
            failures.append(Failure(rule=rule.code, message=f"{type(error).__name__}: {error}"))
    memory.forget()
    aside = configuration.aside
    kept = tuple(finding for finding in findings if finding.fingerprint not in aside)
    if progress:
        progress("gather", len(asked), len(asked))
    return Evaluation(
        plan=linked,
        stored=plan,
        findings=kept,
        candidates=gather(linked, kept, configuration),
        most=configuration.most_initiatives,
        failures=tuple(failures),
        weights=configuration.weights,
        memory=memory,
    )
