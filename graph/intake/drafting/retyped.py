"""Retyped: amounts and values of an exported plan in which a person changed the text, or the figure, and not both.

Exports keep a figure beside the text that it was read from. Where the two say different things, the one that is not
as the plan has it is what a person changed; where neither is, nobody knows which.
"""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from graph.change import Contents
from graph.figure import in_rupiah
from graph.intake.cells import UnreadableFigure, decimal_mark, measure, money
from graph.model import AnyNode, Indicator, IndicatorYear, Measure, Money, Program, ProgramYear

_HINT: Final = "Isi satu saja: samakan teks dan angkanya, atau hapus perubahan pada salah satunya."


def retyped(contents: Contents, plan: Contents, told: Callable[[str, int, str, str, str], None]) -> Contents:
    """Give the contents with each text and its figure saying the same.

    ``told`` is called with the id of the node, the year, the field, the reason and the hint of each that cannot be.
    """
    nodes: dict[str, AnyNode] = dict(contents.nodes)
    for id_, node in contents.nodes.items():
        old = plan.nodes.get(id_)
        if isinstance(node, Program) and isinstance(old, Program) and node.years != old.years:
            years = _years(node, {each.year: each for each in old.years}, told)
            nodes[id_] = msgspec.structs.replace(node, years=years)
        elif isinstance(node, Indicator) and isinstance(old, Indicator) and node.years != old.years:
            years_ = _years(node, {each.year: each for each in old.years}, told)
            nodes[id_] = msgspec.structs.replace(node, years=years_)
    return Contents(nodes=nodes, links=contents.links)


def _years(
    node: Program | Indicator,
    known: Mapping[int, ProgramYear] | Mapping[int, IndicatorYear],
    told: Callable[[str, int, str, str, str], None],
) -> tuple[ProgramYear | IndicatorYear, ...]:
    found: list[ProgramYear | IndicatorYear] = []
    for year in node.years:
        old, values = known.get(year.year), dict[str, Money | Measure]()
        for name in year.__struct_fields__:
            was, now = getattr(old, name, None), getattr(year, name)
            try:
                if isinstance(was, Money) and isinstance(now, Money):
                    values[name] = _money(was, now)
                elif isinstance(was, Measure) and isinstance(now, Measure):
                    values[name] = _measure(was, now, node.unit if isinstance(node, Indicator) else "")
            except UnreadableFigure:
                told(node.id, year.year, name, f"teks {now.text!r} bukan jumlah rupiah", "Tulis angka saja.")
            except _BothChanged as both:
                told(node.id, year.year, name, f"teks {now.text!r} dan angkanya ({both}) berlainan", _HINT)
        found.append(msgspec.structs.replace(year, **values))
    return tuple(found)


class _BothChanged(ValueError):
    """A person changed the text and the figure to different things."""


def _money(was: Money, now: Money) -> Money:
    is_text, is_figure = now.text != was.text, now.amount != was.amount
    if is_text and not is_figure:
        return money(now.text, 1) or now
    if is_figure and not is_text and now.amount is not None:
        return msgspec.structs.replace(now, text=str(now.amount))
    if is_text and now.amount is not None:
        read = money(now.text, 1)
        if read is None or read.amount != now.amount:
            raise _BothChanged(in_rupiah(now.amount))
    return now


def _measure(was: Measure, now: Measure, unit: str) -> Measure:
    is_text, is_figure = now.text != was.text, (now.low, now.high) != (was.low, was.high)
    if is_text and not is_figure:
        return measure(now.text, decimal_mark([now.text]), unit) or now
    if is_figure and not is_text and now.low is not None and now.high is not None:
        text = f"{now.low:.12g}" if now.low == now.high else f"{now.low:.12g}-{now.high:.12g}"
        return msgspec.structs.replace(now, text=text)
    if is_text and now.low is not None:
        read = measure(now.text, decimal_mark([now.text]), unit)
        if read is None or (read.low, read.high) != (now.low, now.high):
            raise _BothChanged(f"{now.low:.12g}")
    return now
