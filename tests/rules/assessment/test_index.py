"""The index, against what the ministry printed, and what may stand in the files of a year."""

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.assessment import AssessmentError, index, instruments, mean, of_year, results, rounded, weighed
from rules.configuration import DEFAULT, Configuration, read
from tests.effort import tried

OURS = instruments(DEFAULT)
SCORES = Path(__file__).parent / "data" / "malang.csv"
"""Scores of the single questions of Kabupaten Malang in 2022 and 2023, by our codes of the questions: letters
B-1004/DJAI/AI.01.04/12/2022 and B-1384/DJAI/AI.01.04/12/2023 (github.com/Maisho20/Smart-City-2 @ a97704b, public/docs).
"""
"""Of every single question, for the one region whose answers are public."""
SCORED = [each for each in results() if each.index is not None]


def test_the_index_of_all_130_regions_of_2023_is_the_printed_one() -> None:
    scored = [each for each in SCORED if each.year == 2023]
    assert len(scored) == 130
    for each in scored:
        exact = weighed(2023, OURS[2023].cohort(each.cohort), each.parts)
        assert abs(exact - Fraction(str(each.index))) <= Fraction("0.005"), each
        assert rounded(exact) == each.index, each


def test_the_index_of_the_38_newcomers_of_2022_is_the_printed_one_as_far_as_its_printed_parts_tell() -> None:
    scored = [each for each in SCORED if each.year == 2022]
    assert len(scored) == 38
    for each in scored:
        exact = weighed(2022, OURS[2022].cohort(each.cohort), each.parts)
        assert abs(exact - Fraction(str(each.index))) <= Fraction("0.013"), each


@pytest.mark.parametrize("year", [2022, 2023])
def test_each_part_is_the_mean_of_its_single_questions(year: int) -> None:
    with SCORES.open(encoding="utf-8", newline="") as file:
        given_ = {row["question"]: row[f"score_{year}"] for row in csv.DictReader(file)}
    asked = OURS[year].questions
    assert {each.code for each in asked} == {code for code, score in given_.items() if score}
    [printed] = [each for each in SCORED if (each.region, each.year) == ("Kabupaten Malang", year)]
    for part, score in printed.parts.items():
        found = mean(Decimal(given_[each.code]) for each in asked if OURS[year].part(each) == part)
        assert found is not None
        assert rounded(found) == score, part


scores = st.decimals(0, 4, places=3, allow_nan=False, allow_infinity=False)


@tried(200)
@given(st.lists(st.tuples(st.integers(1, 100), scores), min_size=1, max_size=6))
def test_the_index_lies_within_the_range_of_its_parts(parts: list[tuple[int, Decimal]]) -> None:
    total = sum(weight for weight, _ in parts)
    found = index(
        {str(number): Fraction(100 * weight, total) for number, (weight, _) in enumerate(parts)},
        {str(number): score for number, (_, score) in enumerate(parts)},
    )
    given_ = [Fraction(score) for _, score in parts]
    assert min(given_) <= found <= max(given_)
    assert rounded(min(given_)) <= rounded(found) <= rounded(max(given_))


def test_all_that_is_wrong_with_the_parts_is_said_at_once() -> None:
    cohort = OURS[2023].cohort("reguler")
    with pytest.raises(AssessmentError) as refused:
        weighed(2023, cohort, {"baseline": Decimal("4.01"), "collaboration": Decimal(1), "outcome": Decimal("NaN")})
    said = [str(each) for each in refused.value.problems]
    assert len(said) == 6
    assert [any(word in each for each in said) for word in ("4.01", "'collaboration'", "NaN", "output")] == [True] * 4
    assert all(each.en != each.id for each in refused.value.problems)


def test_a_year_that_is_not_known_names_those_that_are() -> None:
    with pytest.raises(AssessmentError, match=r"2024 .* 2022, 2023"):
        of_year(OURS, 2024)


