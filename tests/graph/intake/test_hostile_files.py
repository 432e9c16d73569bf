"""Files that were made to do harm are refused, and a file on which its reader dies takes nothing else with it."""

import io
import os
import resource
import struct
import sys
import threading
import time
import zipfile
import zlib
from pathlib import Path

import psutil
import pytest
from reportlab.pdfgen.canvas import Canvas

from graph.intake import Limits, Mapping, Step, look, read_files
from graph.intake.limits import MIB
from graph.intake.opening import child
from graph.intake.opening.archive import check_archive
from graph.intake.opening.html_tables import html_grids
from graph.intake.opening.reach import Reach
from graph.record import FileProblem, RefusedFiles
from tests.graph.intake.making import DATA, csv_file, ods, xlsx

ROWS = [["opd", "tahun", "kode", "nama", "pagu"], ["Dinas A", "2026", "1.02.02", "PROGRAM A", "1.000"]]


def _error(path: Path, limits: Limits | None = None) -> FileProblem:
    intake = look([path], limits=limits or Limits())
    assert intake.errors, "expected a refusal"
    assert not [node for node in intake.contents.nodes.values() if node.kind != "dimension"], "nothing is half-read"
    return intake.errors[0]


def _repacked(path: Path, **parts: bytes) -> Path:
    """Give a good workbook with other or more parts; ``__`` stands for a slash and ``_dot_`` for a dot."""
    good = xlsx(path.with_name("good.xlsx"), Renja=ROWS)
    new = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    with zipfile.ZipFile(good) as archive, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in archive.namelist():
            if name not in new:
                packed.writestr(name, archive.read(name))
        for name, data in new.items():
            packed.writestr(name, data)
    return path


def test_a_good_workbook_is_read_in_the_other_process(tmp_path: Path) -> None:
    assert read_files([xlsx(tmp_path / "a.xlsx", Renja=ROWS)]).report.files[0].rows == 1


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(size=100), "terlalu besar"),
        (Limits(sheets=1), "lembar"),
        (Limits(rows=1), "terlalu besar"),
        (Limits(columns=3), "terlalu besar"),
        (Limits(cells=5), "terlalu besar"),
        (Limits(letters=3), "terlalu panjang"),
        (Limits(members=3), "bom zip"),
        (Limits(unpacked=1000), "bom zip"),
    ],
    ids=["size", "sheets", "rows", "columns", "cells", "letters", "members", "unpacked"],
)
def test_each_limit_refuses_a_workbook(tmp_path: Path, limits: Limits, said: str) -> None:
    assert said in _error(xlsx(tmp_path / "a.xlsx", Renja=ROWS, Lain=ROWS), limits).reason


@pytest.mark.parametrize("limits", [Limits(size=10), Limits(rows=1), Limits(columns=2), Limits(cells=3)])
def test_each_limit_refuses_a_text(tmp_path: Path, limits: Limits) -> None:
    assert "terlalu besar" in _error(csv_file(tmp_path / "a.csv", ROWS), limits).reason


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    path = _repacked(tmp_path / "bomb.xlsx", xl__media__a_dot_xml=b" " * (40 * MIB))
    assert path.stat().st_size < MIB
    assert "bom zip" in _error(path).reason


def test_a_zip_bomb_that_declares_little_is_refused_by_what_it_holds(tmp_path: Path) -> None:
    path = _repacked(tmp_path / "liar.xlsx", xl__media__a_dot_xml=b" " * (40 * MIB))
    data = path.read_bytes()
    real = struct.pack("<L", 40 * MIB)
    assert data.count(real) >= 2
    path.write_bytes(data.replace(real, struct.pack("<L", 1000)))
    assert "bom zip" in _error(path).reason


def test_a_zip_bomb_whose_parts_overlap_is_refused(tmp_path: Path) -> None:
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(b" " * MIB) + kernel.flush()
    crc = zlib.crc32(b" " * MIB)
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), MIB, 1, 0)
    body = head + b"a" + packed
    central = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), MIB, 1, 0, 0, 0, 0, 0, 0) + b"a"
        for _ in range(300)
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 300, 300, len(central), len(body), 0)
    path = tmp_path / "overlap.xlsx"
    path.write_bytes(body + central + end)
    assert "bom zip" in _error(path).reason


