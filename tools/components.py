"""Components: what ships that others wrote, with its licence: as a page for people and as CycloneDX for programs.

``python -m tools.components`` is ``docs/licences.md``; with ``--sbom`` what ``make sbom`` writes. Packages are those
that ``requirements/serve.txt`` and ``telemetry.txt`` pin; their licences are what they say where they are installed.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

import msgspec

ROOT: Final = Path(__file__).parents[1]
LOCKS: Final = ("requirements/serve.txt", "requirements/telemetry.txt")
VENDORS: Final = ("service/ide/vendor", "service/page/vendor")
_PINNED: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)([^\n]*(?:\n[ ]+--hash[^\n]*)*)", re.MULTILINE)
_HASH: Final = re.compile(r"sha256:([0-9a-f]{64})")
_COPIED: Final = re.compile(r"^\| ([^|]+) \| (?:(\S+) (\d[\w.]*)[^|]*) \| (?:[^|]* \| )?([^|]+) \|$", re.MULTILINE)
NOT_HERE: Final = "not installed on this system"
"""The licence of a package that other systems need."""
_SPDX: Final = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "3-clause bsd license": "BSD-3-Clause",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "isc license": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}
"""How packages write licences, and how SPDX does."""


class Component(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A package, or a file that was copied from one."""

    name: str
    version: str
    licence: str
    purl: str
    """https://github.com/package-url/purl-spec"""
    where: str = ""
    """The folder into which it was copied; empty for a package that is installed."""
    hashes: tuple[str, ...] = ()
    """SHA-256 of the files of which one is installed."""


def components() -> list[Component]:
    """Give all that ships, by name."""
    return sorted({*_packages(), *_copied()})


def _packages() -> Iterator[Component]:
    locks = "\n".join((ROOT / lock).read_text() for lock in LOCKS)
    for name, version, rest in _PINNED.findall(locks):
        hashes = tuple(sorted(_HASH.findall(rest)))
        purl = f"pkg:pypi/{name.lower()}@{version}"
        yield Component(name=name, version=version, licence=_licence(name), purl=purl, hashes=hashes)


def _licence(name: str) -> str:
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return NOT_HERE
    classified = [
        each.rsplit(" :: ", 1)[-1] for each in said.get_all("Classifier", []) if each.startswith("License ::")
    ]
    written = said.get("License-Expression") or ""
    short = said.get("License") or ""
    chosen = written or (short if 0 < len(short) < 60 and "\n" not in short else "") or " OR ".join(classified)
    return _SPDX.get(chosen.lower(), chosen)


def _copied() -> Iterator[Component]:
    for folder in VENDORS:
        for _, name, version, licence in _COPIED.findall((ROOT / folder / "README.md").read_text("utf-8")):
            clean = name.rstrip(",")
            purl = f"pkg:npm/{clean.replace('@', '%40')}@{version}"
            said = licence.split(" (`")[0].strip()
            yield Component(name=clean, version=version, licence=said, purl=purl, where=folder)


def page(found: list[Component]) -> str:
    """Write them for people."""
    rows = [f"| {each.name} | {each.version} | {each.licence} | {each.where or 'installed'} |" for each in found]
    head = """# Licences of what ships

Written by `python -m tools.components`; `tests/test_components.py` keeps it true. The program itself:
[LICENSE](../LICENSE). Texts of licences of installed packages come with them, those of what is copied lie beside it.

| component | version | licence | where |
|---|---|---|---|
"""
    return head + "\n".join(rows) + "\n"


def sbom(found: list[Component]) -> str:
    """Write them as CycloneDX 1.6: without a time or a random number, so that the same parts give the same bytes."""
    parts = [
        {
            "type": "library",
            "bom-ref": f"{each.purl}{'#' + each.where if each.where else ''}",
            "name": each.name,
            "version": each.version,
            "purl": each.purl,
            "licenses": [] if each.licence == NOT_HERE else [{"license": {"name": each.licence}}],
            "hashes": [],
            "properties": [{"name": "sinergi:sha256", "value": value} for value in each.hashes],
        }
        for each in found
    ]
    version = metadata.version("sinergi")
    subject = {"type": "application", "bom-ref": "sinergi", "name": "sinergi", "version": version}
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": subject},
        "components": [{name: value for name, value in part.items() if value} for part in parts],
        "dependencies": [{"ref": "sinergi", "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write((sbom if "--sbom" in sys.argv else page)(components()))
