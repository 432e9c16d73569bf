"""A cursor tells a place in a list, also where its row is gone; one of another list is told from it."""

import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.core import Key, Place, Rows, listed, ordered
from tests.schema.city import ADMINISTRATOR, City, city


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def _page(kota: City, field: str, node: str, arguments: str = "", **more: Any) -> dict[str, Any]:
    text = f"""query($after: String, $before: String, $first: Int, $last: Int) {{ plan(slug: "kota") {{
        {field}(first: $first, after: $after, last: $last, before: $before {arguments}) {{ totalCount
        nodes {{ {node} }} edges {{ cursor }} pageInfo {{ endCursor hasNextPage hasPreviousPage }} }} }} }}"""
    found: dict[str, Any] = (await kota.ask(text, **more))["plan"][field]
    return found


async def test_whoever_works_a_list_of_findings_off_goes_on_where_they_were(kota: City) -> None:
    every = [each["fingerprint"] for each in (await _page(kota, "findings", "fingerprint", first=100))["nodes"]]
    page = await _page(kota, "findings", "fingerprint", first=4)
    for fingerprint in every[2:4]:
        aside = {"fingerprint": fingerprint, "reason": "Uji", "expires": "2026-12-31"}
        assert (await kota.do("suppressFinding", aside))["errors"] == []
    after = await _page(kota, "findings", "fingerprint", first=3, after=page["pageInfo"]["endCursor"])
    assert [each["fingerprint"] for each in after["nodes"]] == every[4:7]
    before = await _page(kota, "findings", "fingerprint", last=3, before=page["pageInfo"]["endCursor"])
    assert [each["fingerprint"] for each in before["nodes"]] == every[:2]


@pytest.mark.parametrize(("order", "name"), [("ID", "A"), ("NAME", "ZZ"), ("SHORT_NAME", "BKPSDM2"), ("WORK", "Z")])
async def test_a_removed_agency_leaves_its_place_in_every_order(kota: City, order: str, name: str) -> None:
    await kota.do("addOpd", {"opd": {"name": name, "shortName": name}})
    page = await _page(kota, "opds", "name", f"orderBy: {order}", first=100)
    whole = [each["name"] for each in page["nodes"]]
    at = whole.index(name)
    cursor = page["edges"][at]["cursor"]
    await kota.do("removeOpd", {"id": f"opd/{name.lower()}"})
    page = await _page(kota, "opds", "name", f"orderBy: {order}", first=100, after=cursor)
    assert [each["name"] for each in page["nodes"]] == whole[at + 1 :]


def _old(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [_old("opd/dkk"), _old("12"), _old('["opds:ID"]'), _old('["opds:NAME","a","opd/dkk"]'), _old('["partners:ID","x"]'),
     _old('["opds:ID",7]'), _old('["opds:ID",null]'), _old('["opds:ID",true]'), "", "é", "!"],
)  # fmt: skip
async def test_a_cursor_of_an_earlier_version_or_of_another_list_has_a_code_of_its_own(kota: City, cursor: str) -> None:
    answer = await kota.answer('query($c: String) { plan(slug: "kota") { opds(after: $c) { totalCount } } }', c=cursor)
    assert [(each.extensions or {})["code"] for each in answer.errors] == ["CURSOR_GONE"]


@pytest.mark.parametrize(
    ("field", "node", "order"),
    [("initiatives", "rank", "RANK"), ("suppressions", "fingerprint", "OLDEST"), ("revisions", "revision", "NEWEST"),
     ("findings", "fingerprint", "SEVERITY"), ("programs", "id", "BUDGET"), ("links", "id", "CONFIDENCE")],
)  # fmt: skip
async def test_pages_of_one_join_to_the_whole_list(kota: City, field: str, node: str, order: str) -> None:
    for name in ("satu", "dua"):
        await kota.do("addOpd", {"opd": {"name": name, "shortName": name}})
    whole = (await _page(kota, field, node, f"orderBy: {order}", first=12))["nodes"]
    seen: list[dict[str, Any]] = []
    after = None
    while len(seen) < len(whole):
        page = await _page(kota, field, node, f"orderBy: {order}", first=1, after=after)
        seen += page["nodes"]
        after = page["pageInfo"]["endCursor"]
    assert seen == whole


async def test_initiatives_stand_by_rank(kota: City) -> None:
    for arguments in ("", "weights: { effect: 0, money: 9 }"):
        page = await _page(kota, "initiatives", "rank", arguments, first=100)
        assert [each["rank"] for each in page["nodes"]] == list(range(1, page["totalCount"] + 1))


async def test_suppressions_stand_by_the_time_at_which_they_were_made(kota: City) -> None:
    every = [each["fingerprint"] for each in (await _page(kota, "findings", "fingerprint", first=5))["nodes"]]
    for fingerprint in reversed(every):
        await kota.do("suppressFinding", {"fingerprint": fingerprint, "reason": "Uji", "expires": "2026-12-31"})
    page = await _page(kota, "suppressions", "fingerprint", "orderBy: NEWEST", first=9)
    assert [each["fingerprint"] for each in page["nodes"]] == every


async def test_a_cursor_of_the_audit_log_is_one_of_its_own(kota: City) -> None:
    text = "query($c: String) { auditLog(after: $c) { totalCount } }"
    answer = await kota.answer(text, ADMINISTRATOR, c=_old('["auditLog:","x"]'))
    assert [(each.extensions or {})["code"] for each in answer.errors] == ["CURSOR_GONE"]


def _key(row: tuple[int, str]) -> Key:
    return (-row[0], row[1])


@given(st.sets(st.tuples(st.integers(-3, 3), st.text("ab", max_size=2))), st.data())
def test_whatever_goes_the_next_page_begins_with_the_first_row_left_behind_it(
    rows: set[tuple[int, str]], data: st.DataObject
) -> None:
    whole = ordered(rows, _key)
    if not rows:
        return
    at = data.draw(st.integers(0, len(rows) - 1))
    one = Rows(whole.items[at : at + 1], _key)
    [cursor] = listed(one, lambda each: each)(Place(None, None, None, None, "x")).cursors
    left = ordered((each for each in rows if data.draw(st.booleans())), _key)
    after = listed(left, lambda each: each)(Place(100, cursor, None, None, "x"))
    before = listed(left, lambda each: each)(Place(100, None, None, cursor, "x"))
    assert after.nodes == [each for each in left.items if _key(each) > _key(whole.items[at])]
    assert before.nodes == [each for each in left.items if _key(each) < _key(whole.items[at])]
    assert after.total_count == len(left.items)
    assert (after.page_info.has_previous_page, after.page_info.has_next_page) == (
        len(after.nodes) < len(left.items), False)  # fmt: skip
