"""What ships that others wrote is listed with its licence, and no licence ships that nobody looked at."""

import json
import re

import pytest

from tools.components import LOCKS, NOT_HERE, ROOT, VENDORS, components, page, sbom

LOOKED_AT = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0",
    "PSF-2.0", "Zlib",
}  # fmt: skip
"""Licences under which all of it may ship beside ours; MPL-2.0 and its files stay as they are."""
AS_WRITTEN = {"htm": "Apache-2.0 (htm), MIT (Preact)", "pypdfium2": "BSD-3-Clause, Apache-2.0, dependency licenses"}
ELSEWHERE = {"colorama"}
"""For other systems only; BSD-3-Clause."""


def test_the_page_of_licences_is_what_ships() -> None:
    assert (ROOT / "docs/licences.md").read_text("utf-8") == page(components()), "run `make docs`"


def test_every_licence_was_looked_at() -> None:
    for each in components():
        if AS_WRITTEN.get(each.name) == each.licence or (each.licence == NOT_HERE and each.name in ELSEWHERE):
            continue
        assert set(re.split(r" (?:AND|OR) ", each.licence)) <= LOOKED_AT, each


def test_every_pinned_package_is_listed_with_its_hashes() -> None:
    listed = {(each.name, each.version): each for each in components() if not each.where}
    for lock in LOCKS:
        for line in (ROOT / lock).read_text().splitlines():
            if "==" in line and not line.startswith((" ", "#")):
                name, version = re.split(r"==|[ ;]", line)[:2]
                assert listed[name, version].hashes, line


@pytest.mark.parametrize("folder", VENDORS)
def test_every_copied_file_is_listed_and_its_notices_lie_beside_it(folder: str) -> None:
    place = ROOT / folder
    rows = "".join(line for line in (place / "README.md").read_text("utf-8").splitlines() if line.startswith("|"))
    copied = [line.split()[1] for line in (place / "SHA256SUMS").read_text().splitlines()]
    for name in (each for each in copied if each.endswith((".js", ".css"))):
        assert name in rows
    listed = {each.name for each in components() if each.where == folder}
    notices = [each.name for each in place.iterdir() if "LICENSE" in each.name]
    for name in listed:
        assert any(name.rsplit("/", 1)[-1] in each for each in notices), name


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (
            "service/ide/vendor/NOTICES.txt",
            ("codemirror", "@codemirror/language", "markdown-it", "framer-motion", "@radix-ui/react-dialog",
             "@headlessui/react", "graphql", "linkify-it", "@emotion/is-prop-valid", "style-mod"),
        ),
        ("service/page/vendor/cytoscape.NOTICES.txt", ("heap", "lodash")),
    ],
)  # fmt: skip
def test_what_a_copied_file_holds_of_others_has_its_notice(path: str, names: tuple[str, ...]) -> None:
    text = (ROOT / path).read_text("utf-8")
    for name in names:
        assert re.search(rf"^{re.escape(name)} \(", text, re.MULTILINE), name
    assert text.count("Permission is hereby granted") >= 2


def test_the_bill_of_materials_is_the_same_each_time_and_names_every_part_once() -> None:
    text = sbom(components())
    assert text == sbom(components())
    body = json.loads(text)
    assert (body["bomFormat"], body["specVersion"]) == ("CycloneDX", "1.6")
    refs = [each["bom-ref"] for each in body["components"]]
    assert len(refs) == len(set(refs)) == len(components())
    assert body["dependencies"] == [{"ref": "sinergi", "dependsOn": refs}]
    for each in body["components"]:
        assert re.fullmatch(r"pkg:(pypi|npm)/[^ ]+@[^ ]+", each["purl"]), each
