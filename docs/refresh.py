"""Refresh: writes what the code says into the pages that show it: the README's answer and the reference of rules.

Run by ``make docs``; a test fails where a page is stale.
"""

import asyncio
import json
import re
import tempfile
from pathlib import Path

import httpx

from graph.export.schema import schema
from graph.store import Store
from rules.rule import AnyRule, installed_rules
from service import demo
from service.app import create_app
from service.loading import load_demo

HOME = Path(__file__).parents[1]
README = HOME / "README.md"
RULES = HOME / "docs" / "rules.md"
SCHEMA = HOME / "docs" / "plan.schema.json"
_QUERY = re.compile(r"```graphql\n(.*?)```", re.DOTALL)
_ANSWER = re.compile(r"```json\n(.*?)```", re.DOTALL)


async def _ask(query: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/sinergi.db")
        await store.upgrade()
        await load_demo(store, demo.FIRST)
        transport = httpx.ASGITransport(create_app(store))
        async with httpx.AsyncClient(transport=transport, base_url="http://readme") as client:
            answer = (await client.post("/graphql", json={"query": query})).json()
            answer.pop("extensions", None)
        await store.close()
    return json.dumps(answer, indent=2, ensure_ascii=False)


def readme(text: str) -> str:
    """Give the README with the real answer to its query."""
    query = _QUERY.search(text)
    if query is None:
        raise ValueError("README.md has no graphql block")
    answer = asyncio.run(_ask(query.group(1)))
    return _ANSWER.sub(lambda _: f"```json\n{answer}\n```", text, count=1)


def rules() -> str:
    """Give the reference of rules, from their docstrings and options."""
    head = "# Rules\n\nWritten by `make docs` from the rules themselves; options are set in `sinergi.toml`.\n"
    return "\n".join([head, *(_rule(rule) for rule in installed_rules())])


def _rule(rule: AnyRule) -> str:
    first, *rest = rule.documentation.splitlines()
    what = first.partition(". ")[2]
    paragraph = " ".join(line.strip() for line in rest).strip()
    defaults = rule.options()
    points = re.split(r" (?=Evidence: |Remedy: )", paragraph)
    points += [f"Option `{name}` = `{getattr(defaults, name)!r}`" for name in rule.options.__struct_fields__]
    head = [f"## {rule.code} {rule.name}", "", f"*{rule.family}, {rule.severity}.* {what}", ""]
    return "\n".join([*head, *(f"- {point}" for point in points), ""])


def main() -> None:
    """Write all pages."""
    README.write_text(readme(README.read_text("utf-8")), "utf-8")
    RULES.write_text(rules(), "utf-8")
    SCHEMA.write_bytes(schema())


if __name__ == "__main__":
    main()
