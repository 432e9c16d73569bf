"""Units: OPDs that another OPD contains run work; their mandate and their seat at the table are the agency's."""

from graph.change import Contents
from graph.model import Level, Link, LinkKind, Opd, Program
from graph.snapshot import PlanGraph
from tests.rules.notation import INFO


def plan(*contained: tuple[str, str]) -> PlanGraph:
    opds = [Opd(id=f"opd/{name}", name=name, short_name=name) for name in ("dinkes", "puskesmas", "pustu", "dinsos")]
    programs = [
        Program(id=f"program/{opd}/a", level=Level.SUB_ACTIVITY, name=opd) for opd in ("dinkes", "puskesmas", "pustu")
    ]
    links = [
        Link(kind=LinkKind.LEADS, source_id=f"opd/{each.id.split('/')[1]}", target_id=each.id) for each in programs
    ]
    links += [
        Link(kind=LinkKind.CONTAINS, source_id=f"opd/{whole}", target_id=f"opd/{unit}") for whole, unit in contained
    ]
    return PlanGraph(INFO, 1, Contents({n.id: n for n in (*opds, *programs)}, {link.id: link for link in links}))


def test_what_a_unit_runs_its_agency_answers_for() -> None:
    asked = plan(("dinkes", "puskesmas"), ("puskesmas", "pustu"))
    for name in ("puskesmas", "pustu"):
        lead, runner = asked.lead(f"program/{name}/a"), asked.runner(f"program/{name}/a")
        assert lead is not None and lead.id == "opd/dinkes"
        assert runner is not None and runner.id == f"opd/{name}"


def test_units_have_no_seat_of_their_own() -> None:
    asked = plan(("dinkes", "puskesmas"))
    assert [opd.id for opd in asked.opds] == ["opd/dinkes", "opd/dinsos", "opd/pustu"]
    assert len(asked.of(Opd)) == 4


def test_an_agency_runs_its_own_work_and_that_of_its_units() -> None:
    asked = plan(("dinkes", "puskesmas"))
    assert [each.id for each in asked.led_by("opd/dinkes")] == ["program/dinkes/a", "program/puskesmas/a"]
    assert [each.id for each in asked.led_by("opd/puskesmas")] == ["program/puskesmas/a"]


def test_a_stored_circle_of_units_keeps_one_seat() -> None:
    asked = plan(("dinkes", "puskesmas"), ("puskesmas", "dinkes"))
    assert "opd/dinkes" in {opd.id for opd in asked.opds}
    assert "opd/puskesmas" not in {opd.id for opd in asked.opds}
