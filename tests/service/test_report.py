"""What the rules make of a plan, as files: true to the evaluation, safe to open, the same bytes each time."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import docx
import msgspec
import openpyxl
import pypdfium2
import pytest
import typer
from docx.table import Table
from typer.testing import CliRunner

from graph.change import EMPTY, Contents
from graph.export import FileFormat, What, export_of, formats
from graph.export import json as plan_json
from graph.model import Money, Opd, Origin, Program
from graph.record import Decision, DecisionStanding, Report
from graph.snapshot import PlanGraph
from graph.traversal import dimensions_by_opd, opd_matrix
from graph.traversal.example import INFO
from graph.vocabulary import VOCABULARY, called
from rules.engine import Evaluation, Failure, evaluate
from rules.knowledge import knowledge
from rules.recommend.score import total
from rules.rule import installed_rules
from service import demo
from service.cli import export as command
from service.report import words
from service.report.decided import COLUMNS, by_initiative, moment
from service.report.document import Document, Grid, Heading, Picture
from service.report.docx import word
from service.report.files import chosen, evaluation_file
from service.report.heatmap import heat, heatmap
from service.report.layout import table
from service.report.matrices import matrices_workbook
from service.report.meeting import meeting
from service.report.pdf import pdf, set_table
from service.report.sarif import sarif
from service.report.ties import picture, strongest
from tests.clock import later
from tests.example import example_evaluation, example_intake, example_plan
from tests.graph.traversal.plans import shuffled
from tests.test_house import HOME

GUIDE = (HOME / "docs" / "files-out.md").read_text("utf-8")
SIGNS = "=+-@\t\r\n"


class Told(msgspec.Struct, frozen=True):
    """An example region as it was evaluated, and what was read of its files."""

    evaluation: Evaluation
    reports: tuple[tuple[int, Report], ...]


@cache
def _told(slug: str) -> Told:
    return Told(example_evaluation(slug), ((1, example_intake(slug).report),))


@pytest.fixture(scope="module", params=demo.DEMOS)
def told(request: pytest.FixtureRequest) -> Told:
    return _told(request.param)


@pytest.fixture(scope="module")
def first() -> Told:
    return _told(demo.FIRST)


def _book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def _rows(data: bytes, sheet: str) -> list[dict[str, object]]:
    [headings, *rows] = _book(data)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def _word_text(data: bytes) -> Iterator[str]:
    made = docx.Document(io.BytesIO(data))
    for block in made.iter_inner_content():
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)
        else:
            yield block.text


def _pdf_text(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(pages[number].get_textpage().get_text_bounded().split()) for number in range(len(pages)))


# -- SARIF -----------------------------------------------------------------------------------------------------------


class _Sarif(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """Base of SARIF's objects: a property that SARIF 2.1.0 does not name there is refused."""


class Message(_Sarif):
    text: str


class Level(_Sarif):
    level: Literal["none", "note", "warning", "error"]


class Descriptor(_Sarif):
    id: str
    name: str
    short_description: Message
    full_description: Message
    help: Message
    default_configuration: Level
    properties: dict[str, list[str]]


class Driver(_Sarif):
    name: str
    version: str
    language: str
    rules: list[Descriptor]


class Tool(_Sarif):
    driver: Driver


class Logical(_Sarif):
    fully_qualified_name: str
    name: str
    kind: str


class Place(_Sarif):
    logical_locations: list[Logical]
    id: int | None = None


class Result(_Sarif):
    rule_id: str
    rule_index: int
    level: Literal["note", "warning", "error"]
    message: Message
    locations: list[Place]
    related_locations: list[Place]
    partial_fingerprints: dict[str, str]
    properties: dict[str, str | list[str]]


class Reference(_Sarif):
    id: str


class Notification(_Sarif):
    level: Literal["error"]
    message: Message
    associated_rule: Reference


class Invocation(_Sarif):
    execution_successful: bool
    tool_execution_notifications: list[Notification] = []


class Run(_Sarif):
    tool: Tool
    language: str
    automation_details: Reference
    invocations: list[Invocation]
    properties: dict[str, str | int]
    column_kind: Literal["unicodeCodePoints", "utf16CodeUnits"]
    results: list[Result]


class Log(_Sarif):
    version: Literal["2.1.0"]
    runs: list[Run]
    schema: str = msgspec.field(name="$schema")