@pytest.mark.parametrize("name", ["/etc/passwd", "../../x.xml", "xl\\..\\x.xml", "C:/x.xml"])
def test_a_workbook_that_names_parts_outside_itself_is_refused(tmp_path: Path, name: str) -> None:
    good = xlsx(tmp_path / "a.xlsx", Renja=ROWS)
    with zipfile.ZipFile(good, "a") as archive:
        archive.writestr(name, b"x")
    assert "di luar dirinya" in _error(good).reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    path = _repacked(tmp_path / "a.xlsx", xl__sharedStrings_dot_xml=bomb.encode(encoding))
    assert "entitas" in _error(path).reason


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("XFD1048576", "baris 1,048,576 dan kolom XFD"),
        ("A1048576", "baris 1,048,576"),
        ("A99999999999999999999", "baris 999,999,999,999"),
        ("XFD1", "kolom XFD"),
        ("AZ50000", "baris 50,000 dan kolom AZ"),
    ],
)
def test_a_cell_far_outside_the_table_is_refused_before_room_is_made_for_it(
    tmp_path: Path, cell: str, said: str
) -> None:
    sheet = zipfile.ZipFile(xlsx(tmp_path / "jauh.xlsx", Renja=ROWS)).read("xl/worksheets/sheet1.xml")
    far = sheet.replace(b"</sheetData>", f'<row><c r="{cell}"><v>1</v></c></row></sheetData>'.encode())
    path = _repacked(tmp_path / "jauh.xlsx", xl__worksheets__sheet1_dot_xml=far)
    with pytest.raises(RefusedFiles, match=said):
        check_archive(path, path.name, Limits())
    assert said in _error(path).reason


def test_a_cell_is_seen_where_its_place_is_cut_by_the_end_of_a_chunk() -> None:
    reach = Reach("xl/worksheets/sheet1.xml", "a.xlsx", Limits())
    reach.see(b'<c r="A1048')
    with pytest.raises(RefusedFiles, match="baris 1,048,576"):
        reach.see(b'576"/>')


def test_an_ods_whose_xml_is_cut_off_is_refused_before_its_reader_loops(tmp_path: Path) -> None:
    good = ods(tmp_path / "a.ods", ROWS)
    with zipfile.ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"][:-200]
    with zipfile.ZipFile(tmp_path / "b.ods", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert "terpotong" in _error(tmp_path / "b.ods").reason


def test_a_file_name_is_shown_without_its_folder_and_control_characters(tmp_path: Path) -> None:
    folder = tmp_path / "rahasia"
    folder.mkdir()
    path = csv_file(folder / "nama\nbaris\x1b[31m.csv", [["a", "b", "c"], ["1", "2", "3"]])
    error = _error(path)
    assert error.file == "nama_baris_[31m.csv"
    assert "rahasia" not in str(error)


def test_a_folder_a_pipe_and_a_dead_link_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.csv")
    (tmp_path / "putus.csv").symlink_to(tmp_path / "tidak-ada")
    for name in ("pipa.csv", "putus.csv"):
        assert _error(tmp_path / name).file == name
    assert "bukan berkas biasa" in _error(tmp_path).reason


def test_a_print_on_which_its_reader_loops_is_refused_in_time(tmp_path: Path) -> None:
    path = tmp_path / "garis.pdf"
    canvas = Canvas(str(path), pagesize=(14_400, 14_400))
    for at in range(0, 14_400, 4):
        canvas.line(at, 0, at, 14_400)
        canvas.line(0, at, 14_400, at)
    canvas.save()
    before = time.monotonic()
    error = _error(path, Limits(seconds=0.4))
    assert "tidak selesai dibaca" in error.reason
    assert time.monotonic() - before < 40


def test_a_workbook_that_needs_more_memory_than_it_may_is_refused(tmp_path: Path) -> None:
    rows = [ROWS[0], *(["Dinas A", 2026, f"1.02.{at:02}", f"PROGRAM {'x' * 600}{at}", at] for at in range(40_000))]
    path = xlsx(tmp_path / "besar.xlsx", Renja=rows)
    error = _error(path, Limits(memory=190 * MIB))
    assert "menghentikan pembacanya" in error.reason
    assert look([csv_file(tmp_path / "a.csv", ROWS)]).report.files, "the service goes on"


_BUT_FIRST = """
import os, signal, sys
from pathlib import Path
from graph.intake.opening import worker
kept = worker.opened
def opened(path, *rest):
    if path.name == "a.xlsx":
        {code}
    return kept(path, *rest)
worker.opened = opened
worker.main()
"""
"""A worker that does something else where it should read ``a.xlsx``."""


@pytest.mark.parametrize(
    "code",
    ["os.abort()", "os.kill(os.getpid(), signal.SIGSEGV)", "os.write(1, b'sampah'), os._exit(0)", "os._exit(0)"],
    ids=["abort", "fault", "rubbish", "nothing"],
)
def test_a_reader_that_dies_or_answers_rubbish_refuses_only_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(child, "COMMAND", (child.COMMAND[0], "-c", _BUT_FIRST.format(code=code)))
    bad = xlsx(tmp_path / "a.xlsx", Renja=ROWS)
    intake = look([bad, csv_file(tmp_path / "b.csv", ROWS)])
    (error,) = intake.errors
    assert error.file == "a.xlsx"
    assert "menghentikan pembacanya" in error.reason


def test_a_worker_that_ends_at_once_refuses_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "COMMAND", (child.COMMAND[0], "-c", "pass"))
    found = look([xlsx(tmp_path / "a.xlsx", Renja=ROWS), csv_file(tmp_path / "b.csv", ROWS)]).errors
    assert ["menghentikan pembacanya" in each.reason for each in found] == [True, True]


