"""Every format that planners have is recognised by its headings alone and read as it is meant."""

import json
from pathlib import Path

import pytest

from graph.intake import Intake, look, read_files
from graph.model import Indicator, Level, LinkKind, MarkCode, Objective, ObjectiveLevel, Opd, Program
from graph.record import FileRead
from service import demo
from tests.example import example_intake
from tests.graph.intake import making
from tests.graph.intake.making import ACTIVITY, DATA, PROGRAM, SUB, csv_file, tc33, xlsx


def _formats(intake: Intake) -> list[str]:
    return [read.format for read in intake.report.files]


def _programs(intake: Intake) -> dict[str, Program]:
    return {node.code or node.name: node for node in intake.contents.nodes.values() if isinstance(node, Program)}


def _indicators(intake: Intake) -> dict[str, Indicator]:
    return {node.name: node for node in intake.contents.nodes.values() if isinstance(node, Indicator)}


def _objectives(intake: Intake) -> dict[str, Objective]:
    return {node.text: node for node in intake.contents.nodes.values() if isinstance(node, Objective)}


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_every_file_of_the_example_regions_is_recognised_alone(slug: str) -> None:
    for path in demo.files(slug):
        intake = look([path])
        assert len(intake.report.files) == 1, path
        assert not intake.errors, path


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_every_other_real_file_is_recognised_alone(path: Path) -> None:
    intake = read_files([path])
    (read,) = intake.report.files
    assert read.rows > 50


def _rpjmd() -> Path:
    return next(path for path in demo.files(demo.FIRST) if path.suffix == ".yaml")


def test_an_rpjmd_alone_makes_the_opds_that_it_names_and_marks_and_tells_them() -> None:
    intake = read_files([_rpjmd()])
    opds = [node for node in intake.contents.nodes.values() if isinstance(node, Opd)]
    assert {mark.code for opd in opds for mark in opd.marks} == {MarkCode.UNKNOWN_OPD}
    assert all(len(opd.marks) == 1 for opd in opds)
    [notice] = [each for each in intake.report.notices if "daftar perangkat daerah" in each.reason]
    assert (notice.severity, f"; {len(opds)} perangkat daerah dibuat" in notice.reason) == ("warning", True)
    leads = [link for link in intake.contents.links.values() if link.kind is LinkKind.LEADS]
    assert len(leads) >= len(opds) > 30


def test_the_list_of_opds_beside_or_after_an_rpjmd_leaves_none_unlisted() -> None:
    listed = next(path for path in demo.files(demo.FIRST) if path.name == "balikpapan_opd.csv")
    beside, alone = read_files([_rpjmd(), listed]), read_files([_rpjmd()])
    after = read_files([listed], plan=alone.contents)
    names = {id_ for id_, node in alone.contents.nodes.items() if isinstance(node, Opd)}
    for intake in (beside, after):
        nodes = intake.contents.nodes
        assert names <= {id_ for id_, node in nodes.items() if isinstance(node, Opd) and not node.marks}


def test_an_rpjmd_with_an_opd_that_is_not_among_the_known_ones_is_refused(tmp_path: Path) -> None:
    rows = [
        ["kode_bidang_urusan", "nama_lengkap", "singkatan"],
        ["1.01", "Dinas Pendidikan dan Kebudayaan", "DISDIKBUD"],
    ]
    intake = look([_rpjmd(), csv_file(tmp_path / "opd.csv", rows)])
    assert "DKK" in {error.value for error in intake.errors}
    assert "DISDIKBUD" not in {error.value for error in intake.errors}


def test_counts_of_tags_per_field_are_known_and_not_put_into_the_plan(tmp_path: Path) -> None:
    intake = read_files([DATA / "tag_sipd_x_bidang.csv"])
    assert _formats(intake) == ["tag-bidang"]
    assert set(intake.report.nodes) == {"dimension"}
    [notice] = intake.report.notices
    assert "rekapitulasi 17 tag per bidang urusan" in notice.reason
    assert "tidak dimasukkan ke rencana" in notice.reason and notice.hint
    rows = [["tag", "kode_bidang", "opd", "jumlah_sub_kegiatan"], ["BANJIR", "bukan", "DPU", "3"]]
    [error] = look([csv_file(tmp_path / "tag.csv", rows)]).errors
    assert (error.value, error.reason) == ("bukan", "kode ini bukan kode bidang urusan")


