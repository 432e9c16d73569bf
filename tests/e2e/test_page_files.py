"""The planners' page by its files: typed, small, strict, in two languages, and only with what it says it has."""

import gzip
import hashlib
import json
import os
import re
import subprocess
import urllib.error
import urllib.request
import zlib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import UnionType
from typing import get_args

import msgspec
import pytest
import zstandard
from graphql import GraphQLSchema, NoDeprecatedCustomRule, build_schema, parse, specified_rules, validate
from graphql.type import GraphQLEnumType
from playwright.sync_api import expect

from acts import camel
from graph.figure import IndicatorYear, ProgramYear
from graph.masterplan import MasterplanYear
from graph.model import AnyNode, Link
from graph.vocabulary import VOCABULARY
from schema import SCHEMA
from schema.plan import export_files
from service import page
from service.page.words import FILES, first_modules, spoken
from tests.e2e.conftest import WORDS, Service, Visit, settled
from tests.node import REQUIRED, needs_packages

MODULES = sorted(path for path in page.FOLDER.rglob("*.js") if "vendor" not in path.parts)
TOOLS = Path(__file__).parents[1] / "page"
RULES = (*specified_rules, NoDeprecatedCustomRule)
MOST_SCRIPT = 1_000_000
"""Bytes of all scripts together, compressed."""


@cache
def _schema() -> GraphQLSchema:
    """The schema, built once for all modules."""
    return build_schema(SCHEMA.as_str())


def test_what_others_wrote_is_unchanged() -> None:
    vendor = page.FOLDER / "vendor"
    lines = [line.split() for line in (vendor / "SHA256SUMS").read_text("utf-8").splitlines()]
    sums = {name: digest for digest, name in lines}
    assert {path.name for path in vendor.glob("*.js")} <= set(sums)
    assert {name: hashlib.sha256((vendor / name).read_bytes()).hexdigest() for name in sums} == sums


@needs_packages(TOOLS)
@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("preact.js", "htm/preact/standalone.module.js"),
        ("cytoscape.js", "cytoscape/dist/cytoscape.esm.min.mjs"),
        ("dagre.js", "@dagrejs/dagre/dist/dagre.esm.js"),
    ],
)
def test_what_others_wrote_is_what_the_registry_has(name: str, origin: str) -> None:
    assert (page.FOLDER / "vendor" / name).read_bytes() == (TOOLS / "node_modules" / origin).read_bytes()


@needs_packages(TOOLS)
@pytest.mark.skipif(os.environ.get(REQUIRED) == "required", reason="CI does it with make check")
def test_every_module_fits_the_types_that_the_schema_gives_its_documents() -> None:
    done = subprocess.run(["npm", "run", "--silent", "check"], cwd=TOOLS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_word_is_there_in_both_languages() -> None:
    said = {key for path in MODULES for key in re.findall(r"\bt\(\s*'([\w.-]+)'", path.read_text("utf-8"))}
    assert said
    assert said - set(WORDS["id"]) == set()
    assert set(WORDS["id"]) == {key for key in WORDS["en"] if not key.endswith(".one")}
    holes = {name: {key: re.findall(r"\{\w+\}", text) for key, text in words.items()} for name, words in WORDS.items()}
    assert {key for key in holes["id"] if sorted(holes["id"][key]) != sorted(holes["en"][key])} == set()


def test_what_english_says_of_many_it_says_of_one_too() -> None:
    words = WORDS["en"]
    ones = {key for key in words if key.endswith(".one")}
    many = {key for key in words if re.search(r"\{count\} (\w+ ){0,2}\w+s\b", words[key])} - ones
    assert {key for key in many if f"{key}.one" not in words} == set()
    holes = {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in words.items()}
    assert [key for key in ones if holes[key] != holes[key.removesuffix(".one")]] == []


def test_every_value_of_an_enumeration_that_is_shown_has_a_word() -> None:
    schema = _schema()
    shown = {
        name for path in MODULES for name in re.findall(r"\b(?:called|within)\(\s*'(\w+)'", path.read_text("utf-8"))
    }
    assert shown
    kinds = {name for name, kind in schema.type_map.items() if isinstance(kind, GraphQLEnumType)}
    assert shown <= VOCABULARY.keys()
    assert shown - kinds == {"ScorePart"}


def test_every_field_that_can_be_changed_has_a_word_and_is_read_as_it_is_told() -> None:
    kinds = (*get_args(AnyNode), Link)
    fields = {(camel(each.name), each.type) for kind in kinds for each in msgspec.structs.fields(kind)}
    years = {camel(name) for kind in (ProgramYear, IndicatorYear, MasterplanYear) for name in kind.__struct_fields__}
    said = {name for name, _ in fields} | {name for name in years - {"year"} if not re.search(r"Q\d$", name)}
    assert {f"what.{name}" for name in said} - WORDS["id"].keys() == set()
    texts = re.search(r"TEXTS = new Set\(\s*`(.*?)`", (page.FOLDER / "changed.js").read_text("utf-8"), re.DOTALL)
    values = re.search(r"VALUES = \{(.*?)\};", (page.FOLDER / "changed.js").read_text("utf-8"), re.DOTALL)
    assert texts and values
    read = {*texts[1].split(), *re.findall(r"(\w+): \[", values[1])}
    written = {name for name, kind in fields if _is_text(kind)}
    assert {name for name, _ in fields} & read == written


def _is_text(kind: object) -> bool:
    """Whether a value is told as it is, and not as JSON."""
    choices = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    return any(isinstance(each, type) and issubclass(each, str) for each in choices)


def test_every_heading_of_a_card_has_its_explanation_beside_it() -> None:
    cards = [
        (path.name, card)
        for path in MODULES
        for card in re.findall(r"<\$\{Card\}(\s+title=\$\{t\('.*?)(?<!=)>", path.read_text("utf-8"), re.DOTALL)
    ]
    assert len(cards) > 60
    assert [(name, card) for name, card in cards if "note=" not in card] == []


def test_every_file_that_is_given_has_a_word() -> None:
    files = {f"export.{each.name.partition('.')[0]}" for each in export_files("kota", 1)}
    assert (files | {f"{each}.note" for each in files}) - set(WORDS["id"]) == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(page.FOLDER)))
