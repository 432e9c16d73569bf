"""What someone looks at as a table is given as a workbook: over HTTP, to whoever may read, without a formula in it."""

import io
from collections.abc import AsyncIterator
from typing import Any

import httpx
import openpyxl
import pytest

from service.access import AccessChoice, SignIn
from service.app import create_app
from tests.schema.city import City, city

FORMULAS = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20a"]
HEADINGS = [
    {"label": "=nama", "kind": "text"},
    {"label": "Pagu", "kind": "money"},
    {"label": "Bagian", "kind": "share"},
    {"label": "Ukuran", "kind": "measure"},
    {"label": "Hari", "kind": "day"},
]


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


def _http(kota: City, *, reading_open: bool = True) -> httpx.AsyncClient:
    app = create_app(kota.store, sign_in=SignIn(kota.store.tokens, AccessChoice(reading_open=reading_open)))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test", timeout=120)


async def test_a_table_becomes_a_sheet_with_numbers_as_numbers_and_texts_as_texts(kota: City) -> None:
    rows: list[list[Any]] = [[text, 1_500_000, 0.625, 2.5, "2026-11-30"] for text in FORMULAS]
    rows.append(["a", None, None, None, None])
    async with _http(kota) as http:
        given = {"name": "Program: [2026]/*?", "headings": HEADINGS, "rows": rows}
        answer = await http.post("/sheet", json=given)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].endswith('.xlsx"')
        assert (await http.post("/sheet", json=given)).content == answer.content
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    cells = list(sheet.iter_rows())
    firsts = [row[0] for row in cells[:-1]]
    assert [(each.data_type, str(each.value)[:1]) for each in firsts] == [
        ("s", "␍" if text == "\r=1" else "'") for text in ["", *FORMULAS]
    ]
    assert [cell.value for cell in cells[1][1:]] == [1_500_000, 0.625, 2.5, "2026-11-30"]
    assert [cell.number_format for cell in cells[1][1:4]] == ["#,##0", "0.0%", "#,##0.##"]
    assert [cell.value for cell in cells[-1]] == ["a", None, None, None, None]


@pytest.mark.parametrize(
    ("table", "status", "code"),
    [
        ({"name": "a", "headings": HEADINGS, "rows": [["a"]]}, 400, "BAD_ARGUMENT"),
        ({"name": "a", "headings": [], "rows": []}, 400, "BAD_ARGUMENT"),
        ({"name": "a", "headings": HEADINGS[:1], "rows": [[{}]]}, 400, "BAD_ARGUMENT"),
        ({"name": "a", "headings": HEADINGS[:1], "rows": [["a" * 17_000_000]]}, 413, "REQUEST_TOO_LARGE"),
    ],
)
async def test_what_is_no_table_is_refused_with_a_code(
    kota: City, table: dict[str, Any], status: int, code: str
) -> None:
    async with _http(kota) as http:
        answer = await http.post("/sheet", json=table)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (status, code)


async def test_a_form_of_another_site_is_refused(kota: City) -> None:
    async with _http(kota) as http:
        assert (await http.post("/sheet", data={"name": "a"})).status_code == 415
        assert (await http.get("/sheet")).status_code == 405


async def test_where_reading_is_closed_a_table_takes_a_sign_in(kota: City) -> None:
    async with _http(kota, reading_open=False) as http:
        answer = await http.post("/sheet", json={"name": "a", "headings": HEADINGS[:1], "rows": [["a"]]})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (403, "FORBIDDEN")
