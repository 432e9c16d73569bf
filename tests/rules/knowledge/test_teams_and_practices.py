"""Teams and practices: what is shown of them is sound, sourced and in both languages, and plans can carry it."""

from typing import Any

import msgspec
import pytest

from graph.model import Theme
from rules.knowledge import Knowledge, coverage, knowledge, link, problems
from rules.knowledge.entry import Carrier, Handover, Outsider, Practice, StandingTeam
from service import demo
from tests.example import example_plan

TEAM = next(team for team in knowledge().teams if team.checked and team.duties)
PROVEN = next(practice for practice in knowledge().practices if practice.is_proven)
COURT = Outsider(institution="Pengadilan", institution_en="court", receiver="1.01", what="a", what_en="a")
SHOWN = next(practice for practice in knowledge().practices if not practice.is_proven)


def told_of(entry: StandingTeam | Practice, **changed: Any) -> str:
    """What is wrong with knowledge in which one entry is changed."""
    known = knowledge()
    other = msgspec.structs.replace(entry, **changed)
    if isinstance(other, StandingTeam):
        known = msgspec.structs.replace(known, teams=(other,))
    else:
        known = msgspec.structs.replace(known, practices=(other,))
    return "\n".join(problems(known))


def test_there_are_as_many_teams_and_practices_as_promised() -> None:
    known = knowledge()
    assert len(known.teams) >= 60
    assert sum(team.checked for team in known.teams) >= 45
    assert sum(practice.is_proven for practice in known.practices) >= 100
    assert {practice.level for practice in known.practices} == set("ABCD")


def test_every_practice_of_every_level_is_work_of_two_fields() -> None:
    for practice in knowledge().practices:
        assert len({carrier.field for carrier in practice.carriers}) >= 2, practice.id
        assert all(carrier.codes for carrier in practice.carriers), practice.id


def test_an_action_is_short_enough_for_a_heading() -> None:
    for practice in knowledge().practices:
        assert 3 <= len(practice.title.split()) <= 9, practice.id
        assert 3 <= len(practice.title_en.split()) <= 10, practice.id


def test_a_regulation_that_was_not_found_in_a_source_is_not_taken_for_checked() -> None:
    assert all(not team.checked for team in knowledge().teams if team.source == "judgement")


def test_a_theme_shows_its_first_team_and_a_regulation_only_where_it_was_checked() -> None:
    known = knowledge()
    other = msgspec.structs.replace(TEAM, id="uji", name="Tim Uji", checked=False)
    for teams, shown in (
        ((TEAM, other), (TEAM.name, TEAM.regulation)),
        ((other, TEAM), ("Tim Uji", "")),
        ((), ("", "")),
    ):
        themes = link(example_plan(), msgspec.structs.replace(known, teams=teams)).of(Theme)
        team = next(each for each in themes if each.id == f"theme/{TEAM.themes[0]}")
        assert (team.team, team.team_source) == shown


def test_no_theme_shows_a_regulation_that_was_not_checked() -> None:
    known = knowledge()
    checked = {team.regulation for team in known.teams if team.checked}
    shown = [theme.team_source for theme in link(example_plan(), known).of(Theme) if theme.team_source]
    assert len(shown) >= 30
    assert checked.issuperset(shown)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"themes": ("tidak-ada",)}, "tema tidak-ada tidak ada"),
        ({"themes": ()}, "tema atau sumber"),
        ({"source": ""}, "tema atau sumber"),
        ({"fields": ("9.99",)}, "bidang 9.99 tidak ada"),
        ({"secretariat_field": "9.99"}, "bidang 9.99 tidak ada"),
        ({"source": "judgement"}, "checked: false"),
        ({"regulation": ""}, "checked: false"),
        ({"name_en": ""}, "name hanya ada dalam satu bahasa"),
        ({"chair_en": ""}, "chair hanya ada dalam satu bahasa"),
        ({"secretariat": ""}, "secretariat hanya ada dalam satu bahasa"),
        ({"duties_en": ()}, "tidak sama banyak"),
    ],
)
def test_a_team_that_cannot_be_shown_is_told(changed: dict[str, Any], told: str) -> None:
    assert not told_of(TEAM)
    assert told in told_of(TEAM, **changed)


def test_a_team_that_was_not_checked_may_rest_on_judgement() -> None:
    assert not told_of(TEAM, checked=False, source="judgement")


