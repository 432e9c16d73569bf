"""Files are taken in over HTTP: compared first, written when that is confirmed, and never in part."""

import asyncio
import json
import sys
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.intake import Step
from graph.intake.opening import child
from graph.store.token import TokenRole
from schema.limit import Limits
from schema.request import LiveLimits
from service import demo, http
from service.access import AccessChoice, SignIn
from service.app import create_app
from service.metrics import MetricsReaders
from tests.graph.intake import making
from tests.schema.city import INFO, OTHER, city
from tests.service.sender import PREFLIGHT, PREVIEW, TOKEN, Sender
from tests.service.server import connected, serving

HEADING: list[making.Cell] = ["opd", "tahun", "kode", "nama", "tingkat", "indikator", "target", "pagu"]
ROW: list[making.Cell] = [
    "Dinas Kesehatan", "2026", "1.02.02.2.02.0004", making.SUB, "", "Balita dilayani", "10", "1.000"
]  # fmt: skip

CONTENT = "\n".join(",".join(map(str, row)) for row in (HEADING, ROW)).encode()


@pytest.fixture
async def sender(sqlite_address: str) -> AsyncIterator[Sender]:
    kota = await city(sqlite_address)
    sign_in = SignIn(kota.store.tokens, AccessChoice(token=TOKEN))
    app = create_app(kota.store, sign_in=sign_in, readers=MetricsReaders.OPEN)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test", timeout=60) as http:
        yield Sender(kota, http)
    await kota.store.close()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return making.csv_file(tmp_path / "renja.csv", [HEADING, ROW])


async def test_a_dry_run_tells_what_would_come_and_writes_nothing(sender: Sender, plan: Path) -> None:
    payload = await sender.send(plan, clientMutationId="satu")
    assert (payload["errors"], payload["revision"], payload["plan"]) == ([], None, None)
    assert (payload["clientMutationId"], payload["comparedWith"]) == ("satu", 1)
    preview = payload["preview"]
    assert preview["importable"]
    assert preview["files"] == [{"file": "renja.csv", "format": "baris", "rows": 1}]
    [new] = [each for each in preview["new"]["nodes"] if each["kind"] == "indicator"]
    assert (new["label"], new["source"], new["isLink"]) == ("Balita dilayani", "renja.csv", False)
    assert any(each["isLink"] and each["kind"] == "measures" for each in preview["new"]["nodes"])
    links = [each["isLink"] for each in preview["new"]["nodes"]]
    apart = (preview["newNodes"]["totalCount"], preview["newLinks"]["totalCount"])
    assert apart == (links.count(False), links.count(True))
    assert await sender.kota.revision() == 1


async def test_what_is_confirmed_becomes_one_revision_with_its_report(sender: Sender, plan: Path) -> None:
    seen = await sender.send(plan)
    made = await sender.send(plan, dryRun=False, reason="Renja 2026", expectedRevision=seen["comparedWith"])
    assert (made["errors"], made["revision"], made["plan"]) == ([], 2, {"revision": 2})
    assert made["preview"]["new"] == seen["preview"]["new"]
    history = await sender.kota.store.history(INFO.slug)
    assert history[-1].reason == "Renja 2026"
    assert history[-1].author
    [(revision, report)] = await sender.kota.store.reports(INFO.slug)
    assert (revision, report.files[0].file) == (2, "renja.csv")
    again = await sender.send(plan, dryRun=False)
    assert (again["errors"], again["revision"], again["preview"]["new"]["totalCount"]) == ([], 2, 0)
    assert await sender.kota.revision() == 2


async def test_each_import_is_counted_by_how_it_ended(sender: Sender, plan: Path) -> None:
    await sender.send(plan)
    await sender.send(plan, dryRun=False)
    await sender.send(plan, dryRun=False, expectedRevision=1)
    counted = (await sender.http.get("/metrics")).text
    for outcome in ("tried", "written", "refused"):
        assert f'sinergi_imports_total{{outcome="{outcome}"}} 1.0' in counted


