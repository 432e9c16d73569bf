"""Telling: what an intake read, as lines that a table of right results can hold."""

from collections.abc import Iterator

from graph.intake import Intake
from graph.model import Indicator, LinkKind, Measure, Objective, Opd, Program


def told(intake: Intake) -> list[str]:
    """Give each agency, and each lowest program or objective that says something, in one line."""
    return sorted(_lines(intake))


def _lines(intake: Intake) -> Iterator[str]:
    nodes, links = intake.contents.nodes, list(intake.contents.links.values())
    leads = {link.target_id: link.source_id for link in links if link.kind is LinkKind.LEADS}
    indicators: dict[str, list[Indicator]] = {}
    for link in links:
        if link.kind is LinkKind.MEASURES and isinstance(found := nodes[link.source_id], Indicator):
            indicators.setdefault(link.target_id, []).append(found)
    measured = {link.source_id for link in links if link.kind is LinkKind.MEASURES}
    for node in nodes.values():
        if isinstance(node, Indicator) and node.id not in measured:
            yield f"indicator: {_indicator(node)}"
        if isinstance(node, Opd):
            yield f"OPD {node.name}"
        if isinstance(node, Objective) and node.source.partition(",")[0] in {each.file for each in intake.report.files}:
            yield f"{node.level}: {node.text}" + "".join(f"; {each.name}" for each in indicators.get(node.id, []))
        if isinstance(node, Program) and (node.years or node.id in indicators):
            opd = nodes.get(leads.get(node.id, ""))
            yield " | ".join(
                (
                    opd.name if isinstance(opd, Opd) else "",
                    node.code,
                    node.name,
                    *(_indicator(each) for each in indicators.get(node.id, [])),
                    *(f"{year.year}: {year.budget.amount if year.budget else None}" for year in node.years),
                )
            )


def _indicator(indicator: Indicator) -> str:
    targets = "; ".join(f"{year.year}: {_measure(year.target)}" for year in indicator.years)
    return f"{indicator.name} [{indicator.unit}] {targets}".rstrip()


def _measure(measure: Measure | None) -> str:
    if measure is None:
        return "-"
    if measure.low is None:
        return repr(measure.text)
    return f"{measure.low:g}" if measure.low == measure.high else f"{measure.low:g}..{measure.high:g}"
