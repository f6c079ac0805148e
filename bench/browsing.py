"""Measure how soon the first view of the site can be used, and how much its first load weighs.

Makes the site, serves it on this computer, and opens its first page in Chromium, each time anew.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import sys
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

import report
from playwright.sync_api import Browser, sync_playwright
from timing import Spread, spread

from ipplan_data.site import site
from ipplan_data.site.serving import HOST, opened

NAME = "browsing"
EXAMPLE = "example: .venv/bin/python bench/browsing.py --rounds 5 --no-keep"
ROUNDS = 20
SOON, LIGHT = 1.0, 500.0  # seconds, kB compressed
# When the page has counted the tasks it can be searched and selected from.
READY = "() => document.getElementById('found').textContent.includes(' of ')"
FIRST = ("index.html", "assets/style.css", "assets/explore.js")


class MissingBrowserError(Exception):
    """Chromium isn't installed."""


@dataclass(frozen=True)
class Measured:
    """Seconds until the first view can be used, by the file and by the server; kB of each file."""

    by_file: Spread
    by_server: Spread
    kilobytes: dict[str, float]


def measure(rounds: int) -> Measured:
    """Make the site and open it so many times. Raises ``MissingBrowserError``."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise MissingBrowserError("Chromium is missing; on Debian: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        site(folder)
        kilobytes = {
            name: len(gzip.compress(Path(folder, name).read_bytes())) / 1000 for name in FIRST
        }
        server = opened(Path(folder), 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=chromium, args=["--no-sandbox"]
                )
                places = (
                    Path(folder, "index.html").as_uri(),
                    f"http://{HOST}:{server.server_port}/",
                )
                taken: list[list[float]] = [[], []]
                for done in range(rounds):
                    report.live(f"{done} of {rounds} rounds")
                    for seconds, place in zip(taken, places, strict=True):
                        seconds.append(_opened(browser, place))
                browser.close()
        finally:
            server.shutdown()
            server.server_close()
    return Measured(spread(taken[0]), spread(taken[1]), kilobytes)


def _opened(browser: Browser, place: str) -> float:
    """Open a page where nothing is kept of earlier ones, and give the seconds until it is ready."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(place)
    page.wait_for_function(READY)
    seconds: float = page.evaluate("() => performance.now()") / 1000
    context.close()
    return seconds


def tables(found: Measured) -> str:
    """Give what was measured as a table."""
    whole = sum(found.kilobytes.values())
    rows = [
        ("the first view from a file, s", _told(found.by_file), _goal(found.by_file.median, SOON)),
        ("from `--serve`, s", _told(found.by_server), _goal(found.by_server.median, SOON)),
        ("the first load, kB compressed", f"{whole:.1f}", _goal(whole, LIGHT)),
        *((f"of it `{name}`", f"{size:.1f}", "") for name, size in found.kilobytes.items()),
    ]
    lines = ["| what | measured | goal |", "|---|---:|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _told(one: Spread) -> str:
    return f"{one.median:.3f} ({one.low:.3f}–{one.high:.3f})"


def _goal(value: float, goal: float) -> str:
    return f"under {goal:g}: {'met' if value < goal else 'missed'}"


def main() -> int:
    """Run the bench; give 2, after one line on standard error, where something is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often the page is opened")
    parser.add_argument(
        "--no-keep", action="store_true", help="print the table, and change no file"
    )
    given = parser.parse_args()
    return report.ended("browsing.py", lambda: _bench(given), MissingBrowserError)


def _bench(given: argparse.Namespace) -> int:
    report.placed(NAME, "")
    found = measure(given.rounds)
    report.live("")
    print(tables(found))
    if not given.no_keep:
        report.keep(NAME, {"rounds": given.rounds, **asdict(found)}, tables(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