def test_sarif_has_every_rule_as_a_descriptor_and_every_finding_as_a_result(told: Told) -> None:
    [run] = msgspec.json.decode(sarif(told.evaluation), type=Log).runs
    rules = run.tool.driver.rules
    assert [rule.id for rule in rules] == [rule.code for rule in installed_rules()]
    assert all(rules[result.rule_index].id == result.rule_id for result in run.results)
    found = told.evaluation.findings
    assert [result.partial_fingerprints["sinergi/v1"] for result in run.results] == [each.fingerprint for each in found]
    assert [result.message.text for result in run.results] == [each.message.id for each in found]
    places = [[place.logical_locations[0] for place in each.related_locations] for each in run.results]
    assert [[place.fully_qualified_name for place in each] for each in places] == [list(each.nodes) for each in found]
    assert run.invocations[0].execution_successful


def test_sarif_tells_of_a_rule_that_failed(first: Told) -> None:
    failed = msgspec.structs.replace(first.evaluation, failures=(Failure(rule="SY01", message="KeyError: x"),))
    [invocation] = msgspec.json.decode(sarif(failed), type=Log).runs[0].invocations
    assert not invocation.execution_successful
    assert [each.associated_rule.id for each in invocation.tool_execution_notifications] == ["SY01"]


# -- workbooks -------------------------------------------------------------------------------------------------------


def test_the_workbook_of_findings_has_one_row_per_finding(told: Told) -> None:
    rows = _rows(evaluation_file(told.evaluation, export_of(What.FINDINGS, FileFormat.XLSX)).data, "temuan")
    assert [row["temuan"] for row in rows] == [each.message.id for each in told.evaluation.findings]


def test_the_workbook_of_initiatives_has_a_sheet_for_what_each_lists(told: Told) -> None:
    data = evaluation_file(told.evaluation, export_of(What.INITIATIVES, FileFormat.XLSX)).data
    found = told.evaluation.initiatives
    assert [row["judul"] for row in _rows(data, "rekomendasi")] == [each.title.id for each in found]
    for sheet, wanted in (
        ("peserta", {each.fingerprint: len(each.participants) for each in found}),
        ("mitra", {each.fingerprint: len(each.partners) for each in found if each.partners}),
        ("program", {each.fingerprint: len(each.programs) for each in found if each.programs}),
        ("bagian skor", {each.fingerprint: len(each.score.parts) for each in found}),
    ):
        assert Counter(row["sidik"] for row in _rows(data, sheet)) == wanted


def test_the_matrices_hold_the_numbers_of_the_traversals_under_a_colour_scale(told: Told) -> None:
    plan = told.evaluation.plan
    book = _book(matrices_workbook(plan))
    ties = book["OPD x OPD"]
    numbers = {
        (row[0].value, ties.cell(4, cell.column).value): cell.value
        for row in ties.iter_rows(min_row=5)
        for cell in row[1:]
        if cell.value is not None
    }
    label = {opd.id: opd.label for opd in plan.opds}
    assert numbers == {(label[tie.opd], label[tie.needed]): tie.count for tie in opd_matrix(plan)}
    rupiah = book["OPD x dimensi (Rp)"].iter_rows(min_row=5, min_col=2, values_only=True)
    assert sum(cell or 0 for row in rupiah for cell in row) == sum(
        cell.rupiah for cell in dimensions_by_opd(plan).cells
    )
    for sheet in book:
        rules = [rule.type for each in sheet.conditional_formatting for rule in each.rules]
        assert rules == (["colorScale"] if sheet.max_row > 4 else [])


def test_no_cell_of_a_workbook_or_csv_begins_a_formula(first: Told) -> None:
    nasty = _evaluated_with_nasty_names(first)
    for what in (What.FINDINGS, What.INITIATIVES, What.MATRICES):
        for sheet in _book(evaluation_file(nasty, export_of(what, FileFormat.XLSX)).data):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type in {"n", "s", "b"}
                    assert cell.data_type != "s" or cell.value[0] not in SIGNS, cell.value
    assert "'=HYPERLINK" in evaluation_file(nasty, export_of(What.FINDINGS, FileFormat.CSV)).data.decode()
    opds = [cell.value for cell in _book(matrices_workbook(nasty.plan))["OPD x OPD"]["A"]]
    assert any(str(value).startswith("'=HYPERLINK") for value in opds)


