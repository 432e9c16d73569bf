"""The planners' page: its files by themselves, and in a real browser before a running service."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate
from graphql.type import GraphQLEnumType

from schema import SCHEMA
from service import demo, page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MODULES = sorted(path for path in page.FOLDER.rglob("*.js") if "vendor" not in path.parts)
WORDS = {name: json.loads((page.FOLDER / f"words.{name}.json").read_text("utf-8")) for name in ("id", "en")}
MOST_SCRIPT = 1_000_000
"""Bytes of all scripts together, before compression."""

Open = Callable[..., str]


def test_what_others_wrote_is_unchanged() -> None:
    vendor = page.FOLDER / "vendor"
    lines = [line.split() for line in (vendor / "SHA256SUMS").read_text("utf-8").splitlines()]
    sums = {name: digest for digest, name in lines}
    assert {path.name for path in vendor.glob("*.js")} <= set(sums)
    assert {name: hashlib.sha256((vendor / name).read_bytes()).hexdigest() for name in sums} == sums


def test_every_word_is_there_in_both_languages() -> None:
    said = {key for path in MODULES for key in re.findall(r"\bt\('([\w.-]+)'", path.read_text("utf-8"))}
    assert said
    assert said - set(WORDS["id"]) == set()
    assert set(WORDS["id"]) == set(WORDS["en"])
    holes = {name: {key: re.findall(r"\{\w+\}", text) for key, text in words.items()} for name, words in WORDS.items()}
    assert {key for key in holes["id"] if sorted(holes["id"][key]) != sorted(holes["en"][key])} == set()


def test_every_value_of_an_enumeration_that_is_shown_has_a_word() -> None:
    schema = build_schema(SCHEMA.as_str())
    shown = {name for path in MODULES for name in re.findall(r"\bcalled\('(\w+)'", path.read_text("utf-8"))}
    assert shown
    missing = set()
    for name in shown:
        kind = schema.type_map[name]
        assert isinstance(kind, GraphQLEnumType)
        missing |= {f"{name}.{value}" for value in kind.values} - set(WORDS["id"])
    assert missing == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(page.FOLDER)))
def test_every_question_fits_the_schema(path: Path) -> None:
    schema = build_schema(SCHEMA.as_str())
    for document in re.findall(r"gql`(.*?)`", path.read_text("utf-8"), re.DOTALL):
        assert [error.message for error in validate(schema, parse(document))] == []


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
    assert "unsafe" not in page.POLICY
    assert re.findall(r"https?://(?!www\.w3\.org)", page.PAGE) == []


def test_all_scripts_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in page.FOLDER.rglob("*.js")) < MOST_SCRIPT


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page")
    command = [sys.executable, "-u", "-c", "from service.cli import main; main()", "serve", "--port", "0"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SINERGI_")}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as server:
        said = ""
        assert server.stdout is not None
        for line in server.stdout:
            said += line
            if "Ctrl+C" in line:
                break
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert found, said
        yield found.group()
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) in {0, -signal.SIGINT, 130}


@pytest.fixture
def opened(address: str, tmp_path: Path) -> Open:
    """Open a view in the browser until some words are on it, and give the whole page."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")

    def look(view: str, *until: str) -> str:
        command = [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={tmp_path}", "--virtual-time-budget=12000", "--dump-dom",
            f"{address}#/{demo.FIRST}/{view}",
        ]  # fmt: skip
        end = time.monotonic() + 60
        seen = ""
        while not all(words in seen for words in until) and time.monotonic() < end:
            seen = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout
        missing = [words for words in until if words not in seen]
        assert not missing, f"{view}: {missing}\n{re.sub(r'<[^>]+>', ' ', seen)[:2000]}"
        return seen

    return look


def answered(address: str, query: str) -> dict[str, dict[str, dict[str, list[dict[str, str]]]]]:
    request = urllib.request.Request(  # noqa: S310
        f"{address}graphql", json.dumps({"query": query}).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        data: dict[str, dict[str, dict[str, list[dict[str, str]]]]] = json.load(answer)["data"]
    return data


def test_the_first_address_gives_the_page_under_a_strict_policy(address: str) -> None:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310
        assert answer.headers["content-security-policy"] == page.POLICY
        assert b'<script type="module"' in answer.read()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{address}page/__init__.py", timeout=30)  # noqa: S310
    assert refused.value.code == 404


def test_the_overview_shows_the_first_initiatives_and_where_dimensions_meet_opds(address: str, opened: Open) -> None:
    query = f'{{ plan(slug: "{demo.FIRST}") {{ initiatives(first: 3) {{ nodes {{ themeName }} }} }} }}'
    names = [each["themeName"] for each in answered(address, query)["plan"]["initiatives"]["nodes"]]
    seen = opened("ringkasan", *names, 'class="heat"')
    assert re.search(r'<td class="h[1-6]"><button', seen)


def test_an_initiative_says_why_who_what_first_and_what_it_is_worth(address: str, opened: Open) -> None:
    query = f'{{ plan(slug: "{demo.FIRST}") {{ initiatives(first: 1) {{ nodes {{ fingerprint leadReason }} }} }} }}'
    first = answered(address, query)["plan"]["initiatives"]["nodes"][0]
    opened(f"inisiatif/{first['fingerprint']}?bukti=tabel", WORDS["id"]["steps"], first["leadReason"], "<table", "%")


def test_dependencies_open_at_the_level_of_opds_and_can_be_read_as_a_table(opened: Open) -> None:
    seen = opened("keterkaitan?tampil=tabel", 'role="rowheader"', WORDS["id"]["ties.territorial"])
    assert re.search(r"cara=pasangan&amp;a=[^&]+&amp;b=", seen)
    opened("keterkaitan", "<canvas")


def test_an_opd_sees_on_whom_it_depends_and_who_depends_on_it(address: str, opened: Open) -> None:
    query = f'{{ plan(slug: "{demo.FIRST}") {{ opds(first: 20) {{ nodes {{ shortName name }} }} }} }}'
    opd = answered(address, query)["plan"]["opds"]["nodes"][-1]
    asked = ("opd.needs", "opd.needed", "opd.together")
    opened(f"opd/{urllib.parse.quote(opd['shortName'])}", opd["name"], *(WORDS["id"][key] for key in asked))


@pytest.mark.parametrize(
    ("view", "key"),
    [
        ("rekomendasi", "quickwin.only"),
        ("isi?jenis=program", "with.overhead"),
        ("temuan", "family"),
        ("aturan", "rule.remedy"),
        ("pengetahuan", "confidence"),
        ("bacaan", "reading.marks.note"),
    ],
)
def test_every_view_opens(opened: Open, view: str, key: str) -> None:
    assert '<h1 tabindex="-1">' in opened(view, WORDS["id"][key])


def test_the_page_speaks_english_when_asked(opened: Open) -> None:
    assert '<html lang="en"' in opened("rekomendasi?lang=en", WORDS["en"]["initiatives.lead"])


def test_an_address_without_a_view_is_said_in_a_sentence(opened: Open) -> None:
    opened("tidak-ada", WORDS["id"]["view.unknown"].replace("{view}", "tidak-ada"))
