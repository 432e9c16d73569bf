"""A preview says as data what an import would do, and knows things again that are written otherwise."""

from pathlib import Path

import pytest

from graph.change import EMPTY, Contents, apply, validate
from graph.intake import FieldChange, Intake, Preview, UnfitAnswer, look, preview, read_files
from graph.intake.comparing.namesake import Difference, alike
from graph.model import AnyNode, Indicator, Level, LinkKind, Objective, ObjectiveLevel, Opd, Program
from graph.record import Report, Severity
from tests.example import example_intake, example_plan
from tests.graph.intake.making import DATA, SUB, Cell, csv_file

HEADING: list[Cell] = ["opd", "tahun", "kode", "nama", "tingkat", "indikator", "target", "pagu", "lokasi"]


def _row(opd: str, code: str, name: str, pagu: str, year: str = "2026", **more: str) -> list[Cell]:
    level = "" if code else "sub kegiatan"
    return [
        opd,
        year,
        code,
        name,
        level,
        more.get("indicator", ""),
        more.get("target", ""),
        pagu,
        more.get("place", ""),
    ]


def _contents(path: Path, *rows: list[Cell], name: str = "lama.csv") -> Contents:
    return read_files([csv_file(path / name, [HEADING, *rows])]).contents


def _preview(path: Path, plan: Contents, *rows: list[Cell], **options: object) -> Preview:
    return preview(plan, look([csv_file(path / "baru.csv", [HEADING, *rows])]), **options)  # type: ignore[arg-type]


OLD = _row("Dinas Kesehatan", "1.02.02.2.02.0004", SUB, "1.000", indicator="Balita dilayani", target="10", place="Kota")
CODELESS = _row("Dinas Kesehatan", "", "Penanggulangan Wabah Penyakit", "500")


def test_the_same_files_again_change_nothing() -> None:
    intake = example_intake()
    found = preview(intake.contents, intake, whole=True)
    assert (tuple(found.new), found.changed, found.gone, found.changes) == ((), (), (), ())
    assert found.unchanged == len(intake.contents.nodes) + len(intake.contents.links)


def test_ids_that_people_chose_need_not_name_an_opd() -> None:
    nodes: list[AnyNode] = [
        Program(id="p", level=Level.PROGRAM, name="Jalan"),
        Objective(id="s", level=ObjectiveLevel.GOAL, text="Tujuan"),
        Indicator(id="i", name="Panjang jalan"),
    ]
    read = Intake(contents=Contents(nodes={node.id: node for node in nodes}, links={}), report=Report())
    assert [each.id for each in preview(EMPTY, read).new] == ["i", "p", "s"]
    assert [each.id for each in preview(EMPTY, read).new[1:]] == ["p", "s"]
    assert [each.id for each in preview(EMPTY, read).new.only({"program"}.__contains__)] == ["p"]


def test_a_new_plan_is_all_new(tmp_path: Path) -> None:
    found = _preview(tmp_path, EMPTY, OLD)
    assert {thing.kind for thing in found.new} >= {"opd", "program", "indicator", "leads", "contains", "measures"}
    assert apply(EMPTY, found.changes).nodes.keys() >= {thing.id for thing in found.new if ":" not in thing.id}
    assert found.importable


def test_changes_are_told_field_by_field(tmp_path: Path) -> None:
    plan = _contents(tmp_path, OLD)
    found = _preview(
        tmp_path,
        plan,
        _row("Dinas Kesehatan", "1.02.02.2.02.0004", SUB, "2.000", indicator="Balita dilayani", target="12"),
    )
    told = {changed.label: changed.fields for changed in found.changed if changed.kind in {"program", "indicator"}}
    assert (
        FieldChange(field="years.2026.budget", before="Rp 1.000", after="Rp 2.000", difference="+Rp 1.000") in told[SUB]
    )
    assert FieldChange(field="years.2026.target", before="10", after="12") in told["Balita dilayani"]
    assert "location" not in {field.field for field in told[SUB]}, "an empty cell does not empty a field"
    assert not validate(plan, found.changes)


def test_another_year_is_added_beside_the_one_that_is_there(tmp_path: Path) -> None:
    plan = _contents(tmp_path, OLD)
    found = _preview(tmp_path, plan, _row("Dinas Kesehatan", "1.02.02.2.02.0004", SUB, "3.000", "2027"))
    (program,) = (n for n in apply(plan, found.changes).nodes.values() if isinstance(n, Program) and n.name == SUB)
    assert [(year.year, program.budget(year.year)) for year in program.years] == [(2026, 1000), (2027, 3000)]


