"""The yearly evaluation over GraphQL: who reads a round, what is answered, refused, told of it; on both databases."""

import io
from collections.abc import AsyncIterator
from typing import Any
from unittest import mock

import httpx
import openpyxl
import pytest

from acts import ANONYMOUS, Actor, Role
from graph.record import SurveyAnswer
from graph.store import TokenRole
from service.app import create_app
from tests.schema.city import ADMINISTRATOR, COLLEAGUE, INFO, PLANNER, City, city

VIEWER = Actor(name="vera", roles={INFO.region_code: Role.VIEWER})
ELSEWHERE = Actor(name="eko", roles={"00.02": Role.PLANNER})
FILE = {"name": "sk.pdf", "size": 120, "sha256": "a" * 64, "place": "https://arsip.contoh.go.id/sk.pdf"}
ROUND = "evaluationRound { year stage cohort standing index }"


@pytest.fixture
async def kota(address: str) -> AsyncIterator[City]:
    opened = await city(address)
    yield opened
    await opened.store.close()


async def opened(kota: City, year: int = 2023, cohort: str = "reguler") -> None:
    payload = await kota.do("openEvaluationRound", {"year": year, "stage": "FIRST", "cohort": cohort}, ROUND)
    assert payload["errors"] == []


async def answered(kota: City, question: str, **more: Any) -> dict[str, Any]:
    shows = "answer { number selfScore note assessorScores author evidence { name size sha256 place } }"
    return await kota.do("answerEvaluationQuestion", {"year": 2023, "question": question} | more, shows)


async def moved(kota: City, actor: Actor = PLANNER, **to: Any) -> dict[str, Any]:
    return await kota.do("changeEvaluationRound", {"year": 2023} | to, ROUND, actor)


async def asked(kota: City, shows: str, actor: Actor | None = PLANNER, year: int = 2023) -> Any:
    query = f'{{ plan(slug: "kota") {{ evaluationRound(year: {year}) {{ {shows} }} }} }}'
    return (await kota.ask(query, actor))["plan"]["evaluationRound"]


def codes(payload: dict[str, Any]) -> list[tuple[str, ...]]:
    return [
        (each["__typename"], each.get("code") or "", ".".join(each.get("path") or [])) for each in payload["errors"]
    ]


async def test_a_round_is_opened_answered_closed_and_published(kota: City) -> None:
    payload = await kota.do("openEvaluationRound", {"year": 2023, "stage": "FIRST", "cohort": "reguler"}, ROUND)
    assert payload["evaluationRound"] == {
        "year": 2023, "stage": "FIRST", "cohort": "reguler", "standing": "OPEN", "index": None,
    }  # fmt: skip
    first = await answered(kota, "P001", selfScore=2.75, note="Perwali", evidence=[FILE])
    assert first["answer"] == {
        "number": first["answer"]["number"],
        "selfScore": 2.75,
        "note": "Perwali",
        "assessorScores": [],
        "author": "ani",
        "evidence": [FILE],
    }
    second = await answered(kota, "P001", assessorScores=[3, 2.5], seenAnswer=first["answer"]["number"])
    assert (second["answer"]["selfScore"], second["answer"]["evidence"]) == (2.75, [FILE])
    shows = 'question(code: "P001") { score expectedBasis history(first: 5) { totalCount nodes { number selfScore } } }'
    found = (await asked(kota, shows))["question"]
    assert (found["score"], found["expectedBasis"]) == (2.75, "ASSESSORS")
    assert [each["number"] for each in found["history"]["nodes"]] == [
        second["answer"]["number"],
        first["answer"]["number"],
    ]
    assert (await moved(kota, stage="SECOND"))["evaluationRound"]["stage"] == "SECOND"
    assert (await moved(kota, standing="CLOSED"))["evaluationRound"]["standing"] == "CLOSED"
    assert codes(await answered(kota, "P002", selfScore=1)) == [("ValidationProblem", "CLOSED", "input.year")]
    late = await answered(kota, "P002", assessorScores=[4])
    assert late["answer"]["assessorScores"] == [4]
    assert (await moved(kota, standing="PUBLISHED"))["evaluationRound"]["standing"] == "PUBLISHED"
    assert codes(await moved(kota, standing="OPEN", reason="salah")) == [
        ("ValidationProblem", "CLOSED", "input.standing")
    ]


