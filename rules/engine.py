"""Engine: lays knowledge over a plan, asks every rule, and gathers what they find into initiatives."""

from collections.abc import Callable, Sequence

import msgspec

from graph.snapshot import PlanGraph
from rules.configuration import DEFAULT, Configuration
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
    findings: tuple[Finding, ...]
    initiatives: tuple[Initiative, ...]
    failures: tuple[Failure, ...]
    memory: Memory
    """What each rule found and read; it is what the next evaluation may keep."""


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
    kept = tuple(finding for finding in findings if not configuration.suppressed(finding.fingerprint))
    if progress:
        progress("gather", len(asked), len(asked))
    initiatives = gather(linked, kept, configuration)
    return Evaluation(plan=linked, findings=kept, initiatives=initiatives, failures=tuple(failures), memory=memory)