def test_a_third_region_loads_with_its_cascade_from_vision_to_program() -> None:
    intake = read_files([DATA / "aceh_barat_rpjmd_2025_2029.csv"])
    levels = [node.level for node in _objectives(intake).values()]
    assert levels.count(ObjectiveLevel.VISION) == 1
    assert levels.count(ObjectiveLevel.GOAL) == 16
    poverty = _indicators(intake)["Tingkat Kemiskinan"]
    assert poverty.baseline is not None
    assert poverty.end_target is not None
    assert (poverty.baseline.number, poverty.end_target.number, poverty.unit) == (17.63, 16.1, "Persen")
    leads = {link.target_id: link.source_id for link in intake.contents.links.values() if link.kind is LinkKind.LEADS}
    assert leads[_indicators(intake)["Usia Harapan Hidup (UHH)"].id] == "opd/dinas-kesehatan"
    assert poverty.id not in leads
    without = [p for p in _programs(intake).values() if any(m.code is MarkCode.MISSING_VALUE for m in p.marks)]
    assert without
    assert all(link.target_id in intake.contents.nodes for link in intake.contents.links.values())


def test_indicators_of_one_cell_are_lined_up_with_the_cells_beside_them(tmp_path: Path) -> None:
    heading = [*("MISI", "TUJUAN RPJMD", "SASARAN RPJMD", "IK SASARAN RPJMD", "BASELINE IK SASARAN RPJMD")]
    heading += ["TARGET IK SASARAN RPJMD", "SATUAN IK SASARAN RPJMD", "OPD IK SASARAN RPJMD", "PROGRAM PRIORITAS"]
    heading += ["IK PROGRAM", "BASELINE IK PROGRAM", "OPD PENANGGUNGJAWAB PROGRAM"]
    row = ["Misi 1: Maju", "Tujuan A", "Sasaran A", "Satu\nDua", "1\n2", "3\n4\n5", "%", "DINAS A\nBPS", "Program A"]
    intake = read_files([csv_file(tmp_path / "rpjmd.csv", [heading, [*row, "Tiga", "7", "DINAS A"]])])
    one, two = _indicators(intake)["Satu"], _indicators(intake)["Dua"]
    assert (one.baseline and one.baseline.number, two.baseline and two.baseline.number) == (1, 2)
    assert one.end_target is None
    assert {mark.code for mark in one.marks} == {MarkCode.UNREAD_NUMBER}
    assert {mark.code for mark in two.marks} == {MarkCode.UNREAD_NUMBER, MarkCode.UNKNOWN_OPD}
    assert (one.unit, two.unit) == ("%", "%")


def test_sipd_renja_comes_as_json_too(tmp_path: Path) -> None:
    row = {
        **{"id_daerah": 1, "tahun": 2026, "kode_skpd": "1.02.0.00.0.00.01.0000", "nama_skpd": "Dinas Kesehatan"},
        **{"kode_program": "1.02.02", "nama_program": PROGRAM, "kode_giat": "1.02.02.2.02", "nama_giat": ACTIVITY},
        **{"kode_sub_giat": "1.02.02.2.02.0004", "nama_sub_giat": SUB, "pagu": 250000000, "nama_dana": "DAU"},
        **{"tolak_ukur_output": "Balita yang dilayani", "target_teks_output": "1500 Orang", "label_pusat": None},
        **{"tolak_ukur_capaian": "Usia harapan hidup", "target_teks_capaian": "74,5 Tahun", "indikator_outcome": ""},
    }
    other = {**row, "tolak_ukur_output": "Balita yang ditimbang", "nama_dana": "DAK"}
    path = tmp_path / "renja.json"
    path.write_text(json.dumps({"data": [row, other]}), "utf-8")
    intake = read_files([path])
    assert _formats(intake) == ["sipd-renja"]
    sub = _programs(intake)["1.02.02.2.02.0004"]
    assert sub.budget(2026) == 250_000_000, "the same amount on a second row is the same money"
    assert {mark.code for mark in sub.marks} >= {MarkCode.REPEATED}
    assert {"Balita yang dilayani", "Balita yang ditimbang", "Usia harapan hidup"} == _indicators(intake).keys()