def _is_running(mark: str) -> bool:
    return any(mark in " ".join(each.info["cmdline"] or ()) for each in psutil.process_iter(["cmdline"]))


def test_the_reader_leaves_no_process_behind_where_it_loops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = f"'sinergi-{os.getpid()}'\n" + _BUT_FIRST.format(code="while True: pass")
    monkeypatch.setattr(child, "COMMAND", (child.COMMAND[0], "-c", code))
    bad, good = xlsx(tmp_path / "a.xlsx", Renja=ROWS), csv_file(tmp_path / "b.csv", ROWS)
    intake = look([bad, good], limits=Limits(seconds=1.5))
    assert ["tidak selesai" in each.reason for each in intake.errors] == [True]
    assert [each.file for each in intake.report.files] == ["b.csv"], "the next file has another worker"
    assert not _is_running(f"sinergi-{os.getpid()}")


def test_a_file_has_its_time_of_the_processor_where_the_machine_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        child, "COMMAND", (child.COMMAND[0], "-c", _BUT_FIRST.format(code="import time; time.sleep(3)"))
    )
    assert look([xlsx(tmp_path / "a.xlsx", Renja=ROWS)], limits=Limits(seconds=2)).errors == ()


class _EnoughError(TimeoutError):
    """What someone who waits no longer raises; a kind of error that the reader itself may meet."""


def test_who_waits_no_longer_ends_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = f"'sinergi-{os.getpid()}'\n" + _BUT_FIRST.format(code="while True: pass")
    monkeypatch.setattr(child, "COMMAND", (child.COMMAND[0], "-c", code))
    told: list[str | None] = []

    def progress(
        step: Step, done: int = 0, total: int | None = None, file: str | None = None, message: str | None = None
    ) -> None:
        del step, done, total, message
        told.append(file)
        if len(told) > 2:
            raise _EnoughError

    before = time.monotonic()
    with pytest.raises(_EnoughError):
        look([xlsx(tmp_path / "a.xlsx", Renja=ROWS)], progress=progress)
    assert time.monotonic() - before < 30
    assert told == ["a.xlsx"] * 3
    assert not _is_running(f"sinergi-{os.getpid()}")


_OF_EACH_KIND = {
    "a.csv": b"singkatan,nama_lengkap\nDKK,Dinas Kesehatan\n",
    "a.json": b'[{"singkatan": "DKK", "nama_lengkap": "Dinas Kesehatan"}]',
    "a.xls": b"<table><tr><td>singkatan<td>nama lengkap<tr><td>DKK<td>Dinas Kesehatan</table>",
    "a.yaml": b"daerah: A\nperiode: 2025-2029\nvisi: {teks: Maju}\nmisi: [{kode: Misi 1, teks: Sehat}]\n",
    "a.png.csv": b"\x89PNG\r\n",
}


