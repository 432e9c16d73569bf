"""The bench of limits measures answers to dashboards and refusals of what would cost too much."""

from bench.graph import PAGE
from bench.limits import BEGIN, END, Outcome, answered, outcomes, refused, table
from schema import Context, Evaluations
from tests.schema.city import INFO, city


async def test_it_tells_what_became_of_each_request(sqlite_address: str) -> None:
    opened = await city(sqlite_address)
    context = Context(opened.store, Evaluations(opened.store))
    good, bad = answered(INFO.slug), refused(INFO.slug)
    seen = await outcomes(context, good | bad, 1)
    await opened.store.close()
    assert {name: each.said for name, each in seen.items() if name in good} == dict.fromkeys(good, "answered")
    assert {name: each.said for name, each in seen.items() if name in bad} == dict.fromkeys(bad, "TOO_COSTLY")
    assert all((each.actual is None) is (name in bad) for name, each in seen.items())
    assert all(each.estimated > 0 and each.size > 0 and each.seconds > 0 for each in seen.values())


def test_its_table_has_a_row_for_each_request() -> None:
    found = {"tree": Outcome(1200, 34, 5600, 0.0078, "answered"), "bomb": Outcome(9, None, 300, 0.002, "TOO_COSTLY")}
    assert table(found).splitlines()[2:] == [
        "| tree | 1,200 | 34 | 5.6 | 7.8 | answered |",
        "| bomb | 9 | - | 0.3 | 2.0 | `TOO_COSTLY` |",
    ]


def test_the_page_has_its_place_and_a_row_for_each() -> None:
    text = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert [line.split(" | ")[0].removeprefix("| ") for line in text.strip().splitlines()[2:]] == [
        *answered(""),
        *refused(""),
    ]