def test_a_list_of_skpds_comes_as_json_and_tells_mandates_by_its_codes(tmp_path: Path) -> None:
    row = {"tahun": 2026, "kode_skpd": "2.16.2.20.2.21.01.0000", "nama_skpd": "Dinas Kominfo", "total_giat": 4}
    path = tmp_path / "skpd.json"
    path.write_text(json.dumps([row]), "utf-8")
    intake = read_files([path])
    (opd,) = (node for node in intake.contents.nodes.values() if isinstance(node, Opd))
    assert (opd.mandates, opd.aliases) == (("2.16", "2.20", "2.21"), ("2.16.2.20.2.21.01.0000",))


def test_a_master_of_sub_activities_makes_new_codes_known(tmp_path: Path) -> None:
    master = [{"no": 1, "id": 1, "stt": 0, "id1": 1, "urusan": "[1] WAJIB", "id2": 2, "bidang": "[1.02] KESEHATAN"}]
    master[0] |= {"id3": 3, "program": f"[1.02.02] {PROGRAM}", "id4": 4, "kegiatan": f"[1.02.02.2.02] {ACTIVITY}"}
    master[0] |= {"kode": "1.02.02.2.02.0999", "nama": "Pelayanan Kesehatan Baru", "lock": 0}
    (tmp_path / "sub.json").write_text(json.dumps(master), "utf-8")
    rows = [["opd", "tahun", "kode", "nama", "pagu"]]
    rows.append(["Dinas Kesehatan", "2026", "1.02.02.2.02.0999", "Pelayanan Kesehatan Baru", "1.000"])
    plan = csv_file(tmp_path / "rencana.csv", rows)
    alone, together = read_files([plan]), read_files([plan, tmp_path / "sub.json"])
    assert MarkCode.UNKNOWN_CODE in {m.code for m in _programs(alone)["1.02.02.2.02.0999"].marks}
    assert not _programs(together)["1.02.02.2.02.0999"].marks
    assert together.contents.nodes.keys() == alone.contents.nodes.keys()


def _accounts(path: Path, **changed: str) -> Path:
    heading = [*("tahun", "kode_skpd", "nama_skpd", "kode_sub_skpd", "nama_sub_skpd", "kode_program", "nama_program")]
    heading += ["kode_kegiatan", "nama_kegiatan", "kode_sub_kegiatan", "nama_sub_kegiatan", "kode_akun", "nama_akun"]
    heading += ["nilai_rincian", "total_rak", "bulan1"]
    row = ["2026", "1.02.0.00.0.00.01.0000", "Dinas Kesehatan", "1.02.0.00.0.00.01.0000", "Dinas Kesehatan", "1.02.02"]
    row += [PROGRAM, "1.02.02.2.02", ACTIVITY, "1.02.02.2.02.04", SUB]
    rows = [dict(zip(heading, [*row, "5.1.02", name, amount, amount, "0"], strict=True)) for name, amount in _MONEY]
    rows = [{**each, **changed} for each in rows]
    kept = [name for name in heading if name in rows[0] and not (name == "tahun" and changed.get("tahun") == "")]
    return csv_file(path, [kept, *([each[name] for name in kept] for each in rows)])


_MONEY = (("Belanja Barang", "100.000.000"), ("Belanja Jasa", "100.000.000"), ("Belanja Modal", "50.000.000,00"))


def test_budget_lines_are_added_up_per_sub_activity(tmp_path: Path) -> None:
    intake = read_files([_accounts(tmp_path / "dpa.csv")])
    assert _formats(intake) == ["rka-dpa"]
    sub = _programs(intake)["1.02.02.2.02.0004"]
    assert sub.budget(2026) == 250_000_000
    assert not any(mark.code is MarkCode.REPEATED for mark in sub.marks)
    assert _programs(intake)["1.02.02"].budget() == 0, "levels are never added"


def test_budget_lines_without_a_year_take_it_from_the_file_and_say_so_or_ask_for_it(tmp_path: Path) -> None:
    named = read_files([_accounts(tmp_path / "dpa_2027.csv", tahun="")])
    assert _programs(named)["1.02.02.2.02.0004"].budget(2027) == 250_000_000
    assert any("nama berkas" in notice.reason for notice in named.report.notices)
    (error,) = look([_accounts(tmp_path / "dpa.csv", tahun="")]).errors
    assert "tahun" in error.reason
    assert error.hint


