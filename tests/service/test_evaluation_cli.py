"""The yearly evaluation on the command line."""

import asyncio
import json
import re
from pathlib import Path

import pytest

from rules.assessment import instruments, results
from rules.configuration import DEFAULT
from service.demo import FIRST
from tests.command import Ran, ran
from tests.example import example_database
from tests.schema.city import city

DOCS = Path(__file__).parents[2] / "docs" / "evaluation.md"
INDEX = ("evaluation", "index", "--year", "2023", "--cohort", "reguler")
PARTS = {"baseline": "4", "output": "3", "outcome": "3.5", "impact": "3", "quick_win": "3.55"}


def asked(folder: Path, *arguments: str, parts: dict[str, str]) -> Ran:
    given = [each for part, score in parts.items() for each in ("--part", f"{part}={score}")]
    return ran(folder, *(arguments or INDEX), *given, "--format", "json")


def test_the_index_is_one_number_with_two_decimals_and_no_database_is_opened(tmp_path: Path) -> None:
    assert asked(tmp_path, parts=PARTS) == (0, '{"index": 3.36}\n', "")
    assert asked(tmp_path, parts=PARTS | {"quick_win": "0.25"}).out == '{"index": 2.70}\n'
    assert list(tmp_path.iterdir()) == []


def test_every_cohort_of_the_results_is_known_by_its_name(tmp_path: Path) -> None:
    one_each = {(each.year, each.cohort): each for each in results() if each.index is not None}
    assert len(one_each) == 4
    for (year, cohort), each in one_each.items():
        parts = {part: str(score) for part, score in each.parts.items()}
        done = asked(tmp_path, "evaluation", "index", "--year", str(year), "--cohort", cohort, parts=parts)
        assert json.loads(done.out)["index"] == pytest.approx(float(each.index or 0), abs=0.0131)


def test_the_index_as_a_table_shows_what_each_part_weighs(tmp_path: Path) -> None:
    given = [each for part, score in PARTS.items() for each in ("--part", f"{part}={score}")]
    done = ran(tmp_path, *INDEX, *given)
    assert "Indeks Pencapaian 2023, reguler: 3,36" in done.out
    assert re.search(r"Outcome\W+30 %\W+3\.5", done.out)
    assert ran(tmp_path, *INDEX, *given, "--format", "csv").out.splitlines() == ["index", "3.36"]


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"collaboration": "2"}, ["collaboration", "baseline, output, outcome, impact, quick_win"]),
        ({"governance": "2"}, ["governance", "baseline, output, outcome, impact, quick_win"]),
        ({"output": None}, ["output belum disebut"]),
        ({"output": "4.001"}, ["output", "0 sampai 4", "4.001"]),
        ({"output": "-0.1"}, ["output", "0 sampai 4"]),
        ({"output": "baik"}, ["output", "baik"]),
        ({"output": "3,5"}, ["output", "titik", "3,5"]),
        ({"output": "nan"}, ["output", "nan"]),
        ({"output": "inf"}, ["output", "inf"]),
        ({"output": "1e0"}, ["output", "1e0"]),
        ({"output": "٣"}, ["output", "٣"]),
        ({"output": ""}, ["output", "''"]),
        ({"output": "x", "impact": "y"}, ["output", "impact"]),
    ],
)
def test_parts_that_do_not_fit_are_refused(tmp_path: Path, changed: dict[str, str | None], names: list[str]) -> None:
    parts = {part: score for part, score in (PARTS | changed).items() if score is not None}
    done = asked(tmp_path, parts=parts)
    assert (done.status, done.out) == (1, "")
    assert [name for name in names if name not in done.err] == []


@pytest.mark.parametrize("part", ["baseline", "baseline=4"])
def test_a_part_is_given_once_and_with_its_score(tmp_path: Path, part: str) -> None:
    done = ran(tmp_path, *INDEX, "--part", "baseline=4", "--part", part)
    assert (done.status, part in done.err) == (1, True)


@pytest.mark.parametrize(
    ("year", "cohort", "names"),
    [
        ("2024", "reguler", ["2024", "2022, 2023", "docs/evaluation.md"]),
        ("2023", "kppn/ikn", ["'kppn/ikn'", "reguler, KPPN/IKN"]),
        ("2022", "reguler", ["KPPN/IKN 2021 (baru), evaluasi pertama"]),
        ("2023", "", ["reguler, KPPN/IKN"]),
    ],
)
def test_another_year_or_cohort_is_refused(tmp_path: Path, year: str, cohort: str, names: list[str]) -> None:
    done = asked(tmp_path, "evaluation", "index", "--year", year, "--cohort", cohort, parts=PARTS)
    assert (done.status, done.out) == (1, "")
    assert [name for name in names if name not in done.err] == []


def test_what_the_page_about_it_shows_is_what_comes_out(tmp_path: Path) -> None:
    page = DOCS.read_text("utf-8")
    command, _, told = page.partition("```sh\n")[2].partition("```")[0].replace("\\\n", " ").partition("#")
    assert ran(tmp_path, *command.split()[1:]).out.strip() == told.strip()
    toml, yaml = (re.search(rf"```{kind}\n(.*?)```", page, re.S) for kind in ("toml", "yaml"))
    assert toml
    assert yaml
    (tmp_path / "sinergi.toml").write_text(toml[1], "utf-8")
    (tmp_path / "evaluasi-2024.yaml").write_text(yaml[1], "utf-8")
    parts = PARTS | {"collaboration": "4"}
    done = asked(tmp_path, "evaluation", "index", "--year", "2024", "--cohort", "KPPN/IKN", parts=parts)
    assert json.loads(done.out) == {"index": 3.41}


