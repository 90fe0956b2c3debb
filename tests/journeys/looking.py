"""Looking at a page as a person would: nothing hidden sideways, nothing unreadable; and a picture is kept.

Set SAMKLANG_PICTURES to a folder and every page a journey looks at is kept there, "start-1280.png".
"""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def looked_at(page: Page, name: str, *, tallest: int = 0) -> None:
    """Fail where the page breaks a rule of accessibility, leaves a contrast undecided, or is wider than the screen.

    tallest: pixels after which the picture ends, so that its file stays small; 0: the whole page.
    """
    page.wait_for_load_state("load")
    _is_no_wider_than_the_screen(page, name)
    _is_accessible(page, name)
    folder = os.environ.get("SAMKLANG_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        width = page.viewport_size["width"]
        height = page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, tallest or height)}
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True, clip=clip)


def _is_no_wider_than_the_screen(page: Page, name: str) -> None:
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"{name} is {too_wide} pixels wider than the screen"


def _is_accessible(page: Page, name: str) -> None:
    found = Axe().run(page).response
    broken = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]]
    assert broken == [], f"{name}: {broken}"
    contrasts = [node for one in found["incomplete"] if one["id"] == "color-contrast" for node in one["nodes"]]
    # On a phone a table may be cut at the edge of the part that scrolls, or lie under its column of names, which stays
    # where it is; its colours are decided at the other width.
    cut = {"elmPartiallyObscured", "bgOverlap", "shortTextContent"} if page.viewport_size["width"] < 500 else set()
    undecided = [
        (node["html"][:200], node["any"][0]["data"]["messageKey"])
        for node in contrasts
        if node["any"][0]["data"]["messageKey"] not in cut
        and not node["html"].startswith("<text")  # a word in a picture of ours stands on the picture's own white
        and not _is_a_chosen_answer(node)
        and not _is_cut_by_a_part_that_scrolls(page, node)
    ]
    assert undecided == [], f"{name}: {undecided}"


def _is_a_chosen_answer(node: dict[str, Any]) -> bool:
    """The dot of a chosen answer is drawn before its words, not behind them."""
    return node["any"][0]["data"]["messageKey"] == "pseudoContent" and node["html"].startswith(
        '<label class="form-label"'
    )


def _is_cut_by_a_part_that_scrolls(page: Page, node: dict[str, Any]) -> bool:
    """Whether only the edge of a part that scrolls by itself hides some of it; the others like it are decided."""
    if node["any"][0]["data"]["messageKey"] != "elmPartiallyObscured":
        return False
    return bool(page.eval_on_selector(node["target"][0], "one => one.closest('[tabindex=\"0\"]') !== null"))