def _evaluated_with_nasty_names(first: Told) -> Evaluation:
    nodes = dict(first.evaluation.plan.nodes)
    long = "Sangatpanjang" * 400
    for number, node in enumerate(first.evaluation.plan.nodes.values()):
        if isinstance(node, Opd):
            nodes[node.id] = msgspec.structs.replace(node, short_name=f'=HYPERLINK("x{number}")')
        elif isinstance(node, Program) and number % 7 == 0:
            nodes[node.id] = msgspec.structs.replace(node, name=f"<b>{node.name} & \x0b\x00]]> {long}")
        elif isinstance(node, Program) and number % 7 == 1:
            nodes[node.id] = msgspec.structs.replace(node, code=node.code + " x" * 900)
    links = {id_: link for id_, link in first.evaluation.plan.links.items() if link.origin is Origin.DECLARED}
    return evaluate(PlanGraph(first.evaluation.plan.info, 1, Contents(nodes=nodes, links=links)))


# -- the meeting report ----------------------------------------------------------------------------------------------


def test_the_report_says_of_each_initiative_why_who_with_what_money_and_on_what_evidence(told: Told) -> None:
    plan = told.evaluation.plan
    document = meeting(told.evaluation, told.reports, most=3)
    written = "\n".join(_word_text(word(document)))
    set_ = _pdf_text(pdf(document))
    for initiative in told.evaluation.initiatives[:3]:
        wanted = [f"{initiative.rank}. {initiative.title.id}", initiative.why.id]
        wanted += [each.reason.id for each in initiative.participants]
        wanted += [step.id for step in initiative.steps]
        wanted += [part.explanation.id for part in initiative.score.parts]
        wanted += [words.decimal(initiative.score.total)]
        quoted = {id_ for fact in initiative.facts for id_ in fact.nodes}
        for number, each in enumerate(initiative.programs):
            program = plan.get(Program, each.program)
            if number >= 25 and each.program not in quoted:
                continue
            wanted.append(program.name)
            money = program.years[-1].budget if program.years else None
            if money and money.amount is not None and money.plausible:
                wanted.append(words.rupiah(money.amount).id)
        for text in wanted:
            assert text in written
            assert re.sub(r"\s", "", text) in re.sub(r"[\s\ufffe\u00ad]", "", set_), text
    assert told.evaluation.initiatives[3].title.id not in written


def _decided(evaluation: Evaluation) -> tuple[Decision, ...]:
    """The first three initiatives decided each in another way, the seventh too, and one that is gone."""
    found = evaluation.initiatives
    at = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    standings = [*DecisionStanding, DecisionStanding.ACCEPTED]
    return (
        *(
            Decision(
                fingerprint=each.fingerprint, standing=standing, reason=f"Alasan {n}", author=f"Ani {n}", made_at=at
            )
            for n, (each, standing) in enumerate(zip((*found[:3], found[6]), standings, strict=True))
        ),
        Decision(fingerprint="gone", standing=DecisionStanding.REJECTED, reason="Alasan lama"),
    )


def _decision_rows(document: Document) -> list[list[tuple[str, ...]]]:
    grids = [block for block in document.blocks if isinstance(block, Grid) and block.headings[-5:] == COLUMNS]
    grids = [grid for grid in grids if grid.headings[0] != "Rekomendasi"]
    assert all(grid.blank >= 1 for grid in grids)
    return [[row[-5:] for row in grid.rows] for grid in grids]


def test_the_decision_columns_are_empty_where_nothing_was_decided(first: Told) -> None:
    rows = _decision_rows(meeting(first.evaluation, first.reports, most=4))
    assert rows == [[("",) * 5]] * 4 + [[("",) * 5] * 4]


def test_the_decision_columns_say_what_was_decided_why_by_whom_and_when(first: Told) -> None:
    said = by_initiative(_decided(first.evaluation))
    document = meeting(first.evaluation, first.reports, most=4, decisions=said)
    when = "26 November 2026 07.30 WITA"
    wanted = [
        ("✓", "", "", "Alasan 0", f"Ani 0, {when}"),
        ("", "✓", "", "Alasan 1", f"Ani 1, {when}"),
        ("", "", "✓", "Alasan 2", f"Ani 2, {when}"),
        ("", "", "", "", ""),
    ]
    *single, recapitulation = _decision_rows(document)
    assert single == [[row] for row in wanted]
    assert recapitulation == [*wanted, ("✓", "", "", "Alasan 3", f"Ani 3, {when}")], "also what is not discussed here"
    count = len(first.evaluation.initiatives) - 4
    for text in (" ".join(_word_text(word(document))), _pdf_text(pdf(document))):
        assert f"2 diterima, 1 ditolak, 1 ditunda, {count} belum diputuskan" in text
        assert "Keputusan atas rekomendasi lama" in text
        assert "gone" in text and "Alasan lama" in text
        assert "✓" in text and "Alasan 3" in text


