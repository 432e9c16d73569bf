"""Refresh: writes what the code says into the pages that show it: the answers of README and API, the rules, the schema.

Run by ``make docs``; a test fails where a page is stale.
"""

from pathlib import Path

from graph.export.schema import schema
from rules.reference import whole
from rules.rule import installed_rules
from tools import api_changes, api_errors
from tools.answers import answered

HOME = Path(__file__).parents[1]
README = HOME / "README.md"
RULES = HOME / "docs" / "rules.md"
SCHEMA = HOME / "docs" / "plan.schema.json"
API = HOME / "docs" / "api.md"
MEETINGS = HOME / "docs" / "meetings.md"
QUESTIONS = HOME / "docs" / "questions.md"
EVALUATION = HOME / "docs" / "evaluation.md"
CROSS_IMPACT = HOME / "docs" / "cross-impact.md"


def rules() -> str:
    """Give the reference of the installed rules."""
    return whole(installed_rules())


def main() -> None:
    """Write all pages."""
    for page in (README, API, MEETINGS, QUESTIONS, EVALUATION, CROSS_IMPACT):
        page.write_text(answered(page.read_text("utf-8")), "utf-8")
    RULES.write_text(rules(), "utf-8")
    api_changes.PAGE.write_text(api_changes.page(), "utf-8")
    api_errors.PAGE.write_text(api_errors.page(), "utf-8")
    SCHEMA.write_bytes(schema())


if __name__ == "__main__":
    main()