async def test_changes_and_what_is_gone_are_told_and_only_whole_files_remove(
    sender: Sender, plan: Path, tmp_path: Path
) -> None:
    code, name = "1.02.02.2.02.0005", "Pelayanan Kesehatan Pada Usia Pendidikan Dasar"
    other: list[making.Cell] = [*ROW[:2], code, name, "", "", "", "7"]
    await sender.send(making.csv_file(plan, [HEADING, ROW, other]), dryRun=False)
    ours: list[making.Cell] = [*ROW[:-1], "2.000"]
    changed = making.csv_file(tmp_path / "perubahan.csv", [HEADING, ours])
    preview = (await sender.send(changed))["preview"]
    [program] = [each for each in preview["changed"]["nodes"] if each["label"] == making.SUB]
    assert {
        "field": "years.2026.budget",
        "before": "Rp 1.000",
        "after": "Rp 2.000",
        "difference": "+Rp 1.000",
    } in program["fields"]
    assert other[3] in {each["label"] for each in preview["gone"]["nodes"]}
    partly = await sender.send(changed, dryRun=False)
    assert partly["errors"] == []
    after = await sender.kota.store.snapshot(INFO.slug)
    assert any(each.label == other[3] for each in after.nodes.values())
    assert (await sender.send(changed, dryRun=False, whole=True))["errors"] == []
    after = await sender.kota.store.snapshot(INFO.slug)
    assert not any(each.label == other[3] for each in after.nodes.values())


async def test_what_is_not_read_is_told_before_the_import_and_kept_with_it(sender: Sender, tmp_path: Path) -> None:
    path = making.csv_file(tmp_path / "renja.csv", [[*HEADING, "Biaya Satuan"], [*ROW, "1.000.000"]])
    unread = {"file": "renja.csv", "sheet": "", "column": "Biaya Satuan", "filled": 1, "holds": "MONEY"}
    seen = await sender.send(path)
    assert seen["preview"]["unread"] == [{**unread, "example": "1.000.000"}]
    assert (await sender.send(path, dryRun=False))["errors"] == []
    reading = "{ plan(slug: %s) { reading(revision: 2) { unread { file sheet column filled holds } } } }"
    answer = await sender.http.post("/graphql", json={"query": reading % json.dumps(INFO.slug)})
    assert answer.json()["data"]["plan"]["reading"]["unread"] == [unread]


async def test_one_bad_cell_refuses_all_files_and_says_where_it_is(sender: Sender, plan: Path, tmp_path: Path) -> None:
    bad = making.csv_file(tmp_path / "buruk.csv", [HEADING, [*ROW[:-1], "seribu"]])
    seen = await sender.send(plan, bad)
    assert (seen["errors"], seen["preview"]["importable"]) == ([], False)
    problem = seen["preview"]["notUnderstood"]["nodes"][0]
    assert (problem["file"], problem["row"], problem["column"], problem["value"]) == ("buruk.csv", 2, "pagu", "seribu")
    assert (problem["severity"], problem["hint"]) == ("ERROR", "Tulis angka saja, misalnya 2.735.354.500.")
    made = await sender.send(plan, bad, dryRun=False)
    [error] = made["errors"]
    assert (error["code"], error["path"], made["revision"]) == ("UNREADABLE", ["input", "files"], None)
    assert "buruk.csv, baris 2, kolom pagu" in error["message"]
    assert await sender.kota.revision() == 1


async def test_the_columns_of_an_unknown_table_are_proposed_corrected_and_kept(sender: Sender, tmp_path: Path) -> None:
    rows: list[list[making.Cell]] = [
        ["Nama Dinas", "Kd. Rek", "Uraian Kegiatan/Sub", "Dana Tersedia (Rp)"],
        ["Dinas Kesehatan", "1.02.02.2.02.0004", making.SUB, "125.000.000"],
    ]
    table = making.csv_file(tmp_path / "aneh.csv", rows)
    seen = await sender.send(table)
    assert not seen["preview"]["importable"]
    [proposal] = seen["preview"]["proposals"]
    assert (proposal["file"], proposal["mapping"]["format"]) == ("aneh.csv", "baris")
    assert all(each["reason"] and 0 < each["sureness"] <= 1 for each in proposal["mapping"]["columns"])
    columns = {"Nama Dinas": "opd", "Kd. Rek": "kode", "Uraian Kegiatan/Sub": "nama", "Dana Tersedia (Rp)": "pagu"}
    assert set(columns.values()) <= set(proposal["mapping"]["columnNames"])
    corrected = {
        "columns": [{"heading": heading, "column": column} for heading, column in columns.items()],
        "constants": [{"column": "tahun", "value": "2026"}],
    }
    mapped = await sender.send(table, mappings=[corrected])
    assert mapped["preview"]["importable"], mapped["preview"]["notUnderstood"]
    [kept] = mapped["preview"]["mappings"]
    made = await sender.send(table, maps=[("pemetaan.yaml", kept["yaml"].encode())], dryRun=False)
    assert (made["errors"], made["revision"]) == ([], 2)
    assert made["preview"]["new"] == mapped["preview"]["new"]


