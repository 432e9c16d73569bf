"""Knowledge speaks of villages as their region does."""

import msgspec
import pytest

from graph.change import Contents
from graph.model import Level, Opd, Program, Theme
from graph.snapshot import PlanGraph
from rules.knowledge import knowledge, link
from rules.knowledge.local import local
from tests.rules.notation import INFO

OWN = "theme/tata-kelola-desa"
SHARED = "theme/pemberdayaan-desa-kelurahan"


def _plan(code: str, *nodes: Opd | Program) -> PlanGraph:
    return PlanGraph(
        msgspec.structs.replace(INFO, region_code=code), 1, Contents({each.id: each for each in nodes}, {})
    )


def _names(plan: PlanGraph) -> dict[str, str]:
    return {theme.id: theme.name for theme in link(plan, knowledge()).of(Theme)}


@pytest.mark.parametrize(
    ("code", "own", "shared"),
    [
        ("17.03", "Tata kelola dan keuangan desa", "Pemberdayaan masyarakat desa dan kelurahan"),
        ("13.06", "Tata kelola dan keuangan nagari", "Pemberdayaan masyarakat nagari dan kelurahan"),
        ("11.05", "Tata kelola dan keuangan gampong", "Pemberdayaan masyarakat gampong dan kelurahan"),
        ("35.79", "Tata kelola dan keuangan desa", "Pemberdayaan masyarakat desa dan kelurahan"),
        ("64.71", None, "Pemberdayaan masyarakat kelurahan"),
    ],
)
def test_themes_are_named_as_the_region_names_its_villages(code: str, own: str | None, shared: str) -> None:
    names = _names(_plan(code))
    assert (names.get(OWN), names[SHARED]) == (own, shared)


def test_what_an_agency_is_called_goes_before_the_code() -> None:
    agency = Opd(id="opd/a", name="Dinas Pemberdayaan Masyarakat dan Kampung", short_name="DPMK")
    assert _names(_plan("64.02", agency))[OWN] == "Tata kelola dan keuangan kampung"


def test_a_kota_whose_places_are_villages_has_villages() -> None:
    places = [
        Program(id=f"program/a/{name}", level=Level.SUB_ACTIVITY, name="Jalan", location=f"Desa {name}")
        for name in ("Alang", "Balai", "Cermin")
    ]
    assert OWN in _names(_plan("99.71", *places))
    boilerplate = Program(id="program/a/x", level=Level.SUB_ACTIVITY, name="Jalan", location="Semua Kel/Desa")
    assert OWN not in _names(_plan("99.71", *places[:2], boilerplate))


def test_official_names_stay() -> None:
    partners = [
        call for theme in knowledge().themes.values() for call in theme.partners if "desa" in " ".join(call.words)
    ]
    assert partners
    themes = link(_plan("13.06"), knowledge()).of(Theme)
    reasons = " ".join(role.reason for theme in themes for role in theme.roles)
    assert "BUM nagari" not in reasons


def test_a_practice_is_done_in_the_wards_of_a_kota_and_not_where_only_a_village_can() -> None:
    kota = local(_plan("64.71"), knowledge())
    said = {each.id: each for each in kota.practices}
    whole = {each.id: each for each in knowledge().practices}
    assert 0 < len(said) < len(whole)
    for id_, practice in said.items():
        texts = (practice.title, practice.output, practice.measure, practice.place)
        assert not any("desa" in text.casefold().split() for text in texts), id_
    gone = [whole[id_] for id_ in whole.keys() - said.keys()]
    assert all(
        "desa" in " ".join((each.title, each.output, each.measure, each.place)).casefold() or each.handovers
        for each in gone
    )
    assert local(_plan("64.09"), knowledge()).practices == knowledge().practices
