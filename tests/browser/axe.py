"""axe-core at work on what the course renders. JupyterLab around it has findings of its own."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

SCRIPT = Path(axe_playwright_python.__file__).with_name("axe.min.js")
OUTPUTS = ".jp-OutputArea-output"


def findings(page: Page, within: str = OUTPUTS) -> list[str]:
    """Serious and critical violations, a line each: the rule, what it asks, and where it failed."""
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    result = page.evaluate("selector => axe.run({include: [selector]})", within)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:300]}"
        for violation in result["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
