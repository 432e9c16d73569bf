"""The bench of the page's examples tells which queries are dear, and the page has its place for them."""

from bench.examples import BEGIN, END, Measured, table
from bench.graph import PAGE


def test_its_table_names_the_dear_ones_and_counts_the_others() -> None:
    found = [Measured("A", 0.01, 0.01), Measured("B", 0.06, 0.02), Measured("C", 0.2, 0.19), Measured("D", 0, 0.051)]
    assert table(found).splitlines()[2:] == [
        "| C | 200 | 190 |",
        "| B | 60 | 20 |",
        "| D | 0 | 51 |",
        "| the other 1, each | < 50 | < 50 |",
    ]


def test_the_page_has_its_place() -> None:
    text = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert text.strip().splitlines()[-1].startswith("| the other ")
