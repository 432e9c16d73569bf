"""All plans are evaluated on a cluster on this machine, where the extra `dask` is installed."""

import json
import sys
from pathlib import Path

import pytest

from service import demo
from tests.command import ran
from tests.example import example_database


def test_the_workers_of_a_scheduler_evaluate_what_is_due(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    example_database(tmp_path / "var" / "sinergi.db")
    database = f"sqlite:///{tmp_path}/var/sinergi.db"
    on_this_machine = {"host": "127.0.0.1", "dashboard_address": None, "n_workers": 1, "threads_per_worker": 1}
    with distributed.LocalCluster(**on_this_machine) as cluster:
        asked = "recommend", "--all", "--format", "json", "--scheduler", cluster.scheduler_address
        done = ran(tmp_path, *asked, "--database", database)
        assert done.status == 0
        (row,) = json.loads(done.out)
        assert (row["slug"], row["standing"], row["initiatives"]) == (demo.FIRST, "evaluated", 80)
        (standing,) = json.loads(ran(tmp_path, *asked, "--database", database).out)
        assert standing["standing"] == "standing"


def test_without_dask_it_is_said_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example_database(tmp_path / "var" / "sinergi.db")
    monkeypatch.setitem(sys.modules, "distributed", None)
    refused = ran(tmp_path, "recommend", "--all", "--scheduler", "tcp://127.0.0.1:1")
    assert refused.status == 1
    assert "pip install 'sinergi[dask]'" in refused.err
