"""The yearly evaluation on the page: a round is opened, answered with evidence, forecast, closed and published."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from service import demo
from tests.e2e.conftest import SAID, Service, Visit, running, settled
from tests.e2e.test_page_axe import AXE, TOOLS, violations
from tests.node import needs_packages

STAND = """query($plan: String!) { plan(slug: $plan) { evaluationRound(year: 2023) {
    standing low likely high survey: question(code: "P050") { surveyCount }
    question(code: "P001") { answer { selfScore note assessorScores evidence { name size sha256 place } } }
    recommendations(first: 9) { nodes { title about due opd { shortName } } } } } }"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:
    with running(tmp_path_factory.mktemp("evaluasi")) as started:
        yield started, started.token("Ani")


def opened(service: Service, token: str, year: int) -> None:
    """Have a round of a year, which may be there already."""
    made = f'{{plan: "{demo.FIRST}", year: {year}, cohort: "evaluasi pertama"}}'
    service.ask(f"mutation {{ openEvaluationRound(input: {made}) {{ revision }} }}", token)


def test_a_round_is_opened_answered_with_evidence_and_published(
    desk: tuple[Service, str], visit: Visit, tmp_path: Path
) -> None:
    service, token = desk
    sheet = visit(service.view("evaluasi"), token)
    expect(sheet.get_by_label(SAID["evaluation.cohort"])).to_have_value('[2023,"KPPN/IKN"]')
    sheet.get_by_role("button", name=SAID["evaluation.open.do"], exact=True).click()
    expect(sheet.locator("h1")).to_have_text("Evaluasi 2023")
    expect(sheet.get_by_role("heading", name=re.compile("^Perkiraan indeks 2,"))).to_be_visible()
    before = service.ask(STAND, token, plan=demo.FIRST)["plan"]["evaluationRound"]

    sheet.get_by_role("link", name="P001", exact=True).click()
    proof = tmp_path / "perwali.pdf"
    proof.write_bytes(b"bukti")
    sheet.get_by_label(SAID["evaluation.own"]).fill("3.5")
    sheet.get_by_label(SAID["evaluation.note"], exact=True).fill("Perwali 12/2023")
    sheet.get_by_label(SAID["evaluation.evidence.file"], exact=True).set_input_files(proof)
    sheet.get_by_role("button", name=SAID["evaluation.evidence.add"]).click()
    expect(sheet.get_by_role("alert")).to_have_text(SAID["evaluation.evidence.needed"])
    sheet.get_by_label(SAID["evaluation.evidence.place"]).fill("arsip/perwali.pdf")
    sheet.get_by_role("button", name=SAID["evaluation.evidence.add"]).click()
    expect(sheet.get_by_role("button", name="Hapus perwali.pdf")).to_be_visible()
    sheet.get_by_role("button", name=SAID["save"], exact=True).click()
    expect(sheet.locator("main")).to_contain_text("Nilai 3,5 (nilai mandiri)")
    expect(sheet.get_by_role("table", name=SAID["evaluation.history"]).locator("tbody tr")).to_have_count(1)
    sheet.get_by_label(SAID["evaluation.assessors"]).fill("3; 2,5")
    sheet.get_by_role("button", name=SAID["save"], exact=True).click()
    expect(sheet.locator("main")).to_contain_text("Nilai 2,75 (asesor)")
    now = service.ask(STAND, token, plan=demo.FIRST)["plan"]["evaluationRound"]
    assert now["question"]["answer"] == {
        "selfScore": 3.5,
        "note": "Perwali 12/2023",
        "assessorScores": [3, 2.5],
        "evidence": [
            {
                "name": "perwali.pdf",
                "size": 5,
                "sha256": hashlib.sha256(b"bukti").hexdigest(),
                "place": "arsip/perwali.pdf",
            }
        ],
    }
    assert now["low"] > before["low"]
    assert now["high"] < before["high"]

    sheet.get_by_role("link", name="Putaran 2023").click()
    sheet.get_by_label(SAID["evaluation.recommendation"], exact=True).fill("Himpun bukti CSR")
    sheet.get_by_label(SAID["evaluation.question.code"]).fill("p012")
    sheet.get_by_label(SAID["due"], exact=True).fill("2023-09-01")
    sheet.get_by_role("button", name=SAID["evaluation.recommend"]).click()
    row = sheet.get_by_role("table", name=SAID["evaluation.recommended"]).locator("tbody tr")
    expect(row).to_contain_text("P012")
    rows = "\n".join(["soal\tresponden\tlayanan\tnilai", *(f"P050\tOrang {at}\tAntrean\t3" for at in range(10))])
    sheet.get_by_label(SAID["evaluation.survey.paste"]).fill(f"{rows}\nP050\tOrang\tAntrean\tbaik")
    sheet.get_by_role("button", name=SAID["evaluation.survey.save"]).click()
    expect(sheet.get_by_role("alert")).to_contain_text("baris 12")
    sheet.get_by_label(SAID["evaluation.survey.paste"]).fill(rows)
    sheet.get_by_role("button", name=SAID["evaluation.survey.save"]).click()
    expect(sheet.locator("main")).to_contain_text("10 jawaban disimpan.")
    assert service.ask(STAND, token, plan=demo.FIRST)["plan"]["evaluationRound"]["survey"] == {"surveyCount": 10}

    with sheet.expect_download() as taken:
        sheet.get_by_role("link", name=re.compile("XLSX")).click()
    assert taken.value.suggested_filename == f"{demo.FIRST}-evaluasi-2023.xlsx"
    sheet.get_by_role("button", name=SAID["evaluation.to.CLOSED"]).click()
    sheet.get_by_role("button", name=SAID["evaluation.to.PUBLISHED"]).click()
    expect(sheet.get_by_role("button", name=SAID["evaluation.to.PUBLISHED"])).to_have_count(0)
    reader = visit(service.view("evaluasi/2023"))
    expect(reader.locator("h1")).to_have_text("Evaluasi 2023")
    expect(reader.get_by_role("button", name=SAID["evaluation.recommend"])).to_have_count(0)