def test_a_decision_on_an_action_stands_below_its_recommendation(first: Told) -> None:
    initiative, action = next((each, each.actions[0]) for each in first.evaluation.initiatives if each.actions)
    said = by_initiative(
        [Decision(fingerprint=action.fingerprint, standing=DecisionStanding.ACCEPTED, reason="Mulai dari sini")]
    )
    text = _pdf_text(pdf(meeting(first.evaluation, first.reports, most=initiative.rank, decisions=said)))
    assert "Mulai dari sini" in text
    assert "Keputusan atas rekomendasi lama" not in text


def test_a_row_for_a_decision_grows_with_its_reason(first: Told) -> None:
    said = by_initiative(_decided(first.evaluation))
    top = first.evaluation.initiatives[0].fingerprint
    long = {**said, top: msgspec.structs.replace(said[top], reason="Menunggu perubahan APBD. " * 60 + "Selesai.")}
    document = meeting(first.evaluation, first.reports, most=1, decisions=long)
    assert "Selesai." in _pdf_text(pdf(document))
    grid = next(block for block in document.blocks if isinstance(block, Grid) and block.headings == COLUMNS)
    drawn = set_table(table(grid))
    drawn.wrap(1000, 1000)
    short = set_table(table(msgspec.structs.replace(grid, rows=(("",) * 5,))))
    short.wrap(1000, 1000)
    assert drawn._height > short._height + 100


@pytest.mark.parametrize(("code", "zone"), [("11.05", "06.30 WIB"), ("64.71", "07.30 WITA"), ("91.01", "08.30 WIT")])
def test_a_moment_is_told_in_the_zone_of_the_region(code: str, zone: str) -> None:
    assert moment(datetime(2026, 11, 25, 23, 30, tzinfo=UTC), code).endswith(f"November 2026 {zone}")


def test_exports_of_initiatives_carry_what_was_decided(first: Told) -> None:
    evaluation, said = first.evaluation, _decided(first.evaluation)

    def made(format_: FileFormat) -> bytes:
        return evaluation_file(evaluation, export_of(What.INITIATIVES, format_), decisions=said).data

    at = "2026-11-25T23:30:00+00:00"
    rows = msgspec.json.decode(made(FileFormat.JSON))
    assert rows[0]["decision"] == {"standing": "accepted", "reason": "Alasan 0", "author": "Ani 0", "made_at": at}
    assert rows[3]["decision"] == dict.fromkeys(("standing", "reason", "author", "made_at"))
    table = list(csv.DictReader(io.StringIO(made(FileFormat.CSV).decode("utf-8-sig")), delimiter=";"))
    assert [msgspec.json.decode(row["decision"]) for row in table] == [row["decision"] for row in rows]
    sheet = _rows(made(FileFormat.XLSX), "rekomendasi")
    names = ("keputusan", "alasan keputusan", "diputuskan oleh", "diputuskan pada")
    assert [tuple(row[name] for name in names) for row in sheet] == [tuple(row["decision"].values()) for row in rows]


def test_the_report_tells_what_was_read_and_marked_and_by_which_rules(told: Told) -> None:
    text = "\n".join(_word_text(word(meeting(told.evaluation, told.reports))))
    for file in told.reports[0][1].files:
        assert file.file in text and words.count(file.rows) in text
    marks = Counter(mark.code for node in told.evaluation.plan.nodes.values() for mark in node.marks)
    for code, number in marks.items():
        assert f"{called(code).id}\n{words.count(number)}\n" in text
    for rule in installed_rules():
        assert f"\n{rule.code}\n" in text
    assert "pertimbangan penyusun pengetahuan" in text and "judgement" not in text
    known = knowledge()
    for named, number in (
        ("di antaranya dengan tim tetap", len({theme for team in known.teams for theme in team.themes})),
        ("Tim tetap", len(known.teams)),
        ("di antaranya yang peraturannya sudah diperiksa", sum(team.checked for team in known.teams)),
        ("Praktik daerah lain", len(known.practices)),
    ):
        assert f"\n{named}\n{words.count(number)}\n" in text


