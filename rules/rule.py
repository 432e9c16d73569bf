"""Rule: one question asked of every node of one kind, with the words for what it finds."""

import functools
import importlib.metadata
import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

import msgspec

from graph.change import Change
from graph.model import Node, Opd
from graph.snapshot import PlanGraph, PlanInfo
from rules.explanation import explained
from rules.finding import FactKind, Family, Figure, Finding, Gathers, Severity, Text, Value

N = TypeVar("N", bound=Node)
O = TypeVar("O", bound="RuleOptions")  # noqa: E741


class RuleOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a region may set for a rule; each field has a default and a comment in its class."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule yields: the evidence and the named values; the rule's template makes the sentence of it."""

    opds: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    key: str = ""
    detail: str = ""
    arguments: dict[str, Value] = {}
    severity: Severity | None = None
    remedy: tuple[Change, ...] = ()
    figures: tuple[Figure, ...] = ()
    sharpness: float = 0.0
    """From 0 to 1; above 0 it is a fact of the kind that its rule names."""
    matter: Text | None = None
    """What the initiative is called that begins with it, where the rule gathers a matter of its own."""


class Rule(Generic[N, O]):
    """One rule with everything that is said about it."""

    def __init__(
        self,
        code: str,
        name: str,
        family: Family,
        severity: Severity,
        per: type[N] | type[PlanInfo],
        options: type[O],
        message: Text,
        gathers: Gathers,
        fact: FactKind | None,
        check: Callable[[PlanGraph, N, O], Iterator[Found]],
        title: Text,
        explanation: Text,
        sees: Callable[[PlanGraph], PlanGraph] | None = None,
    ) -> None:
        self.code = code
        self.name = name
        self.family = family
        self.severity = severity
        self.per = per
        self.options = options
        self.message = message
        self.gathers = gathers
        self.fact = fact
        self.check = check
        self.title = title
        self.explanation = explanation
        self.sees = sees

    def subjects(self, plan: PlanGraph) -> tuple[tuple[str, Any], ...]:
        """The nodes that the rule is asked of, with their ids, in the order of ids; or the plan itself.

        Of OPDs it is asked of agencies: their units sit at no table.
        """
        if self.per is PlanInfo:
            return ((plan.info.slug, plan.info),)
        nodes: tuple[Node, ...] = plan.opds if self.per is Opd else plan.of(self.per)  # type: ignore[arg-type]
        return tuple((node.id, node) for node in nodes)

    def findings(self, plan: PlanGraph, options: O) -> Iterable[Finding]:
        """Ask the rule of every node of its kind, in the order of ids; once for all plans with what it sees of them."""
        if self.sees is None:
            return self._findings(plan, options)
        seen = self.sees(plan)
        found = seen.made.get((self, options))
        if found is None:
            found = seen.made[self, options] = tuple(self._findings(seen, options))
        return found  # type: ignore[return-value]

    def _findings(self, plan: PlanGraph, options: O) -> Iterator[Finding]:
        """Of findings that nothing tells apart, the second and later ones are numbered."""
        seen: dict[str, int] = {}
        for id_, subject in self.subjects(plan):
            for found in self.check(plan, subject, options):
                finding = self._finding(id_, found)
                times = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
                if times > 1:
                    finding = msgspec.structs.replace(finding, detail=f"{finding.detail}#{times}")
                yield finding

    def _finding(self, subject: str, found: Found) -> Finding:
        return Finding(
            rule=self.code,
            family=self.family,
            severity=found.severity or self.severity,
            subject=subject,
            message=Text(self.message.id.format(**found.arguments), self.message.en.format(**found.arguments)),
            arguments=tuple(sorted(found.arguments.items())),
            nodes=found.nodes,
            links=found.links,
            opds=found.opds,
            key=found.key,
            detail=found.detail,
            remedy=found.remedy,
            gathers=self.gathers,
            fact=self.fact if found.sharpness else None,
            figures=found.figures,
            sharpness=found.sharpness,
            matter=found.matter,
        )


AnyRule = Rule[Any, Any]


def rule(
    code: str,
    *,
    family: Family,
    per: type[N] | type[PlanInfo],
    message: Text,
    severity: Severity = Severity.ADVICE,
    gathers: Gathers = Gathers.NOTHING,
    fact: FactKind | None = None,
    options: type[O],
    sees: Callable[[PlanGraph], PlanGraph] | None = None,
) -> Callable[[Callable[[PlanGraph, N, O], Iterator[Found]]], Rule[N, O]]:
    """Make a rule of a function, whose name is the rule's.

    Its module's docstring is the rule's explanation; title and Indonesian explanation come from the file
    ``explanations.toml`` in the module's package, where it has one. What its findings are to the initiatives says
    ``gathers``, and what they say of a matter that opens with them ``fact``. A rule that reads but a part of a plan
    names with ``sees`` what gives that part, such as ``rules.outline.without_years``; it gets nothing else, and is
    asked again only where that differs.
    """

    def make(check: Callable[[PlanGraph, N, O], Iterator[Found]]) -> Rule[N, O]:
        module = inspect.getmodule(check)
        docstring = inspect.cleandoc(module.__doc__ or "") if module else ""
        name = check.__name__.replace("_", "-")
        title, explanation = explained(module, code, name, docstring)
        return Rule(code, name, family, severity, per, options, message, gathers, fact, check, title, explanation, sees)

    return make


@functools.cache
def installed_rules() -> tuple[AnyRule, ...]:
    """All rules that installed packages offer under the entry point ``sinergi.rules``, by code.

    An entry point names a module with a tuple ``RULES``. They are looked up on the disk once in a process.

    Raises:
        ValueError: where two packages offer the same code.
    """
    found: dict[str, AnyRule] = {}
    for entry in sorted(importlib.metadata.entry_points(group="sinergi.rules"), key=lambda e: (e.name, e.value)):
        for each in entry.load().RULES:
            if each.code in found and found[each.code] is not each:
                raise ValueError(f"Kode aturan {each.code} dipakai dua kali: {entry.value}")
            found[each.code] = each
    return tuple(found[code] for code in sorted(found))


def rule_named(code: str) -> AnyRule | None:
    """The installed rule with a code, however its letters are written; None where there is none."""
    return next((rule for rule in installed_rules() if rule.code.casefold() == code.casefold()), None)