def test_what_files_no_longer_say_is_listed_and_goes_only_where_they_are_the_whole_plan(tmp_path: Path) -> None:
    plan = _contents(tmp_path, OLD, CODELESS, _row("Dinas Lain", "", "Pekerjaan lain", "1"))
    kept, whole = _preview(tmp_path, plan, OLD), _preview(tmp_path, plan, OLD, whole=True)
    assert {thing.label for thing in kept.gone if thing.kind == "program"} == {"Penanggulangan Wabah Penyakit"}
    assert "Dinas Lain" in {thing.label for thing in kept.gone}
    assert apply(plan, kept.changes).nodes.keys() == plan.nodes.keys()
    gone = plan.nodes.keys() - apply(plan, whole.changes).nodes.keys()
    assert gone == {thing.id for thing in whole.gone if thing.id in plan.nodes}
    assert any(id_.startswith("program/dinas-lain") for id_ in gone)


def test_an_opd_under_another_spelling_keeps_its_id_and_everything_below_it(tmp_path: Path) -> None:
    plan = _contents(tmp_path, OLD)
    for written in ("DINAS  KESEHATAN", "Dinas Kesehtan"):
        found = _preview(tmp_path, plan, _row(written, "1.02.02.2.02.0004", SUB, "2.000"))
        after = apply(plan, found.changes)
        assert after.nodes.keys() == plan.nodes.keys()
        opd = after.nodes["opd/dinas-kesehatan"]
        assert isinstance(opd, Opd)
        assert opd.name == "Dinas Kesehatan"
    assert [matched.difference for matched in found.matched] == [Difference.SPELLING]
    assert "kesehtan / kesehatan" in found.matched[0].reason
    assert opd.aliases == ("Dinas Kesehtan",)


def test_an_abbreviated_opd_of_a_list_is_known_again(tmp_path: Path) -> None:
    heading = ["Singkatan", "Nama Lengkap", "Kode Bidang Urusan"]
    listed = csv_file(tmp_path / "opd.csv", [heading, ["DPMPTSP", "Dinas Penanaman Modal dan PTSP", "2.18"]])
    plan = read_files([listed]).contents
    found = _preview(tmp_path, plan, _row("Dinas Penanaman Modal dan PTSP", "2.18.02", "PROGRAM A", "1"))
    assert "opd/dpmptsp" in {matched.id for matched in found.matched}
    opd = apply(plan, found.changes).nodes["opd/dpmptsp"]
    assert isinstance(opd, Opd)
    assert (opd.short_name, opd.mandates) == ("DPMPTSP", ("2.18",))


def test_a_misspelt_program_is_the_same_and_its_indicator_stays_with_it(tmp_path: Path) -> None:
    plan = _contents(tmp_path, [*CODELESS[:5], "Wabah tertangani", "5", *CODELESS[7:]])
    misspelt = _row(
        "Dinas Kesehatan", "", "Penangulangan Wabbah Penyakit", "700", indicator="Wabah tertangani", target="6"
    )
    found = _preview(tmp_path, plan, misspelt)
    assert apply(plan, found.changes).nodes.keys() == plan.nodes.keys()
    (program,) = (node for node in apply(plan, found.changes).nodes.values() if isinstance(node, Program))
    assert (program.name, program.budget(2026)) == ("Penanggulangan Wabah Penyakit", 700)
    assert not found.questions


def test_a_doubtful_name_is_a_question_until_a_person_answers(tmp_path: Path) -> None:
    plan = _contents(tmp_path, CODELESS)
    row = _row("Dinas Kesehatan", "", "Penanggulangan Wabah Penyakit Menular", "700")
    found = _preview(tmp_path, plan, row)
    (question,) = found.questions
    assert question.candidates[0].label == "Penanggulangan Wabah Penyakit"
    assert "menular" in question.candidates[0].reason
    assert question.id in {thing.id for thing in found.new}, "unanswered, it counts as new"
    answered = _preview(tmp_path, plan, row, answers={question.id: question.candidates[0].id})
    assert not answered.questions
    assert apply(plan, answered.changes).nodes.keys() == plan.nodes.keys()
    refused = _preview(tmp_path, plan, row, answers={question.id: ""})
    assert not refused.questions
    assert question.id in {thing.id for thing in refused.new}


