"""Cross-impact over GraphQL: opened, scored by several, read by whom, closed; and as files; on both databases."""

import csv
import io
from collections.abc import AsyncIterator
from typing import Any

import httpx
import openpyxl
import pytest

from acts import ANONYMOUS, Actor, Role
from graph.store import TokenRole
from service.app import create_app
from tests.schema.city import COLLEAGUE, INFO, OTHER, PLANNER, City, city
from tests.schema.test_subscription import SHORT, Listener

DINSOS = Actor(name="dewi", roles={INFO.region_code: Role.AGENCY}, opds=frozenset({"opd/dinsos"}))
BOTH = Actor(name="dewi", roles={INFO.region_code: Role.AGENCY}, opds=frozenset({"opd/dinsos", "opd/dkk"}))
AWAY = Actor(name="fani", roles={INFO.region_code: Role.AGENCY}, opds=frozenset({"opd/bkpsdm"}))
VIEWER = Actor(name="vera", roles={INFO.region_code: Role.VIEWER})
ELSEWHERE = Actor(name="gani", roles={OTHER.region_code: Role.PLANNER}, opds=frozenset({"opd/dinsos"}))
ITEMS = ["dimension/SG", "dimension/SE", "dimension/SL", "theme/satu-data", "objective/layanan"]
SG, SE, SL, DATA, LAYANAN = ITEMS
CELLS = """cells { source { localId } target { localId } value mean lowest highest scoreCount agreement
    proposal { score reason } scores { score reason author opd { shortName } } }"""
WHOLE = f"""crossImpact {{ number title isClosed isReadable judgeCount author closedBy
    items {{ localId name }} invited {{ nodes {{ name }} }} {CELLS}
    ranking {{ rank item {{ localId }} total firstOrder secondOrder received proposedCount unknownCount }} }}"""


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    yield opened
    await opened.store.close()


async def done(kota: City, deed: str, given: dict[str, Any], actor: Actor = PLANNER) -> dict[str, Any]:
    payload = await kota.do(deed, given, WHOLE, actor)
    assert payload["errors"] == [], payload["errors"]
    found: dict[str, Any] = payload["crossImpact"]
    return found


async def wrong(kota: City, deed: str, given: dict[str, Any], actor: Actor = PLANNER) -> list[tuple[str, ...]]:
    payload = await kota.do(deed, given, "crossImpact { number }", actor)
    assert payload["crossImpact"] is None
    assert all(each["message"] for each in payload["errors"])
    return [(e["__typename"], e.get("code") or "", ".".join(e.get("path") or [])) for e in payload["errors"]]


async def opened(kota: City, **more: Any) -> int:
    given = {"title": "FGD pengaruh", "items": ITEMS, "invited": ["DINSOS"]} | more
    return int((await done(kota, "openCrossImpact", given))["number"])


def score(source: str, target: str, value: int | None, **more: Any) -> dict[str, Any]:
    return {"source": source, "target": target, "score": value} | more


async def read(kota: City, number: int, actor: Actor | None) -> dict[str, Any]:
    query = f'{{ plan(slug: "kota") {{ crossImpact(number: {number}) {{ {WHOLE[13:]} }} }}'
    found: dict[str, Any] = (await kota.ask(query, actor))["plan"]["crossImpact"]
    return found


def cell(found: dict[str, Any], source: str, target: str) -> dict[str, Any]:
    pairs = {(each["source"]["localId"], each["target"]["localId"]): each for each in found["cells"]}
    kept: dict[str, Any] = pairs[source, target]
    return kept


