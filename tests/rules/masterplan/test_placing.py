"""A masterplan program is put where its words say, as the sources of other regions' programs do."""

import pytest

from graph.model import MasterplanProgram
from rules.masterplan import places
from tests.graph.intake.making import DATA
from tools.placed_programs import judged

SOURCED = DATA / "masterplan" / "program_daerah_lain.csv"


def test_at_least_seven_of_ten_programs_stand_in_the_dimension_that_their_source_names() -> None:
    found = list(judged(SOURCED))
    assert len(found) == 71
    assert sum(told == proposed for _, told, proposed in found) >= 0.7 * len(found)


@pytest.mark.parametrize(
    ("name", "description", "dimension"),
    [
        ("Terminal tipe C terpadu", "Penataan angkutan kota", "SL-3"),
        ("Rumah kompos kelurahan", "Sampah organik diolah warga", "SEN-2"),
        ("Klinik UMKM", "Pendampingan usaha mikro", "SE-2"),
        ("Pojok baca digital", "Taman baca di kelurahan", "SS-2"),
        ("Tanda tangan elektronik", "Surat dinas tanpa kertas", "SG-3"),
        ("Kampung wisata sungai", "Paket wisata bagi pengunjung", "SB-1"),
    ],
)
def test_words_of_name_and_description_tell_the_sub_dimension(name: str, description: str, dimension: str) -> None:
    first = places(MasterplanProgram(id="m", name=name, description=description))[0]
    assert first.dimension == f"dimension/{dimension}"
    assert first.words


def test_where_no_word_tells_anything_nothing_is_proposed() -> None:
    assert places(MasterplanProgram(id="m", name="Jamilahasiek")) == ()
