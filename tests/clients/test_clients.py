"""The clients in ``examples/clients`` run against a running service; their compilers accept our schema."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clients.conftest import HOME, Service
from tests.node import needs_packages

EXAMPLES = HOME / "examples" / "clients"
AUDIT = HOME / "tests" / "audit"
AUDITS = 61
TYPESCRIPT, RELAY = EXAMPLES / "typescript", EXAMPLES / "relay"


def _ran(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def _is_list_with_decision(said: str) -> None:
    ranks = [int(found) for found in re.findall(r"^(\d+)\. .+ \(.+\)$", said, re.MULTILINE)]
    assert ranks == list(range(1, len(ranks) + 1))
    assert re.search(rf"^{len(ranks)} recommendations at revision \d+$", said, re.MULTILINE)
    assert len(ranks) > 50, "more than one page"
    assert said.endswith("DEFERRED by administrator\n")


def test_the_python_client_pages_through_the_recommendations_and_decides(service: Service) -> None:
    _is_list_with_decision(_ran([sys.executable, "python/recommendations.py", *service], EXAMPLES))


def test_the_python_client_tells_a_refusal_by_its_code(service: Service) -> None:
    done = subprocess.run(
        [sys.executable, "python/recommendations.py", service.address, "tidak-ada"],
        cwd=EXAMPLES, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("UNKNOWN_PLAN: ")


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is missing")
def test_curl_asks_by_post_and_get_and_writes_once_per_key(service: Service) -> None:
    first, again = [
        [json.loads(line)["data"] for line in _ran(["sh", "curl.sh", *service], EXAMPLES).splitlines()]
        for _ in range(2)
    ]
    assert [each["rank"] for each in first[0]["plan"]["initiatives"]["nodes"]] == [1, 2, 3]
    assert first[1]["plan"]["revision"] == first[0]["plan"]["revision"]
    assert first[2]["addPartner"] == again[2]["addPartner"]
    assert first[2]["addPartner"]["errors"] == []


@needs_packages(TYPESCRIPT)
def test_the_typescript_client_s_types_are_made_from_the_schema_and_it_runs(service: Service) -> None:
    _ran(["npm", "run", "--silent", "generate"], TYPESCRIPT)
    _ran(["npm", "run", "--silent", "check"], TYPESCRIPT)
    _is_list_with_decision(_ran(["npm", "start", "--silent", "--", *service], TYPESCRIPT))


@needs_packages(TYPESCRIPT)
def test_the_typescript_client_s_check_finds_a_field_that_is_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "examples" / "clients" / "typescript"
    shutil.copytree(TYPESCRIPT, folder, ignore=shutil.ignore_patterns("node_modules", "dist", "generated"))
    (folder / "node_modules").symlink_to(TYPESCRIPT / "node_modules")
    shutil.copy(HOME / "schema.graphql", tmp_path)
    main = folder / "src" / "main.ts"
    main.write_text(main.read_text("utf-8").replace("each.lead.shortName} with", "each.lead.shortname} with"), "utf-8")
    _ran(["npm", "run", "--silent", "generate"], folder)
    with pytest.raises(AssertionError, match="shortname"):
        _ran(["npm", "run", "--silent", "check"], folder)


@needs_packages(RELAY)
def test_relay_compiles_our_schema_and_joins_the_pages_of_a_connection(service: Service) -> None:
    _ran(["npm", "run", "--silent", "generate"], RELAY)
    _ran(["npm", "run", "--silent", "check"], RELAY)
    made = {each.name for each in (RELAY / "src" / "generated").iterdir()}
    assert {"documentsRecommendationsPageQuery.graphql.ts", "documentsProgramRefetchQuery.graphql.ts"} <= made
    said = _ran(["npm", "start", "--silent", "--", service.address, service.plan], RELAY)
    assert said.splitlines()[-1] == "20 recommendations in one connection"


@needs_packages(AUDIT)
def test_every_audit_of_graphql_http_passes_on_the_running_service(service: Service) -> None:
    said = _ran(["node", "audit.mjs", service.address], AUDIT)
    results = [json.loads(line) for line in said.splitlines()]
    assert [each for each in results if each["status"] != "ok"] == []
    assert len({each["id"] for each in results}) == AUDITS
