"""Engine: lays knowledge over a plan, asks every rule, and gathers what they find into initiatives."""

from collections.abc import Callable, Sequence

import msgspec

from graph.snapshot import PlanGraph
from rules.configuration import DEFAULT, Configuration, Weights
from rules.finding import Finding
from rules.knowledge import Knowledge, configured, link
from rules.recommend import Initiative
from rules.recommend.gather import gather, is_little_known
from rules.recommend.initiative import Action, Doubt
from rules.rule import AnyRule, installed_rules

Progress = Callable[[str, int, int], None]
"""Told what runs now, how many steps are done, and of how many."""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that broke on this plan; the others ran."""

    rule: str
    message: str


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules find in one plan, whatever people set aside."""

    plan: PlanGraph
    """The plan with the links of knowledge laid over it."""
    stored: PlanGraph
    """The plan as it was given."""
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]


class Evaluation(msgspec.Struct, frozen=True, kw_only=True, weakref=True):
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
    doubts: tuple[Doubt, ...] = ()
    """Why everything here is to be read with care."""

    @property
    def initiatives(self) -> tuple[Initiative, ...]:
        """Those that are recommended, in rank order."""
        return self.candidates[: self.most]

    def finding(self, fingerprint: str) -> Finding | None:
        """The finding with a fingerprint."""
        return next((each for each in self.findings if each.fingerprint == fingerprint), None)

    def initiative(self, fingerprint: str) -> Initiative | None:
        """The recommended initiative with a fingerprint, or the one whose action has it."""
        return next((each for each in self.initiatives if each.has(fingerprint)), None)

    def action(self, fingerprint: str) -> Action | None:
        """The action with a fingerprint, of a recommended initiative."""
        every = (action for each in self.initiatives for action in each.actions)
        return next((each for each in every if each.fingerprint == fingerprint), None)


def ask(
    plan: PlanGraph,
    configuration: Configuration = DEFAULT,
    progress: Progress | None = None,
    *,
    rules: Sequence[AnyRule] | None = None,
    known: Knowledge | None = None,
    linked: PlanGraph | None = None,
) -> Asked:
    """Ask all rules of a plan, those that people switched off as well, so that what is set aside can be chosen later.

    Rules run in the order of their codes, each over its nodes in the order of ids, so that equal plans give equal
    findings. A rule that raises is reported and hides nothing of the others.

    Parameters
    ----------
    linked
        The plan with the links of knowledge, where they are laid already.
    """
    linked = linked or link(plan, known or configured(configuration))
    known_rules = installed_rules() if rules is None else tuple(sorted(rules, key=lambda rule: rule.code))
    chosen = [rule for rule in known_rules if configuration.selects(rule.code)]
    findings: list[Finding] = []
    failures: list[Failure] = []
    for number, rule in enumerate(chosen):
        if progress:
            progress(rule.name, number, len(chosen))
        try:
            options = msgspec.convert(configuration.options.get(rule.code, {}), rule.options)
            findings += tuple(rule.findings(linked, options))
        except Exception as error:
            failures.append(Failure(rule=rule.code, message=f"{type(error).__name__}: {error}"))
    if progress:
        progress("gather", len(chosen), len(chosen))
    return Asked(plan=linked, stored=plan, findings=tuple(findings), failures=tuple(failures))


def conclude(asked: Asked, configuration: Configuration = DEFAULT) -> Evaluation:
    """Leave out what people set aside, and gather the rest into initiatives."""
    aside = configuration.aside
    kept = tuple(each for each in asked.findings if aside.isdisjoint((each.rule, each.fingerprint)))
    return Evaluation(
        plan=asked.plan,
        stored=asked.stored,
        findings=kept,
        candidates=gather(asked.plan, kept, configuration),
        most=configuration.most_initiatives,
        failures=tuple(each for each in asked.failures if each.rule not in aside),
        weights=configuration.weights,
        doubts=(Doubt.LOW_COVERAGE,) if is_little_known(asked.plan, configuration) else (),
    )


def evaluate(
    plan: PlanGraph,
    configuration: Configuration = DEFAULT,
    progress: Progress | None = None,
    *,
    rules: Sequence[AnyRule] | None = None,
    known: Knowledge | None = None,
) -> Evaluation:
    """Evaluate a plan: ask all rules of it as a whole, and conclude."""
    return conclude(ask(plan, configuration, progress, rules=rules, known=known), configuration)