@pytest.mark.parametrize(
    ("sent", "path"),
    [
        ({"mappings": [{"format": "apa", "columns": []}]}, ["input", "mappings", "0"]),
        ({"mappings": [{"columns": [{"heading": "A", "column": "warna"}]}]}, ["input", "mappings", "0"]),
        ({"maps": [("m.yaml", b"columns: [1")]}, ["input", "mappingFiles", "0"]),
        ({"answers": [{"question": "opd/a", "node": "opd/tidak-ada"}]}, ["input", "answers", "0", "node"]),
    ],
)
async def test_a_mapping_or_answer_that_cannot_be_used_is_refused_with_its_place(
    sender: Sender, plan: Path, sent: dict[str, Any], path: list[str]
) -> None:
    payload = await sender.send(plan, **sent)
    assert [each["path"] for each in payload["errors"]] == [path]
    assert payload["preview"] is None


async def test_a_doubtful_name_is_asked_and_nothing_is_written_before_it_is_answered(
    sender: Sender, plan: Path, tmp_path: Path
) -> None:
    first: list[making.Cell] = [*ROW[:2], "", "Penanggulangan Wabah Penyakit", "sub kegiatan", "", "", "500"]
    await sender.send(making.csv_file(plan, [HEADING, first]), dryRun=False)
    second = [*first[:3], "Penanggulangan Wabah Penyakit Menular", *first[4:]]
    asked = making.csv_file(tmp_path / "kedua.csv", [HEADING, second])
    [question] = (await sender.send(asked))["preview"]["questions"]["nodes"]
    assert (question["written"], question["candidates"][0]["label"]) == (second[3], first[3])
    refused = await sender.send(asked, dryRun=False)
    assert ([each["code"] for each in refused["errors"]], refused["revision"]) == (["UNANSWERED"], None)
    for node, code in (("opd/dkk", "WRONG_KIND"), ("program/x", "DANGLING_REFERENCE")):
        wrong = await sender.send(asked, answers=[{"question": question["question"], "node": node}])
        [error] = wrong["errors"]
        assert (error["path"], error["code"]) == (["input", "answers", "0", "node"], code)
        assert (
            error["message"] == f"Jawaban {question['question']}={node}: {node} bukan program yang ada di rencana ini."
        )
        assert wrong["preview"] is None
    same = {"question": question["question"], "node": question["candidates"][0]["localId"]}
    assert (await sender.send(asked, answers=[same]))["preview"]["new"]["totalCount"] == 0
    new = {"question": question["question"], "node": None}
    made = await sender.send(asked, answers=[new], dryRun=False)
    assert (made["errors"], made["revision"]) == ([], 3)


async def test_an_answer_that_would_make_work_part_of_two_others_is_refused_with_what_to_do(
    sender: Sender, plan: Path, tmp_path: Path
) -> None:
    heads: list[list[making.Cell]] = [
        [*ROW[:2], "1.02.02.2.0" + digit, name, "kegiatan", "", "", ""]
        for digit, name in (("1", "Penyediaan Fasilitas"), ("2", "Penyediaan Layanan"))
    ]
    first: list[making.Cell] = [*ROW[:2], "", "Penanggulangan Wabah Penyakit", "sub kegiatan", "", "", "500"]
    await sender.send(making.csv_file(plan, [HEADING, heads[0], first]), dryRun=False)
    second = [*first[:3], "Penanggulangan Wabah Penyakit Menular", *first[4:]]
    asked = making.csv_file(tmp_path / "kedua.csv", [HEADING, heads[1], second])
    [question] = (await sender.send(asked))["preview"]["questions"]["nodes"]
    same = {"question": question["question"], "node": question["candidates"][0]["localId"]}
    for is_dry in (True, False):
        told = await sender.send(asked, answers=[same], dryRun=is_dry)
        assert not told["preview"]["importable"]
        assert "tidak dapat juga bagian dari" in told["preview"]["notUnderstood"]["nodes"][0]["reason"]
        assert told["preview"]["notUnderstood"]["nodes"][0]["hint"].startswith("Biarkan satu induk")