def test_a_report_of_the_same_plan_is_the_same_bytes_whatever_the_order_of_its_records(first: Told) -> None:
    other = evaluate(shuffled(example_plan()))
    one, two = meeting(first.evaluation, first.reports, most=2), meeting(other, first.reports, most=2)
    assert one == two
    assert pdf(one) == pdf(two)
    assert word(one) == word(two)


@pytest.mark.parametrize("what", [each for each in What if each is not What.PLAN])
def test_every_file_of_an_evaluation_is_the_same_bytes_at_another_time_and_named_after_plan_and_revision(
    first: Told, what: What
) -> None:
    for format_ in formats(what):
        one = evaluation_file(first.evaluation, export_of(what, format_), most=1)
        with later():
            assert evaluation_file(first.evaluation, export_of(what, format_), most=1) == one, format_
        assert re.fullmatch(rf"{demo.FIRST}-r1-[a-z-]+\.{format_}", one.name)


def test_names_that_people_should_not_have_written_break_no_report(first: Told) -> None:
    document = meeting(_evaluated_with_nasty_names(first), first.reports, most=5)
    assert len(pypdfium2.PdfDocument(pdf(document))) > 5
    assert any("<b>" in text and "␋" in text for text in _word_text(word(document)))


def test_a_plan_of_nothing_has_a_report_that_says_so() -> None:
    document = meeting(evaluate(PlanGraph(INFO, 0, EMPTY)))
    assert not [block for block in document.blocks if isinstance(block, Picture)]
    for text in ("\n".join(_word_text(word(document))), _pdf_text(pdf(document))):
        for told in ("Belum ada rekomendasi", "tidak dibuat dari berkas", "Tidak ada ketergantungan"):
            assert told in text


def test_a_word_report_has_the_headings_of_the_document_in_word_s_own_styles(first: Told) -> None:
    document: Document = meeting(first.evaluation, first.reports, most=1)
    made = docx.Document(io.BytesIO(word(document)))
    headings = [(each.style.name, each.text) for each in made.paragraphs if str(each.style.name).startswith("Heading")]
    assert headings == [(f"Heading {each.level}", each.text) for each in document.blocks if isinstance(each, Heading)]
    assert len(made.inline_shapes) == 1
    assert made.core_properties.title == document.title


def test_a_pdf_report_has_an_outline_of_its_headings(first: Told) -> None:
    document = meeting(first.evaluation, first.reports, most=1)
    outline = [(each.level, each.get_title()) for each in pypdfium2.PdfDocument(pdf(document)).get_toc()]
    assert outline == [(each.level - 1, each.text) for each in document.blocks if isinstance(each, Heading)]


# -- pictures --------------------------------------------------------------------------------------------------------


def test_the_heatmap_counts_each_program_once_per_party_and_dimension(told: Told) -> None:
    plan = told.evaluation.plan
    found = heat(plan)
    territorial = {opd.id for opd in plan.opds if opd.is_territorial}
    assert len(found.parties) == len(plan.opds) - len(territorial) + 1
    cells = dimensions_by_opd(plan).cells
    assert sum(map(sum, found.programs)) == len(
        {(cell.row, "" if cell.column in territorial else cell.column, id_) for cell in cells for id_ in cell.programs}
    )
    shaded = [cell.fill for row in table(heatmap(found)).rows[1:] for cell in row[1:]]
    assert [bool(fill) for fill in shaded] == [number > 0 for row in found.programs for number in row]


def test_the_picture_of_ties_shows_the_strongest_without_kecamatan(told: Told) -> None:
    plan = told.evaluation.plan
    ties = strongest(plan, 5)
    territorial = {opd.id for opd in plan.opds if opd.is_territorial}
    others = [tie for tie in opd_matrix(plan) if not {tie.opd, tie.needed} & territorial]
    assert sorted((tie.count for tie in others), reverse=True)[:5] == [tie.count for tie in ties]
    assert not {end for tie in ties for end in (tie.opd, tie.needed)} & territorial
    assert picture(plan, ties).png != picture(plan, ties[:4]).png


