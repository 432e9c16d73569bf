"""The review on the command line and as files, of the example city."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from graph.change import Change, ChangeSet, PutLink
from graph.model import Level, Link, LinkKind, Program
from graph.store import Store
from service import demo
from tests.command import ran
from tests.example import example_database, example_plan
from tests.service.conftest import Client


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("review")
    example_database(home / "var" / "sinergi.db")
    return home


def _review(folder: Path, *arguments: str) -> dict[str, Any]:
    done = ran(folder, "review", demo.FIRST, *arguments, "--format", "json")
    assert done.status == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_the_review_names_the_weakest_first_and_its_sums_are_those_of_the_plan(folder: Path) -> None:
    found = _review(folder)
    for rows in (
        found["dimensions"],
        found["opds"],
        *(d["subDimensions"] for d in found["dimensions"]),
    ):
        indexes = [row["index"] for row in rows]
        assert indexes == sorted(indexes)
    assert sum(row["budget"] for row in found["dimensions"]) + found["outside"]["budget"] == found["budget"]
    assert sum(row["budget"] for row in found["opds"]) == found["budget"]
    assert {(row["index"], row["budget"]) for row in found["missions"]} == {(None, None)}
    weakest = found["dimensions"][0]
    assert weakest["subDimensions"][0]["index"] == 0.0
    assert weakest["subDimensions"][0]["name"] in weakest["verdict"]
    assert all(row["verdict"] != row["verdict_en"] for row in found["dimensions"])


def test_a_year_that_was_not_read_is_null_and_said(folder: Path) -> None:
    found = _review(folder, "--year", "2023")
    assert (found["index"], found["budget"], found["outside"]["budget"]) == (None, None, None)
    assert {row["budget"] for row in found["dimensions"]} == {None}
    assert [(year["year"], year["reading"], year["budget"]) for year in found["years"]] == [(2023, "none", None)]
    text = ran(folder, "review", demo.FIRST, "--year", "2023").out
    assert "Belum dibaca: 2023." in text
    assert "Rp 0" not in text


def test_the_text_says_what_the_figures_say(folder: Path) -> None:
    text, found = ran(folder, "review", demo.FIRST).out, _review(folder)
    assert all(row["verdict"] in text for row in (*found["dimensions"], *found["opds"], *found["missions"]))
    info = example_plan().info
    assert [year["year"] for year in found["years"]] == [*range(info.start_year, info.end_year + 1)]
    assert f"{info.start_year}: belum dibaca." in text


def test_two_revisions_are_compared(tmp_path: Path) -> None:
    example_database(tmp_path / "var" / "sinergi.db")
    plan = example_plan()
    program = next(each for each in plan.of(Program) if each.level is Level.SUB_ACTIVITY and not each.is_overhead)
    tie = Link(kind=LinkKind.CONTRIBUTES, source_id=program.id, target_id="dimension/SEN-3")
    _apply(tmp_path, [PutLink(link=tie)])
    found = _review(tmp_path, "--since", "1")
    before = {each["code"]: each["index"] for each in found["since"]["dimensions"]}
    after = {each["code"]: each["index"] for each in found["dimensions"]}
    assert (found["revision"], found["since"]["revision"]) == (2, 1)
    assert after["SEN"] > before["SEN"]
    assert all(after[code] >= before[code] for code in before)
    text = ran(tmp_path, "review", demo.FIRST, "--since", "1").out
    assert "Sejak revisi 1: " in text


def _apply(folder: Path, changes: list[Change]) -> None:
    async def work() -> None:
        store = Store.open(f"sqlite:///{folder / 'var' / 'sinergi.db'}")
        await store.apply(demo.FIRST, ChangeSet(changes=tuple(changes), author="uji", base_revision=1))
        await store.close()

    asyncio.run(work())


ROW = "code index budget spent verdict verdictEn: verdict(language: EN) missing judged"
QUERY = f"""query($slug: String!, $years: [Year!]) {{ plan(slug: $slug) {{
  review(years: $years) {{
    index budget verdict remarks parts {{ part score done open }}
    dimensions {{ {ROW} level name node {{ __typename id }} opds {{ shortName }} programs(first: 2) {{
      totalCount nodes {{ name }} }} behind(first: 1) {{ totalCount nodes {{ name }} }} promised {{ totalCount }}
      uncarried {{ totalCount }} unready {{ totalCount }} unsaid {{ totalCount }}
      objectives(first: 1) {{ totalCount nodes {{ text }} }}
      subDimensions {{ {ROW} }} }}
    missions {{ {ROW} }} objectives(first: 3) {{ totalCount nodes {{ {ROW} }} }}
    opds(first: 100) {{ totalCount nodes {{ {ROW} }} }}
    outside {{ budget office programs(first: 1) {{ totalCount }} }} outsideMissions {{ budget }}
    proposals(first: 100) {{ totalCount nodes {{ objective {{ text }} mission {{ code }} reason }} }} }}
  reviewYears(years: $years) {{ year reading review {{ index budget }} compared {{ index }} opdsRead {{ shortName }}
    opdsUnread {{ shortName }} }}
}} }}"""


@pytest.mark.asyncio(loop_scope="session")
async def test_the_api_gives_the_review_of_the_command_line(client: Client, folder: Path) -> None:
    asked = (await client.ask(QUERY, slug=demo.FIRST))["plan"]
    found, told = asked["review"], await asyncio.to_thread(_review, folder)
    assert (found["index"], found["budget"], found["verdict"]) == (told["index"], told["budget"], told["verdict"])
    assert found["remarks"] == told["remarks"]
    assert {each["part"].lower(): each["score"] for each in found["parts"]} == {
        name: part["score"] for name, part in told["parts"].items()
    }
    for mine, theirs in zip(found["dimensions"], told["dimensions"], strict=True):
        assert (mine["code"], mine["index"], mine["budget"]) == (theirs["code"], theirs["index"], theirs["budget"])
        assert (mine["verdict"], mine["verdictEn"]) == (theirs["verdict"], theirs["verdict_en"])
        assert mine["programs"]["totalCount"] == theirs["works"]
        assert [each["code"] for each in mine["subDimensions"]] == [each["code"] for each in theirs["subDimensions"]]
    assert [each["code"] for each in found["opds"]["nodes"]] == [each["code"] for each in told["opds"]]
    assert found["outside"]["budget"] == told["outside"]["budget"]
    assert found["proposals"]["totalCount"] == len(told["proposals"])
    assert [(each["year"], each["reading"].lower()) for each in asked["reviewYears"]] == [
        (each["year"], each["reading"]) for each in told["years"]
    ]


@pytest.mark.asyncio(loop_scope="session")
async def test_the_api_says_nothing_of_a_year_that_was_not_read(client: Client) -> None:
    asked = (await client.ask(QUERY, slug=demo.FIRST, years=[2023]))["plan"]
    assert {each["budget"] for each in asked["review"]["dimensions"]} == {None}
    assert [(each["reading"], each["review"]) for each in asked["reviewYears"]] == [("NONE", None)]
    alone = "query($slug: String!, $years: [Year!]) { plan(slug: $slug) { review(years: $years) { index } } }"
    problem = await client.refused(alone, slug=demo.FIRST, years=list(range(2000, 2030)))
    assert "20" in problem["message"]