async def test_three_judges_score_and_the_ranking_says_what_helps_the_whole(kota: City) -> None:
    number = await opened(kota, items=[SG, SE, SL])
    at = {"round": number}
    await done(kota, "scoreCrossImpact", at | {"scores": [score(SG, SE, 3), score(SE, SL, -2, reason="Lahan")]})
    await done(kota, "scoreCrossImpact", at | {"scores": [score(SG, SE, 2), score(SE, SL, 1)]}, COLLEAGUE)
    made = await done(kota, "scoreCrossImpact", at | {"scores": [score(SG, SE, 3), score(SL, SG, 1)]}, DINSOS)
    assert (made["judgeCount"], len(made["cells"])) == (3, 6)
    agreed, disputed = cell(made, SG, SE), cell(made, SE, SL)
    assert (agreed["mean"], agreed["agreement"], agreed["lowest"], agreed["highest"]) == (2.67, "AGREED", 2, 3)
    assert (disputed["mean"], disputed["agreement"], disputed["scoreCount"]) == (-0.5, "DISPUTED", 2)
    assert (cell(made, SL, SG)["agreement"], cell(made, SG, SL)["agreement"]) == ("SINGLE", "NONE")
    assert disputed["scores"] == [
        {"score": -2, "reason": "Lahan", "author": "ani", "opd": None},
        {"score": 1, "reason": "", "author": "budi", "opd": None},
    ]
    assert agreed["scores"][2] == {"score": 3, "reason": "", "author": "dewi", "opd": {"shortName": "DINSOS"}}
    # SG: 8/3 and 8/3 * -1/2; SL: 1 and 8/3; SE: -1/2 and -1/2
    ranked = {each["item"]["localId"]: (each["rank"], each["firstOrder"], each["secondOrder"], each["total"])
              for each in made["ranking"]}  # fmt: skip
    assert ranked == {SL: (1, 1, 2.67, 2.33), SG: (2, 2.67, -1.33, 2), SE: (3, -0.5, -0.5, -0.75)}
    assert [each["item"]["localId"] for each in made["ranking"]] == [SL, SG, SE]


async def test_plan_and_knowledge_fill_the_matrix_until_somebody_scores(kota: City) -> None:
    number = await opened(kota)
    proposed = {key: each["proposal"] for each in (await read(kota, number, PLANNER))["cells"]
                if each["proposal"] for key in [(each["source"]["localId"], each["target"]["localId"])]}  # fmt: skip
    assert proposed[DATA, SG]["score"] > 0
    assert proposed[DATA, SG]["reason"]
    before = await read(kota, number, PLANNER)
    assert (cell(before, DATA, SG)["value"], cell(before, DATA, SG)["mean"]) == (proposed[DATA, SG]["score"], None)
    [rank] = [each for each in before["ranking"] if each["item"]["localId"] == DATA]
    assert rank["proposedCount"] > 0
    assert rank["proposedCount"] + rank["unknownCount"] == 4
    scored = {"round": number, "scores": [score(DATA, SG, -1)]}
    after = cell(await done(kota, "scoreCrossImpact", scored), DATA, SG)
    assert (after["value"], after["proposal"]) == (-1, proposed[DATA, SG])
    taken = {"round": number, "scores": [score(DATA, SG, None)]}
    assert cell(await done(kota, "scoreCrossImpact", taken), DATA, SG) == cell(before, DATA, SG)


async def test_until_it_is_closed_only_planners_and_invited_agencies_read_it_and_then_all_without_names(
    kota: City,
) -> None:
    number = await opened(kota)
    await done(kota, "scoreCrossImpact", {"round": number, "scores": [score(SG, SE, 2, reason="Rahasia")]})
    hidden = {"isReadable": False, "cells": [], "ranking": [], "judgeCount": None, "author": None,
              "invited": {"nodes": []}}  # fmt: skip
    outside = (VIEWER, ANONYMOUS, AWAY, ELSEWHERE, None)
    for actor in outside:
        found = await read(kota, number, actor)
        assert {name: found[name] for name in hidden} == hidden
        assert (found["title"], len(found["items"])) == ("FGD pengaruh", 5)
    query = f'{{ plan(slug: "kota") {{ crossImpact(number: {number}) {{ speaksFor {{ shortName }} }} }} }}'
    for actor, opds in ((PLANNER, ["DINSOS"]), (BOTH, ["DINSOS"]), (AWAY, []), (VIEWER, [])):
        found = (await kota.ask(query, actor))["plan"]["crossImpact"]["speaksFor"]
        assert [each["shortName"] for each in found] == opds
    for actor in (PLANNER, COLLEAGUE, DINSOS):
        assert cell(await read(kota, number, actor), SG, SE)["scores"][0]["author"] == "ani"
    closed = await done(kota, "closeCrossImpact", {"round": number})
    assert (closed["isClosed"], closed["closedBy"]) == (True, "ani")
    assert (await kota.ask(query))["plan"]["crossImpact"]["speaksFor"] == []
    for actor in outside:
        found = await read(kota, number, actor)
        assert (found["isReadable"], found["author"], found["closedBy"], found["judgeCount"]) == (True, None, None, 1)
        assert cell(found, SG, SE)["mean"] == 2
        assert [each["scores"] for each in found["cells"]] == [[]] * 20
    assert cell(await read(kota, number, DINSOS), SG, SE)["scores"][0]["reason"] == "Rahasia"


