"""Networks in readers that are none of ours: graphology's, with which Gephi Lite and Sigma open them, and Graphviz."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from graph.change import EMPTY, Contents
from graph.export import FileFormat, plan_file
from graph.export.network import network
from graph.intake import read_files
from graph.model import Level, Link, LinkKind, Opd, Program
from graph.snapshot import PlanGraph
from graph.traversal.example import INFO
from service import demo
from tests.graph.export.anything import NASTY
from tests.graph.export.everything import EVERYTHING
from tests.node import HOME, needs_packages

READERS = HOME / "tests" / "formats"


def _nasty() -> Contents:
    """A plan whose ids, names and reasons are what people should not have written."""
    programs = [Program(id=f"program/{text}", level=Level.PROGRAM, name=text, location=text) for text in NASTY]
    opd = Opd(id="opd/<&>", name="<b>", short_name='"')
    links = [Link(kind=LinkKind.LEADS, source_id=opd.id, target_id=each.id, reason=each.name) for each in programs]
    return Contents(nodes={each.id: each for each in (opd, *programs)}, links={each.id: each for each in links})


def _rpjmd() -> Contents:
    return read_files([path for path in demo.files(demo.FIRST) if path.suffix != ".csv"]).contents


PLANS = {"everything": lambda: EVERYTHING, "nothing": lambda: EMPTY, "nasty": _nasty, "an RPJMD": _rpjmd}


def _read(path: Path) -> dict[str, Any]:
    done = subprocess.run(["node", "read.mjs", str(path)], cwd=READERS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _found(folder: Path, contents: Contents, format_: FileFormat) -> dict[str, Any]:
    file = plan_file(PlanGraph(INFO, 1, contents), format_)
    (folder / file.name).write_bytes(file.data)
    found = _read(folder / file.name)
    assert all(each["directed"] for each in found["edges"])
    return found


@needs_packages(READERS)
@pytest.mark.parametrize("format_", [FileFormat.GEXF, FileFormat.GRAPHML])
@pytest.mark.parametrize("plan", PLANS)
def test_another_reader_finds_every_node_and_link_with_all_that_is_said_of_it(
    tmp_path: Path, plan: str, format_: FileFormat
) -> None:
    contents = PLANS[plan]()
    found, given = _found(tmp_path, contents, format_), network(contents)
    blank = {"label": ""}  # the reader of GEXF leaves out an empty label
    assert {each["id"]: blank | each["values"] for each in found["nodes"]} == dict(given.nodes(data=True))
    assert {each["id"]: (each["source"], each["target"], each["values"]) for each in found["edges"]} == {
        id_: (source, target, values) for source, target, id_, values in given.edges(keys=True, data=True)
    }
    assert (len(found["nodes"]), len(found["edges"])) == (len(given.nodes), len(given.edges))


def _escaped(text: str) -> str:
    """A text as Graphviz keeps it until it is drawn."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


@needs_packages(READERS)
@pytest.mark.parametrize("plan", PLANS)
def test_graphviz_finds_every_node_and_link_with_label_kind_and_origin(tmp_path: Path, plan: str) -> None:
    contents = PLANS[plan]()
    found, given = _found(tmp_path, contents, FileFormat.DOT), network(contents)
    nodes = {each["id"]: (each["values"]["label"], each["values"]["class"]) for each in found["nodes"]}
    assert nodes == {
        _escaped(id_): (_escaped(values["label"]), values["kind"]) for id_, values in given.nodes(data=True)
    }
    edges = {
        each["id"]: (each["source"], each["target"], each["values"]["label"], each["values"]["class"])
        for each in found["edges"]
    }
    assert edges == {
        _escaped(id_): (_escaped(source), _escaped(target), values["label"], values["origin"])
        for source, target, id_, values in given.edges(keys=True, data=True)
    }
    assert (len(found["nodes"]), len(found["edges"])) == (len(given.nodes), len(given.edges))
