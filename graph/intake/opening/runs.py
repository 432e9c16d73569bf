"""Runs: the parts of a cell's text that are each written in one way, and what a person reads of them."""

from collections.abc import Iterable
from typing import NamedTuple


class Run(NamedTuple):
    """Some letters, and whether they are struck out, or raised as the mark of a footnote is."""

    text: str
    struck: bool = False
    raised: bool = False


def shown(runs: Iterable[Run]) -> tuple[str, bool]:
    """Give the text that counts, and whether some was struck out.

    What is struck out does not count. What is raised behind a figure is no part of it; behind a letter it is (m2).

    >>> shown([Run("12", struck=True), Run("15")]), shown([Run("12"), Run("1)", raised=True)])
    (('15', True), ('12', False))
    >>> shown([Run("m"), Run("2", raised=True)])[0], shown([Run("Dinas "), Run("Lama", struck=True), Run("Baru")])[0]
    ('m2', 'Dinas Baru')
    """
    text = ""
    was_struck = False
    for run in runs:
        if run.struck:
            was_struck = was_struck or bool(run.text.strip())
            text += " " * (text[-1:].isalnum() and bool(run.text.strip()))
        elif not (run.raised and (text.rstrip()[-1:].isdecimal() or text.endswith("%"))):
            text += run.text
    return text.strip(), was_struck