def questions(folder: Path, *arguments: str) -> Ran:
    return ran(folder, "evaluation", *arguments, "--format", "json")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contoh")
    example_database(folder / "var" / "sinergi.db")
    return folder


def test_the_questions_of_a_plan_come_with_proposed_scores_and_their_rows(example: Path) -> None:
    found = json.loads(questions(example, FIRST).out)
    assert (found["plan"], found["year"], found["cohort"], found["rowsOf"]) == (FIRST, 2023, "KPPN/IKN", 2024)
    assert [each["code"] for each in found["questions"]] == [each.code for each in instruments(DEFAULT)[2023].questions]
    by_code = {each["code"]: each for each in found["questions"]}
    assert by_code["P013"]["proposal"]["score"] is not None
    assert by_code["P013"]["proposal"]["rows"][0].keys() == {"node", "text", "text_en", "runs"}
    assert by_code["P013"]["score"] is None
    assert found["index"] is None
    assert found["low"] < found["likely"] < found["high"]
    assert {each["kind"] for each in found["checks"]} >= {"council_not_met", "no_outside_money", "no_realisation"}


def test_the_questions_are_asked_with_options_before_and_after_the_plan_and_by_their_own_name(example: Path) -> None:
    given = ("--year", "2022", "--cohort", "evaluasi pertama")
    one, other, named = (
        questions(example, *order) for order in ((FIRST, *given), (*given, FIRST), ("questions", FIRST, *given))
    )
    assert one.out == other.out == named.out
    assert len(json.loads(one.out)["questions"]) == 59


def test_the_questions_as_a_table_show_what_rows_propose_and_how_many_more_there_are(example: Path) -> None:
    told = ran(example, "evaluation", FIRST).out
    assert "Evaluasi 2023, KPPN/IKN, menurut baris rencana 2024." in told
    assert re.search(r"P013 .*\n  belum dinilai; usulan [0-3],\d\d\n  Dari \d+ pekerjaan", told)
    assert re.search(r"\.\.\. dan \d+ baris lain", told)
    rows = ran(example, "evaluation", FIRST, "--format", "csv").out.splitlines()
    assert rows[0].startswith("code,part,element")
    assert len(rows) >= 118


@pytest.fixture
def kota(tmp_path: Path) -> Path:
    """A city whose cohort is not known, with a round of 2022 and one answer."""

    async def make() -> None:
        (tmp_path / "var").mkdir()
        made = await city(f"sqlite:///{tmp_path}/var/sinergi.db")
        first = {"year": 2022, "stage": "ANNUAL", "cohort": "evaluasi pertama"}
        assert (await made.do("openEvaluationRound", first, "evaluationRound { year }"))["errors"] == []
        said = {"year": 2022, "question": "P001", "selfScore": 3}
        assert (await made.do("answerEvaluationQuestion", said, "answer { number }"))["errors"] == []
        await made.store.close()

    asyncio.run(make())
    return tmp_path


def test_a_region_whose_cohort_is_not_known_is_told_which_one_is_taken(kota: Path) -> None:
    done = questions(kota, "kota", "--year", "2023")
    assert json.loads(done.out)["cohort"] == "KPPN/IKN"
    assert "tidak diketahui; dipakai KPPN/IKN. Pilih dengan --cohort: reguler, KPPN/IKN." in " ".join(done.err.split())
    assert "tidak diketahui" not in questions(kota, "kota", "--year", "2023", "--cohort", "reguler").err


def test_the_questions_of_the_last_round_come_with_what_was_answered(kota: Path) -> None:
    found = json.loads(questions(kota, "kota").out)
    assert (found["year"], found["rowsOf"], found["standing"], found["cohort"]) == (
        2022,
        2022,
        "open",
        "evaluasi pertama",
    )
    assert (found["questions"][0]["score"], found["questions"][0]["basis"]) == (3.0, "self")
    assert "nilai 3,00 (nilai mandiri)" in ran(kota, "evaluation", "kota").out


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (("tidak-ada",), ["tidak-ada"]),
        ((FIRST, "--year", "2024"), ["2024", "2022, 2023"]),
        ((FIRST, "--year", "2022"), []),
        ((FIRST, "--cohort", "lama"), ["'lama'", "reguler, KPPN/IKN"]),
    ],
)
def test_what_cannot_be_asked_of_a_plan_is_refused_in_a_sentence(
    example: Path, given: tuple[str, ...], names: list[str]
) -> None:
    done = questions(example, *given)
    assert done.status == (1 if names else 0)
    assert [name for name in names if name not in done.err] == []


def test_a_year_of_which_only_weights_are_known_has_no_questions(example: Path, tmp_path: Path) -> None:
    (tmp_path / "bobot.yaml").write_text("year: 2024\ncohorts: [{name: baru, weights: {baseline: 100}}]\n", "utf-8")
    config = tmp_path / "sinergi.toml"
    config.write_text('evaluations = ["bobot.yaml"]\n', "utf-8")
    done = questions(example, FIRST, "--year", "2024", "--config", str(config))
    assert (done.status, "Pertanyaan evaluasi 2024 tidak diketahui" in done.err) == (1, True)
    assert json.loads(questions(example, FIRST, "--config", str(config)).out)["year"] == 2023


def test_the_help_of_the_group_names_its_commands(tmp_path: Path) -> None:
    told = ran(tmp_path, "evaluation", "--help").out
    assert [each for each in ("index", "questions", "PLAN") if each not in told] == []