def test_a_question_shows_what_the_plan_proposes_with_its_rows_and_questions_are_narrowed_by_part(
    desk: tuple[Service, str], visit: Visit
) -> None:
    service, token = desk
    opened(service, token, 2022)
    sheet = visit(service.view("evaluasi/2022", bagian="outcome"), token)
    table = sheet.get_by_role("table", name=SAID["evaluation.questions"])
    expect(table.locator("tbody tr").first).to_contain_text("P013")
    table.get_by_role("link", name="P016", exact=True).click()
    expect(sheet.get_by_role("heading", name=re.compile(f"^{SAID['evaluation.proposed']}"))).to_be_visible()
    expect(sheet.locator("main")).to_contain_text(SAID["evaluation.proposed.note"])


@needs_packages(TOOLS)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_a_round_and_its_questions_have_nothing_that_axe_finds_and_fit_the_screen(
    desk: tuple[Service, str], visit: Visit, width: int, scheme: str
) -> None:
    service, token = desk
    opened(service, token, 2022)
    sheet = visit(service.view("evaluasi"), token, width=width, scheme=scheme)
    sheet.evaluate(AXE.read_text("utf-8"))
    for address in (
        service.view("evaluasi"),
        service.view("evaluasi/2022"),
        service.view("evaluasi/2022", soal="P013"),
    ):
        sheet.goto(address)
        sheet.wait_for_timeout(50)
        settled(sheet)
        assert violations(sheet) == [], address
        assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_who_may_not_read_a_round_is_told_that_there_is_none(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("evaluasi/2023"))
    expect(sheet.locator("main")).to_contain_text(SAID["evaluation.gone"])
    expect(visit(service.view("evaluasi")).locator("main")).to_contain_text(SAID["evaluation.norounds"])