def test_an_answer_that_names_what_the_thing_cannot_be_is_refused_and_never_counts_as_new(tmp_path: Path) -> None:
    plan = _contents(tmp_path, CODELESS, _row("Dinas Sosial", "", "Bantuan Sosial", "9"))
    row = _row("Dinas Kesehatan", "", "Penanggulangan Wabah Penyakit Menular", "700")
    (question,) = _preview(tmp_path, plan, row).questions
    (elsewhere,) = (node.id for node in plan.nodes.values() if node.label == "Bantuan Sosial")
    for meant, sentence, is_known in (
        ("program/tidak-ada", "bukan program yang ada di rencana ini", False),
        ("opd/dinas-kesehatan", "bukan program yang ada di rencana ini", True),
        (elsewhere, "tingkat atau perangkat daerahnya lain", True),
    ):
        with pytest.raises(UnfitAnswer, match=sentence) as refused:
            _preview(tmp_path, plan, row, answers={question.id: meant})
        assert (refused.value.question, refused.value.is_known) == (question.id, is_known)
    (named,) = question.candidates
    with pytest.raises(UnfitAnswer, match="berkas ini menyebutnya sendiri"):  # so they are two
        _preview(tmp_path, plan, CODELESS, row, answers={question.id: named.id})


def test_what_is_not_understood_is_listed_with_its_place_worst_first(tmp_path: Path) -> None:
    found = _preview(
        tmp_path, EMPTY, OLD, _row("Dinas Kesehatan", "1.02.02", "P", "x", indicator="Opini", target="WTP")
    )
    assert not found.importable
    assert [problem.severity for problem in found.not_understood] == [Severity.ERROR, Severity.NOTE]
    worst, note = found.not_understood
    assert (worst.file, worst.row, worst.column, worst.value) == ("baru.csv", 3, "pagu", "x")
    assert (note.row, note.column, note.value) == (3, "target", "WTP")
    assert worst.hint


def test_links_of_people_stay_and_links_are_previewed(tmp_path: Path) -> None:
    plan = _contents(tmp_path, OLD)
    found = _preview(tmp_path, plan, OLD, _row("Dinas Kesehatan", "1.02.02.2.02.0005", "Pelayanan Lain", "5"))
    assert {thing.kind for thing in found.new} == {"program", str(LinkKind.LEADS), str(LinkKind.CONTAINS)}


def test_a_real_form_of_the_year_before_finds_its_agencies_again() -> None:
    plan = example_plan().contents
    found = preview(plan, look([DATA / "balikpapan_renja_2023_e81_sebagian.csv"]))
    opds = {matched.id for matched in found.matched if matched.id.startswith("opd/")}
    assert len(opds) == 7
    assert not [thing for thing in found.new if thing.kind == "opd"]
    assert found.questions
    assert not validate(plan, found.changes)
    assert found == preview(plan, look([DATA / "balikpapan_renja_2023_e81_sebagian.csv"])), "the same every time"


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("Peningkatan Mutu", "PENINGKATAN  MUTU", Difference.WRITING),
        ("Sub Kegiatan A", "Subkegiatan A", Difference.WRITING),
        ("Pembangunan SDM", "Pembangunan Sumber Daya Manusia", Difference.ABBREVIATION),
        ("Kec. Kota Baru", "Kecamatan Kota Baru", Difference.ABBREVIATION),
        ("Pengelol. Sampah Kota", "Pengelolaan Sampah Kota", Difference.ABBREVIATION),
        ("BKPSDM", "Badan Kepegawaian Pengembangan Sumber Daya Manusia", Difference.ABBREVIATION),
        ("Disdikbud", "Dinas Pendidikan dan Kebudayaan", Difference.DOUBTFUL),
        ("Prosentase Balita Sehat", "Persentase Balita Sehat", Difference.ABBREVIATION),
        ("Penyelengaraan Pelayanan Publik", "Penyelenggaraan Pelayanan Publik", Difference.SPELLING),
        ("Penyediaan Pelayanan Dasar", "Penyediaan Pelayanan Pasar", Difference.DOUBTFUL),
        ("Jumlah Jembatan yang Dipelihara", "Panjang Jembatan yang Dipelihara", Difference.DOUBTFUL),
        ("Pembangunan Jalan Tahap 1", "Pembangunan Jalan Tahap 2", None),
        ("Pembangunan Jalan Tahap II", "Pembangunan Jalan Tahap III", None),
        ("Kecamatan Kota Utara", "Kecamatan Kota Selatan", None),
        ("Dinas Kesehatan", "Dinas Pendidikan", None),
    ],
)
def test_names_are_the_same_doubtful_or_different(one: str, other: str, difference: Difference | None) -> None:
    for a, b in ((one, other), (other, one)):
        likeness = alike(a, b)
        assert (likeness.difference if likeness else None) == difference