async def test_an_import_that_is_sent_again_under_its_key_is_answered_alike(sender: Sender, plan: Path) -> None:
    for number in range(2):  # the second changes nothing, and is answered so again
        made = await sender.send(plan, dryRun=False, idempotencyKey=f"k{number}")
        assert made["errors"] == []
        await sender.kota.do("addOpd", {"opd": {"name": f"Dinas {number}", "shortName": f"D{number}"}})
        revision = await sender.kota.revision()
        assert await sender.send(plan, dryRun=False, idempotencyKey=f"k{number}") == made
        assert await sender.kota.revision() == revision


async def test_a_plan_that_moved_on_is_a_conflict_and_a_key_does_it_once(sender: Sender, plan: Path) -> None:
    made = await sender.send(plan, dryRun=False, idempotencyKey="k", expectedRevision=1)
    again = await sender.send(plan, dryRun=False, idempotencyKey="k", expectedRevision=1)
    assert (made["revision"], again) == (2, made)
    [error] = (await sender.send(plan, expectedRevision=1))["errors"]
    assert error["__typename"] == "RevisionConflict"
    other = making.csv_file(plan, [HEADING, [*ROW[:-1], "5"]])
    [error] = (await sender.send(other, dryRun=False, idempotencyKey="k", expectedRevision=2))["errors"]
    assert error["code"] == "KEY_REUSED"
    assert await sender.kota.revision() == 2