def test_ebudgeting_splits_code_and_name_and_takes_the_changed_amount(tmp_path: Path) -> None:
    heading = [*("SKPD", "PROGRAM", "KEGIATAN", "SUBKEGIATAN", "SUBKELUARAN", "URAIAN BELANJA", "SUMBERDANA")]
    heading += ["SUMBERDANA PERUBAHAN", "JUMLAH", "JUMLAH PERUBAHAN"]
    start = [
        "1.1.01.0000 DINAS KESEHATAN",
        f"1.02.02 - {PROGRAM}",
        f"1.02.02.2.02 {ACTIVITY}",
        f"1.02.02.2.02.04 {SUB}",
    ]
    rows = [[*start, "01 Keluaran", name, "DAU", "DAU", before, after] for name, before, after in _CHANGED]
    intake = read_files([xlsx(tmp_path / "ebudgeting 2026.xlsx", Data=[heading, *rows])])
    assert _formats(intake) == ["e-budgeting"]
    assert _programs(intake)["1.02.02.2.02.0004"].budget(2026) == 150_000 + 70_000
    (opd,) = (node for node in intake.contents.nodes.values() if isinstance(node, Opd))
    assert (opd.name, opd.aliases) == ("DINAS KESEHATAN", ("1.1.01.0000",))


_CHANGED = (("Belanja Barang", "100000", "150000"), ("Belanja Jasa", "70000", ""))


def test_rkpd_takes_what_it_became_and_else_what_it_was(tmp_path: Path) -> None:
    heading = [*("kode_opd", "kode_subkegiatan", "target_indikator", "kode_subkeluaran", "uraian", "target", "satuan")]
    heading += ["sumberdana", "anggaran", "lokasi", "menjadi_target", "menjadi_satuan", "menjadi_anggaran", "tahun"]
    rows = [
        [
            "1.02.01",
            "1.02.02.2.02.04",
            "1",
            "1",
            "Balita dilayani",
            "10",
            "Orang",
            "DAU",
            "1000000",
            "A",
            *after,
            "2023",
        ]
        for after in (("12", "Orang", "1500000"), ("", "", ""))
    ]
    rows[1][4] = "Balita ditimbang"
    intake = read_files([csv_file(tmp_path / "rkpd.csv", [heading, *rows])])
    assert _formats(intake) == ["rkpd-perubahan"]
    sub = _programs(intake)["1.02.02.2.02.0004"]
    assert (sub.name, sub.budget(2023)) == (SUB, 2_500_000)
    targets = {name: node.years[0].target for name, node in _indicators(intake).items()}
    assert {name: target.number for name, target in targets.items() if target} == {
        "Balita dilayani": 12,
        "Balita ditimbang": 10,
    }
    assert {"1.02.02", "1.02.02.2.02"} <= _programs(intake).keys(), "what lies above is known by the code"


