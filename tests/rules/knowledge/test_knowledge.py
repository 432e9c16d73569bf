"""Knowledge: its entries are sound, reach real plans, and each makes just its own links."""

from pathlib import Path

import msgspec
import pytest

from graph.model import Link, Origin
from rules.configuration import Configuration
from rules.configuration import read as read_configuration
from rules.knowledge import (
    Knowledge,
    KnowledgeError,
    configured,
    coverage,
    is_routine,
    knowledge,
    link,
    made,
    problems,
    with_own,
)
from rules.knowledge.load import read
from rules.knowledge.selection import Selection
from rules.knowledge.selector import Selector, Selectors
from service import demo
from tests.example import example_plan


def by_id(known: Knowledge) -> dict[str, Link]:
    return made(example_plan(), known)


def test_nothing_is_wrong_with_the_entries() -> None:
    assert problems(knowledge()) == ()


def test_there_is_as_much_knowledge_as_promised() -> None:
    known = knowledge()
    assert len(known.themes) >= 40
    assert len(known.dependencies) >= 120
    assert {entry.kind for entry in known.dependencies} == set(type(known.dependencies[0].kind))
    assert any(entry.weight < 0 for entry in known.contributions)


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_the_same_knowledge_reaches_both_regions(slug: str) -> None:
    reached = coverage(link(example_plan(slug), knowledge()), knowledge())
    assert reached.programs.dimension == 1.0
    assert reached.sub_activities.theme >= 0.85
    assert reached.sub_activities.dependency >= 0.60
    assert all(opd.across_opds or opd.alone for opd in reached.opds)


def test_every_link_of_knowledge_says_where_it_comes_from() -> None:
    for each in made(example_plan(), knowledge()).values():
        assert each.origin in {Origin.DERIVED, Origin.INFERRED}
        assert each.entry
        assert each.reason
        assert each.source or each.origin is Origin.INFERRED
        assert each.origin is Origin.DERIVED or each.confidence < 0.5


@pytest.mark.parametrize(("written", "asked"), [("0032", "0053"), ("0053", "0032")])
def test_a_renamed_sub_activity_is_meant_under_both_of_its_codes(written: str, asked: str) -> None:
    selector = Selector(codes=(f"1.03.10.2.01.{written}",))
    meaning = Selectors([selector]).meaning
    assert meaning("Pembangunan Jalan", f"1.03.10.2.01.{asked}")
    assert not meaning("Pembangunan Jalan", "1.03.10.2.01.0033")


def test_a_change_of_one_dependency_changes_just_the_links_that_it_made() -> None:
    known = knowledge()
    before = by_id(known)
    entry = next(e for e in known.dependencies if any(each.entry == e.id for each in before.values()))
    others = tuple(e for e in known.dependencies if e is not entry)
    changed = msgspec.structs.replace(known, dependencies=(msgspec.structs.replace(entry, reason="Lain."), *others))
    after = by_id(changed)
    assert before.keys() == after.keys()
    moved = {id_ for id_ in before if before[id_] != after[id_]}
    assert moved
    assert {before[id_].entry for id_ in moved} == {entry.id}
    gone = by_id(msgspec.structs.replace(known, dependencies=others))
    assert {before[id_].entry for id_ in before.keys() - gone.keys()} == {entry.id}


def test_a_change_of_one_member_changes_just_the_links_that_it_made() -> None:
    known = knowledge()
    before = by_id(known)
    id_, theme = next(iter(known.themes.items()))
    member = next(m for m in theme.members if any(each.entry == f"{id_}/{m.id}" for each in before.values()))
    other = msgspec.structs.replace(member, reason="Lain.")
    members = tuple(other if each is member else each for each in theme.members)
    changed = msgspec.structs.replace(
        known, themes={**known.themes, id_: msgspec.structs.replace(theme, members=members)}
    )
    after = by_id(changed)
    assert {before[key].entry for key in before if before[key] != after[key]} == {f"{id_}/{member.id}"}


def test_a_regions_own_file_adds_replaces_and_drops(tmp_path: Path) -> None:
    known = knowledge()
    first, second = known.dependencies[:2]
    own = tmp_path / "own.yaml"
    own.write_text(
        f"""
drop: [{second.id}]
dependencies:
  - {{id: {first.id}, from: {{codes: ["1.01"]}}, to: {{codes: ["2.16"]}}, reason: a, without: b, source: judgement}}
  - {{id: milik-kami, from: {{codes: ["1.02"]}}, to: {{codes: ["2.16"]}}, reason: a, without: b, source: judgement}}
"""
    )
    laid = with_own(known, own)
    ids = [entry.id for entry in laid.dependencies]
    assert "milik-kami" in ids
    assert second.id not in ids
    assert next(entry for entry in laid.dependencies if entry.id == first.id).reason == "a"
    assert len(ids) == len(known.dependencies)


def test_an_entry_with_a_wrong_field_is_refused_with_file_and_place(tmp_path: Path) -> None:
    (tmp_path / "dependencies").mkdir()
    (tmp_path / "dependencies" / "land.yaml").write_text("- {id: a, dari: b}\n")
    with pytest.raises(KnowledgeError, match=r"land\.yaml.*dari"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("selector", "told"),
    [
        (Selector(), "tidak ada kode"),
        (Selector(codes=("rumah",)), "bukan kode"),
        (Selector(codes=("1.02.02.02.02.15",)), "tulis"),
        (Selector(codes=("1.99",)), "tidak ada di nomenklatur"),
    ],
)
def test_a_selector_that_cannot_be_right_is_told(selector: Selector, told: str) -> None:
    entry = msgspec.structs.replace(knowledge().dependencies[0], id="uji", origin=selector)
    [problem] = problems(msgspec.structs.replace(knowledge(), dependencies=(entry,)))
    assert told in problem


def test_a_selector_finds_work_of_any_code_style_and_work_whose_own_code_is_unknown() -> None:
    narrow = Selector(codes=("1.03.06.*",))
    fields = [Selector(codes=(field,)) for field in "12345678"]
    selection = Selection(example_plan(), Selectors([narrow, *fields]))
    fits = selection.fitting(narrow)
    assert fits
    assert {fit.code for fit in fits} == {"1.03.06"}
    uncoded = [leaf for leaf in selection.leaves if not leaf.code]
    reached = {fit.program.id for field in fields for fit in selection.fitting(field)}
    assert any(leaf.id in reached for leaf in uncoded)


def test_words_choose_and_words_exclude() -> None:
    chosen, fewer = Selector(words=("sampah",)), Selector(words=("sampah",), without=("kebijakan",))
    selection = Selection(example_plan(), Selectors([chosen, fewer]))
    wide, narrow = ({fit.program.id for fit in selection.fitting(each)} for each in (chosen, fewer))
    assert narrow < wide
    assert all("ampah" in example_plan().nodes[id_].label for id_ in wide)


def test_a_region_names_its_own_file_in_its_configuration(tmp_path: Path) -> None:
    own = {"id": "milik-kami", "words": ["angka unik"], "reason": "uji"}
    (tmp_path / "own.yaml").write_bytes(msgspec.yaml.encode({"routine": [own]}))
    (tmp_path / "sinergi.toml").write_text('knowledge = "own.yaml"\n')
    known = configured(read_configuration(tmp_path / "sinergi.toml"))
    assert is_routine("Angka unik daerah", known)
    assert not is_routine("Angka unik daerah", knowledge())
    with pytest.raises(KnowledgeError, match=r"tidak ada\.yaml"):
        configured(Configuration(knowledge=str(tmp_path / "tidak ada.yaml")))
