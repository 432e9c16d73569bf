"""Tables of the page in a real browser: ordered, filtered, copied, taken along, and whole in the document."""

import io
import json

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from service import demo
from tests.e2e.conftest import SAID, WORDS, Service, Visit

PLAN = f'plan(slug: "{demo.FIRST}")'
FORMULAS = [
    '=HYPERLINK("http://a")',
    "+62",
    "-1+1",
    "@opd",
    "\t=1",
    "\r=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20a",
    "'a",
]
MADE = """async (rows) => {
    const at = (name) => import(new URL(`page/${name}.js`, document.baseURI));
    const [{ table }, { render, html }] = [await at('table'), await at('vendor/preact')];
    const place = document.querySelector('main').appendChild(document.createElement('div'));
    place.id = 'dibuat';
    const columns = [
        { key: 'nama', label: 'Nama', of: ([name]) => name },
        { key: 'pagu', label: 'Pagu', as: 'money', of: ([, budget]) => budget },
        { key: 'bagian', label: 'Bagian', as: 'share', of: ([, , share]) => share },
    ];
    const View = () => table({ caption: 'Buatan', rows, columns });
    render(html`<${View} />`, place);
}"""
CSV = "async (sheet) => (await import(new URL('page/sheet.js', document.baseURI))).csvOf(sheet)"
FITS = """async ([way, cases]) => {
    const as = way ?? undefined;
    const { condition } = await import(new URL('page/columns.js', document.baseURI));
    return cases.map(([wanted, value]) => condition({ key: 'a', label: 'a', as }, wanted, [])?.(value) ?? null);
}"""


def _made(visit: Visit, service: Service, rows: list[list[object]], expected: str = "") -> Page:
    """Open a view with a table of these rows on it."""
    sheet = visit(service.view("ekspor"), expected=expected)
    sheet.evaluate(MADE, rows)
    return sheet


def _are(sheet: Page, names: str) -> None:
    """Wait until the rows of that table are these."""
    expect(sheet.locator("#dibuat tbody th")).to_have_text(list(names))


def test_every_program_stands_in_the_document_and_the_browser_lays_out_those_in_sight(
    service: Service, visit: Visit
) -> None:
    count = service.ask(f"{{ {PLAN} {{ programs(first: 1) {{ totalCount }} }} }}")["plan"]["programs"]["totalCount"]
    sheet = visit(service.view("isi", jenis="program", penunjang="1"))
    expect(sheet.locator("main tbody tr")).to_have_count(count)
    assert sheet.locator("main tbody tr").last.evaluate("e => getComputedStyle(e).contentVisibility") == "auto"
    sheet.emulate_media(media="print")
    assert sheet.locator("main tbody tr").last.evaluate("e => getComputedStyle(e).contentVisibility") == "visible"


def test_a_heading_orders_the_rows_and_the_address_says_so(service: Service, visit: Visit) -> None:
    filter_ = "{ level: PROGRAM, overhead: false }"
    asked = f"{{ {PLAN} {{ programs(first: 1, filter: {filter_}, orderBy: BUDGET) {{ nodes {{ name }} }} }} }}"
    first = service.ask(asked)["plan"]["programs"]["nodes"][0]["name"]
    sheet = visit(service.view("isi", jenis="program", tingkat="PROGRAM", urut="nama"))
    heading = sheet.get_by_role("columnheader", name=SAID["budget"])
    expect(heading).to_have_attribute("aria-sort", "none")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    expect(sheet.locator("main tbody th").first).to_have_text(first)
    assert "urut=-pagu" in sheet.url
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    sheet.goto(f"{sheet.url}&lang=en")
    sheet.reload()
    expect(sheet.get_by_role("columnheader", name=WORDS["en"]["budget"])).to_have_attribute("aria-sort", "ascending")


def test_a_filter_for_each_column_leaves_what_fits_says_how_many_and_can_be_sent(
    service: Service, visit: Visit
) -> None:
    sheet = visit(service.view("isi", jenis="sasaran"))
    total = sheet.locator("main tbody tr").count()
    sheet.get_by_role("button", name=SAID["table.filter"], exact=True).click()
    filters = sheet.get_by_role("search", name=SAID["table.filter.of"].replace("{table}", SAID["contents.sasaran"]))
    filters.get_by_role("searchbox", name=SAID["opd.work"]).fill("=0")
    expect(sheet.locator("main tbody tr")).not_to_have_count(total)
    none = sheet.locator("main tbody tr").count()
    assert set(sheet.locator("main tbody td:last-child").all_inner_texts()) == {"0"}
    expect(sheet.locator("main .table-tools [role=status]")).to_have_text(f"{none} dari {total}")
    other = visit(sheet.url)
    expect(other.locator("main tbody tr")).to_have_count(none)
    other.get_by_role("button", name=SAID["table.clear"]).click()
    expect(other.locator("main tbody tr")).to_have_count(total)