def test_every_question_fits_the_schema_and_asks_for_nothing_that_is_to_go(path: Path) -> None:
    schema = _schema()
    text = path.read_text("utf-8")
    documents = re.findall(r"= gql\(`(.*?)`\)", text, re.DOTALL)
    assert len(documents) == len(re.findall(r"= gql\(", text))
    for document in documents:
        assert [error.message for error in validate(schema, parse(document), RULES)] == []


def test_the_page_has_no_script_or_style_of_its_own() -> None:
    inline: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            names = dict(attrs)
            if tag == "style" or (tag == "script" and not names.get("src")) or "style" in names:
                inline.append(tag)
            inline.extend(name for name in names if name.startswith("on"))

    Reader().feed(page.PAGE)
    assert inline == []
    assert "unsafe" not in page.policy("https://masuk.example.go.id")
    assert re.findall(r"https?://(?!www\.w3\.org)", page.PAGE) == []


def test_the_first_view_is_fetched_in_one_go() -> None:
    asked = set(re.findall(r'rel="modulepreload" href="page/([^"]+)"', page.PAGE))
    assert asked == first_modules(page.FOLDER).keys() - {"main.js"}


@pytest.mark.parametrize("name", FILES)
def test_the_words_of_the_first_view_are_few_and_hold_all_that_it_says(name: str) -> None:
    first = json.loads(spoken(page.FOLDER / name, first=True))
    text = "\n".join(first_modules(page.FOLDER).values())
    assert set(re.findall(r"\bt\(\s*'([\w.-]+)'", text)) <= first.keys()
    assert first.items() <= json.loads(spoken(page.FOLDER / name)).items()
    assert len(first) < 500


def test_the_first_view_weighs_at_most_ninety_kilobytes(service: Service, visit: Visit) -> None:
    sheet = visit(service.address)
    expect(sheet.locator(".tiles")).to_be_visible()
    settled(sheet)
    sizes = "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
    assert sheet.evaluate(f"{sizes}.reduce((sum, each) => sum + each.transferSize, 0)") <= 90_000


def test_all_scripts_together_stay_small() -> None:
    assert sum(len(zlib.compress(path.read_bytes())) for path in page.FOLDER.rglob("*.js")) < MOST_SCRIPT


def test_the_first_address_gives_the_page_under_a_strict_policy(service: Service) -> None:
    with urllib.request.urlopen(service.address, timeout=60) as answer:  # noqa: S310
        assert answer.headers["content-security-policy"] == page.policy()
        assert b'<script type="module"' in answer.read()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{service.address}page/__init__.py", timeout=60)  # noqa: S310
    assert refused.value.code == 404


@pytest.mark.parametrize("encoding", ["zstd", "gzip", "identity"])
def test_a_file_is_sent_as_the_browser_reads_it_and_not_again_while_it_is_the_same(
    service: Service, encoding: str
) -> None:
    address = f"{service.address}page/vendor/preact.js"
    asked = urllib.request.Request(address, headers={"accept-encoding": encoding})  # noqa: S310
    with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers.get("content-encoding", "identity") == encoding
        body, tag = answer.read(), answer.headers["etag"]
    plain = zstandard.decompress(body) if encoding == "zstd" else gzip.decompress(body) if encoding == "gzip" else body
    assert plain == (page.FOLDER / "vendor" / "preact.js").read_bytes()
    asked.add_header("if-none-match", tag)
    with pytest.raises(urllib.error.HTTPError) as known:
        urllib.request.urlopen(asked, timeout=60)  # noqa: S310
    assert (known.value.code, known.value.headers["etag"]) == (304, tag)


def test_where_no_issuer_is_set_the_page_takes_tokens_only(service: Service) -> None:
    with urllib.request.urlopen(f"{service.address}page/{page.SIGN_IN}", timeout=60) as answer:  # noqa: S310
        assert json.load(answer) is None