async def test_a_worker_that_dies_on_a_file_leaves_service_and_plan_whole(
    sender: Sender, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = making.xlsx(tmp_path / "mati.xlsx", Renja=[HEADING, ROW])
    dying = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    with monkeypatch.context() as patched:
        patched.setattr(child, "COMMAND", dying)
        made = await sender.send(book, dryRun=False)
    [error] = made["errors"]
    assert (error["code"], made["revision"]) == ("UNREADABLE", None)
    assert "menghentikan pembacanya" in error["message"]
    assert (await sender.http.get("/readyz")).status_code == 200
    assert await sender.kota.revision() == 1
    assert (await sender.send(plan, book, dryRun=False))["revision"] == 2


PROGRESS = "subscription($id: ID!) { importProgress(id: $id) { step done total file message } }"
ORDER = ["READING", "COMPARING", "WRITING", "EVALUATING"]


async def _followed(sender: Sender, id_: str) -> list[dict[str, Any]]:
    """Follow an import over an event stream until the server ends it."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Accept": "text/event-stream"}
    body = {"query": PROGRESS, "variables": {"id": id_}}
    answer = await sender.http.post("/graphql", json=body, headers=headers)
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [dict(line.split(": ", 1) for line in each.splitlines() if ": " in line) for each in _events(answer.text)]
    assert events[-1]["event"] == "complete"
    return [json.loads(each["data"])["data"]["importProgress"] for each in events if each["event"] == "next"]


def _events(stream: str) -> list[str]:
    return [each for each in stream.replace("\r\n", "\n").split("\n\n") if "event: " in each]


@pytest.mark.parametrize("sent", ["dry", "confirmed", "bad", "moved on"])
async def test_who_sends_files_is_told_step_by_step_how_far_they_are_and_how_it_ended(
    sender: Sender, tmp_path: Path, sent: str
) -> None:
    last: making.Cell = "seribu" if sent == "bad" else "1.000"
    book = making.xlsx(tmp_path / "renja.xlsx", Renja=[HEADING, [*ROW[:-1], last]])
    id_ = "1c2f7f0e-6d2b-4a55-9a39-0d6f2a60e001"
    following = asyncio.create_task(_followed(sender, id_))
    await asyncio.sleep(0.3)
    more: dict[str, Any] = {"expectedRevision": 7} if sent == "moved on" else {}
    made = await sender.send(book, dryRun=sent == "dry", progressId=id_, **more)
    told = await asyncio.wait_for(following, 30)
    steps = [each["step"] for each in told]
    if sent == "moved on":
        assert steps == ["REFUSED"]
    else:
        assert told[0] | {"done": 0} == {
            "step": "READING",
            "done": 0,
            "total": None,
            "file": "renja.xlsx",
            "message": None,
        }
        on_the_way = [ORDER.index(step) for step in steps[:-1]]
        assert on_the_way == sorted(on_the_way)
        assert ("EVALUATING" in steps) is (sent == "confirmed")
    refused = sent in {"bad", "moved on"}
    assert (steps[-1], bool(made["errors"])) == (("REFUSED", True) if refused else ("DONE", False))
    if refused:
        assert told[-1]["message"] == made["errors"][0]["message"]


NAMES = ["../../etc/cron.csv", "C:\\x\\renja.csv", "/etc/passwd", "..", "", "a" * 4000 + ".csv", "ru\nsak\x00.csv"]


@pytest.mark.parametrize("name", NAMES)
async def test_the_name_of_a_file_is_data_and_leads_nowhere(sender: Sender, name: str) -> None:
    answer = await sender.post([(name, CONTENT)])
    body = answer.json()
    if answer.status_code == 400:  # the form's own grammar does not allow it
        assert body["errors"][0]["extensions"]["code"] in {"BAD_REQUEST", "BAD_MULTIPART"}
        return
    if "errors" in body:  # without a name, a part of a form is no file
        assert name == ""
        assert "multipart" in body["errors"][0]["message"]
        return
    [file] = body["data"]["importFiles"]["preview"]["files"]
    assert "/" not in file["file"]
    assert "\\" not in file["file"]
    assert len(file["file"]) <= 120


async def test_files_are_no_json_and_a_form_must_fit_together(sender: Sender) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    variables = {"input": {"plan": INFO.slug, "files": ["isi"]}}
    answer = await sender.http.post("/graphql", json={"query": PREVIEW, "variables": variables}, headers=headers)
    assert "multipart/form-data" in answer.json()["errors"][0]["message"]
    for operations, places in [
        ("[]", '{"0": ["variables.x"]}'),
        ("{}", '{"0": ["variables.input"]}'),
        ('{"variables": []}', '{"0": ["variables.7.x"]}'),
        ('{"variables": "x"}', '{"0": ["variables.x.y"]}'),
        ("{}", "[1]"),
        ("{}", '{"0": 5}'),
        ("{}", '{"tidak-ada": ["variables.x"]}'),
        ("tak terbaca", "{}"),
    ]:
        form = {"operations": operations, "map": places}
        answer = await sender.http.post("/graphql", data=form, files={"0": ("a", b"1")}, headers=headers | PREFLIGHT)
        assert answer.status_code == 400, (operations, places)


async def test_more_imports_at_once_than_may_be_are_refused_and_later_ones_are_not(sender: Sender, plan: Path) -> None:
    app = create_app(
        sender.kota.store,
        sign_in=SignIn(sender.kota.store.tokens, AccessChoice(token=TOKEN)),
        live=LiveLimits(imports=2, uploads_per_reader=5),
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test", timeout=60) as http:
        few = Sender(sender.kota, http)
        file = ("rencana.csv", CONTENT)
        answers = [each.json() for each in await asyncio.gather(*(few.post([file], dryRun=True) for _ in range(5)))]
        refused = [each["errors"][0]["extensions"] for each in answers if "errors" in each]
        assert refused == [{"code": "TOO_MANY_IMPORTS", "limit": 2, "actual": 2}] * 3
        assert all(each["data"]["importFiles"]["errors"] == [] for each in answers if "errors" not in each)
        await few.send(plan, dryRun=True)


async def test_whoever_may_import_nowhere_is_refused_before_the_files_come(sender: Sender) -> None:
    tokens = sender.kota.store.tokens
    made = {
        "viewer": (await tokens.create("ani", TokenRole.VIEWER, "*")).text,
        "elsewhere": (await tokens.create("budi", TokenRole.PLANNER, "99.99")).text,
        "revoked": (await tokens.create("cici", TokenRole.PLANNER, "*")).text,
    }
    await tokens.revoke(made["revoked"].split("_")[1])
    app = create_app(sender.kota.store, sign_in=SignIn(tokens, AccessChoice(token=TOKEN)))
    head = "POST /graphql HTTP/1.1\r\nhost: a\r\nx-requested-with: 1\r\ncontent-length: 1000000\r\n"
    head += "content-type: multipart/form-data; boundary=B\r\n"
    async with serving(app) as port:
        for who, status, code in (
            ("", 401, "UNAUTHENTICATED"),
            ("viewer", 403, "FORBIDDEN"),
            ("revoked", 401, "UNAUTHENTICATED"),
            ("elsewhere", None, None),
        ):
            bearer = f"authorization: Bearer {made[who]}\r\n" if who else ""
            async with connected(port) as client:
                client.writer.write(f"{head}{bearer}\r\n--B\r\n".encode())
                if status is None:  # in which region is known only when all has come
                    with pytest.raises(TimeoutError):
                        await asyncio.wait_for(client.reader.read(1), 1)
                    continue
                answered, _, body = await client.read()
                assert (answered, json.loads(body)["errors"][0]["extensions"]["code"]) == (status, code)


async def test_without_the_right_to_import_into_a_plan_its_files_are_not_even_read(sender: Sender) -> None:
    form = {
        "operations": json.dumps({"query": PREVIEW, "variables": {"input": {"plan": INFO.slug, "files": [None]}}}),
        "map": json.dumps({"0": ["variables.input.files.0"]}),
    }
    files = {"0": ("renja.csv", CONTENT)}
    token = (await sender.kota.store.tokens.create("budi", TokenRole.PLANNER, "99.99")).text
    headers = PREFLIGHT | {"Authorization": f"Bearer {token}"}
    answer = (await sender.http.post("/graphql", data=form, files=files, headers=headers)).json()
    [error] = answer["data"]["importFiles"]["errors"]
    assert error["__typename"] == "Forbidden"
    assert (await sender.http.post("/graphql", data=form, files=files)).status_code == 403
    assert await sender.kota.revision() == 1


async def test_an_upload_beyond_the_limit_is_refused_before_it_is_read(sqlite_address: str, plan: Path) -> None:
    kota = await city(sqlite_address)
    app = create_app(
        kota.store, limits=Limits(upload=2_000), sign_in=SignIn(kota.store.tokens, AccessChoice(token=TOKEN))
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        answer = await Sender(kota, http).post([(plan.name, b"x" * 5_000)])
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (413, "REQUEST_TOO_LARGE")
    await kota.store.close()


CREATE = """mutation($input: CreatePlanInput!) { createPlan(input: $input) {
    revision plan { slug title region { code } }
    errors { __typename ... on Problem { message } ... on ValidationProblem { code path } } } }"""
NEW = {
    "plan": "kota-baru",
    "title": "Renja Kota Baru",
    "regionCode": "64.71",
    "regionName": "Kota Baru",
    "startYear": 2024,
    "endYear": 2026,
}


async def _create(sender: Sender, **more: Any) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    variables = {"input": NEW | more}
    answer = await sender.http.post("/graphql", json={"query": CREATE, "variables": variables}, headers=headers)
    found: dict[str, Any] = answer.json()["data"]["createPlan"]
    return found


async def test_a_new_regions_plan_is_made_and_real_files_are_imported_into_it(sender: Sender) -> None:
    made = await _create(sender)
    assert made["errors"] == []
    assert made["plan"] == {"slug": "kota-baru", "title": "Renja Kota Baru", "region": {"code": "64.71"}}
    files = [path for path in demo.files(demo.FIRST) if path.stat().st_size < 300_000]
    payload = await sender.send(*files, plan="kota-baru", dryRun=False)
    assert (payload["errors"], payload["revision"]) == ([], 1)
    assert len(payload["preview"]["files"]) >= 2
    assert [each["code"] for each in (await _create(sender))["errors"]] == ["DUPLICATE"]


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"plan": "Kota Baru"}, "plan"),
        ({"plan": "../x"}, "plan"),
        ({"regionCode": "6471"}, "regionCode"),
        ({"title": "  "}, "title"),
        ({"regionName": "x" * 300}, "regionName"),
        ({"startYear": 20}, "startYear"),
        ({"startYear": 2027}, "endYear"),
    ],
)
async def test_a_plan_that_cannot_be_made_is_refused_with_its_field(
    sender: Sender, said: dict[str, Any], path: str
) -> None:
    [error] = (await _create(sender, **said))["errors"]
    assert error["path"] == ["input", path]
    assert {each.info.slug for each in await sender.kota.store.plans()} == {INFO.slug, OTHER.slug}


async def test_an_import_that_ran_out_of_time_counts_as_open_until_it_has_ended_and_is_in_nobodys_way(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, end, ended = threading.Event(), threading.Event(), threading.Event()

    def compare(*_: Any, progress: Any, **__: Any) -> None:
        begun.set()
        try:
            end.wait(60)
            progress(Step.COMPARING, 1, 2)  # raises, for nobody waits any more
            time.sleep(60)
        finally:
            ended.set()

    app = create_app(
        sender.kota.store,
        limits=Limits(import_seconds=1.5, seconds=1.0),
        sign_in=SignIn(sender.kota.store.tokens, AccessChoice(token=TOKEN)),
        live=LiveLimits(imports=1),
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test", timeout=60) as http:
        few, file = Sender(sender.kota, http), ("rencana.csv", CONTENT)

        async def code() -> str | None:
            said = (await few.post([file], dryRun=True)).json()
            return str(said["errors"][0]["extensions"]["code"]) if "errors" in said else None

        with monkeypatch.context() as patch:
            patch.setattr("acts.importing.compare", compare)
            assert await code() == "TIMEOUT"
        assert begun.is_set()
        assert await code() == "TOO_MANY_IMPORTS"
        end.set()
        assert await asyncio.to_thread(ended.wait, 30)
        async with asyncio.timeout(30):
            while await code() == "TOO_MANY_IMPORTS":  # noqa: ASYNC110 - a thread frees it
                await asyncio.sleep(0.05)


OPERATION = {"query": PREVIEW, "variables": {"input": {"plan": INFO.slug, "files": [None]}}}
PLACE = "variables.input.files.0"


@pytest.mark.parametrize(
    ("operations", "places", "why"),
    [
        (None, {"0": [PLACE]}, "operations is missing"),
        (json.dumps(OPERATION), None, "map is missing"),
        ("{", {"0": [PLACE]}, "operations is no JSON"),
        (json.dumps(OPERATION), {"0": PLACE}, "map must be a JSON object"),
        (json.dumps(OPERATION), ["0"], "map must be a JSON object"),
        (json.dumps(OPERATION), {"1": [PLACE]}, "the file '1' is missing"),
        (json.dumps(OPERATION), {"0": [PLACE, PLACE]}, PLACE),
        *(
            (json.dumps(OPERATION), {"0": [place]}, repr(place))
            for place in (
                "variables.input.files.1",
                "variables.input.files.-1",
                "variables.input.files.x",
                "variables.input.files." + "9" * 20,
                "variables.input.files.0.0",
                "variables.input.plan",
                "variables.input.none",
                "variables.__class__",
                "query",
                "0.variables.input.files.0",
                "",
            )
        ),
    ],
)
async def test_files_whose_places_do_not_fit_are_refused_with_what_is_wrong(
    sender: Sender, operations: str | None, places: object, why: str
) -> None:
    form = {"operations": operations, "map": None if places is None else json.dumps(places)}
    answer = await sender.http.post(
        "/graphql",
        data={name: part for name, part in form.items() if part is not None},
        files={"0": ("mitra.csv", CONTENT)},
        headers=PREFLIGHT | {"Authorization": f"Bearer {TOKEN}", "Accept-Language": "en"},
    )
    [error] = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (400, "BAD_MULTIPART")
    assert why in error["message"]


async def test_a_body_that_is_no_form_is_refused(sender: Sender) -> None:
    for content, kind in ((b"xx", "multipart/form-data; boundary=a"), (b"--a\r\nx", "multipart/form-data")):
        headers = PREFLIGHT | {"Authorization": f"Bearer {TOKEN}", "Content-Type": kind}
        answer = await sender.http.post("/graphql", content=content, headers=headers)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_MULTIPART")


def test_one_file_has_the_places_that_the_map_gives_it_in_a_list_of_operations_too() -> None:
    operations = [{"variables": {"a": None}}, {"variables": {"b": [None, None]}}]
    places = {"0": ["0.variables.a", "1.variables.b.1"]}
    form = {"operations": json.dumps(operations), "map": json.dumps(places)}
    assert http.with_files(form, {"0": CONTENT}) == [
        {"variables": {"a": CONTENT}},
        {"variables": {"b": [None, CONTENT]}},
    ]
