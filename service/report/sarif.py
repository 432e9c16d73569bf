"""SARIF: findings for whatever reads the results of static analysis; a plan's rules are its linter's rules.

References
----------
OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 27 March 2020.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Final

import msgspec

from graph.snapshot import PlanGraph
from rules.engine import Evaluation
from rules.finding import Finding, Severity
from rules.rule import AnyRule, installed_rules

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Final = {Severity.INFORMATION: "note", Severity.ADVICE: "warning", Severity.WARNING: "error"}
"""SARIF's levels, in the order in which our severities ask for something."""

_Object = dict[str, object]


def sarif(evaluation: Evaluation, *, rules: Sequence[AnyRule] | None = None) -> bytes:
    """Give the findings of an evaluation as one SARIF run: rules as descriptors, evidence as related locations.

    A plan has no lines, so places are logical: the id of the node, its kind and its label.
    """
    known = sorted(installed_rules() if rules is None else rules, key=lambda rule: rule.code)
    index = {rule.code: number for number, rule in enumerate(known)}
    info = evaluation.plan.info
    run: _Object = {
        "tool": {"driver": _driver(known)},
        "language": "id",
        "automationDetails": {"id": f"sinergi/{info.slug}/r{evaluation.plan.revision}"},
        "invocations": [_invocation(evaluation)],
        "properties": {"plan": info.title, "region": info.region_name, "revision": evaluation.plan.revision},
        "columnKind": "unicodeCodePoints",
        "results": [_result(evaluation.plan, finding, index) for finding in evaluation.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=1) + b"\n"


def _driver(rules: Sequence[AnyRule]) -> _Object:
    return {
        "name": "Sinergi",
        "version": version("sinergi"),
        "language": "id",
        "rules": [_descriptor(rule) for rule in rules],
    }


def _descriptor(rule: AnyRule) -> _Object:
    first, _, rest = rule.explanation.id.partition("\n")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": first.partition(". ")[2] or first},
        "fullDescription": {"text": rest.strip() or first},
        "help": {"text": rule.explanation.id},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [str(rule.family)]},
    }


def _invocation(evaluation: Evaluation) -> _Object:
    told = [
        {"level": "error", "message": {"text": each.message}, "associatedRule": {"id": each.rule}}
        for each in evaluation.failures
    ]
    found: _Object = {"executionSuccessful": not told}
    return found | ({"toolExecutionNotifications": told} if told else {})


def _result(plan: PlanGraph, finding: Finding, index: Mapping[str, int]) -> _Object:
    known: _Object = {"ruleIndex": index[finding.rule]} if finding.rule in index else {}
    places = enumerate(_places(plan, finding.nodes), start=1)
    return {
        "ruleId": finding.rule,
        **known,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message.id},
        "locations": [{"logicalLocations": list(_places(plan, (finding.subject,)))}],
        "relatedLocations": [{"id": number, "logicalLocations": [place]} for number, place in places],
        "partialFingerprints": {"sinergi/v1": finding.fingerprint},
        "properties": {
            "messageEn": finding.message.en,
            "severity": str(finding.severity),
            "opds": list(finding.opds),
            "links": list(finding.links),
        },
    }


def _places(plan: PlanGraph, ids: Sequence[str]) -> Iterator[_Object]:
    for id_ in ids:
        node = plan.nodes.get(id_)
        known = {"name": node.label, "kind": node.kind} if node else {"name": plan.info.title, "kind": "plan"}
        yield {"fullyQualifiedName": id_, **known}
