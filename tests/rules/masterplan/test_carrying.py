"""Work is proposed that may carry a masterplan program: by the kind that its code tells, by words and by OPD."""

from importlib import resources
from typing import Any

import pytest

from graph.reference import nomenclature
from rules.knowledge.load import load_yaml
from rules.masterplan import carriers_proposed
from tests.rules.notation import Notation

WORK: dict[str, Any] = {
    "opds": {
        "DKK": "1.02",
        "DPMPTSP": "2.18",
        "DISDUKCAPIL": "2.12",
        "DISHUB": "2.15",
        "DLH": "2.11",
        "DISDAG": "3.30",
    },
    "programs": {
        "jkn": ["DKK", "1.02.02.2.02.0026", 9],
        "rs": ["DKK", "1.02.02.2.04.0001", 9],
        "izin": ["DPMPTSP", "2.18.04.2.01.0006", 9],
        "minol": ["DISDAG", "3.30.02.2.05.0001", 9],
        "akta": ["DISDUKCAPIL", "2.12.03.2.01.0001", 9],
        "lampu": ["DISHUB", "2.15.02.2.02.0002", 9],
        "uji": ["DISHUB", "2.15.02.2.05.0004", 9],
        "tpa": ["DLH", "2.11.11.2.01.0020", 9],
    },
    "names": {
        "jkn": "Pengelolaan Jaminan Kesehatan Masyarakat",
        "rs": "Pengendalian Perizinan Rumah Sakit Kelas C",
        "izin": "Penyediaan Pelayanan Perizinan Berusaha",
        "minol": "Fasilitasi Penerbitan Surat Izin Usaha Minuman Beralkohol",
        "akta": "Peningkatan dalam Pelayanan Pencatatan Sipil",
        "lampu": "Penyediaan Perlengkapan Jalan di Jalan Kabupaten/Kota",
        "uji": "Penyediaan Bukti Lulus Uji Pengujian Berkala Kendaraan Bermotor",
        "tpa": "Penanganan sampah melalui pemrosesan akhir sampah di TPA",
    },
}


def _proposed(name: str, description: str = "", lead: str | None = None) -> list[str]:
    plan = Notation(WORK | {"masterplan": {"m": [lead, name, {"description": description}]}}).plan()
    return [each.program for each in carriers_proposed(plan, "m")]


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("JKN gratis bagi warga", "jkn"),
        ("Satu pintu: perizinan lewat ponsel", "izin"),
        ("Gerakan NIB usaha kecil", "izin"),
        ("Akta kelahiran selesai di rumah sakit", "akta"),
        ("Smart PJU", "lampu"),
        ("e-KIR", "uji"),
        ("Listrik dari TPA", "tpa"),
    ],
)
def test_the_kind_of_work_that_carries_a_matter_is_proposed_first_and_others_are_not(name: str, work: str) -> None:
    assert _proposed(name) == [work]


def test_the_description_tells_where_the_name_does_not() -> None:
    assert _proposed("Cap Jempol", "Jaminan kesehatan bagi semua warga", lead="DKK") == ["jkn"]


def test_what_speaks_for_it_is_said() -> None:
    plan = Notation(WORK | {"masterplan": {"m": ["DISDUKCAPIL", "Akta kelahiran daring"]}}).plan()
    [first] = carriers_proposed(plan, "m")
    assert first.kind == "akta kelahiran"
    assert 'work of this code usually carries "akta kelahiran"' in first.reason.en
    assert "the same OPD" in first.reason.en


def test_words_are_said_as_they_are_written_and_a_dimension_as_shown_where_the_masterplan_says_none() -> None:
    plan = Notation(
        {
            "opds": {"DISDIK": 1.01},
            "programs": {"a": ["DISDIK", "1.01.02.2.01.0046"]},
            "names": {"a": "Pengadaan Seragam Sekolah"},
            "masterplan": {"m": ["DISDIK", "Seragam sekolah gratis"]},
        }
    ).plan()
    [found] = carriers_proposed(plan, "m")
    assert set(found.words) == {"seragam", "sekolah"}
    assert not found.is_placed


def test_every_kind_of_work_has_codes_of_the_nomenclature_and_words() -> None:
    entries = load_yaml(resources.files("rules.masterplan").joinpath("carrying.yaml").read_text("utf-8"))
    for entry in entries:
        assert entry["words"], entry
        for code in entry["codes"]:
            assert code in nomenclature().fields or nomenclature().find(code), code
