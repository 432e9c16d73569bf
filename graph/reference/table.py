"""Table: the rows of a file of the nomenclature that comes with the package."""

import csv
from importlib import resources


def rows(file: str) -> list[dict[str, str]]:
    """Give the rows of one of the files, by column."""
    text = resources.files("graph.reference").joinpath("nomenclature", file).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
