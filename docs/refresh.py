"""Refresh: writes what the code says into the pages that show it: the answers of README and API, the rules, the schema.

Run by ``make docs``; a test fails where a page is stale.
"""

import re
from pathlib import Path

from docs import api_changes
from docs.answers import answered
from graph.export.schema import schema
from rules.rule import AnyRule, installed_rules

HOME = Path(__file__).parents[1]
README = HOME / "README.md"
RULES = HOME / "docs" / "rules.md"
SCHEMA = HOME / "docs" / "plan.schema.json"
API = HOME / "docs" / "api.md"


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
    for page in (README, API):
        page.write_text(answered(page.read_text("utf-8")), "utf-8")
    RULES.write_text(rules(), "utf-8")
    api_changes.PAGE.write_text(api_changes.page(), "utf-8")
    SCHEMA.write_bytes(schema())


if __name__ == "__main__":
    main()