def test_a_printed_rkpd_with_before_and_after_side_by_side(tmp_path: Path) -> None:
    rows: making.Rows = [
        ["RKPD Perubahan Kabupaten Contoh"],
        ["Perangkat Daerah", ":", "Dinas Kesehatan"],
        ["Tahun Anggaran 2026"],
        ["Kode", "", "Program / Kegiatan / Sub Kegiatan", "Indikator Kinerja", "Semula", "", "Menjadi", ""],
        ["", "", "", "", "Target", "Pagu (Rp)", "Target", "Pagu (Rp)"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        ["1.02.02", "", PROGRAM, "Usia harapan hidup", "74", "1.000", "75", "2.000"],
        ["1.02.02.2.02", "0004", SUB, "Balita dilayani", "10 Orang", "1.000", "12 Orang", "2.000"],
        ["", "", "", "Balita ditimbang", "5 Orang", "", "6 Orang", ""],
        ["JUMLAH", "", "", "", "", "1.000", "", "2.000"],
    ]
    intake = read_files([xlsx(tmp_path / "rkpd.xlsx", RKPD=rows)])
    assert _formats(intake) == ["rkpd-semula-menjadi"]
    assert _programs(intake)["1.02.02.2.02.0004"].budget(2026) == 2_000
    measured = [link for link in intake.contents.links.values() if link.kind is LinkKind.MEASURES]
    assert len([link for link in measured if link.target_id.endswith("0004")]) == 2
    assert _indicators(intake)["Balita ditimbang"].unit == "Orang"


def test_tc33_is_read_with_its_opd_and_year_from_the_title(tmp_path: Path) -> None:
    intake = read_files([xlsx(tmp_path / "tc33.xlsx", Renja=tc33())])
    assert _formats(intake) == ["t-c.33"]
    programs = _programs(intake)
    assert [programs[code].budget(2026) for code in ("1.02.02", "1.02.02.2.02.0004")] == [300_000_000, 250_000_000]
    assert programs["1.02.02.2.02.0004"].location == "Kota"
    balita = _indicators(intake)["Balita ditimbang"]
    assert balita.years[0].target is not None
    assert (balita.years[0].target.number, balita.unit) == (7, "Orang")
    assert "opd/dinas-kesehatan" in intake.contents.nodes


def test_tc27_is_read_with_a_code_over_five_columns_and_money_per_year(tmp_path: Path) -> None:
    last = [""] * 2
    rows: making.Rows = [
        ["Rencana Strategis Dinas Kesehatan 2021-2026"],
        [
            *("Tujuan", "Sasaran", "Indikator Sasaran", "Kode", "", "", "", ""),
            *("Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan", "Indikator Program/Kegiatan/Sub Kegiatan"),
            *("Data Capaian pada Tahun Awal Perencanaan", "Capaian Kinerja dan Kerangka Pendanaan", "", "", ""),
            *("Kondisi Kinerja pada akhir periode Renstra Perangkat Daerah", ""),
            *("Unit Kerja Perangkat Daerah Penanggungjawab", "Lokasi"),
        ],
        [*[""] * 11, "2021", "", "2022", "", "", "", "", ""],
        [*[""] * 11, "Target", "Rp", "Target", "Rp", "Target", "Rp", "", ""],
        ["Sehat", "Meningkatnya kesehatan", "Usia harapan hidup", *[""] * 14, *last],
        [
            "",
            "",
            "",
            1,
            "02",
            "02",
            "",
            "",
            PROGRAM,
            "Layanan",
            "70",
            "71",
            1000,
            "72",
            2000,
            "75",
            3000,
            "Bidang A",
            "Kota",
        ],
        [*[""] * 3, "1", "02", "02", "2.02", "0004", SUB, "Balita", "5", "6", "400", "7", "500", "9", "900", "", ""],
    ]
    intake = read_files([xlsx(tmp_path / "renstra.xlsx", Matrik=rows)])
    assert _formats(intake) == ["t-c.27"]
    sub = _programs(intake)["1.02.02.2.02.0004"]
    assert [(year.year, year.budget.amount if year.budget else None) for year in sub.years] == [
        (2021, 400),
        (2022, 500),
    ]
    assert sub.period_budget is not None
    assert sub.period_budget.amount == 900
    balita = _indicators(intake)["Balita"]
    assert [year.target.number for year in balita.years if year.target] == [6, 7]
    objectives = _objectives(intake)
    assert objectives["Sehat"].level is ObjectiveLevel.GOAL
    program = _programs(intake)["1.02.02"]
    served = f"aligns:{program.id}>{objectives['Meningkatnya kesehatan'].id}"
    assert served in intake.contents.links


def test_sipd_labels_become_tags_of_the_programs_that_have_the_code() -> None:
    other = next(slug for slug in demo.DEMOS if slug != demo.FIRST)
    plan = example_intake(other)
    labels = DATA / "bengkulu_utara_sipd_label_prioritas.csv"
    together = read_files([*demo.files(other), labels])
    lent = read_files([labels], plan=plan.contents)
    tagged = {
        node.id: node.tags for node in together.contents.nodes.values() if isinstance(node, Program) and node.tags
    }
    assert tagged
    assert not together.errors
    after = {node.id: node.tags for node in lent.contents.nodes.values() if isinstance(node, Program)}
    assert after
    assert all(after[id_] == tags for id_, tags in tagged.items() if id_ in after)


def test_labels_without_a_plan_are_told_and_put_nothing_in() -> None:
    intake = read_files([DATA / "bengkulu_utara_sipd_label_prioritas.csv"])
    assert not any(isinstance(node, Program) for node in intake.contents.nodes.values())
    (notice,) = intake.report.notices
    assert "Renja" in notice.hint


def test_yearly_indicators_with_two_heading_lines_are_recognised_in_a_sheet(tmp_path: Path) -> None:
    rows: making.Rows = [
        ["Indikator Kinerja Utama"],
        ["No", "Indikator Kinerja", "Satuan", "Kondisi Awal", "Target", "", "Perangkat Daerah Penanggung Jawab"],
        ["", "", "", "", "2026", "2027", ""],
        [1, "Jumlah kunjungan wisatawan", "Orang", "1.500", "1.750,5", "2.000", "Dinas Pariwisata"],
    ]
    listed = csv_file(tmp_path / "opd.csv", [["Singkatan", "Nama Lengkap"], ["DISPAR", "Dinas Pariwisata"]])
    intake = read_files([xlsx(tmp_path / "iku.xlsx", IKU=rows), listed])
    assert sorted(_formats(intake)) == ["daftar-opd", "iku"]
    (indicator,) = _indicators(intake).values()
    assert [year.target.number for year in indicator.years if year.target] == [1750.5, 2000]


def test_a_form_with_objectives_in_a_column_of_their_own_and_no_outline_is_read(tmp_path: Path) -> None:
    pair = "Target Kinerja dan Anggaran Renja Perangkat Daerah Tahun berjalan (Tahun n-1) yang dievaluasi"
    rows: making.Rows = [
        ["Tabel E.81"],
        ["Renja Perangkat Daerah Dinas Kesehatan"],
        ["Tahun 2024 Triwulan IV"],
        ["No", "Sasaran", "Program / Kegiatan", "Indikator Kinerja Program (outcome)/ Kegiatan (output)", pair, ""],
        ["", "", "", "", "K", "Rp"],
        ["1", "Meningkatnya kesehatan", "", "Usia harapan hidup", "75", ""],
        ["2", "", PROGRAM, "Layanan", "100", "1.000"],
        ["3", "", ACTIVITY, "Layanan kegiatan", "90", "900"],
        ["4", "", SUB, "Balita", "80", "800"],
    ]
    intake = read_files([xlsx(tmp_path / "e81.xlsx", E81=rows)])
    assert _formats(intake) == ["e81-cetak"]
    levels = {node.level: node.budget(2024) for node in _programs(intake).values()}
    assert levels == {Level.PROGRAM: 1000, Level.ACTIVITY: 900, Level.SUB_ACTIVITY: 800}
    assert "Meningkatnya kesehatan" in _objectives(intake)


def test_the_old_binary_workbook_is_read() -> None:
    intake = read_files([DATA / "cetakan_kecil.xls"])
    assert _formats(intake) == ["baris"]
    assert _programs(intake)["1.02.02.2.02.0004"].budget(2026) == 250_000_000


def test_a_page_that_calls_itself_xls_is_read(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in (
            ("opd", "tahun", "kode", "nama", "pagu"),
            ("Dinas Kesehatan", "2026", "1.02.02.2.02.0004", f"Pengelolaan<br>{SUB[12:]}", "250.000.000"),
        )
    )
    path = tmp_path / "ekspor.xls"
    path.write_text(f"<html><body><table border=1>{rows}</table></body></html>", "utf-8")
    assert _programs(read_files([path]))["1.02.02.2.02.0004"].budget(2026) == 250_000_000


def test_several_sheets_are_read_together_and_named(tmp_path: Path) -> None:
    listed: making.Rows = [["Singkatan", "Nama Lengkap"], ["DINKES", "Dinas Kesehatan"]]
    book = xlsx(tmp_path / "semua.xlsx", OPD=listed, Renja=tc33(), Catatan=[["a", "b", "c"], ["lain", "lain", "lain"]])
    intake = read_files([book])
    assert [(read.sheet, read.format) for read in intake.report.files] == [
        ("lembar OPD", "daftar-opd"),
        ("lembar Renja", "t-c.33"),
    ]
    assert isinstance(intake.report.files[0], FileRead)
    (notice,) = (each for each in intake.report.notices if "tidak dikenal" in each.reason)
    assert notice.sheet == "lembar Catatan"
    assert "opd/dinkes" in intake.contents.nodes
    assert "opd/dinas-kesehatan" not in intake.contents.nodes
