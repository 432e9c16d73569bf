"""Rows: findings and initiatives in plain values, for tables, JSON and CSV."""

import csv
import io
from collections.abc import Sequence

import msgspec

from graph.model import Program
from graph.record import Decision
from graph.snapshot import PlanGraph
from rules.finding import Finding
from rules.recommend import Initiative
from service.report import decided

Row = dict[str, object]


def finding_row(plan: PlanGraph, finding: Finding) -> Row:
    """A finding in plain values; OPDs by their short names, nodes and links by their ids."""
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
    }


def initiative_row(plan: PlanGraph, initiative: Initiative, decision: Decision | None = None) -> Row:
    """An initiative in plain values; OPDs by their short names, nodes and links by their ids."""
    return {
        "rank": initiative.rank,
        "fingerprint": initiative.fingerprint,
        "title": initiative.title.id,
        "title_en": initiative.title.en,
        "theme": initiative.theme_name.id,
        "theme_id": initiative.theme,
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


def as_csv(rows: Sequence[Row]) -> str:
    """Rows as CSV; lists are joined by a semicolon, whatever is deeper is JSON, and no cell begins a formula."""
    out = io.StringIO()
    if rows:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([_safe(cell(value)) for value in row.values()] for row in rows)
    return out.getvalue()


def cell(value: object) -> str:
    """A value as the text of one cell."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    if isinstance(value, list | dict):
        return msgspec.json.encode(value).decode()
    return str(value)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def label(plan: PlanGraph, id_: str) -> str:
    """What a node is called; empty where the plan has none of that id."""
    node = plan.nodes.get(id_)
    return node.label if node else ""


def _code(plan: PlanGraph, id_: str) -> str:
    node = plan.nodes.get(id_)
    return node.code if isinstance(node, Program) else ""
