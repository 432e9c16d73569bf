"""How alike the work of two OPDs is: the short way to alike pairs finds what comparing all pairs finds."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from rules.asking import Comparison, Place
from tests.rules.notation import Notation

WORDS = ("jalan", "pasar", "sekolah", "petani", "air", "sampah", "hutan", "tanah")
names = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6, unique=True), min_size=2, max_size=8)


@given(names, st.sampled_from((0.5, 0.6, 0.75, 0.8, 1.0)))
def test_alike_work_is_the_same_as_by_comparing_every_pair(written: list[list[str]], likeness: float) -> None:
    programs = {f"p{number}": [("A", "B", "C")[number % 3], None, 5] for number in range(len(written))}
    plan = Notation(
        {
            "opds": {"A": 1.02, "B": 1.03, "C": 1.04},
            "programs": programs,
            "names": {f"p{number}": " ".join(words) for number, words in enumerate(written)},
        }
    ).plan()
    comparison = Comparison(plan)
    every = {
        (one.program.id, other.program.id)
        for one, other in combinations(comparison.work, 2)
        if one.opd.id != other.opd.id and one.likeness(other) >= likeness
    }
    found = [(one.program.id, other.program.id) for one, other in comparison.alike(likeness, least_words=1)]
    assert len(found) == len(set(found))
    assert set(found) == every


def test_a_kelurahan_meets_its_kecamatan_and_not_the_next_kelurahan() -> None:
    kecamatan, one, other = Place(("utara",)), Place(("utara", "baru")), Place(("utara", "lama"))
    assert kecamatan.meets(one)
    assert not one.meets(other)
    assert Place(()).meets(one)