async def test_a_closed_round_stays_as_it_is(kota: City) -> None:
    number = await opened(kota)
    await done(kota, "scoreCrossImpact", {"round": number, "scores": [score(SG, SE, 2)]})
    await done(kota, "closeCrossImpact", {"round": number})
    before = await read(kota, number, PLANNER)
    at = {"round": number}
    closed = [("ValidationProblem", "CLOSED", "input.round")]
    assert await wrong(kota, "scoreCrossImpact", at | {"scores": [score(SG, SE, 1)]}) == closed
    assert await wrong(kota, "inviteToCrossImpact", at | {"invited": ["DKK"]}) == closed
    assert await wrong(kota, "closeCrossImpact", at) == closed
    link = f"aligns:program/diskominfo/2.16.03>{LAYANAN}"
    for deed, id_ in (("removeLink", link), ("removeObjective", LAYANAN)):
        assert (await kota.do(deed, {"id": id_, "reason": "x"}))["errors"] == []
    assert await read(kota, number, PLANNER) == before
    again = await opened(kota, items=[SG, SE])
    query = '{ plan(slug: "kota") { crossImpacts(first: 5) { nodes { number isClosed } } } }'
    assert (await kota.ask(query))["plan"]["crossImpacts"]["nodes"] == [
        {"number": again, "isClosed": False}, {"number": number, "isClosed": True},
    ]  # fmt: skip
    query = '{ plan(slug: "kota") { crossImpacts(first: 5, filter: { isClosed: false }) { nodes { number } } } }'
    assert (await kota.ask(query))["plan"]["crossImpacts"]["nodes"] == [{"number": again}]


async def test_only_planners_hold_a_round_and_agencies_score_for_themselves_where_invited(kota: City) -> None:
    number = await opened(kota)
    at = {"round": number}
    given = at | {"scores": [score(SG, SE, 1)]}
    forbidden = [("Forbidden", "", "")]
    for actor in (DINSOS, VIEWER, ANONYMOUS, ELSEWHERE):
        assert await wrong(kota, "openCrossImpact", {"title": "x", "items": ITEMS}, actor) == forbidden
        assert await wrong(kota, "closeCrossImpact", at, actor) == forbidden
        assert await wrong(kota, "inviteToCrossImpact", at | {"invited": ["DKK"]}, actor) == forbidden
    for actor in (VIEWER, ANONYMOUS, ELSEWHERE, AWAY):
        assert await wrong(kota, "scoreCrossImpact", given, actor) == forbidden
    assert await wrong(kota, "scoreCrossImpact", given | {"opd": "DKK"}, DINSOS) == forbidden
    assert await wrong(kota, "scoreCrossImpact", given, BOTH) == [("ValidationProblem", "REQUIRED", "input.opd")]
    assert await wrong(kota, "scoreCrossImpact", given | {"opd": "DKK"}, BOTH) == forbidden
    assert await wrong(kota, "scoreCrossImpact", given | {"opd": "DKK"}) == [
        ("ValidationProblem", "NOT_FOUND", "input.opd")
    ]
    made = await done(kota, "inviteToCrossImpact", at | {"invited": ["DKK", "DINSOS"]})
    assert [each["name"] for each in made["invited"]["nodes"]] == ["Dinas Sosial", "Dinas Kesehatan"]
    await done(kota, "scoreCrossImpact", given | {"opd": "DKK"}, BOTH)
    written = await done(kota, "scoreCrossImpact", given | {"opd": "DINSOS"})
    assert [(each["author"], each["opd"]) for each in cell(written, SG, SE)["scores"]] == [
        ("dewi", {"shortName": "DKK"}), ("ani", {"shortName": "DINSOS"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"title": " "}, [("ValidationProblem", "REQUIRED", "input.title")]),
        ({"items": [SG]}, [("ValidationProblem", "OUT_OF_RANGE", "input.items")]),
        ({"items": [SG] * 41}, [("ValidationProblem", "OUT_OF_RANGE", "input.items")]),
        ({"items": [SG, SE, SG]}, [("ValidationProblem", "DUPLICATE", "input.items.2")]),
        ({"items": [SG, "opd/dkk"]}, [("ValidationProblem", "WRONG_KIND", "input.items.1")]),
        ({"items": [SG, "dimension/XX"]}, [("NotFound", "", "input.items.1")]),
        ({"invited": ["DKK", "X"]}, [("NotFound", "", "input.invited.1")]),
        ({"invited": [SG]}, [("ValidationProblem", "WRONG_KIND", "input.invited.0")]),
    ],
)
async def test_what_cannot_be_opened_is_told(
    kota: City, given: dict[str, Any], problems: list[tuple[str, ...]]
) -> None:
    assert await wrong(kota, "openCrossImpact", {"title": "x", "items": ITEMS} | given) == problems
    assert await kota.store.cross_impacts.all("kota") == ()