# -- words -----------------------------------------------------------------------------------------------------------


def test_every_part_of_a_score_has_a_name(first: Told) -> None:
    parts = {part.name for part in first.evaluation.initiatives[0].score.parts}
    assert total(first.evaluation.initiatives[0].score.parts) == first.evaluation.initiatives[0].score.total
    assert parts == set(VOCABULARY["ScorePart"])


def test_an_implausible_amount_is_shown_as_written_and_not_summed() -> None:
    from service.report.recommendation import _written

    assert _written(Money(text="Rp 1,5 M", amount=None)) == "Rp 1,5 M (tidak terbaca)"
    assert _written(Money(text="9999999999999", amount=9999999999999, plausible=False)) == "9999999999999 *"
    assert _written(Money(text="x", amount=1234567)) == "Rp 1.234.567"


# -- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("export")


def _export(desk: Path, *arguments: str) -> bytes:
    app = typer.Typer()
    app.callback()(lambda: None)
    command.add_to(app)
    asked = ["export", demo.FIRST, "--database", f"sqlite:///{desk / 'sinergi.db'}", *arguments]
    done = CliRunner().invoke(app, asked, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout_bytes


@pytest.mark.long
def test_every_command_in_the_guide_writes_its_file(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = [line.split()[3:] for line in GUIDE.splitlines() if line.startswith("sinergi export ")]
    folder = desk / "guide"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for arguments in commands:
        _export(desk, *arguments)
    assert len(list(folder.iterdir())) == len(commands) >= 8


def test_the_guide_names_every_kind_of_file() -> None:
    for what in What:
        [line] = [line for line in GUIDE.splitlines() if line.startswith(f"| `{what}` ")] or [GUIDE]
        assert all(f"`{format_}`" in line for format_ in formats(what))


def test_the_command_writes_a_plan_that_comes_back(desk: Path, first: Told) -> None:
    stored = example_plan().contents
    _export(desk, "--output", str(desk / "plan.json"))
    _export(desk, "--format", "json", "--output", str(desk))
    assert plan_json.read((desk / "plan.json").read_bytes()) == stored
    assert (desk / f"{demo.FIRST}-r1.json").read_bytes() == (desk / "plan.json").read_bytes()
    assert plan_json.read(_export(desk, "--format", "json", "--output", "-")) == stored
    linked = plan_json.read(_export(desk, "--format", "json", "--knowledge", "--output", "-"))
    assert linked == first.evaluation.plan.contents


def test_the_command_writes_the_report_and_what_the_rules_found(desk: Path) -> None:
    assert _export(desk, "--format", "pdf", "--most", "1", "--output", "-").startswith(b"%PDF")
    assert b'"2.1.0"' in _export(desk, "--format", "sarif", "--output", "-")
    _export(desk, "--what", "matrices", "--output", str(desk / "m.xlsx"))
    assert "OPD x OPD" in openpyxl.load_workbook(desk / "m.xlsx").sheetnames


@pytest.mark.parametrize(
    ("what", "format_", "name", "wanted"),
    [
        (None, None, "", (What.PLAN, FileFormat.XLSX)),
        (None, None, "rencana.zip", (What.PLAN, FileFormat.CSV)),
        (None, FileFormat.PDF, "", (What.MEETING, FileFormat.PDF)),
        (None, None, "x.SARIF", (What.FINDINGS, FileFormat.SARIF)),
        (What.MEETING, None, "", (What.MEETING, FileFormat.DOCX)),
        (What.FINDINGS, None, "x.json", (What.FINDINGS, FileFormat.JSON)),
        (None, FileFormat.JSON, "x.txt", (What.PLAN, FileFormat.JSON)),
    ],
)
def test_what_is_not_said_follows_from_what_is(
    what: What | None, format_: FileFormat | None, name: str, wanted: tuple[What, FileFormat]
) -> None:
    assert chosen(what, format_, name) == export_of(*wanted)


@pytest.mark.parametrize(
    ("what", "format_", "name"),
    [(What.PLAN, FileFormat.PDF, ""), (What.MATRICES, FileFormat.CSV, ""), (None, None, "x.txt")],
)
def test_what_cannot_be_written_is_refused_with_what_can(
    what: What | None, format_: FileFormat | None, name: str
) -> None:
    with pytest.raises(ValueError, match="Yang bisa: "):
        chosen(what, format_, name)
