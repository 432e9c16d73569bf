"""What words find, on a plan of a few nodes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.change import Contents, PutNode
from graph.model import Asset, AssetKind, Level, Link, LinkKind, Opd, Program, Theme
from graph.reference import normalised
from graph.snapshot import PlanGraph
from schema.plan import search_index as index
from schema.plan.search_index import found, search_index, suggestion
from tests.schema.city import INFO

NODES = (
    Opd(id="opd/dlh", name="Dinas Lingkungan Hidup", short_name="DLH", aliases=("Badan Lingkungan",)),
    Program(id="program/1", level=Level.PROGRAM, name="Program Pengelolaan Persampahan", code="2.11.11"),
    Program(id="program/2", level=Level.SUB_ACTIVITY, name="Penanganan Sampah", code="2.11.11.2.01.0001"),
    Program(id="program/3", level=Level.SUB_ACTIVITY, name="Pembinaan", location="Bantaran Sungai", code="1.03.1"),
    Asset(id="asset/data", name="Data Sampah", asset_kind=AssetKind.DATASET),
    Theme(id="theme/banjir", name="Pengendalian banjir", words=("genangan",)),
)
PLAN = PlanGraph(INFO, 1, Contents(nodes={node.id: node for node in NODES}, links={}))
INDEX = search_index(PLAN)


def test_the_index_of_a_changed_plan_reads_only_the_texts_that_are_new(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reading(text: str) -> str:
        read.append(text)
        return normalised(text)

    monkeypatch.setattr(index, "normalised", reading)
    more = Asset(id="asset/baru", name="Data Banjir Baru", asset_kind=AssetKind.DATASET)
    changed = search_index(PLAN.apply([PutNode(node=more)]))
    assert read == ["Data Banjir Baru"]
    assert next(hit.id for hit in changed.find("data banjir")) == "asset/baru"


def _ids(text: str) -> list[str]:
    return [hit.id for hit in INDEX.find(text)]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("sampah", "asset/data"),
        ("penanganan sampah", "program/2"),
        ("menangani sampah", "program/2"),
        ("persampahn", "program/1"),
        ("penangannan smapah", "program/2"),
        ("DLH", "opd/dlh"),
        ("lingkngan hidup", "opd/dlh"),
        ("badan lingkungan", "opd/dlh"),
        ("bantaran sungai", "program/3"),
        ("genangan", "theme/banjir"),
        ("2.11.11", "program/1"),
        ("2.11.11.02.01.01", "program/2"),
    ],
)
def test_the_best_fit_comes_first(text: str, best: str) -> None:
    assert _ids(text)[0] == best


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("penannganan samaph", "penanganan sampah"),
        ("dhl", "dlh"),
        ("dlx", "dlh"),
        ("lingkungn hdiup", "lingkungan hidup"),
        ("sampah", None),
        ("menangani sampah", None),
        ("sam", None),
        ("sampah xx", None),
        ("2.11.19", None),
        ("", None),
    ],
)
def test_words_that_are_nowhere_are_taken_for_the_most_alike_ones(text: str, meant: str | None) -> None:
    assert suggestion(text, (INDEX,)) == meant
    if meant:
        assert _ids(text)[0] == _ids(meant)[0]


def test_a_theme_brings_its_programs_along_behind_what_is_called_so_itself() -> None:
    nodes = (
        Theme(id="theme/stunting", name="Penurunan stunting"),
        Program(id="program/posyandu", level=Level.SUB_ACTIVITY, name="Posyandu", code="1.02.1"),
        Program(id="program/audit", level=Level.SUB_ACTIVITY, name="Audit kasus stunting", code="2.14.1"),
        Program(id="program/jalan", level=Level.SUB_ACTIVITY, name="Jalan", code="1.03.1"),
    )
    links = [
        Link(kind=LinkKind.CONTRIBUTES, source_id=each, target_id="theme/stunting")
        for each in ("program/posyandu", "program/audit")
    ]
    contents = Contents(nodes={each.id: each for each in nodes}, links={each.id: each for each in links})
    plan = PlanGraph(INFO, 1, contents)
    scores = {hit.id: hit.score for hit in found(plan, "stunting")}
    alone = {hit.id: hit.score for hit in search_index(plan).find("stunting")}
    assert set(scores) == {"theme/stunting", "program/audit", "program/posyandu"}
    assert {each: scores[each] for each in alone} == alone
    assert scores["program/posyandu"] < min(alone.values())
    assert [hit.kind for hit in found(plan, "posyandu")] == ["program"]
    assert (
        {hit.id for hit in found(plan, "stunning")} == {hit.id for hit in search_index(plan).find("stunning")} != set()
    )


def test_a_code_finds_itself_and_what_lies_below_it_and_nothing_beside() -> None:
    assert _ids("2.11.11") == ["program/1", "program/2"]
    assert _ids("1.03.10") == []


def test_a_word_in_the_name_counts_more_than_one_beside_it() -> None:
    plan = PlanGraph(
        INFO,
        1,
        Contents(
            nodes={
                "program/a": Program(id="program/a", level=Level.PROGRAM, name="Taman"),
                "program/b": Program(id="program/b", level=Level.PROGRAM, name="Jalan", location="Taman"),
            },
            links={},
        ),
    )
    hits = search_index(plan).find("taman")
    assert [hit.id for hit in hits] == ["program/a", "program/b"]
    assert hits[0].score > hits[1].score


def test_what_fits_only_one_of_two_words_comes_after_what_fits_both() -> None:
    assert _ids("data sampah")[0] == "asset/data"
    assert set(_ids("sampah banjir")) >= {"asset/data", "theme/banjir"}


def test_the_index_of_a_plan_is_made_once() -> None:
    assert search_index(PLAN) is search_index(PLAN)


@given(st.text(max_size=40))
def test_any_text_gives_scores_from_zero_to_one_in_falling_order(text: str) -> None:
    hits = INDEX.find(text)
    assert all(0 < hit.score <= 1 for hit in hits)
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.id))
    assert len({hit.id for hit in hits}) == len(hits)
