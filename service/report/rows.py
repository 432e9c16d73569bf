"""Rows: findings and initiatives in plain values, for tables, JSON and CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from types import MappingProxyType

import msgspec

from graph.export import Table
from graph.export.text import inert
from graph.model import Program
from graph.record import Decision
from graph.snapshot import PlanGraph
from rules.finding import Finding
from rules.recommend import Initiative
from rules.recommend.initiative import Action, Doubt, Example, Team
from service.report import decided

Row = dict[str, object]


def finding_row(plan: PlanGraph, finding: Finding, doubts: Sequence[Doubt] = ()) -> Row:
    """A finding in plain values; OPDs by their short names, nodes and links by their ids; with doubts on the plan."""
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "family": str(finding.family),
        "severity": str(finding.severity),
        "subject": finding.subject,
        "opds": [label(plan, id_) for id_ in finding.opds],
        "message": finding.message.id,
        "message_en": finding.message.en,
        "evidence": {"nodes": list(finding.nodes), "links": list(finding.links)},
        "mendable": bool(finding.remedy),
        "doubts": [str(each) for each in doubts],
    }


def initiative_row(plan: PlanGraph, initiative: Initiative, decisions: decided.Decisions = MappingProxyType({})) -> Row:
    """An initiative in plain values; OPDs by their short names, nodes and links by their ids.

    What is unknown is None, a list is never None. ``decisions`` are those on initiatives and actions.
    """
    decision = decisions.get(initiative.fingerprint)
    return {
        "rank": initiative.rank,
        "fingerprint": initiative.fingerprint,
        "title": initiative.title.id,
        "title_en": initiative.title.en,
        "theme": initiative.theme_name.id,
        "theme_id": initiative.theme,
        "facts": [_fact(each) for each in initiative.facts],
        "money": {
            "year": initiative.money.year,
            "specific": initiative.money.specific,
            "touching": initiative.money.touching,
        },
        "components": [
            {
                "name": each.name.id,
                "name_en": each.name.en,
                "field": each.field,
                "owner": label(plan, each.owner) or None,
                "essential": each.essential,
                "state": str(each.state) if each.state else None,
                "programs": _programs(plan, each.programs),
            }
            for each in initiative.components
        ],
        "invited": [
            {"opd": each.name, "listed": bool(each.opd), "reason": each.reason.id, "reason_en": each.reason.en}
            for each in initiative.invited
        ],
        "team": _team(initiative.team) if initiative.team else None,
        "actions": [_action(plan, each, decisions.get(each.fingerprint)) for each in initiative.actions],
        "examples": [_practice(each) for each in initiative.examples],
        "doubts": [str(each) for each in initiative.doubts],
        "lead": label(plan, initiative.lead),
        "lead_reason": initiative.lead_reason.id,
        "runner_up": label(plan, initiative.runner_up),
        "participants": [
            {"opd": label(plan, each.opd), "role": str(each.role), "reason": each.reason.id}
            for each in initiative.participants
        ],
        "partners": [
            {
                "kind": str(each.partner_kind),
                "name": label(plan, each.partner) if each.partner else None,
                "usual": each.usual or None,
                "reason": each.reason.id,
            }
            for each in initiative.partners
        ],
        "programs": [
            {
                "code": _code(plan, each.program),
                "name": label(plan, each.program),
                "opd": label(plan, each.opd),
                "brings": each.brings.id,
                "component": each.component or None,
                "also": [label(plan, id_) for id_ in each.also],
            }
            for each in initiative.programs
        ],
        "dimensions": [id_.removeprefix("dimension/") for id_ in initiative.dimensions],
        "indicators": [label(plan, id_) for id_ in initiative.indicators],
        "steps": [step.id for step in initiative.steps],
        "quick_win": initiative.quick_win,
        "score": {
            "total": initiative.score.total,
            "parts": {
                part.name: {"value": part.value, "weight": part.weight, "explanation": part.explanation.id}
                for part in initiative.score.parts
            },
            "best_rank": initiative.score.best_rank,
            "worst_rank": initiative.score.worst_rank,
        },
        "findings": sorted({finding.rule for finding in initiative.findings}),
        "evidence": {"nodes": list(initiative.nodes), "links": list(initiative.links)},
        "why": initiative.why.id,
        "why_en": initiative.why.en,
        "decision": decided.values(decision),
    }


def _fact(fact: Finding) -> Row:
    return {
        "kind": str(fact.fact),
        "rule": fact.rule,
        "fingerprint": fact.fingerprint,
        "text": fact.message.id,
        "text_en": fact.message.en,
        "numbers": [
            {
                "name": each.name.id,
                "name_en": each.name.en,
                "value": each.value,
                "unit": each.unit,
                "period": each.period,
                "node": each.node,
            }
            for each in fact.figures
        ],
        "links": list(fact.links),
    }


def _team(team: Team) -> Row:
    return {
        "name": team.name.id,
        "name_en": team.name.en,
        "regulation": team.regulation or None,
        "checked": team.checked,
        "chair": team.chair.id,
        "secretariat": team.secretariat.id,
    }


def _action(plan: PlanGraph, action: Action, decision: Decision | None) -> Row:
    return {
        "fingerprint": action.fingerprint,
        "title": action.title.id,
        "title_en": action.title.en,
        "lead": label(plan, action.lead),
        "opds": [label(plan, id_) for id_ in action.opds],
        "programs": _programs(plan, action.programs),
        "output": action.output.id,
        "output_en": action.output.en,
        "handovers": [
            {
                "from": label(plan, each.giver),
                "to": label(plan, each.receiver),
                "what": each.what.id,
                "by": each.by.id or None,
            }
            for each in action.handovers
        ],
        "asked": [
            {"institution": each.institution.id, "to": label(plan, each.receiver), "what": each.what.id}
            for each in action.asked
        ],
        "place": action.place.id or None,
        "measure": action.measure.id,
        "measure_en": action.measure.en,
        "fact": action.fact or None,
        "practice": _practice(action.practice) if action.practice else None,
        "missing": action.missing.id if action.missing else None,
        "here": action.here.id if action.here else None,
        "here_en": action.here.en if action.here else None,
        "decision": decided.values(decision),
    }


def _practice(practice: Example) -> Row:
    return {
        "name": practice.name,
        "region": practice.region,
        "year": practice.year or None,
        "result": practice.result.id or None,
        "level": practice.level,
        "source": practice.source,
    }


def _programs(plan: PlanGraph, programs: Iterable[str]) -> list[Row]:
    leads = {id_: plan.lead(id_) for id_ in programs}
    return [
        {"code": _code(plan, id_) or None, "name": label(plan, id_), "opd": lead.label if lead else None}
        for id_, lead in leads.items()
    ]


def as_csv(rows: Sequence[Row], mark: str = ",") -> str:
    """Rows as CSV, with a mark between cells.

    Lists are joined by a semicolon, whatever is deeper is JSON, and no text begins a formula.
    """
    out = io.StringIO()
    if rows:
        writer = csv.writer(out, delimiter=mark, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([_written(value) for value in row.values()] for row in rows)
    return out.getvalue()


def table_csv(table: Table, mark: str = ",") -> bytes:
    """Give a table as CSV that a spreadsheet reads as UTF-8; what is empty in it stays so."""
    rows: list[Row] = [
        dict(zip(table.headings, ("" if each is None else each for each in row), strict=True)) for row in table.rows
    ]
    return as_csv(rows, mark).encode("utf-8-sig")


def cell(value: object) -> str:
    """A value as the text of one cell."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    if isinstance(value, list | dict):
        return msgspec.json.encode(value).decode()
    return str(value)


def _written(value: object) -> str:
    return str(value) if isinstance(value, int | float) else inert(cell(value))  # a number below 0 is no formula


def label(plan: PlanGraph, id_: str) -> str:
    """What a node is called; empty where the plan has none of that id."""
    node = plan.nodes.get(id_)
    return node.label if node else ""


def _code(plan: PlanGraph, id_: str) -> str:
    node = plan.nodes.get(id_)
    return node.code if isinstance(node, Program) else ""
