"""Budgets and spending by year and stage: what is counted and what is under none add up to the plan."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.schema.city import City, city
from tests.service.conftest import Client

pytestmark = pytest.mark.asyncio(loop_scope="session")
MONEY = "{ year budget byStage { stage rupiah } stages { stage rupiah } spent beyond }"
DIVISIONS = [
    "byOpd",
    *(
        f"by{division}, each: {each})"
        for division in ("Dimension(level: DIMENSION", "Dimension(level: SUB_DIMENSION", "Objective(level: OUTCOME",
                         "Objective(level: MISSION")
        for each in ("ONCE", "SHARE")
    ),
    "byTheme",
    "byTheme(each: SHARE)",
]  # fmt: skip


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


def _total(years: list[list[dict[str, Any]]], of: str) -> int:
    return sum(each[of] or 0 for found in years for each in found)


@pytest.mark.parametrize("division", DIVISIONS)
async def test_what_is_counted_and_what_is_under_none_are_the_plan(client: Client, slug: str, division: str) -> None:
    plan = (
        await client.ask(
            f"""query($slug: String!) {{ plan(slug: $slug) {{ money {{ years {MONEY} division: {division} {{
                rows {{ node {{ label money {{ budget }} }} years {MONEY} }} inNone {MONEY} whole {MONEY} }}
            }} }} }}""",
            slug=slug,
        )
    )["plan"]["money"]
    found, whole = plan["division"], plan["years"]
    assert found["whole"] == whole
    every = [*(row["years"] for row in found["rows"]), found["inNone"]]
    for sort in ("budget", "spent", "beyond"):
        assert _total(every, sort) == _total([whole], sort) > 0
    for years in every:
        assert [each["year"] for each in years] == [each["year"] for each in whole]
        assert all(sum(stage["rupiah"] for stage in each["byStage"]) == (each["budget"] or 0) for each in years)


async def test_a_node_says_what_the_division_says_of_it(client: Client, slug: str) -> None:
    plan = (
        await client.ask(
            """query($slug: String!) { plan(slug: $slug) { dimensions { money(each: SHARE) { budget } subDimensions {
                money(each: SHARE) { budget } } }
                money { whole: byDimension(each: SHARE) { rows { years { budget } } }
                        parts: byDimension(each: SHARE, level: SUB_DIMENSION) { rows { years { budget } } } } } }""",
            slug=slug,
        )
    )["plan"]
    assert [each["money"] for each in plan["dimensions"]] == [row["years"] for row in plan["money"]["whole"]["rows"]]
    parts = [part["money"] for each in plan["dimensions"] for part in each["subDimensions"]]
    assert parts == [row["years"] for row in plan["money"]["parts"]["rows"]]


async def test_stages_stand_beside_each_other_and_a_year_without_amounts_is_null(kota: City) -> None:
    stages = [{"stage": "ORIGINAL", "budget": 5}, {"stage": "CHANGED", "budget": 7}]
    done = await kota.do(
        "editProgram",
        {"id": "program/dkk/1.02.02.2.03.0002", "program": {"years": [{"year": 2026, "stages": stages}]}},
    )
    assert not done["errors"]
    opd = (
        await kota.ask(f'{{ plan(slug: "kota") {{ opd(shortName: "DKK") {{ money(years: [2026, 2030]) {MONEY} }} }} }}')
    )["plan"]["opd"]
    assert opd["money"] == [
        {
            "year": 2026,
            "budget": 7,
            "byStage": [{"stage": "CHANGED", "rupiah": 7}],
            "stages": [{"stage": each["stage"], "rupiah": each["budget"]} for each in stages],
            "spent": None,
            "beyond": 0,
        },
        {"year": 2030, "budget": None, "byStage": [], "stages": [], "spent": None, "beyond": 0},
    ]


async def test_what_the_plan_does_not_say_of_a_year_is_null_and_nothing_planned_is_zero(kota: City) -> None:
    years = [{"year": 2025, "budget": 0}, {"year": 2026, "budget": 7}]
    added = {"level": "SUB_ACTIVITY", "code": "2.16.03.2.01.0009", "name": "Kerja", "opd": "opd/dkk", "years": years}
    shows = "node { none: budget(year: 2030) zero: budget(year: 2025) some: budget(year: 2026) all: budget }"
    done = await kota.do("addProgram", {"program": added}, shows)
    assert done["node"] == {"none": None, "zero": 0, "some": 7, "all": 7}


async def test_more_years_than_a_chart_shows_are_refused(kota: City) -> None:
    answer = await kota.answer(
        'query($y: [Year!]) { plan(slug: "kota") { money { years(years: $y) { year } } } }', y=list(range(2000, 2021))
    )
    assert [error.extensions["code"] for error in answer.errors] == ["BAD_ARGUMENT"]