async def test_a_round_is_read_by_planners_of_the_region_only_until_it_is_published(kota: City) -> None:
    await opened(kota)
    await answered(kota, "P001", selfScore=3)
    readers = (VIEWER, ELSEWHERE, ANONYMOUS, None)
    both = '{ plan(slug: "kota") { evaluationRounds { year } evaluationRound(year: 2023) { year } } }'
    for standing in ("OPEN", "CLOSED"):
        if standing == "CLOSED":
            await moved(kota, standing="CLOSED")
        for actor in readers:
            assert (await kota.ask(both, actor))["plan"] == {"evaluationRounds": [], "evaluationRound": None}
        for actor in (PLANNER, COLLEAGUE, ADMINISTRATOR):
            assert (await kota.ask(both, actor))["plan"]["evaluationRounds"] == [{"year": 2023}]
    await moved(kota, standing="PUBLISHED")
    for actor in readers:
        assert (await asked(kota, 'question(code: "P001") { answer { selfScore } }', actor))["question"] == {
            "answer": {"selfScore": 3}
        }


async def test_what_an_unpublished_round_was_given_is_not_told_by_the_next_one(kota: City) -> None:
    instrument = 'questions(first: 100, part: "baseline") { nodes { code } }'
    await opened(kota, 2022, "evaluasi pertama")
    await opened(kota)
    assert (await asked(kota, instrument))["questions"]["nodes"]
    for question in ("P001", "P002"):
        given = {"year": 2022, "question": question, "selfScore": 4}
        await kota.do("answerEvaluationQuestion", given)
    for standing in ("CLOSED", "PUBLISHED"):
        await moved(kota, standing=standing)
    shows = 'previousIndex improvement question(code: "P001") { expected expectedBasis }'
    assert (await asked(kota, shows))["question"] == {"expected": 4, "expectedBasis": "PREVIOUS"}
    assert (await asked(kota, shows, VIEWER))["question"]["expectedBasis"] == "COHORT"


@pytest.mark.parametrize("actor", [VIEWER, ELSEWHERE, ANONYMOUS])
async def test_only_planners_of_the_region_write_a_round(kota: City, actor: Actor) -> None:
    await opened(kota)
    deeds: dict[str, dict[str, Any]] = {
        "openEvaluationRound": {"year": 2022, "cohort": "evaluasi pertama"},
        "changeEvaluationRound": {"year": 2023, "standing": "CLOSED"},
        "answerEvaluationQuestion": {"year": 2023, "question": "P001", "selfScore": 1},
        "recordEvaluationSurvey": {"year": 2023, "answers": []},
    }
    for deed, given in deeds.items():
        payload = await kota.do(deed, given, actor=actor)
        assert [each["__typename"] for each in payload["errors"]] == ["Forbidden"], deed
    assert [each.version for each in await kota.store.assessments.rounds("kota")] == [1]


