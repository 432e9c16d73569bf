"""Table: what was measured, as a page for people."""

import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from bench.clock import Timed

BEGIN: Final = "<!-- bench:begin, written by make bench -->"
END: Final = "<!-- bench:end -->"


def table(sizes: Sequence[str], measured: Sequence[Sequence[Timed]], limits: tuple[float, float]) -> str:
    """Give a table in Markdown: a row for each task, two columns for each size.

    Parameters
    ----------
    sizes
        How large each plan is, in words.
    measured
        For each size the same tasks in the same order.
    limits
        Seconds after which ours and the others were broken off.
    """
    names = [size.partition(":")[0] for size in sizes]
    head = ["task", *(f"ms, {name}" for name in names), *(f"ratio, {name}" for name in names), "held against"]
    rows = [_row(timed, limits) for timed in zip(*measured, strict=True)]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        [_machine(), "", *(f"- {size}" for size in sizes), "", *("| " + " | ".join(x) + " |" for x in lines)]
    )


def _machine() -> str:
    used = ", ".join(f"{name} {version(name)}" for name in ("networkx", "rustworkx"))
    return f"Python {platform.python_version()}, {used}."


def _row(timed: Sequence[Timed], limits: tuple[float, float]) -> list[str]:
    task = timed[0].task
    return [
        task.name,
        *(f"> {limits[0] * 1000:,.0f}" if each.ours is None else _milliseconds(each.ours) for each in timed),
        *(_ratio(each, limits[1]) for each in timed),
        task.other_name or "-",
    ]


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.{0 if seconds >= 0.01 else 1}f}"


def _ratio(timed: Timed, limit: float) -> str:
    """Our time as a multiple of the other; below 1 ours is faster."""
    if timed.task.other is None or timed.ours is None:
        return "-"
    if timed.other is None:
        return f"- (broken off after {limit:.0f} s)"
    ratio = timed.ours / timed.other
    about = "" if timed.task.sampled == 1.0 else "about "
    return f"{about}{ratio:.{3 if ratio < 0.1 else 2 if ratio < 1 else 1}f}"


def write(page: Path, text: str, begin_mark: str = BEGIN, end_mark: str = END) -> None:
    """Put the text between two marks of a page.

    Raises
    ------
    ValueError
        Where the page has no such marks.
    """
    before, begin, rest = page.read_text("utf-8").partition(begin_mark)
    _, end, after = rest.partition(end_mark)
    if not begin or not end:
        raise ValueError(page)
    page.write_text(f"{before}{begin_mark}\n{text}\n{end_mark}{after}", "utf-8")
