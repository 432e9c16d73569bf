"""What is given to run the service by a container or by systemd names what there is, and runs as nobody special."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from sqlalchemy import make_url

from graph.store.address import connect_arguments
from service.cli.supervisor import CLOSING_SECONDS
from service.server_settings import server_settings
from service.settings import NAMES, PREFIXES
from tests.command import ran

HOME = Path(__file__).parents[1]
DEPLOY = HOME / "deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
UNIT = (DEPLOY / "sinergi.service").read_text("utf-8")


def _settings() -> dict[str, str]:
    named = {**COMPOSE["services"]["sinergi"]["environment"]}
    named |= dict(re.findall(r"(SINERGI_\w+)=(\S+)", CONTAINER + UNIT))
    return {name: str(value) for name, value in named.items()}


def test_every_setting_that_is_named_is_one() -> None:
    assert set(_settings()) == {"SINERGI_DATABASE", "SINERGI_LOG", "SINERGI_PROXIES"}
    assert all(name in NAMES or name.startswith(PREFIXES) for name in _settings())
    server_settings(_settings())


@pytest.mark.parametrize("text", [CONTAINER, UNIT, str(COMPOSE)], ids=["container", "unit", "compose"])
def test_every_address_of_a_database_can_be_used(text: str) -> None:
    found = re.findall(r"SINERGI_DATABASE(?:=|': ')([^\s']+)", text)
    assert found
    for each in found:
        connect_arguments(make_url(each.replace("${POSTGRES_PASSWORD}", "x")))


def test_the_command_of_both_is_one(tmp_path: Path) -> None:
    said = ran(tmp_path, "serve", "--help").out
    unit = re.search(r"^ExecStart=(.*)$", UNIT, re.MULTILINE)
    assert unit
    for text in (CONTAINER.partition("\nCMD ")[2], unit[1], str(COMPOSE["services"]["sinergi"]["command"])):
        options = set(re.findall(r"--[a-z-]+", text))
        assert "--no-example" in options
        assert all(option in said for option in options)


def test_several_workers_have_postgresql_and_the_time_to_end() -> None:
    for text, address in ((UNIT, UNIT), (str(COMPOSE["services"]["sinergi"]["command"]), str(COMPOSE))):
        assert "--workers" in text
        assert re.search(r"SINERGI_DATABASE\W{1,4}postgresql", address)
    assert "--workers" not in CONTAINER  # its database is a file
    seconds = [COMPOSE["services"]["sinergi"]["stop_grace_period"].removesuffix("s")]
    seconds += re.findall(r"^TimeoutStopSec=(\d+)$", UNIT, re.MULTILINE)
    limit = server_settings({}).stop_seconds + CLOSING_SECONDS
    assert [float(each) > limit for each in seconds] == [True, True]


def test_what_the_image_is_made_of_is_there_and_nothing_else() -> None:
    lines = (HOME / ".containerignore").read_text("utf-8").splitlines()
    assert (HOME / ".dockerignore").resolve() == HOME / ".containerignore"
    assert lines[1] == "*"
    named = {line[1:] for line in lines if line.startswith("!")}
    assert all((HOME / each).exists() for each in named)
    packages = re.search(r"^packages = \[(.*)\]$", (HOME / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert packages
    rooms = set(re.findall(r'"(\w+)"', packages[1]))
    assert named - rooms == {"requirements/serve.txt", "pyproject.toml", "README.md", "LICENSE"}
    assert named >= rooms


def test_it_runs_as_nobody_special() -> None:
    last = CONTAINER.rpartition("\nFROM ")[2]
    assert re.search(r"^USER [1-9]\d*$", last, re.MULTILINE)
    assert last.index("USER ") < last.index('CMD ["sinergi"')
    ours = COMPOSE["services"]["sinergi"]
    assert (ours["read_only"], ours["cap_drop"]) == (True, ["ALL"])
    assert all(each.startswith("127.0.0.1:") for each in ours["ports"])
    assert "ports" not in COMPOSE["services"]["postgres"]
    assert {"DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes"} <= set(UNIT.splitlines())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_unit_as_it_is_meant(tmp_path: Path) -> None:
    unit = tmp_path / "sinergi.service"
    unit.write_text(re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", UNIT, flags=re.MULTILINE))
    said = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")
