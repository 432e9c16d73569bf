"""Agencies are right without a second file: by codes, by names, by their work; units stay units of their agency."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.change import EMPTY, Contents, apply
from graph.intake import look, preview, read_files
from graph.intake.comparing.preview import Preview
from graph.model import LinkKind, MarkCode, Opd, Program, Standing
from graph.reference import fields_of_code, fields_of_name, unit_name
from graph.snapshot import PlanGraph
from tests.graph.intake.making import Cell, Rows, csv_file, xlsx
from tests.rules.notation import INFO

LINES: list[Cell] = ["Tahun", "Kode SKPD", "Nama SKPD", "Kode Sub Kegiatan", "Sub Kegiatan", "Pagu"]
NAMED: list[Cell] = ["Tahun", "SKPD", "Kode Sub Kegiatan", "Sub Kegiatan", "Pagu"]
CODED: list[Cell] = [
    *("kode_opd", "kode_subkegiatan", "uraian", "target", "satuan", "anggaran"),
    *("menjadi_target", "menjadi_satuan", "menjadi_anggaran", "tahun"),
]
LIST: list[Cell] = ["kode_skpd", "nama_skpd"]
DINKES, DINSOS, BPBD = "1.02.0.00.0.00.01.0000", "1.06.0.00.0.00.01.0000", "1.05.0.00.0.00.02.0000"


def _plan(tmp_path: Path, **files: Rows) -> PlanGraph:
    paths = [csv_file(tmp_path / f"{name}.csv", rows) for name, rows in files.items()]
    return PlanGraph(INFO, 1, read_files(paths).contents)


def _mandates(plan: PlanGraph) -> dict[str, tuple[str, ...]]:
    return {opd.name: opd.mandates for opd in plan.opds}


def _coded(code: str, work: str, money: int) -> list[Cell]:
    return [code, work, "uraian", 1, "dok", money, 1, "dok", money, 2026]


# -- mandates -------------------------------------------------------------------------------------------------------


def test_unit_codes_give_mandates_in_every_format_that_has_them(tmp_path: Path) -> None:
    bappeda, name = "5.01.5.05.0.00.01.0000", "BADAN PERENCANAAN PEMBANGUNAN DAERAH"
    work, title = "1.03.05.2.01.0022", "Pembangunan SPALD"
    accounts: list[Cell] = ["kode_skpd", "nama_skpd", "kode_sub_kegiatan", "nama_sub_kegiatan", "kode_akun", "nilai"]
    sipd: list[Cell] = [
        *("tahun", "kode_skpd", "nama_skpd", "kode_program", "nama_program", "kode_giat", "nama_giat"),
        *("kode_sub_giat", "nama_sub_giat", "pagu"),
    ]
    tables: list[list[list[Cell]]] = [
        [LINES, [2026, bappeda, name, work, title, 1000]],
        [CODED, _coded(bappeda, work, 1000)],
        [["tahun", *accounts], [2026, bappeda, name, work, title, "5.1.02", 1000]],
        [sipd, [2026, bappeda, name, "1.03.05", "P", "1.03.05.2.01", "K", work, title, 1000]],
        [LIST, [bappeda, name]],
    ]
    for number, table in enumerate(tables):
        [opd] = _plan(tmp_path, **{f"t{number}": table}).opds
        assert opd.mandates == ("5.01", "5.05"), table[0]
        assert MarkCode.PROPOSED not in {mark.code for mark in opd.marks}


def test_where_codes_are_missing_names_give_mandates_and_say_so(tmp_path: Path) -> None:
    plan = _plan(tmp_path, t=[NAMED, [2026, "DINAS KESEHATAN", "1.03.05.2.01.0022", "SPALD", 1000]])
    [opd] = plan.opds
    assert opd.mandates == ("1.02",)
    assert [mark.code for mark in opd.marks] == [MarkCode.PROPOSED]
    assert "95%" in opd.marks[0].message


def test_a_code_read_later_is_surer_than_the_name(tmp_path: Path) -> None:
    named = [NAMED, [2026, "DINAS PENDIDIKAN", "1.01.02.2.01.0003", "Ruang", 1000]]
    coded = [LINES, [2026, "1.01.2.22.0.00.01.0000", "DINAS PENDIDIKAN", "1.01.02.2.01.0003", "Ruang", 1000]]
    [opd] = _plan(tmp_path, a=named, b=coded).opds
    assert (opd.mandates, opd.marks) == (("1.01", "2.22"), ())


def test_fields_that_go_with_another_are_given_to_who_runs_their_work(tmp_path: Path) -> None:
    statistics: list[Cell] = [2026, "Dinas Kominfo", "2.20.02.2.01.0003", "Data", 1000]
    assert _mandates(_plan(tmp_path, t=[NAMED, statistics])) == {"Dinas Kominfo": ("2.16", "2.20")}
    other: list[Cell] = [2026, "Dinas Statistik", "2.20.02.2.01.0003", "Data", 1000]
    assert _mandates(_plan(tmp_path, t=[NAMED, statistics, other]))["Dinas Kominfo"] == ("2.16",)


def test_a_field_that_no_name_tells_is_that_of_who_runs_most_of_its_work_and_never_of_a_stray_one(
    tmp_path: Path,
) -> None:
    work = [f"2.13.05.2.01.000{number}" for number in range(1, 5)]
    rows: list[list[Cell]] = [[2026, "Dinas Perlindungan Anak", code, "Warga", 1] for code in work]
    rows += [
        [2026, "Dinas Kesehatan", "2.13.05.2.01.0001", "Warga", 1],
        [2026, "Dinas Kesehatan", "1.03.05.2.01.0022", "S", 1],
    ]
    assert _mandates(_plan(tmp_path, t=[NAMED, *rows])) == {
        "Dinas Perlindungan Anak": ("2.08", "2.13"),
        "Dinas Kesehatan": ("1.02",),
    }


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("Dinas Sosial, Pengendalian Penduduk dan KB", ("1.06", "2.14")),
        ("DINAS PUPR", ("1.03",)),
        ("Dinas Pekerjaan Umum, Penataan Ruang, Perumahan Rakyat, Kawasan Permukiman", ("1.03", "1.04")),
        ("DP3AP2KB", ("2.08", "2.14")),
        ("Dinas Kependudukan dan Keluarga Berencana", ("2.14",)),
        ("Dinas Kependudukan dan Pencatatan Sipil", ("2.12",)),
        ("Dinas Tanaman Pangan, Hortikultura dan Perkebunan", ("3.27",)),
        ("Badan Kepegawaian dan Pengembangan SDM", ("5.03",)),
        ("Badan Pendidikan dan Pelatihan Daerah", ("5.04",)),
        ("Sekretariat Daerah Kota Contoh", ("4.01",)),
        ("Sekretariat DPRK", ("4.02",)),
        ("Kecamatan Pasar Minggu", ("7.01",)),
        ("Kapanewon Industri", ("7.01",)),
        ("Satpol PP dan Damkar", ("1.05",)),
        ("Dinas Pendidikan Dayah", ("9.01",)),
        ("Dinas Contoh", ()),
    ],
)
def test_names_tell_fields(name: str, fields: tuple[str, ...]) -> None:
    assert fields_of_name(name).fields == fields


def test_what_a_name_says_beside_its_fields_makes_it_less_sure() -> None:
    assert fields_of_name("Dinas Kesehatan").confidence > fields_of_name("Dinas Kesehatan dan Anu").confidence


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("1.03.2.10.0.00.01.0000", ("1.03", "2.10")),
        ("2.16.2.20.2.21.01.0000", ("2.16", "2.20", "2.21")),
        ("1-02.0-00.0-00.01.0003", ("1.02",)),
        ("1.02.0.00.0.00.01", ("1.02",)),
        ("1.02.01", ()),
        ("5.1.02.01.01.0024", ()),
    ],
)
def test_unit_codes_tell_fields(code: str, fields: tuple[str, ...]) -> None:
    assert fields_of_code(code) == fields


# -- one agency under two names ---------------------------------------------------------------------------------------


def test_an_agency_that_one_file_names_and_another_codes_is_one_by_its_work(tmp_path: Path) -> None:
    named = [
        NAMED,
        [2026, "DINAS KESEHATAN", "1.02.02.2.02.0017", "Pengelolaan Pelayanan Kesehatan Lingkungan", 50],
        [2026, "DINAS SOSIAL", "1.06.05.2.02.0001", "Pendataan", 70],
    ]
    coded = [CODED, _coded(DINKES, "1.02.02.2.02.17", 50), _coded(DINSOS, "1.06.05.2.02.01", 70)]
    paths = [csv_file(tmp_path / "a.csv", coded), csv_file(tmp_path / "b.csv", named)]
    read = read_files(paths)
    plan = PlanGraph(INFO, 1, read.contents)
    assert sorted(_mandates(plan).items()) == [("DINAS KESEHATAN", ("1.02",)), ("DINAS SOSIAL", ("1.06",))]
    assert DINKES in plan.get(Opd, "opd/dinas-kesehatan").aliases
    leaves = [program for program in plan.of(Program) if program.code.count(".") == 5]
    assert sorted(program.budget() for program in leaves) == [50, 70]
    assert any(DINKES in told.value and "satu perangkat daerah" in told.reason for told in read.report.notices)


def test_what_a_plan_names_a_coded_file_finds_by_its_work(tmp_path: Path) -> None:
    named = [NAMED, [2026, "DINAS SOSIAL", "1.06.05.2.02.0001", "Pendataan", 70]]
    plan = _plan(tmp_path, lama=named).contents
    coded = csv_file(tmp_path / "baru.csv", [CODED, _coded(DINSOS, "1.06.05.2.02.01", 80)])
    found = preview(plan, look([coded], plan=plan))
    assert not [each for each in found.new if each.kind in {"opd", "program"}]


def test_two_agencies_of_one_field_are_never_taken_for_one_by_it_alone(tmp_path: Path) -> None:
    named = [NAMED, [2026, "SATPOL PP", "1.05.02.2.01.0001", "Patroli", 50]]
    coded = [CODED, _coded(BPBD, "1.05.03.2.02.0007", 70)]
    assert len(_plan(tmp_path, a=named, b=coded).opds) == 2


def test_a_kecamatan_is_never_taken_for_another_by_its_work(tmp_path: Path) -> None:
    named = [NAMED, [2026, "KECAMATAN A", "7.01.03.2.02.0003", "Pemberdayaan", 50]]
    coded = [CODED, _coded("7.01.0.00.0.00.02.0000", "7.01.03.2.02.0003", 70)]
    assert len(_plan(tmp_path, a=named, b=coded).opds) == 2


def test_two_files_that_name_one_agency_differently_are_asked_of(tmp_path: Path) -> None:
    work = "1.02.02.2.02.0017"
    paths = [
        csv_file(tmp_path / "a.csv", [NAMED, [2026, "DINAS KESEHATAN", work, "Lingkungan", 50]]),
        csv_file(tmp_path / "b.csv", [NAMED, [2026, "DINKES KOTA", work, "Lingkungan", 50]]),
    ]
    asked = preview(EMPTY, look(paths))
    assert [(each.id, each.candidates[0].id) for each in asked.questions] == [
        ("opd/dinkes-kota", "opd/dinas-kesehatan")
    ]
    assert "sama dengan 'DINAS KESEHATAN'?" in asked.questions[0].asked
    one = preview(EMPTY, look(paths), answers={"opd/dinkes-kota": "opd/dinas-kesehatan"})
    plan = PlanGraph(INFO, 1, apply(EMPTY, one.changes))
    assert [(opd.name, "DINKES KOTA" in opd.aliases) for opd in plan.opds] == [("DINAS KESEHATAN", True)]
    assert sum(each.budget() for each in plan.of(Program)) == 50
    assert _again(plan.contents, paths).questions == ()
    two = preview(EMPTY, look(paths), answers={"opd/dinkes-kota": ""})
    assert two.questions == ()
    assert len(PlanGraph(INFO, 1, apply(EMPTY, two.changes)).opds) == 2


@pytest.mark.parametrize("with_list", [True, False])
def test_the_same_work_from_two_files_is_one_node(tmp_path: Path, with_list: bool) -> None:
    name = "BADAN PENANGGULANGAN BENCANA DAERAH"
    files: dict[str, list[list[Cell]]] = {
        "b": [LINES, [2026, BPBD, name, "1.05.03.2.02.0007", "Penanganan Pascabencana Kabupaten/Kota", 120]],
        "a": [CODED, _coded(BPBD, "1.05.03.2.02.07", 120)],
    }
    if with_list:
        files["c"] = [LIST, [BPBD, name]]
    plan = _plan(tmp_path, **files)
    [leaf] = [program for program in plan.of(Program) if program.code.count(".") == 5]
    assert (leaf.name, leaf.budget()) == ("Penanganan Pascabencana Kabupaten/Kota", 120)
    assert [opd.name for opd in plan.opds] == [name]


# -- units ------------------------------------------------------------------------------------------------------------

UNITS: list[list[Cell]] = [
    LIST,
    [DINKES, "DINAS KESEHATAN"],
    ["1.02.0.00.0.00.01.0001", "PUSKESMAS SATU"],
    ["4.01.0.00.0.00.01.0000", "SEKRETARIAT DAERAH"],
    ["4.01.0.00.0.00.01.0001", "BAGIAN HUKUM"],
    ["7.01.2.13.0.00.01.0000", "KECAMATAN AA"],
    ["7.01.2.13.0.00.01.0001", "KELURAHAN BB"],
]


def _units(plan: PlanGraph) -> dict[str, str]:
    return {opd.name: plan.agency(opd).name for opd in plan.of(Opd) if plan.agency(opd) is not opd}


def test_a_unit_by_its_code_is_part_of_its_agency(tmp_path: Path) -> None:
    assert _units(_plan(tmp_path, daftar=UNITS)) == {
        "PUSKESMAS SATU": "DINAS KESEHATAN",
        "BAGIAN HUKUM": "SEKRETARIAT DAERAH",
        "KELURAHAN BB": "KECAMATAN AA",
    }


def test_a_unit_runs_its_work_and_its_agency_answers_for_it(tmp_path: Path) -> None:
    row: list[Cell] = [2026, "1.02.0.00.0.00.01.0001", "PUSKESMAS SATU", "1.02.02.2.02.0017", "Kesehatan", 50]
    plan = _plan(tmp_path, t=[LINES, [2026, DINKES, "DINAS KESEHATAN", "1.02.02.2.02.0015", "Gizi", 70], row])
    [work] = [each for each in plan.of(Program) if each.code == "1.02.02.2.02.0017"]
    lead, runner = plan.lead(work.id), plan.runner(work.id)
    assert lead is not None and runner is not None
    assert (lead.name, runner.name) == ("DINAS KESEHATAN", "PUSKESMAS SATU")


def test_a_unit_without_a_code_is_part_of_who_holds_its_field(tmp_path: Path) -> None:
    names = ["DINAS KESEHATAN", "RSUD CONTOH", "UPTD Puskesmas Dua", "DINAS PENDIDIKAN", "SMP Negeri 1", "BAGIAN UMUM"]
    names += ["DINAS PERHUBUNGAN", "UPTD Terminal", "SEKRETARIAT DPRD", "BAGIAN PERSIDANGAN SETWAN DPRD"]
    plan = _plan(tmp_path, t=[NAMED, *([2026, name, "1.02.02.2.02.0017", "X", 1] for name in names)])
    assert _units(plan) == {
        "RSUD CONTOH": "DINAS KESEHATAN",
        "UPTD Puskesmas Dua": "DINAS KESEHATAN",
        "SMP Negeri 1": "DINAS PENDIDIKAN",
        "UPTD Terminal": "DINAS PERHUBUNGAN",
        "BAGIAN UMUM": "Sekretariat Daerah",
        "BAGIAN PERSIDANGAN SETWAN DPRD": "SEKRETARIAT DPRD",
    }


def test_a_unit_of_which_nobody_can_tell_the_agency_is_told(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "t.csv", [NAMED, [2026, "UPTD Anu", "1.02.02.2.02.0017", "X", 1]])
    assert any("UPTD Anu tampaknya unit" in told.reason for told in read_files([path]).report.notices)


def test_a_name_that_two_agencies_give_a_unit_means_two_units(tmp_path: Path) -> None:
    listed = [*UNITS, ["1.02.0.00.0.00.01.0009", "BAGIAN UMUM"], ["4.01.0.00.0.00.01.0009", "BAGIAN UMUM"]]
    plan = _plan(tmp_path, daftar=listed)
    above = sorted(plan.agency(opd).name for opd in plan.of(Opd) if opd.name == "BAGIAN UMUM")
    assert above == ["DINAS KESEHATAN", "SEKRETARIAT DAERAH"]


def test_what_no_agency_is_called_is_no_unit() -> None:
    assert [name for name in ("Dinas Balai Kota", "Satuan Polisi Pamong Praja", "RSUD", "UPTD") if unit_name(name)] == [
        "RSUD"
    ]


# -- plans from before units were known -------------------------------------------------------------------------------


def _before(contents: Contents) -> Contents:
    links = {id_: link for id_, link in contents.links.items() if not id_.startswith("contains:opd/")}
    return Contents(nodes=contents.nodes, links=links)


def _again(plan: Contents, paths: Iterable[Path], answers: dict[str, str] | None = None) -> Preview:
    return preview(plan, look(list(paths), plan=plan), answers=answers)


def test_the_same_files_again_ask_once_which_opds_are_units(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "daftar.csv", UNITS)
    old = _before(read_files([path]).contents)
    asked = _again(old, [path])
    assert [(each.id, each.candidates[0].id, each.is_unit) for each in asked.questions] == [
        ("opd/bagian-hukum", "opd/sekretariat-daerah", True),
        ("opd/kelurahan-bb", "opd/kecamatan-aa", True),
        ("opd/puskesmas-satu", "opd/dinas-kesehatan", True),
    ]
    assert asked.changes == ()
    assert "unit dari 'SEKRETARIAT DAERAH'?" in asked.questions[0].asked
    answers = {each.id: each.candidates[0].id for each in asked.questions} | {"opd/bagian-hukum": ""}
    answered = _again(old, [path], answers)
    assert answered.questions == ()
    new = apply(old, answered.changes)
    assert new.links["contains:opd/sekretariat-daerah>opd/bagian-hukum"].standing is Standing.REJECTED
    assert _units(PlanGraph(INFO, 1, new)).keys() == {"PUSKESMAS SATU", "KELURAHAN BB"}
    again = _again(new, [path])
    assert (again.questions, again.changes) == ((), ())


def test_work_that_a_plan_counts_with_the_agency_moves_to_its_unit_with_its_links(tmp_path: Path) -> None:
    unit: list[Cell] = [2026, "1.02.0.00.0.00.01.0001", "PUSKESMAS SATU", "1.02.02.2.02.0017", "Kesehatan", 50]
    own: list[Cell] = [2026, DINKES, "DINAS KESEHATAN", "1.02.02.2.02.0015", "Gizi", 70]
    merged = [*unit[:1], DINKES, "DINAS KESEHATAN", *unit[3:]]
    old = _plan(tmp_path, t=[LINES, own, merged]).contents
    path = csv_file(tmp_path / "t.csv", [LINES, own, unit])
    found = _again(old, [path])
    assert found.questions == ()
    plan = PlanGraph(INFO, 1, apply(old, found.changes))
    [work] = [each for each in plan.of(Program) if each.code == "1.02.02.2.02.0017"]
    runner = plan.runner(work.id)
    assert (work.id, runner and runner.name) == ("program/dinas-kesehatan/1.02.02.2.02.0017", "PUSKESMAS SATU")
    assert len(plan.into(work.id, LinkKind.LEADS)) == len(plan.into(work.id, LinkKind.CONTAINS)) == 1


def test_a_short_name_beside_the_whole_one_is_asked_of_and_not_another_agency(tmp_path: Path) -> None:
    rows: Rows = [
        NAMED,
        [2026, "Dinkes", "1.02.02.2.02.0004", "A", 1000],
        [2026, "Dinas Kesehatan", "1.02.02.2.02.0005", "B", 1000],
        [2026, "Dinas Sosial", "1.06.04.2.01.0002", "C", 1000],
    ]
    read = look([csv_file(tmp_path / "renja.csv", rows)])
    [question] = preview(EMPTY, read).questions
    assert (question.written, question.candidates[0].label) == ("Dinkes", "Dinas Kesehatan")
    one = preview(EMPTY, read, answers={question.id: question.candidates[0].id})
    names = {each.label for each in one.new if each.kind == "opd"}
    assert names == {"Dinas Kesehatan", "Dinas Sosial"}
    assert not preview(EMPTY, read, answers={question.id: ""}).questions


def test_what_is_told_of_a_unit_names_its_file_and_its_sheet_apart(tmp_path: Path) -> None:
    rows: Rows = [NAMED, [2026, "UPTD RSUD Contoh", "1.02.02.2.02.0004", "A", 1000]]
    read = look([xlsx(tmp_path / "renja.xlsx", Renja=rows)])
    assert ("renja.xlsx", "lembar Renja") in {
        (each.file, each.sheet) for each in read.problems if "unit dari" in each.reason
    }