async def test_each_score_that_cannot_be_used_is_told_and_none_is_kept(kota: City) -> None:
    number = await opened(kota)
    scores = [
        score(SG, SE, 1),
        score(SG, SE, 2),
        score(SG, SG, 1),
        score(SG, "dimension/SS", 1),
        score("x", SG, 1),
        score(SE, SG, 4),
        score(SL, SG, -4),
    ]
    assert await wrong(kota, "scoreCrossImpact", {"round": number, "scores": scores}) == [
        ("ValidationProblem", "DUPLICATE", "input.scores.1"),
        ("ValidationProblem", "SELF_REFERENCE", "input.scores.2.target"),
        ("NotFound", "", "input.scores.3.target"),
        ("NotFound", "", "input.scores.4.source"),
        ("ValidationProblem", "OUT_OF_RANGE", "input.scores.5.score"),
        ("ValidationProblem", "OUT_OF_RANGE", "input.scores.6.score"),
    ]
    out = [("ValidationProblem", "OUT_OF_RANGE", "input.scores")]
    assert await wrong(kota, "scoreCrossImpact", {"round": number, "scores": []}) == out
    assert await wrong(kota, "scoreCrossImpact", {"round": number, "scores": [score(SG, SE, 1)] * 21}) == out
    unknown = {"round": number + 7, "scores": [score(SG, SE, 1)]}
    assert await wrong(kota, "scoreCrossImpact", unknown) == [("NotFound", "", "input.round")]
    assert await kota.store.cross_impacts.scores("kota", [number]) == {number: ()}
    answer = await kota.answer(f'{{ plan(slug: "kota") {{ crossImpact(number: {number + 7}) {{ number }} }} }}')
    assert [each.extensions["code"] for each in answer.errors] == ["UNKNOWN_CROSS_IMPACT"]


async def test_the_same_key_opens_and_scores_once(kota: City) -> None:
    given = {"title": "x", "items": [SG, SE], "idempotencyKey": "o"}
    first = await done(kota, "openCrossImpact", given)
    assert await done(kota, "openCrossImpact", given) == first
    scored = {"round": first["number"], "scores": [score(SG, SE, 1)], "idempotencyKey": "s"}
    assert await done(kota, "scoreCrossImpact", scored) == await done(kota, "scoreCrossImpact", scored)
    await done(kota, "closeCrossImpact", {"round": first["number"], "idempotencyKey": "c"})
    await done(kota, "closeCrossImpact", {"round": first["number"], "idempotencyKey": "c"})
    noted = [str(each.action) for each in await kota.store.audit.after("kota", 0, 100) if each.kind == "cross_impact"]
    assert noted == ["created", "scored", "closed"]


async def test_items_are_named_by_global_id_as_well_and_a_round_is_found_by_its_own(kota: City) -> None:
    ids = (await kota.ask('{ plan(slug: "kota") { dimensions { id code } } }'))["plan"]["dimensions"]
    by_id = {f"dimension/{each['code']}": each["id"] for each in ids}
    number = await opened(kota, items=[by_id[SG], by_id[SE]])
    scored = {"round": number, "scores": [score(by_id[SG], by_id[SE], 2)]}
    assert cell(await done(kota, "scoreCrossImpact", scored), SG, SE)["mean"] == 2
    query = f'{{ plan(slug: "kota") {{ crossImpact(number: {number}) {{ id items {{ node {{ label }} }} }} }} }}'
    found = (await kota.ask(query))["plan"]["crossImpact"]
    assert [each["node"]["label"] for each in found["items"]] == ["Tata Kelola Cerdas", "Ekonomi Cerdas"]
    again = f'{{ node(id: "{found["id"]}") {{ ... on CrossImpact {{ number isReadable }} }} }}'
    assert (await kota.ask(again, VIEWER))["node"] == {"number": number, "isReadable": False}


async def test_who_follows_the_plan_hears_that_a_round_is_opened_and_closed_and_who_takes_part_of_scores(
    kota: City,
) -> None:
    number = await opened(kota)
    await done(kota, "scoreCrossImpact", {"round": number, "scores": [score(SG, SE, 1)]})
    await done(kota, "closeCrossImpact", {"round": number})
    for actor in (PLANNER, DINSOS, VIEWER, AWAY):
        takes_part = actor in (PLANNER, DINSOS)
        async with Listener(kota, SHORT, actor, since=1) as listener:
            for action in ("CREATED", "SCORED", "CLOSED") if takes_part else ("CREATED", "CLOSED"):
                told = await listener.data()
                assert (told["kind"], told["action"], told["subject"]) == ("CROSS_IMPACT", action, str(number))


