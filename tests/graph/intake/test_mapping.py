"""An unknown table is mapped: proposed by likeness, corrected by a person, kept as YAML, read with it."""

from pathlib import Path

import pytest

from graph.intake import Intake, Mapping, look, propose, read_files
from graph.model import Indicator, Program
from graph.record import RefusedFiles
from tests.graph.intake.making import SUB, Rows, csv_file, xlsx

STRANGE: Rows = [
    ["Rekap Kerja Tahunan"],
    [],
    [
        "Thn",
        "Nama Dinas/Badan",
        "Kd. Rek",
        "Nama Program/Kegiatan",
        "Ukuran Kinerja",
        "Volume",
        "Alokasi Dana",
        "Catatan",
    ],
    ["2026", "Dinas Kesehatan", "1.02.02.2.02.0004", SUB, "Balita dilayani", "12 Orang", "250.000.000", "-"],
    ["2026", "Dinas Pendidikan", "1.01.02", "PROGRAM PENGELOLAAN PENDIDIKAN", "Rapor mutu", "80", "900.000.000", "ok"],
]


def read(path: Path, rows: Rows) -> Intake:
    return look([xlsx(path / "aneh.xlsx", Rekap=rows)])


def _file(path: Path) -> Path:
    return xlsx(path / "aneh.xlsx", Rekap=STRANGE)


def test_an_unknown_table_is_refused_with_the_way_out(tmp_path: Path) -> None:
    (error,) = look([_file(tmp_path)]).errors
    assert error.sheet == "lembar Rekap"
    assert "pemetaan" in error.hint


def test_columns_are_proposed_with_reasons(tmp_path: Path) -> None:
    mapping = propose(_file(tmp_path))
    assert mapping.columns == {
        "Thn": "tahun",
        "Nama Dinas/Badan": "opd",
        "Kd. Rek": "kode",
        "Nama Program/Kegiatan": "nama",
        "Ukuran Kinerja": "indikator",
        "Volume": "target",
        "Alokasi Dana": "pagu",
    }
    told = {each.column: each.reason for each in mapping.reasons}
    assert "isinya uang" in told["pagu"]
    assert "isinya kode" in told["kode"]
    assert all(0.6 <= each.sureness <= 1 for each in mapping.reasons)
    assert propose(_file(tmp_path)) == mapping


def test_columns_without_a_guess_are_told_with_what_stands_in_them(tmp_path: Path) -> None:
    (proposal,) = read(tmp_path, STRANGE).proposals
    assert [(each.column, each.filled, each.example) for each in proposal.others] == [("Catatan", 2, "-")]


def test_a_table_of_which_nothing_is_guessed_is_given_to_be_mapped(tmp_path: Path) -> None:
    rows: Rows = [["Qwert", "Zuiop"], ["satu dua", "tiga empat"], ["lima", "enam"]]
    (proposal,) = read(tmp_path, rows).proposals
    assert proposal.mapping.columns == {}
    assert [each.column for each in proposal.others] == ["Qwert", "Zuiop"]
    assert read(tmp_path, [["1", "2"], ["3", "4"], ["5", "6"]]).proposals == ()


def test_a_mapping_that_a_person_saved_reads_the_table(tmp_path: Path) -> None:
    path = tmp_path / "pemetaan.yaml"
    propose(_file(tmp_path)).save(path)
    assert "# judul mirip" in path.read_text("utf-8")
    mapping = Mapping.load(path)
    assert mapping.columns == propose(_file(tmp_path)).columns
    intake = read_files([_file(tmp_path)], mapping=mapping)
    (sub,) = (n for n in intake.contents.nodes.values() if isinstance(n, Program) and n.name == SUB)
    assert sub.budget(2026) == 250_000_000
    (balita,) = (n for n in intake.contents.nodes.values() if isinstance(n, Indicator) and n.name == "Balita dilayani")
    assert balita.unit == "Orang"
    assert intake.report.files[0].sheet == "lembar Rekap"


def test_constants_say_what_stands_in_no_column(tmp_path: Path) -> None:
    table = csv_file(tmp_path / "a.csv", [["Kd", "Apa", "Uang"], ["1.02.02", "PROGRAM A", "5.000"]])
    columns = {"Kd": "kode", "Apa": "nama", "Uang": "pagu"}
    mapping = Mapping(format="baris", columns=columns, constants={"opd": "Dinas Kesehatan", "tahun": "2026"})
    intake = read_files([table], mapping=[mapping])
    (program,) = (node for node in intake.contents.nodes.values() if isinstance(node, Program))
    assert program.id == "program/dinas-kesehatan/1.02.02"
    assert program.budget(2026) == 5000


def test_a_mapping_serves_known_formats_too(tmp_path: Path) -> None:
    table = csv_file(tmp_path / "a.csv", [["Pihak", "Golongan", "Disebut juga"], ["Bank X", "BUMN", "BX"]])
    mapping = Mapping(format="daftar-mitra", columns={"Pihak": "nama", "Golongan": "jenis", "Disebut juga": "alias"})
    assert "partner/bank-x" in read_files([table], mapping=mapping).contents.nodes


def test_a_table_that_a_mapping_does_not_fit_is_read_as_its_format(tmp_path: Path) -> None:
    known = csv_file(tmp_path / "opd.csv", [["Singkatan", "Nama Lengkap"], ["DINKES", "Dinas Kesehatan"]])
    mapping = Mapping(format="baris", columns={"Kd": "kode", "Apa": "nama"})
    assert "opd/dinkes" in read_files([known], mapping=mapping).contents.nodes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format: apa\ncolumns: {A: kode}\n", "tidak ada"),
        ("format: baris\ncolumns: {A: warna}\n", "warna"),
        ("format: baris\ncolumns: {A: pagu}\n", "belum lengkap"),
        ("format: baris\n", "belum lengkap"),
        ("format: baris\ncolumns: [a]\n", "bukan pemetaan"),
        ("bentuk: baris\n", "bukan pemetaan"),
        ("format: [\n", "YAML"),
    ],
)
def test_a_broken_mapping_is_refused_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "pemetaan.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(RefusedFiles, match=said):
        Mapping.load(path)


def test_a_table_without_any_heading_cannot_be_proposed(tmp_path: Path) -> None:
    with pytest.raises(RefusedFiles, match="judul kolom"):
        propose(csv_file(tmp_path / "a.csv", [["1", "2"], ["3", "4"], ["5", "6"]]))
