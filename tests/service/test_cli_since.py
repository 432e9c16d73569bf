"""What is new in a plan since a revision, for whoever watches it by the command line's exit status."""

import asyncio
import csv
import io
from pathlib import Path
from unittest import mock

import msgspec
import pytest

from graph.change import ChangeSet, PutLink, PutNode
from graph.model import Level, Link, LinkKind, Program
from graph.snapshot import PlanGraph
from graph.store import Store
from rules.engine import Evaluation, Failure, evaluate
from tests.command import Ran, ran
from tests.schema.city import INFO, beginning

MOTHERS = Program(
    id="program/dkk/1.02.02.2.02.0001",
    code="1.02.02.2.02.0001",
    level=Level.SUB_ACTIVITY,
    name="Pengelolaan Pelayanan Kesehatan Ibu Hamil",
)


async def _grown(folder: Path) -> None:
    """The city at revision 1, and at revision 2 with work whose theme two other agencies belong to."""
    store = Store.open(f"sqlite:///{folder}/var/sinergi.db")
    await store.upgrade()
    await store.create_plan(INFO)
    await store.apply(INFO.slug, beginning())
    lead = Link(kind=LinkKind.LEADS, source_id="opd/dkk", target_id=MOTHERS.id, source="berkas")
    made = (PutNode(node=MOTHERS), PutLink(link=lead))
    await store.apply(INFO.slug, ChangeSet(changes=made, base_revision=1))
    await store.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("since")
    asyncio.run(_grown(made))
    return made


def _check(folder: Path, *arguments: str) -> Ran:
    return ran(folder, "check", INFO.slug, "--format", "csv", *arguments)


def _prints(text: str) -> set[str]:
    return {row["fingerprint"] for row in csv.DictReader(io.StringIO(text))}


def test_what_is_new_since_a_revision_is_shown_and_ends_with_3(folder: Path) -> None:
    new = _check(folder, "--since", "1", "--severity", "advice")
    before, now = (_prints(_check(folder, "--as-of", each).out) for each in ("1", "2"))
    assert new.status == 3
    assert _prints(new.out) == now - before != set()


def test_new_findings_below_the_severity_that_is_asked_for_end_with_0(folder: Path) -> None:
    usual = _check(folder, "--since", "1")
    assert (usual.status, usual.out, usual.err) == (0, _check(folder, "--since", "1", "--severity", "warning").out, "")
    assert "Tidak ada temuan baru sejak revisi 2" in ran(folder, "check", INFO.slug, "--since", "2").out


def test_a_severity_chooses_findings_without_a_revision_too(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_check(folder, "--severity", "warning").out)))
    assert {row["severity"] for row in rows} == {"warning"}


@pytest.mark.parametrize("since", [3, -1], ids=["later-than-what-is-checked", "none"])
def test_a_revision_that_is_not_there_is_refused_with_1(folder: Path, since: int) -> None:
    refused = _check(folder, "--since", str(since))
    assert refused.status == 1
    assert str(since) in refused.err


def test_nothing_is_called_unchanged_where_a_rule_failed(folder: Path) -> None:
    def broken(plan: PlanGraph, *_: object) -> Evaluation:
        return msgspec.structs.replace(evaluate(plan), failures=(Failure(rule="SY01", message="rusak"),))

    with mock.patch("service.cli.work.evaluate", broken):
        refused = _check(folder, "--since", "1")
    assert refused.status == 1
    assert "SY01" in refused.err.splitlines()[-1]
