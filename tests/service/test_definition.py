"""The schema's text has an address."""

import httpx

from graph.store import Store
from schema import sdl
from schema.limit import Limits
from service.app import create_app
from tests.service.conftest import Client


async def test_the_schema_is_given_as_text_and_told_to_be_the_same_by_its_tag(client: Client) -> None:
    first = await client.http.get("/schema.graphql")
    assert (first.status_code, first.text, first.headers["content-type"]) == (200, sdl(), "text/plain; charset=utf-8")
    again = await client.http.get("/schema.graphql", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_it_is_not_given_where_the_schema_may_not_be_asked_for() -> None:
    app = create_app(Store.open("sqlite://"), limits=Limits(introspection=False))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        answer = await http.get("/schema.graphql")
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (404, "INTROSPECTION_OFF")
