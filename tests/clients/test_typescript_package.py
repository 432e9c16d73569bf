"""The typed client package is built from the schema, packed, and used by a program that has nothing else."""

import json
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from service import demo
from tests.clients.conftest import HOME
from tests.node import needs_packages
from tests.serving import serving

TYPESCRIPT = HOME / "examples" / "clients" / "typescript"
PROGRAM = """
import { Client, CommentOnInitiativeDocument, PlansDocument, RecommendationsDocument } from "sinergi-client";
import type { Refused, Schema } from "sinergi-client";

const [address = "", token = ""] = process.argv.slice(2);
const client = new Client({ address, token, language: "en" });
const { plans } = await client.ask(PlansDocument, {});
const plan: string = plans?.nodes[0]?.slug ?? "";
const found = await client.ask(RecommendationsDocument, { plan });
const first = found.plan?.initiatives?.nodes[0];
const input: Schema.CommentOnInitiativeInput = { plan, fingerprint: first?.fingerprint ?? "", text: "Baik." };
const { commentOnInitiative: said } = await client.ask(CommentOnInitiativeDocument, { input });
const wrong = client.ask(RecommendationsDocument, { plan: "tidak-ada" });
const refused = await wrong.catch((thrown: Refused) => thrown.code);
console.log(JSON.stringify({ plan, rank: first?.rank, author: said?.comment?.author, errors: said?.errors, refused }));
"""


def _ran(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=240, check=False, env=os.environ)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program beside the packed client, with the compiler and nothing of our sources."""
    home = tmp_path_factory.mktemp("client")
    folder = home / "examples" / "clients" / "typescript"
    shutil.copytree(TYPESCRIPT, folder, ignore=shutil.ignore_patterns("node_modules", "dist", "generated", "*.tgz"))
    (folder / "node_modules").symlink_to(TYPESCRIPT / "node_modules")
    shutil.copy(HOME / "schema.graphql", home)
    _ran(["npm", "run", "--silent", "build"], folder)
    [packed] = folder.glob("sinergi-client-*.tgz")
    user = home / "user"
    (user / "node_modules" / "sinergi-client").mkdir(parents=True)
    _ran(["tar", "xzf", str(packed), "--strip-components=1", "-C", "node_modules/sinergi-client"], user)
    (user / "node_modules" / "@types").symlink_to(TYPESCRIPT / "node_modules" / "@types")
    (user / "package.json").write_text('{"type": "module"}', "utf-8")
    options = json.loads((TYPESCRIPT / "tsconfig.json").read_text("utf-8"))["compilerOptions"] | {"rootDir": "."}
    (user / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "include": ["main.ts"]}), "utf-8")
    (user / "main.ts").write_text(PROGRAM, "utf-8")
    return user


TSC = [str(TYPESCRIPT / "node_modules" / ".bin" / "tsc")]


@needs_packages(TYPESCRIPT)
def test_a_program_compiles_against_the_package_and_runs_against_a_sandbox(program: Path, tmp_path: Path) -> None:
    _ran(TSC, program)
    with serving(tmp_path, sandbox=True) as served:
        said = json.loads(_ran(["node", "dist/main.js", served.graphql, served.token], program))
    assert said == {"plan": demo.FIRST, "rank": 1, "author": "sandbox", "errors": [], "refused": "UNKNOWN_PLAN"}


@needs_packages(TYPESCRIPT)
def test_the_package_s_types_find_a_field_that_is_not_there_and_a_wrong_variable(program: Path) -> None:
    main = program / "main.ts"
    for right, wrong in (("first?.rank", "first?.position"), ("{ plan })", "{ plan: 7 })")):
        main.write_text(PROGRAM.replace(right, wrong), "utf-8")
        done = subprocess.run([*TSC, "--noEmit"], cwd=program, capture_output=True, text=True, timeout=240, check=False)
        assert done.returncode != 0, wrong
        assert "main.ts" in done.stdout
    main.write_text(PROGRAM, "utf-8")


def test_the_package_has_the_version_of_the_program() -> None:
    package = json.loads((TYPESCRIPT / "client" / "package.json").read_text("utf-8"))
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    assert package["version"] == project["version"]
