"""Sender: files sent to the service as a browser sends them, and what it tells of them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from tests.schema.city import INFO, City

TOKEN = "kunci-uji-yang-cukup-panjang-0123456789"  # noqa: S105 - for these tests only
PREFLIGHT = {"GraphQL-Require-Preflight": "1"}
PREVIEW = """mutation($input: ImportFilesInput!) { importFiles(input: $input) {
    clientMutationId revision comparedWith plan { revision }
    errors { __typename ... on Problem { message } ... on ValidationProblem { code path } }
    preview { importable unchanged files { file format rows }
        unread { file sheet column filled holds example }
        new(first: 100) { totalCount nodes { localId isLink kind label source } }
        newNodes: new(only: NODE) { totalCount } newLinks: new(only: LINK) { totalCount }
        changed { totalCount nodes { label fields { field before after difference } } }
        gone(only: NODE) { totalCount nodes { label } }
        notUnderstood { totalCount nodes { file sheet row column value reason severity hint } }
        matched { nodes { written label reason } }
        questions { nodes { question written candidates { localId label reason } } }
        proposals { file sheet mapping { format yaml columnNames columns { heading column sureness reason } } }
        mappings { yaml columns { heading column } } } } }"""


class Sender:
    """Sends files as a browser does."""

    def __init__(self, kota: City, http: httpx.AsyncClient) -> None:
        self.kota = kota
        self.http = http

    async def post(
        self, files: Sequence[tuple[str, bytes]], maps: Sequence[tuple[str, bytes]] = (), **input_: Any
    ) -> httpx.Response:
        nothing = {"files": [None] * len(files), "mappingFiles": [None] * len(maps)}
        variables = {"input": {"plan": INFO.slug} | nothing | input_}
        places = {str(at): [f"variables.input.files.{at}"] for at in range(len(files))}
        places |= {f"m{at}": [f"variables.input.mappingFiles.{at}"] for at in range(len(maps))}
        form = {"operations": json.dumps({"query": PREVIEW, "variables": variables}), "map": json.dumps(places)}
        parts = {str(at): file for at, file in enumerate(files)} | {f"m{at}": file for at, file in enumerate(maps)}
        headers = PREFLIGHT | {"Authorization": f"Bearer {TOKEN}"}
        return await self.http.post("/graphql", data=form, files=parts, headers=headers)

    async def send(self, *files: Path, maps: Sequence[tuple[str, bytes]] = (), **input_: Any) -> dict[str, Any]:
        answer = await self.post([(path.name, path.read_bytes()) for path in files], maps, **input_)
        body = answer.json()
        assert "errors" not in body, body
        payload: dict[str, Any] = body["data"]["importFiles"]
        return payload
