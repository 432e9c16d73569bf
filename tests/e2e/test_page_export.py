"""The planners' page gives every file of a plan, fetched as who is signed in."""

import docx
from playwright.sync_api import Route, expect

from schema.plan import export_files
from service import demo
from tests.e2e.conftest import SAID, WORDS, Service, Visit


def test_every_file_of_the_plan_is_offered_by_what_it_holds_and_its_format(service: Service, visit: Visit) -> None:
    words = WORDS["en"]
    sheet = visit(service.view("ekspor", lang="en"))
    offered = {
        f"{words['export.get']}: {words['export.' + each.name.partition('.')[0]]} {each.format.upper()}"
        for each in export_files(demo.FIRST, 1)
    }
    buttons = sheet.locator("main .exports a")
    expect(buttons).to_have_count(len(offered))
    assert {each.get_attribute("aria-label") for each in buttons.all()} == offered
    expect(sheet.get_by_role("link", name=words["menu.ekspor"], exact=True)).to_be_visible()


def test_a_file_is_fetched_with_the_sign_in_and_saved_as_the_service_names_it(service: Service, visit: Visit) -> None:
    token = service.token("Citra")
    sheet = visit(service.view("ekspor"), token=token)
    button = sheet.locator("main .exports a", has_text="SARIF")
    with sheet.expect_download() as coming, sheet.expect_request("**/export/**") as asked:
        button.click()
    assert asked.value.header_value("authorization") == f"Bearer {token}"
    assert coming.value.suggested_filename.startswith(f"{demo.FIRST}-")
    assert '"runs"' in coming.value.path().read_text("utf-8")


def test_a_file_that_is_refused_is_not_saved_and_the_page_says_why(service: Service, visit: Visit) -> None:
    def refuse(route: Route) -> None:
        said = '{"errors": [{"message": "Anda tidak boleh membaca rencana ini."}]}'
        route.fulfill(status=403, content_type="application/json", body=said)

    sheet = visit(service.view("ekspor"), expected="status of 403")
    sheet.route("**/export/**", refuse)
    sheet.locator("main .exports a", has_text="PDF").first.click()
    expect(sheet.locator("main .exports [role=alert]")).to_have_text("Anda tidak boleh membaca rencana ini.")
    assert SAID["problem.offline"] not in sheet.locator("main").inner_text()


def test_a_report_of_chosen_recommendations_and_findings_is_taken_along(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("rekomendasi"))
    second = sheet.locator(".item").nth(1)
    title = second.locator("h2").inner_text()
    second.get_by_label(SAID["chosen.pick"]).check()
    sheet.goto(service.view("temuan"))
    sheet.get_by_label(SAID["chosen.pick"]).first.check()
    bar = sheet.locator(".chosen-bar")
    expect(bar).to_contain_text(SAID["chosen.count"].split(".")[0].format(count=2))
    with sheet.expect_download() as coming:
        bar.get_by_role("link", name="DOCX").click()
    written = docx.Document(str(coming.value.path()))
    headings = [
        each.text for each in written.paragraphs if each.style and (each.style.name or "").startswith("Heading")
    ]
    assert [each for each in headings if each.endswith(title)]
    assert headings[-1] == "Temuan"
    bar.get_by_role("button", name=SAID["chosen.none"]).click()
    expect(bar.locator(".notice")).to_have_count(0)