@pytest.mark.parametrize(
    ("deed", "given", "wrong"),
    [
        ("openEvaluationRound", {"year": 2024, "cohort": "reguler"}, ("NotFound", "", "input.year")),
        ("openEvaluationRound", {"year": 2022, "cohort": "reguler"}, ("NotFound", "", "input.cohort")),
        ("openEvaluationRound", {"year": 2023, "cohort": "reguler"}, ("ValidationProblem", "DUPLICATE", "input.year")),
        ("changeEvaluationRound", {"year": 2022, "standing": "CLOSED"}, ("NotFound", "", "input.year")),
        ("changeEvaluationRound", {"year": 2023, "cohort": "?"}, ("NotFound", "", "input.cohort")),
        ("changeEvaluationRound", {"year": 2023, "standing": "PUBLISHED"},
         ("ValidationProblem", "CLOSED", "input.standing")),
        ("answerEvaluationQuestion", {"question": "P046"}, ("NotFound", "", "input.question")),
        ("answerEvaluationQuestion", {"question": "P116"}, ("NotFound", "", "input.question")),
        ("answerEvaluationQuestion", {"year": 2022, "question": "P001"}, ("NotFound", "", "input.year")),
        ("answerEvaluationQuestion", {"question": "P001", "selfScore": 4.5},
         ("ValidationProblem", "OUT_OF_RANGE", "input.selfScore")),
        ("answerEvaluationQuestion", {"question": "P001", "selfScore": 2.123},
         ("ValidationProblem", "OUT_OF_RANGE", "input.selfScore")),
        ("answerEvaluationQuestion", {"question": "P001", "assessorScores": [1, -1]},
         ("ValidationProblem", "OUT_OF_RANGE", "input.assessorScores.1")),
        ("answerEvaluationQuestion", {"question": "P001", "assessorScores": [1] * 21},
         ("ValidationProblem", "OUT_OF_RANGE", "input.assessorScores")),
        ("answerEvaluationQuestion", {"question": "P001", "evidence": [FILE, FILE]},
         ("ValidationProblem", "DUPLICATE", "input.evidence.1.sha256")),
        ("answerEvaluationQuestion", {"question": "P001", "evidence": [FILE | {"sha256": "xyz"}]},
         ("ValidationProblem", "OUT_OF_RANGE", "input.evidence.0.sha256")),
        ("answerEvaluationQuestion", {"question": "P001", "evidence": [FILE | {"size": -1}]},
         ("ValidationProblem", "OUT_OF_RANGE", "input.evidence.0.size")),
        ("answerEvaluationQuestion", {"question": "P001", "evidence": [FILE | {"place": " "}]},
         ("ValidationProblem", "REQUIRED", "input.evidence.0.place")),
        ("answerEvaluationQuestion", {"question": "P001", "note": "a", "seenAnswer": 7},
         ("ValidationProblem", "CLASH", "input.seenAnswer")),
        ("recordEvaluationSurvey", {"answers": []}, ("ValidationProblem", "OUT_OF_RANGE", "input.answers")),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_refused_with_its_place(
    kota: City, deed: str, given: dict[str, Any], wrong: tuple[str, ...]
) -> None:
    await opened(kota)
    payload = await kota.do(deed, {"year": 2023} | given)
    assert codes(payload) == [wrong]
    assert await kota.store.assessments.answers("kota", 2023) == ()
    assert [each.version for each in await kota.store.assessments.rounds("kota")] == [1]


async def test_nobody_answers_over_what_they_have_not_seen_and_a_key_is_answered_once(kota: City) -> None:
    await opened(kota)
    given = {"year": 2023, "question": "P001", "selfScore": 1, "idempotencyKey": "k"}
    first, again = [await kota.do("answerEvaluationQuestion", given, "answer { number }", COLLEAGUE) for _ in range(2)]
    assert first == again
    payload = await answered(kota, "P001", selfScore=2)
    assert codes(payload) == [("ValidationProblem", "CLASH", "input.seenAnswer")]
    assert "budi" in payload["errors"][0]["message"]
    await moved(kota, standing="CLOSED", idempotencyKey="m")
    assert (await moved(kota, standing="CLOSED", idempotencyKey="m"))["errors"] == []
    assert codes(await moved(kota, standing="OPEN")) == [("ValidationProblem", "REQUIRED", "input.reason")]
    assert (await moved(kota, standing="OPEN", reason="Bukti menyusul"))["errors"] == []


def row(respondent: str, **more: Any) -> dict[str, Any]:
    return {"question": "P050", "respondent": respondent, "service": "Antrean", "score": 3} | more


async def test_a_survey_is_told_without_names_and_only_where_ten_answered(kota: City) -> None:
    await opened(kota)
    rows = [*(row(f"Orang {number}") for number in range(10)), row("Orang 1", question="P051")]
    payload = await kota.do("recordEvaluationSurvey", {"year": 2023, "answers": rows})
    assert payload["errors"] == []
    shows = """a: question(code: "P050") { surveyCount surveyScore expectedBasis }
        b: question(code: "P051") { surveyCount surveyScore expectedBasis } checks { kind questions { code } }"""
    found = await asked(kota, shows)
    assert found["a"] == {"surveyCount": 10, "surveyScore": 3, "expectedBasis": "SURVEY"}
    assert found["b"] == {"surveyCount": None, "surveyScore": None, "expectedBasis": "COHORT"}
    assert {"kind": "FEW_RESPONDENTS", "questions": [{"code": "P051"}]} in found["checks"]
    kept = await kota.store.assessments.survey("kota", 2023)
    assert not [each for each in kept if "orang" in each.respondent]


async def test_each_wrong_row_of_a_survey_is_told(kota: City) -> None:
    await opened(kota)
    rows = [
        row("a"),
        row("A "),
        row("b", question="P001"),
        row("- -"),
        row("c", service=" "),
        row("d", score=5),
        row("e", users=0),
        row("f", users=9),
        row("g", users=8),
    ]
    payload = await kota.do("recordEvaluationSurvey", {"year": 2023, "answers": rows})
    assert [(code, path) for _, code, path in codes(payload)] == [
        ("DUPLICATE", "input.answers.0.respondent"),
        ("DUPLICATE", "input.answers.1.respondent"),
        ("", "input.answers.2.question"),
        ("REQUIRED", "input.answers.3.respondent"),
        ("REQUIRED", "input.answers.4.service"),
        ("OUT_OF_RANGE", "input.answers.5.score"),
        ("OUT_OF_RANGE", "input.answers.6.users"),
        ("CLASH", "input.answers.7.users"),
        ("CLASH", "input.answers.8.users"),
    ]
    assert await kota.store.assessments.survey("kota", 2023) == ()


async def test_a_round_tells_parts_range_cohort_and_what_would_raise_its_index(kota: City) -> None:
    await opened(kota, cohort="KPPN/IKN")
    await answered(kota, "P001", selfScore=3)
    found = await asked(
        kota,
        """low likely high index improvement previousIndex
        parts { part name weight questionCount answeredCount score low likely high }
        cohortComparison { year regionCount mean median best rank }
        questions(first: 2) { totalCount nodes { code year part element name(language: EN) text evidenceWanted
            dimension { code } score } }
        open: questions(isOpen: true) { totalCount } done: questions(isOpen: false, part: "baseline") { totalCount }
        none: question(code: "P046") { code }
        raising(first: 3) { totalCount nodes { gain question { code } opds { shortName } } }
        checks { kind message nodes(first: 5) { totalCount } }""",
    )
    assert (found["index"], found["improvement"], found["previousIndex"], found["none"]) == (None, None, None, None)
    assert 0 < found["low"] < found["likely"] < found["high"] < 4
    assert [(each["part"], each["weight"]) for each in found["parts"]] == [
        ("baseline", 10), ("output", 20), ("outcome", 20), ("impact", 20), ("quick_win", 20), ("collaboration", 10),
    ]  # fmt: skip
    assert found["parts"][0]["answeredCount"] == 1
    assert found["cohortComparison"]["regionCount"] == 58
    assert [each["code"] for each in found["questions"]["nodes"]] == ["P001", "P002"]
    counts = [found[each]["totalCount"] for each in ("questions", "open", "done")]
    assert counts == [117, 116, 1]
    gains = [each["gain"] for each in found["raising"]["nodes"]]
    assert gains == sorted(gains, reverse=True)
    assert found["raising"]["nodes"][0]["opds"] == [{"shortName": "DISKOMINFO"}]
    assert "NO_EVIDENCE" in {each["kind"] for each in found["checks"]}


async def test_a_proposal_comes_with_its_rows_and_is_no_answer(kota: City) -> None:
    await opened(kota)
    shows = "score answer { number } proposal { score reason rows(first: 1) { totalCount nodes { text node { id } } } }"
    found = (await asked(kota, f'question(code: "P012") {{ {shows} }}'))["question"]
    assert (found["score"], found["answer"], found["proposal"]["score"]) == (None, None, None)
    assert "di luar APBD" in found["proposal"]["reason"]


async def test_what_assessors_recommend_are_tasks_of_opds_that_others_read_once_the_round_is_published(
    kota: City,
) -> None:
    await opened(kota)
    about = await asked(kota, 'about question(code: "P012") { about }')
    given = {"title": "Himpun bukti CSR", "opd": "opd/dinsos", "due": "2023-09-01"}
    for place in (about["about"], about["question"]["about"], "SY01"):
        payload = await kota.do("assignTask", given | {"about": place}, "task { number }")
        assert payload["errors"] == []
    query = """{ plan(slug: "kota") { tasks(first: 9) { totalCount } evaluationRound(year: 2023) {
        all: recommendations(first: 9, orderBy: NEWEST) { nodes { number title due standing opd { shortName } about } }
        one: recommendations(first: 9, filter: {about: "evaluation/2023/P012"}) { nodes { number } } } } }"""
    plan = (await kota.ask(query))["plan"]
    assert [each["number"] for each in plan["evaluationRound"]["all"]["nodes"]] == [2, 1]
    assert plan["evaluationRound"]["one"]["nodes"] == [{"number": 2}]
    assert plan["evaluationRound"]["all"]["nodes"][0] == {
        "number": 2, "title": given["title"], "due": "2023-09-01", "standing": "OPEN", "opd": {"shortName": "DINSOS"},
        "about": "evaluation/2023/P012",
    }  # fmt: skip
    theirs = Actor(name="dewi", roles={INFO.region_code: Role.AGENCY}, opds=frozenset({"opd/dinsos"}))
    counted = '{ plan(slug: "kota") { tasks(first: 9) { totalCount } } }'

    async def count(actor: Actor | None) -> int:
        return (await kota.ask(counted, actor))["plan"]["tasks"]["totalCount"]

    assert [await count(actor) for actor in (PLANNER, theirs, VIEWER, None)] == [3, 3, 1, 1]
    await moved(kota, standing="CLOSED")
    await moved(kota, standing="PUBLISHED")
    assert [await count(actor) for actor in (VIEWER, None)] == [3, 3]


async def test_a_round_and_a_question_of_it_are_taken_up_by_a_meeting_and_others_are_refused(kota: City) -> None:
    await opened(kota)
    called = {"title": "Rapat evaluasi", "heldOn": "2026-03-02", "body": "COUNCIL"}
    assert (await kota.do("createMeeting", called, "meeting { number }"))["errors"] == []
    item = {"meeting": 1, "kind": "EVALUATION"}
    for about in ("evaluation/2023", "evaluation/2023/P012"):
        payload = await kota.do("addToAgenda", item | {"reference": about}, "meeting { number }")
        assert payload["errors"] == []
    query = '{ plan(slug: "kota") { meeting(number: 1) { agenda { nodes { reference title(language: EN) } } } } }'
    nodes = (await kota.ask(query))["plan"]["meeting"]["agenda"]["nodes"]
    assert [each["reference"] for each in nodes] == ["evaluation/2023", "evaluation/2023/P012"]
    assert nodes[0]["title"] == "Evaluation round of 2023"
    assert nodes[1]["title"].startswith("P012 ")
    task = {"title": "Himpun bukti", "opd": "opd/dinsos"}
    for wrong in ("evaluation/2022", "evaluation/2023/P999", "evaluation/2023/", "evaluation/x"):
        for deed, more, path in (("addToAgenda", item, "reference"), ("assignTask", task, "about")):
            [problem] = (await kota.do(deed, more | {path: wrong}))["errors"]
            assert (problem["__typename"], problem["path"]) == ("NotFound", ["input", path]), (deed, wrong)


async def test_the_histories_of_many_questions_are_read_together(kota: City) -> None:
    await opened(kota)
    first = await answered(kota, "P001", selfScore=1)
    await answered(kota, "P001", selfScore=2, seenAnswer=first["answer"]["number"])
    await answered(kota, "P003", note="ada")
    read = kota.store.assessments.history
    with mock.patch.object(kota.store.assessments, "history", side_effect=read) as reading:
        found = await asked(kota, "questions(first: 5) { nodes { history(first: 5) { nodes { selfScore note } } } }")
    assert reading.call_count == 1
    assert [[each["selfScore"] for each in one["history"]["nodes"]] for one in found["questions"]["nodes"]] == [
        [2, 1], [], [None], [], [],
    ]  # fmt: skip


async def test_a_round_is_handed_out_as_files_to_those_who_may_read_it(kota: City) -> None:
    await opened(kota)
    await answered(kota, "P001", selfScore=3, evidence=[FILE])
    await kota.do("assignTask", {"title": "Himpun bukti", "opd": "opd/dinsos", "about": "evaluation/2023"}, "revision")
    urls = {each["name"]: each["url"] for each in (await asked(kota, "files { name url }"))["files"]}
    assert tuple(urls) == ("evaluasi.xlsx", "evaluasi.docx", "evaluasi.pdf")
    planner = await kota.store.tokens.create("Ani", TokenRole.PLANNER, INFO.region_code)
    viewer = await kota.store.tokens.create("Vera", TokenRole.VIEWER, INFO.region_code)
    transport = httpx.ASGITransport(create_app(kota.store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:

        async def got(url: str, token: str = "") -> httpx.Response:
            return await http.get(url, headers={"authorization": f"Bearer {token}"} if token else {})

        for url in urls.values():
            assert [(await got(url, token)).status_code for token in (planner.text, viewer.text, "")] == [200, 404, 404]
            assert (await got(url, planner.text)).content == (await got(url, planner.text)).content
        book = await got(urls["evaluasi.xlsx"], planner.text)
        assert 'filename="kota-evaluasi-2023.xlsx"' in book.headers["content-disposition"]
        sheets = openpyxl.load_workbook(io.BytesIO(book.content))
        assert [row[0].value for row in sheets["pertanyaan"].iter_rows(min_row=2, max_row=4)] == [
            "P001",
            "P002",
            "P003",
        ]
        assert [cell.value for cell in sheets["bukti"][2]][2:] == [FILE["name"], 120, "a" * 64, FILE["place"]]
        assert [cell.value for cell in sheets["rekomendasi"][2]][1] == "Himpun bukti"
        for path, code in (("2023/lain.pdf", "UNKNOWN_FILE"), ("2022/evaluasi.pdf", "UNKNOWN_ROUND")):
            refused = await got(f"/export/kota/evaluasi/{path}", planner.text)
            assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (404, code)
        await moved(kota, standing="CLOSED")
        await moved(kota, standing="PUBLISHED")
        assert (await got(urls["evaluasi.docx"])).status_code == 200


async def test_the_years_and_cohorts_of_which_a_round_can_be_opened_are_told(kota: City) -> None:
    query = """{ plan(slug: "kota") { evaluationYears {
        year questionCount cohorts { name isOwn weights { part name weight } } } } }"""
    latest, first = (await kota.ask(query))["plan"]["evaluationYears"]
    assert (latest["year"], latest["questionCount"], first["year"], first["questionCount"]) == (2023, 117, 2022, 59)
    assert [each["name"] for each in latest["cohorts"]] == ["reguler", "KPPN/IKN"]
    assert [each["isOwn"] for each in latest["cohorts"]] == [False, False]
    for cohort in (*latest["cohorts"], *first["cohorts"]):
        assert sum(each["weight"] for each in cohort["weights"]) == 100
    assert latest["cohorts"][0]["weights"][0] == {"part": "baseline", "name": "Baseline", "weight": 10}


async def test_the_log_says_who_did_what_to_a_round(kota: City) -> None:
    await opened(kota)
    await answered(kota, "P001", note="karena")
    await moved(kota, standing="CLOSED", reason="selesai")
    query = "{ auditLog(filter: {kind: ASSESSMENT}, first: 9) { nodes { action subject author reason } } }"
    found = (await kota.ask(query, ADMINISTRATOR))["auditLog"]["nodes"]
    assert found == [
        {"action": "CLOSED", "subject": "2023", "author": "ani", "reason": "selesai"},
        {"action": "CHANGED", "subject": "2023/P001", "author": "ani", "reason": "karena"},
        {"action": "CREATED", "subject": "2023", "author": "ani", "reason": ""},
    ]


def test_the_record_of_a_survey_keeps_people_apart_by_letters_and_digits() -> None:
    one, other = (
        SurveyAnswer(question="P050", respondent=each, service="a", score=3)  # type: ignore[arg-type]
        for each in ("0812-345", "0812 345")
    )
    assert one.person == other.person
