"""National tags stand beside our entries: what they tie, what they leave to entries, and where the two differ."""

from pathlib import Path
from typing import Literal

import msgspec
import pytest

from graph.model import Link, LinkKind, Origin, Program
from graph.reference import tags_of
from rules.asking.component import is_specific
from rules.knowledge import Knowledge, compare, knowledge, link, made, problems, with_own
from rules.knowledge.entry import Member, TagDecision, ThemeEntry
from service import demo
from tests.example import example_plan
from tests.rules.notation import Notation

TAG = "PERSAMPAHAN (ASTACITA)"
FORMER, NEW = "1.03.04.2.01.0010", "1.03.04.2.01.0020"
"""A sub-activity with this tag under its two codes."""


def _known(*members: Member, decisions: tuple[TagDecision, ...] = ()) -> Knowledge:
    theme = ThemeEntry(
        name="Sampah", name_en="Waste", reason="", sources=("",), dimensions={}, roles=(), members=members, tags=(TAG,)
    )
    return Knowledge(themes={"sampah": theme}, tags=decisions)


def _decision(decision: Literal["agreed", "left-out"], *codes: str) -> TagDecision:
    return TagDecision(id="d", theme="sampah", codes=codes, decision=decision, reason="Sebab.")


def _tie(code: str, known: Knowledge) -> Link | None:
    plan = Notation({"opds": {"A": "1.03"}, "programs": {"a": ["A", code]}}).plan()
    return made(plan, known).get("contributes:a>theme/sampah")


@pytest.mark.parametrize("code", [FORMER, NEW])
def test_a_tag_ties_work_as_touching_under_each_of_its_codes_and_says_where_it_is_from(code: str) -> None:
    tie = _tie(code, _known())
    assert tie is not None
    assert (tie.entry, tie.origin, is_specific(tie)) == (f"tag/{TAG}", Origin.DERIVED, False)
    assert "nomenkaltur-2026.json" in tie.source
    assert TAG in tie.reason


def test_where_an_entry_of_ours_ties_the_work_it_stands() -> None:
    for weight in (1.0, 3.0):
        tie = _tie(NEW, _known(Member(id="tpa", codes=(FORMER,), reason="", weight=weight, confidence=0.1)))
        assert tie is not None
        assert (tie.entry, tie.weight) == ("sampah/tpa", weight)


def test_a_tag_that_was_left_out_ties_nothing_and_one_that_was_agreed_does() -> None:
    assert _tie(NEW, _known(decisions=(_decision("left-out", FORMER),))) is None
    assert _tie(FORMER, _known(decisions=(_decision("left-out", "1.03.04"),))) is None
    assert _tie(NEW, _known(decisions=(_decision("agreed", FORMER),))) is not None


def test_work_whose_code_has_no_tag_is_not_tied() -> None:
    assert _tie("1.03.03.2.01.0028", _known()) is None
    assert _tie("1.03.04", _known()) is None


def test_where_tag_and_entry_differ_is_told_with_what_was_decided() -> None:
    known = _known(
        Member(id="tpa", codes=(FORMER,), reason=""),
        Member(id="desa", codes=("2.11.11.2.01.0004",), reason=""),
        Member(id="rakyat", codes=("2.11.11.2.01.0005",), reason="", weight=1.0),
        decisions=(_decision("agreed", "2.11.11"),),
    )
    [found] = compare(known)
    assert (found.theme, found.tag, found.opds) == ("sampah", TAG, ())
    assert found.both == (FORMER,)
    assert [(each.code, each.decision, each.reason) for each in found.entry_only] == [
        ("2.11.11.2.01.0004", "agreed", "Sebab.")
    ]
    codes = [each.code for each in found.tag_only]
    assert codes and all(TAG in tags_of(code) for code in codes)
    assert NEW not in codes and FORMER not in codes
    assert {each.decision for each in found.tag_only} == {"", "agreed"}


@pytest.mark.parametrize(("theme", "opds"), [("posyandu", 6), ("inflasi", 7)])
def test_on_the_example_city_tags_tie_the_opds_that_they_name(theme: str, opds: int) -> None:
    known = knowledge()
    found = [each for each in compare(known, example_plan()) if each.theme == theme]
    assert len({opd for each in found for opd in each.opds}) == opds
    linked = link(example_plan(), known)
    tags = {each.tag for each in found}
    tied = (linked.nodes[each.source_id] for each in linked.into(f"theme/{theme}", LinkKind.CONTRIBUTES))
    work = [each for each in tied if isinstance(each, Program) and tags & set(tags_of(each.code))]
    assert len({lead.id for each in work if (lead := linked.lead(each.id))}) == opds


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_no_tag_makes_work_specific(slug: str) -> None:
    ties = [each for each in made(example_plan(slug), knowledge()).values() if each.entry.startswith("tag/")]
    assert len(ties) > 50
    assert not any(map(is_specific, ties))


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        (TagDecision(id="d", theme="inflasi", codes=("9.99",), decision="agreed", reason="x"), "kode 9.99 tidak ada"),
        (TagDecision(id="d", theme="x", codes=("1.03",), decision="agreed", reason="x"), "sebutkan tema"),
        (TagDecision(id="d", theme="inflasi", codes=("1.03",), decision="agreed", reason=""), "alasannya"),
        (
            TagDecision(id="d", theme="inflasi", codes=("1.01",), decision="left-out", reason="x"),
            "tidak ada tag yang dapat ditinggalkan",
        ),
    ],
)
def test_a_decision_that_cannot_be_right_is_told(decision: TagDecision, told: str) -> None:
    assert told in "\n".join(problems(msgspec.structs.replace(knowledge(), tags=(decision,))))


def test_a_tag_that_the_list_does_not_have_is_told() -> None:
    theme = msgspec.structs.replace(knowledge().themes["inflasi"], tags=("INFLASSI",))
    known = msgspec.structs.replace(knowledge(), themes=knowledge().themes | {"inflasi": theme}, tags=())
    assert problems(known) == ("tema inflasi: tag INFLASSI tidak ada dalam nomenklatur 2026.",)


def test_a_region_takes_back_a_decision_of_ours(tmp_path: Path) -> None:
    asked = ("posyandu", "POSYANDU (ASTACITA)", "1.03.10.2.01.0032")
    ours = knowledge().decided(*asked)
    assert ours
    (tmp_path / "own.yaml").write_text(f"drop: [{ours.id}]")
    assert with_own(knowledge(), tmp_path / "own.yaml").decided(*asked) is None
    own = f"tags: [{{id: {ours.id}, theme: posyandu, codes: ['1.03.10'], decision: agreed, reason: Ada jalan.}}]"
    (tmp_path / "own.yaml").write_text(own)
    decided = with_own(knowledge(), tmp_path / "own.yaml").decided(*asked)
    assert decided and decided.decision == "agreed"
