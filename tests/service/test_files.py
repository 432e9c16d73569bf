"""Pages and their files are given out with what keeps strangers out of a browser, and nothing else beside them is."""

from collections.abc import AsyncIterator

import httpx
import pytest

from schema.core import SPECIFIED
from service import ide, page
from service.app import create_app
from service.files import KINDS
from service.http import PERMISSIONS
from tests.schema.city import City, city

PLACES = {"/graphql/ide": ide.FOLDER, "/page": page.FOLDER}


@pytest.fixture
async def http(sqlite_address: str) -> AsyncIterator[httpx.AsyncClient]:
    kota: City = await city(sqlite_address)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(kota.store)), base_url="http://test") as each:
        yield each
    await kota.store.close()


@pytest.mark.parametrize("place", PLACES)
async def test_files_of_the_kinds_of_a_page_are_given_out_with_its_headers_and_no_others(
    http: httpx.AsyncClient, place: str
) -> None:
    folder = PLACES[place]
    paths = [each for each in folder.rglob("*") if each.is_file()]
    assert {each.suffix for each in paths} - KINDS >= {".py", ".md", ".html"}
    for path in paths:
        answer = await http.get(f"{place}/{path.relative_to(folder).as_posix()}")
        assert answer.status_code == (200 if path.suffix in KINDS else 404), path
        if answer.status_code == 200:
            _is_guarded(answer)


@pytest.mark.parametrize("path", ["..%2f__init__.py", "%2e%2e/app.py", "__init__.py", "__pycache__/__init__.pyc", ""])
@pytest.mark.parametrize("place", PLACES)
async def test_nothing_beside_them_is(http: httpx.AsyncClient, place: str, path: str) -> None:
    assert (await http.get(f"{place}/{path}")).status_code == 404


@pytest.mark.parametrize("path", ["/", "/graphql", SPECIFIED, "/page/sign-in.json", "/page/main.js"])
async def test_every_page_says_what_it_may_load_and_that_it_asks_a_browser_for_nothing(
    http: httpx.AsyncClient, path: str
) -> None:
    answer = await http.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    _is_guarded(answer)


def _is_guarded(answer: httpx.Response) -> None:
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["permissions-policy"] == PERMISSIONS
    assert answer.headers["referrer-policy"] == "same-origin"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[-1].split(";")[0]


def test_permissions_name_each_power_once() -> None:
    names = [each.removesuffix("=()") for each in PERMISSIONS.split(", ")]
    assert len(names) == len(set(names)) > 10