@pytest.mark.parametrize("name", [*_OF_EACH_KIND, "a.xlsx", "a.map.yaml"])
def test_no_byte_of_a_file_is_read_in_this_process(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(_OF_EACH_KIND.get(name, b"format: baris\ncolumns: {A: nama}\n"))
    if name == "a.xlsx":
        xlsx(path, Renja=ROWS)
    opened: list[object] = []
    is_over = threading.Event()  # for nobody can take such a hook away again
    sys.addaudithook(lambda event, args: None if event != "open" or is_over.is_set() else opened.append(args[0]))
    found = Mapping.load(path) if ".map." in name else look([path])
    is_over.set()
    assert str(path) not in [str(each) for each in opened]
    assert found.columns if isinstance(found, Mapping) else found.report.files or "gambar" in found.errors[0].reason


def test_keys_without_end_stop_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "rpjmd.yaml"
    path.write_text("".join(f"kunci{at}: {at}\n" for at in range(200_000)), "utf-8")
    gaps: list[float] = []
    is_over = threading.Event()

    def beat() -> None:
        last = time.monotonic()
        while not is_over.wait(0.01):
            gaps.append(time.monotonic() - last)
            last = time.monotonic()

    other = threading.Thread(target=beat)
    other.start()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    error = _error(path, Limits(seconds=2))
    took = time.monotonic() - begun
    is_over.set()
    other.join()
    assert "tidak selesai" in error.reason or "tidak dikenal" in error.reason
    assert took < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 60 * 1024, "KiB for what the other process read"
    assert max(gaps) < 1


def test_a_locked_workbook_says_so(tmp_path: Path) -> None:
    data = bytearray(xlsx(tmp_path / "a.xlsx", Renja=ROWS).read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    (tmp_path / "a.xlsx").write_bytes(bytes(data))
    assert "sandi" in _error(tmp_path / "a.xlsx").reason


def test_many_problems_end_the_reading(tmp_path: Path) -> None:
    rows = [ROWS[0], *(["Dinas A", "2026", "1.02.02", "PROGRAM A", "x"] for _ in range(1_000))]
    assert len(look([csv_file(tmp_path / "a.csv", rows)]).errors) == 200


def test_a_page_with_broken_declarations_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(
        b"<html><![if gte mso 9]><table><tr><td colspan=99999999>a<td rowspan=9>b</table><![x" + b"<" * 50_000
    )
    assert _error(path).file == "a.xls"


def test_a_span_that_only_looks_like_a_number_counts_as_none() -> None:
    page = '<table><tr><td colspan="9¹">a</td><td rowspan="²">b</td></tr></table>'
    (grid,) = html_grids("a.html", page, Limits())
    assert [row.cells for row in grid.rows] == [("a", "b")]


@pytest.mark.parametrize("last", ["9999999", "9" * 5_000, "9¹"])
def test_a_filter_over_more_rows_than_a_sheet_has_takes_no_memory(tmp_path: Path, last: str) -> None:
    path = xlsx(tmp_path / "a.xlsx", Renja=ROWS)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    filters = f'</sheetData><autoFilter ref="A1:E{last}"><filterColumn colId="0"/></autoFilter>'
    broken = _repacked(
        tmp_path / "b.xlsx", xl__worksheets__sheet1_dot_xml=sheet.replace("</sheetData>", filters).encode()
    )
    assert look([broken], limits=Limits(memory=400 * MIB)).errors == look([path]).errors == ()


def test_the_old_binary_workbook_is_refused_where_it_is_cut_off(tmp_path: Path) -> None:
    data = (DATA / "cetakan_kecil.xls").read_bytes()
    for size in (600, len(data) // 2, len(data) - 1500):
        path = tmp_path / "a.xls"
        path.write_bytes(data[:size])
        assert _error(path).file == "a.xls"
    assert io.BytesIO(data).read(4) == b"\xd0\xcf\x11\xe0"
