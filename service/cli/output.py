"""Output: findings and initiatives as table, JSON or CSV."""

import csv
import io
import sys
from collections.abc import Sequence

import msgspec
from rich.console import Console
from rich.table import Table

from graph.model import Program
from graph.snapshot import PlanGraph
from graph.store import Decision
from rules.engine import Evaluation
from rules.finding import Finding
from rules.initiative import Initiative
from rules.number import rupiah
from rules.portfolio import Portfolio
from service.cli.work import Format
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
        "opds": [_label(plan, id_) for id_ in finding.opds],
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
        "lead": _label(plan, initiative.lead),
        "lead_reason": initiative.lead_reason.id,
        "runner_up": _label(plan, initiative.runner_up),
        "participants": [
            {"opd": _label(plan, each.opd), "role": str(each.role), "reason": each.reason.id}
            for each in initiative.participants
        ],
        "partners": [
            {
                "kind": str(each.partner_kind),
                "name": _label(plan, each.partner) if each.partner else None,
                "reason": each.reason.id,
            }
            for each in initiative.partners
        ],
        "programs": [
            {
                "code": _code(plan, each.program),
                "name": _label(plan, each.program),
                "opd": _label(plan, each.opd),
                "brings": each.brings.id,
            }
            for each in initiative.programs
        ],
        "dimensions": [id_.removeprefix("dimension/") for id_ in initiative.dimensions],
        "indicators": [_label(plan, id_) for id_ in initiative.indicators],
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


def show_findings(evaluation: Evaluation, as_: Format) -> None:
    """Print what the rules found."""
    rows = [finding_row(evaluation.plan, finding) for finding in evaluation.findings]
    _show(rows, as_, ("rule", "severity", "opds", "message"), "Tidak ada temuan.")


def show_initiatives(evaluation: Evaluation, decisions: decided.Decisions, as_: Format) -> None:
    """Print the recommendations in rank order."""
    rows = [initiative_row(evaluation.plan, each, decisions.get(each.fingerprint)) for each in evaluation.initiatives]
    if as_ is Format.TABLE:
        for row in rows:
            row["participants"] = [f"{each.opd} ({each.role})" for each in _Roles.of(row)]
            row["score"] = f"{_Total.of(row):.2f}"
    _show(rows, as_, ("rank", "title", "lead", "participants", "score"), "Tidak ada rekomendasi.")


def show_portfolio(evaluation: Evaluation, best: Portfolio, as_: Format) -> None:
    """Print the chosen initiatives, and of the others what it would take to put them in."""
    left = {each.fingerprint: each for each in best.left_out}
    rows: list[Row] = []
    for each in evaluation.initiatives:
        out = left.get(each.fingerprint)
        row: Row = {
            "chosen": out is None,
            "rank": each.rank,
            "fingerprint": each.fingerprint,
            "title": each.title.id,
            "score": each.score.total,
            "rupiah_more": out.rupiah if out else 0,
            "rupiah_missing": out.missing_rupiah if out else 0,
            "overloaded": [_label(evaluation.plan, id_) or id_ for id_ in out.overloaded] if out else [],
        }
        rows.append(row)
    rows.sort(key=lambda row: not row["chosen"])
    if as_ is Format.TABLE:
        dimensions = ", ".join(_label(evaluation.plan, id_) for id_ in best.dimensions)
        print(
            f"{len(best.chosen)} dari {len(rows)} rekomendasi, skor {best.score:.2f}, {rupiah(best.rupiah).id}; "
            f"himpunan lain paling banyak {best.gap:.1%} lebih baik."
        )
        print(f"Dimensi yang terlayani: {dimensions or 'belum ada'}.")
    _show(rows, as_, ("chosen", "rank", "title", "rupiah_missing", "overloaded"), "Tidak ada rekomendasi.")


class _Roles(msgspec.Struct):
    opd: str
    role: str

    @staticmethod
    def of(row: Row) -> list["_Roles"]:
        return msgspec.convert(row["participants"], list[_Roles])


class _Total(msgspec.Struct):
    total: float

    @staticmethod
    def of(row: Row) -> float:
        return msgspec.convert(row["score"], _Total).total


def _show(rows: Sequence[Row], as_: Format, columns: tuple[str, ...], none: str) -> None:
    if as_ is Format.JSON:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(list(rows)), indent=2).decode() + "\n")
    elif as_ is Format.CSV:
        sys.stdout.write(as_csv(rows))
    elif rows:
        table = Table(*columns, show_lines=False)
        for row in rows:
            table.add_row(*(_cell(row[column]) for column in columns))
        Console(highlight=False, markup=False).print(table)
    else:
        print(none)


def as_csv(rows: Sequence[Row]) -> str:
    """Rows as CSV; lists are joined by a semicolon, whatever is deeper is JSON, and no cell begins a formula."""
    out = io.StringIO()
    if rows:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([_safe(_cell(value)) for value in row.values()] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    if isinstance(value, list | dict):
        return msgspec.json.encode(value).decode()
    return str(value)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _label(plan: PlanGraph, id_: str) -> str:
    node = plan.nodes.get(id_)
    return node.label if node else ""


def _code(plan: PlanGraph, id_: str) -> str:
    node = plan.nodes.get(id_)
    return node.code if isinstance(node, Program) else ""