def test_empty_cells_come_last_whichever_way_the_rows_are_ordered(service: Service, visit: Visit) -> None:
    sheet = _made(visit, service, [["b", None, 0.5], ["a", 9, None], ["c", 10, 0.25], ["d", 2, 1]])
    heading = sheet.locator("#dibuat th", has_text="Pagu").get_by_role("button")
    heading.click()
    _are(sheet, "cadb")
    heading.click()
    _are(sheet, "dacb")
    heading.click()
    _are(sheet, "bacd")


@pytest.mark.parametrize(
    ("as_", "cases"),
    [
        ("money", [("1 miliar", 1e9, True), ("1 miliar", 9e8, False), ("<1.000", 999, True), ("=0", 0, True)]),
        ("money", [("1 juta..2 juta", 1.5e6, True), ("1 juta..2 juta", 2.5e6, False), ("banyak", 1, None)]),
        ("share", [("50", 0.5, True), ("<50 %", 0.5, False), ("12,5", 0.125, True), ("≤ 50", 0.5, True)]),
        ("count", [(">2", 2, False), (">=2", 2, True), ("2", 3, True), ("0", None, False), ("", 1, None)]),
        (None, [("jalan kota", "Pemeliharaan Jalan Kota", True), ("jalan desa", "Jalan Kota", False), ("–", "", True)]),
    ],
)  # fmt: skip
def test_filters_are_read_as_people_write_them_or_not_at_all(
    service: Service, visit: Visit, as_: str | None, cases: list[tuple[str, object, bool | None]]
) -> None:
    sheet = visit(service.view("ekspor"))
    given = [[wanted, value] for wanted, value, _ in cases]
    assert sheet.evaluate(FITS, [as_, given]) == [fits for _, _, fits in cases]


def test_a_filter_that_cannot_be_read_is_said_and_hides_nothing(service: Service, visit: Visit) -> None:
    sheet = _made(visit, service, [[name, 1, 0.5] for name in "abcd"])
    sheet.locator("#dibuat").get_by_role("button", name=SAID["table.filter"], exact=True).click()
    sheet.locator("#dibuat").get_by_role("searchbox", name="Pagu").fill("banyak")
    expect(sheet.locator("#dibuat [role=alert]")).to_contain_text("banyak")
    _are(sheet, "abcd")


def test_what_is_taken_along_holds_no_formula_and_numbers_that_spreadsheets_read(
    service: Service, visit: Visit
) -> None:
    sheet = visit(service.view("ekspor"))
    headings = [{"label": "=a"}, {"label": "n", "as": "measure"}, {"label": "%", "as": "share"}]
    rows = [*[[text, None, None] for text in FORMULAS], ["a", -1234567.5, 0.625]]
    lines = str(sheet.evaluate(CSV, {"name": "a", "headings": headings, "rows": rows})).split("\r\n")
    assert lines[0] == '"\'=a";"n";"%"'
    assert "\r\n".join(lines[1:-1]) == "\r\n".join("\"'" + text.replace('"', '""') + '";"";""' for text in FORMULAS)
    assert lines[-1] == '"a";"-1234567,5";"62,5%"'
    sheet.get_by_role("button", name="English").click()
    expect(sheet.locator("h1")).to_have_text(WORDS["en"]["menu.berkas"])
    english = str(sheet.evaluate(CSV, {"name": "a", "headings": headings, "rows": rows})).split("\r\n")
    assert english[-1] == '"a";"-1234567.5";"62.5%"'


