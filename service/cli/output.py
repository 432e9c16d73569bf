"""Output: findings and initiatives as table, JSON or CSV."""

import sys
from collections.abc import Sequence

import msgspec
from rich.table import Table

from graph import law
from graph.law import Break
from graph.model import LinkKind
from graph.snapshot import PlanGraph
from graph.vocabulary import called
from rules.engine import Evaluation
from rules.finding import Severity
from rules.number import rupiah
from rules.portfolio import Portfolio
from service.cli.terminal import show
from service.cli.work import Format
from service.report import decided
from service.report.rows import Row, as_csv, cell, finding_row, initiative_row, label


def break_row(plan: PlanGraph, broken: Break) -> Row:
    """What breaks a law of plans, in the values of a finding."""
    link = plan.links[broken.link]
    leads = (
        plan.nodes[link.source_id] if link.kind is LinkKind.LEADS else plan.lead(link.source_id),
        plan.lead(link.target_id),
    )
    return {
        "fingerprint": f"{broken.code}:{broken.link}",
        "rule": broken.code,
        "family": "law",
        "severity": "error",
        "subject": link.target_id,
        "opds": list(dict.fromkeys(lead.label for lead in leads if lead)),
        "message": f"{broken.message} {broken.law.remedy}",
        "message_en": f"{broken.law.said} Broken by {broken.link}.",
        "evidence": {"nodes": [link.source_id, link.target_id], "links": [broken.link]},
        "mendable": False,
        "doubts": [],
    }


def found_rows(evaluation: Evaluation, least: Severity = Severity.INFORMATION) -> list[Row]:
    """What stands in the plan against a law, then what the rules found of a severity or above."""
    plan = evaluation.stored
    rows = [break_row(plan, broken) for _, broken in law.broken(plan.nodes, plan.links)]
    severities = list(Severity)[list(Severity).index(least) :]
    found = (each for each in evaluation.findings if each.severity in severities)
    return rows + [finding_row(evaluation.plan, each, evaluation.doubts) for each in found]


def show_findings(evaluation: Evaluation, rows: Sequence[Row], as_: Format, none: str = "Tidak ada temuan.") -> None:
    """Print what was found in a plan, or ``none`` where nothing was."""
    _warn(evaluation, as_)
    show_rows(rows, as_, ("rule", "severity", "opds", "message"), none)


def show_initiatives(evaluation: Evaluation, decisions: decided.Decisions, as_: Format) -> None:
    """Print the recommendations in rank order."""
    rows = [initiative_row(evaluation.plan, each, decisions) for each in evaluation.initiatives]
    _warn(evaluation, as_)
    if as_ is Format.TABLE:
        for row in rows:
            row["participants"] = [f"{each.opd} ({each.role})" for each in _Roles.of(row)]
            row["score"] = f"{_Total.of(row):.2f}"
    show_rows(rows, as_, ("rank", "title", "lead", "participants", "score"), "Tidak ada rekomendasi.")


def _warn(evaluation: Evaluation, as_: Format) -> None:
    """Say above a table why all of it is to be read with care."""
    for doubt in evaluation.doubts if as_ is Format.TABLE else ():
        print(f"Perhatian: {called(doubt).id}.")


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
            "overloaded": [label(evaluation.plan, id_) or id_ for id_ in out.overloaded] if out else [],
        }
        rows.append(row)
    rows.sort(key=lambda row: not row["chosen"])
    if as_ is Format.TABLE:
        dimensions = ", ".join(label(evaluation.plan, id_) for id_ in best.dimensions)
        print(
            f"{len(best.chosen)} dari {len(rows)} rekomendasi, skor {best.score:.2f}, {rupiah(best.rupiah).id}; "
            f"himpunan lain paling banyak {best.gap:.1%} lebih baik."
        )
        print(f"Dimensi yang terlayani: {dimensions or 'belum ada'}.")
    show_rows(rows, as_, ("chosen", "rank", "title", "rupiah_missing", "overloaded"), "Tidak ada rekomendasi.")


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


def show_rows(rows: Sequence[Row], as_: Format, columns: tuple[str, ...], none: str) -> None:
    """Print rows: all of them as JSON or CSV, some columns as a table, or ``none`` where there are none."""
    if as_ is Format.JSON:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(list(rows)), indent=2).decode() + "\n")
    elif as_ is Format.CSV:
        sys.stdout.write(as_csv(rows))
    elif rows:
        table = Table(*columns, show_lines=False)
        for row in rows:
            table.add_row(*(cell(row[column]) for column in columns))
        show(table)
    else:
        print(none)