def _carriers(*fields: str) -> tuple[Carrier, ...]:
    return tuple(Carrier(field=field, codes=(field,)) for field in fields)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"themes": ("tidak-ada",)}, "tema tidak-ada tidak ada"),
        ({"themes": ()}, "tema atau alamat sumber"),
        ({"source": "judgement"}, "tema atau alamat sumber"),
        ({"title_en": ""}, "title hanya ada dalam satu bahasa"),
        ({"result_en": ""}, "result hanya ada dalam satu bahasa"),
        ({"output_en": ""}, "output hanya ada dalam satu bahasa"),
        ({"measure": ""}, "measure hanya ada dalam satu bahasa"),
        ({"place_en": ""}, "place hanya ada dalam satu bahasa"),
        ({"output": "", "output_en": ""}, "sebutkan dua bidang"),
        ({"measure": "", "measure_en": ""}, "sebutkan dua bidang"),
        ({"result": "", "result_en": ""}, "sebutkan dua bidang"),
        ({"place": "", "place_en": ""}, "sebutkan dua bidang"),
        ({"handovers": ()}, "sebutkan dua bidang"),
        ({"carriers": _carriers("1.01")}, "sebutkan dua bidang"),
        ({"presumes": ((),)}, "tulis kata"),
        ({"presumes": (("festival", ""),)}, "tulis kata"),
        ({"carriers": _carriers("1.01", "1.02", "1.01")}, "bidang 1.01 disebut dua kali"),
        ({"carriers": _carriers("1.01", "9.99")}, "bidang 9.99 tidak ada"),
        ({"carriers": (Carrier(field="1.01", codes=("1.02.02",)),)}, "1.02.02 bukan pekerjaan bidang 1.01"),
        ({"carriers": (Carrier(field="1.01", codes=("1.01.02.2.01.9999",)),)}, "sub kegiatan 1.01.02.2.01.9999 tidak"),
        ({"handovers": (Handover(giver="9.99", receiver="1.01", what="a", what_en="a"),)}, "tidak mengerjakannya"),
        ({"handovers": (Handover(giver="1.01", receiver="1.01", what="a", what_en="a"),)}, "dirinya sendiri"),
        ({"handovers": (Handover(giver="1.01", receiver="1.02", what="a", what_en=""),)}, "what hanya ada"),
        ({"handovers": (Handover(giver="1.01", receiver="1.02", what="a", what_en="a", by="b"),)}, "by hanya ada"),
        (
            {"asked": (msgspec.structs.replace(COURT, receiver="9.99"),)},
            "9.99 menerima dari Pengadilan, tetapi tidak mengerjakannya",
        ),
        ({"asked": (msgspec.structs.replace(COURT, what_en=""),)}, "what hanya ada"),
        ({"asked": (msgspec.structs.replace(COURT, institution_en=""),)}, "institution hanya ada"),
    ],
)
def test_a_practice_that_cannot_become_an_action_is_told(changed: dict[str, Any], told: str) -> None:
    assert not told_of(PROVEN)
    assert told in told_of(PROVEN, **changed)


def test_a_practice_that_is_shown_as_an_example_needs_no_output() -> None:
    assert not told_of(SHOWN, output="", output_en="", measure="", measure_en="", place="", place_en="", handovers=())


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_most_proven_practices_can_be_carried_by_two_opds_of_either_region(slug: str) -> None:
    known = knowledge()
    found = coverage(link(example_plan(slug), known), known)
    assert found.practices.count == sum(practice.is_proven for practice in known.practices)
    assert found.practices.carried >= 0.95
    idle = round(found.practices.count * (1 - found.practices.carried))
    assert len(found.without.practice) == idle


def _carried(*carriers: Carrier) -> bool:
    practice = msgspec.structs.replace(PROVEN, id="uji", carriers=carriers)
    known: Knowledge = msgspec.structs.replace(knowledge(), practices=(practice, SHOWN))
    found = coverage(link(example_plan(), known), known)
    assert found.practices.count == 1
    assert found.without.practice == (() if found.practices.carried else ("uji",))
    return found.practices.carried == 1.0


def test_a_practice_is_carried_by_two_fields_in_two_opds() -> None:
    school, health, kecamatan = _carriers("1.01", "1.02", "7.01")
    nobody = Carrier(field="1.02", words=("perkataan yang tidak dipakai",))
    assert _carried(school, health)
    assert not _carried(school, nobody)
    assert not _carried(kecamatan, nobody)
    assert not _carried(school, msgspec.structs.replace(school, words=("sekolah",)))