async def test_a_round_is_handed_out_as_files_and_names_only_to_those_who_take_part(kota: City) -> None:
    number = await opened(kota, items=[SG, SE, SL])
    scores = [score(SG, SE, -3, reason="=1+1"), score(SE, SG, 2)]
    await done(kota, "scoreCrossImpact", {"round": number, "scores": scores})
    await done(kota, "scoreCrossImpact", {"round": number, "scores": [score(SG, SE, 2)]}, DINSOS)
    query = f'{{ plan(slug: "kota") {{ crossImpact(number: {number}) {{ files {{ name url }} }} }} }}'
    assert (await kota.ask(query, VIEWER))["plan"]["crossImpact"]["files"] == []
    urls = {each["name"]: each["url"] for each in (await kota.ask(query))["plan"]["crossImpact"]["files"]}
    assert tuple(urls) == ("pengaruh-silang.xlsx", "pengaruh-silang.csv")
    planner = await kota.store.tokens.create("Ani", TokenRole.PLANNER, INFO.region_code)
    viewer = await kota.store.tokens.create("Vera", TokenRole.VIEWER, INFO.region_code)
    transport = httpx.ASGITransport(create_app(kota.store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:

        async def got(url: str, token: str = "") -> httpx.Response:
            return await http.get(url, headers={"authorization": f"Bearer {token}"} if token else {})

        for url in urls.values():
            assert [(await got(url, token)).status_code for token in (planner.text, viewer.text, "")] == [200, 403, 403]
            assert (await got(url, planner.text)).content == (await got(url, planner.text)).content
        book = await got(urls["pengaruh-silang.xlsx"], planner.text)
        assert f'filename="kota-pengaruh-silang-{number}.xlsx"' in book.headers["content-disposition"]
        sheets = openpyxl.load_workbook(io.BytesIO(book.content))
        assert sheets.sheetnames == ["matriks", "peringkat", "pasangan", "penilaian"]
        assert [[cell.value for cell in row] for row in sheets["matriks"].iter_rows()] == [
            ["dari / terhadap", "Tata Kelola Cerdas", "Ekonomi Cerdas", "Hidup Cerdas"],
            ["Tata Kelola Cerdas", None, -0.5, None],
            ["Ekonomi Cerdas", 2, None, None],
            ["Hidup Cerdas", None, None, None],
        ]
        assert [[cell.value for cell in row][:6] for row in sheets["peringkat"].iter_rows(min_row=2)] == [
            [1, SE, "Ekonomi Cerdas", 1.5, 2, -1],
            [2, SL, "Hidup Cerdas", 0, 0, 0],
            [3, SG, "Tata Kelola Cerdas", -1, -0.5, -1],
        ]
        assert [[cell.value for cell in row][:6] for row in sheets["penilaian"].iter_rows(min_row=2)] == [
            [SG, SE, -3, "ani", "ani", "'=1+1"],
            [SG, SE, 2, "DINSOS", "dewi", None],
            [SE, SG, 2, "ani", "ani", None],
        ]
        table = (await got(urls["pengaruh-silang.csv"], planner.text)).content.decode("utf-8-sig")
        first = next(csv.DictReader(io.StringIO(table), delimiter=";"))
        assert (first["dari"], first["terhadap"], first["nilai yang dihitung"], first["kesepakatan"]) == (
            "Tata Kelola Cerdas", "Ekonomi Cerdas", "-0.5", "bertentangan",
        )  # fmt: skip
        for path, code in ((f"{number}/lain.pdf", "UNKNOWN_FILE"), ("99/pengaruh-silang.xlsx", "UNKNOWN_CROSS_IMPACT")):
            refused = await got(f"/export/kota/pengaruh/{path}", planner.text)
            assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (404, code)
        await done(kota, "closeCrossImpact", {"round": number})
        public = await got(urls["pengaruh-silang.xlsx"])
        assert openpyxl.load_workbook(io.BytesIO(public.content)).sheetnames == ["matriks", "peringkat", "pasangan"]
        assert "ani" not in {cell.value for sheet in openpyxl.load_workbook(io.BytesIO(public.content))
                             for row in sheet.iter_rows() for cell in row}  # fmt: skip