def test_csv_and_workbook_hold_what_is_seen(service: Service, visit: Visit) -> None:
    sheet = visit(service.view("isi", jenis="program", tingkat="PROGRAM", urut="-pagu", s_pagu=">100 miliar"))
    names = sheet.locator("main tbody th").all_inner_texts()
    assert names
    with sheet.expect_download() as coming:
        sheet.get_by_role("button", name="CSV", exact=True).click()
    lines = coming.value.path().read_bytes().decode("utf-8-sig").split("\r\n")
    assert [line.split('";"')[0][1:] for line in lines[1:]] == names
    with sheet.expect_download() as coming:
        tools = sheet.get_by_role("toolbar")
        tools.get_by_role("button", name="CSV", exact=True).focus()
        sheet.keyboard.press("ArrowRight")
        expect(tools.get_by_role("button", name="XLSX", exact=True)).to_be_focused()
        sheet.keyboard.press("Enter")
    assert coming.value.suggested_filename.endswith(".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(coming.value.path().read_bytes()))
    rows = list(book.active.values)  # type: ignore[union-attr]
    assert [row[0] for row in rows[1:]] == names
    assert rows[0][-1] == SAID["budget"]
    assert all(isinstance(row[-1], int) and row[-1] > 100_000_000_000 for row in rows[1:])


def test_a_table_is_copied_as_it_is_seen(service: Service, visit: Visit) -> None:
    sheet = _made(visit, service, [["b", 2, 0.5], ["=a", 1, None], ["c", 3, 1], ["d", 4, 0]])
    sheet.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sheet.locator("#dibuat th", has_text="Nama").get_by_role("button").click()
    sheet.locator("#dibuat").get_by_role("button", name=SAID["table.copy"]).click()
    expect(sheet.locator("#dibuat [role=status]")).to_contain_text(SAID["table.copied"].replace("{count}", "4"))
    pasted: dict[str, str] = sheet.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            const text = async (type) => (await item.getType(type)).text();
            return { plain: await text('text/plain'), html: await text('text/html') };
        }"""
    )
    assert pasted["plain"] == "Nama\tPagu\tBagian\n'=a\t1\t\nb\t2\t50%\nc\t3\t100%\nd\t4\t0%"
    assert "<td>'=a</td><td>1</td>" in pasted["html"]


def test_a_table_of_more_than_five_thousand_rows_says_so_and_gives_them_all_as_a_file(
    service: Service, visit: Visit
) -> None:
    sheet = _made(visit, service, [[f"n{number}", number, 0.5] for number in range(5_003)])
    expect(sheet.locator("#dibuat .notice")).to_contain_text("5.003")
    expect(sheet.locator("#dibuat tbody tr")).to_have_count(5_000)
    with sheet.expect_download() as coming:
        sheet.locator("#dibuat").get_by_role("button", name="CSV", exact=True).click()
    assert len(coming.value.path().read_bytes().decode("utf-8-sig").split("\r\n")) == 5_004


def test_the_tools_and_the_headings_of_a_table_take_one_stop_of_the_tab_key_each(
    service: Service, visit: Visit
) -> None:
    sheet = _made(visit, service, [[name, 1, 0.5] for name in "abcd"])
    inside = sheet.locator("#dibuat button:not([tabindex='-1'])")
    assert inside.all_inner_texts() == [SAID["table.filter"], "Nama"]
    inside.last.focus()
    sheet.keyboard.press("ArrowRight")
    expect(sheet.locator("#dibuat th", has_text="Pagu").get_by_role("button")).to_be_focused()
    sheet.keyboard.press("Enter")
    expect(sheet.locator("#dibuat th", has_text="Pagu")).to_have_attribute("aria-sort", "descending")
    sheet.keyboard.press("ArrowLeft")
    expect(inside.last).to_be_focused()


def test_a_few_drawn_rows_are_ordered_by_what_is_read_and_not_at_all_where_that_has_no_order(
    service: Service, visit: Visit
) -> None:
    sheet = visit(service.view("ekspor"))
    sheet.evaluate(
        """async () => {
            const at = (name) => import(new URL(`page/${name}.js`, document.baseURI));
            const [{ Table }, { render, html }] = [await at('few'), await at('vendor/preact')];
            const place = document.querySelector('main').appendChild(document.createElement('div'));
            place.id = 'dibuat';
            const rows = [['a', 'Rp 9', 'Rp 1,2 miliar'], ['b', 'Rp 1.000', 'Rp 900 juta'], ['c', '–', '–']];
            rows.push(['d', 'Rp 20', '–']);
            const head = [['Nama'], ['Pagu', true], ['Singkat', true]];
            render(html`<${() => Table({ caption: 'Buatan', head, rows })} />`, place);
        }"""
    )
    sheet.locator("#dibuat th", has_text="Pagu").get_by_role("button").click()
    _are(sheet, "bdac")
    expect(sheet.locator("#dibuat th", has_text="Singkat").get_by_role("button")).to_have_count(0)


def test_what_cannot_be_made_a_workbook_of_is_said(service: Service, visit: Visit) -> None:
    sheet = _made(visit, service, [[name, 1, 0.5] for name in "abcd"], expected="503")
    sheet.route(
        "**/sheet", lambda route: route.fulfill(status=503, body=json.dumps({"errors": [{"message": "Penuh."}]}))
    )
    with sheet.expect_response("**/sheet"):
        sheet.locator("#dibuat").get_by_role("button", name="XLSX", exact=True).click()
    expect(sheet.locator("#dibuat [role=status]")).to_contain_text("Penuh.")
