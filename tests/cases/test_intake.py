"""Files of many kinds of trouble: each is read rightly, or refused or told in words that say where.

``intake.yaml`` has one entry for each file: ``reads`` what its plan says (as ``telling.told`` gives it), ``refused``
what the errors say, ``told`` what else is said (warnings, notes of kinds that matter, what is not read), ``map`` a
mapping, ``beside`` other files read beside it, ``year`` the only year of the plan, ``proposes`` a proposed mapping,
``fault`` the number of a fault that is not mended yet.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import yaml

from graph.intake import Intake, look
from graph.intake.unknown import Mapping
from graph.record import Severity
from tests.cases.telling import told

HERE = Path(__file__).parent
FILES = HERE / "intake"


class Case(msgspec.Struct, forbid_unknown_fields=True):
    """The right result of one file."""

    reads: list[str] = []
    refused: list[str] = []
    told: list[str] = []
    map: str = ""
    beside: list[str] = []
    proposes: dict[str, str] = {}
    fault: str = ""
    year: int | None = None


def _cases() -> dict[str, Case]:
    return msgspec.convert(yaml.safe_load((HERE / "intake.yaml").read_text("utf-8")), dict[str, Case])


def _params() -> Iterator[object]:
    for name, case in _cases().items():
        marks = [pytest.mark.xfail(reason=case.fault, strict=True)] if case.fault else []
        yield pytest.param(name, case, id=name, marks=marks)


def _said(intake: Intake) -> list[str]:
    unread = [
        f"unread {each.sheet} {each.column or 'rows'}: {each.holds} {each.filled}, {each.example}"
        for each in intake.report.unread
    ]
    problems = [
        f"{each.severity} {each.sheet} {each.row} {each.column}: {each.reason} ({each.value}). {each.hint}"
        for each in intake.problems
    ]
    return [*problems, *unread]


@pytest.mark.parametrize(("name", "case"), list(_params()))
def test_each_file_has_its_right_result(name: str, case: Case) -> None:
    mapping = Mapping.load(FILES / case.map) if case.map else ()
    intake = look([FILES / name, *(FILES / other for other in case.beside)], mapping=mapping, year=case.year)
    said = _said(intake)
    for words in (*case.refused, *case.told):
        assert any(words in each for each in said), f"nobody says {words!r}: {said}"
    if case.refused:
        assert intake.errors
        assert all(any(words in str(each) for words in case.refused) for each in map(str, intake.errors))
    else:
        assert not intake.errors, intake.errors
        assert told(intake) == sorted(case.reads)
    if case.proposes:
        (proposal,) = intake.proposals
        assert proposal.mapping.columns == case.proposes
    if not case.refused and not case.told:
        loud = [each for each in intake.problems if each.severity is not Severity.NOTE]
        assert not loud
        assert not [each for each in intake.report.unread if each.holds != "other"]


def test_every_file_has_a_right_result() -> None:
    mappings = {case.map for case in _cases().values()}
    beside = {name for case in _cases().values() for name in case.beside}
    there = {path.name for path in FILES.iterdir()}
    assert there - mappings - beside == _cases().keys() - beside