def own(folder: Path, text: str) -> Configuration:
    (folder / "mine.yaml").write_text(text, "utf-8")
    (folder / "sinergi.toml").write_text('evaluations = ["mine.yaml"]\n', "utf-8")
    return read(folder / "sinergi.toml")


def test_a_region_adds_a_year_with_a_part_and_a_question_of_its_own(tmp_path: Path) -> None:
    text = """
year: 2024
parts: {data: {id: Data, en: Data}}
elements: [{id: open-data, part: data, name: Data terbuka, name_en: Open data}]
questions:
  - {code: X1, element: open-data, dimension: SG-3, name: Satu Data, name_en: One Data, text: Ada?, text_en: There?,
     evidence: Portal, evidence_en: Portal}
cohorts: [{name: reguler, weights: {baseline: 62.5, data: 37.5}}]
asks: [P004, X1]
"""
    found = instruments(own(tmp_path, text))
    assert list(found) == [2022, 2023, 2024]
    assert [each.code for each in found[2024].questions] == ["P004", "X1"]
    assert found[2024].part(found[2024].questions[1]) == "data"
    assert weighed(2024, found[2024].cohort("reguler"), {"baseline": Decimal(4), "data": Decimal(0)}) == Fraction("2.5")


def test_a_region_adds_a_cohort_to_a_year_of_ours(tmp_path: Path) -> None:
    text = "year: 2022\ncohorts: [{name: reguler, weights: {baseline: 10, output: 20, outcome: 50, impact: 20}}]\n"
    found = instruments(own(tmp_path, text))[2022]
    assert list(found.cohorts) == [*OURS[2022].cohorts, "reguler"]
    assert found.questions == OURS[2022].questions


COHORT = "year: 2024\ncohorts: [{name: A, weights: {baseline: 40, output: 60}}]\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (COHORT.replace("60", "59"), "berjumlah 100, bukan baseline 40, output 59"),
        (COHORT.replace("40, output: 60", "-20, output: 120"), "di atas 0"),
        (COHORT.replace("60", ".nan"), "mine.yaml"),
        (COHORT.replace("{baseline: 40, output: 60}", "{}"), "berjumlah 100"),
        (COHORT.replace("output", "outptu"), "bagian outptu tidak dikenal; yang ada: baseline, output"),
        (COHORT.replace("}]", "}, {name: A, weights: {baseline: 100}}]"), "kelompok A tertulis dua kali"),
        (COHORT + "asks: [P001]\n", "bagian output tidak punya pertanyaan"),
        (COHORT + "asks: [P001, P006, P001]\n", "pertanyaan P001 tertulis dua kali"),
        (COHORT + "asks: [P001, P999]\n", "pertanyaan P999 tidak dikenal"),
        (COHORT + "aks: [P001]\n", "mine.yaml"),
        (COHORT.replace("2024", "2023").replace("name: A", "name: reguler"), "kelompok reguler sudah ada pada 2023"),
        (COHORT.replace("2024", "2023") + "asks: [P001, P006]\n", "pertanyaan 2023 sudah ada"),
        ("{", "mine.yaml"),
    ],
)
def test_a_file_that_says_what_cannot_be_is_refused_with_its_name(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(AssessmentError, match=said) as refused:
        instruments(own(tmp_path, text))
    assert all("mine.yaml" in each and "mine.yaml" in each.en for each in refused.value.problems)


def test_a_question_of_nowhere_is_refused(tmp_path: Path) -> None:
    question = (
        "questions: [{code: P001, element: nowhere, dimension: XX, name: a, name_en: a, text: a, text_en: a, "
        "evidence: a, evidence_en: a}]\nasks: [P006, P001]\n"
    )
    with pytest.raises(AssessmentError) as refused:
        instruments(own(tmp_path, COHORT + question))
    assert [str(each).partition(": ")[2] for each in refused.value.problems] == [
        "pertanyaan P001 tertulis dua kali.",
        "unsur nowhere tidak dikenal.",
        "dimensi XX tidak dikenal.",
    ]


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(AssessmentError, match=r"gone\.yaml"):
        instruments(Configuration(evaluations=("gone.yaml",)))
