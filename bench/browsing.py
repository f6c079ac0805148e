"""Measure how soon the site can be used, and the size of its first load.

Builds the site and opens its first page in Chromium, each time with an empty cache.

example: .venv/bin/python bench/browsing.py --rounds 5
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import Browser, sync_playwright

from ipplan_data.site import site
from ipplan_data.site.server import HOST, opened

FIRST_LOAD = ("index.html", "assets/style.css", "assets/explore.js")
# Once the page has counted the tasks, they can be searched and selected.
READY = "() => document.getElementById('found').textContent.includes(' of ')"


def seconds(browser: Browser, address: str) -> float:
    """Open a page without a cache and return the seconds until it can be used."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(READY)
    taken: float = page.evaluate("() => performance.now()") / 1000
    context.close()
    return taken


def main() -> int:
    """Print a table of the measurements."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=20, help="how often to open the page")
    rounds = parser.parse_args().rounds
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("browsing.py needs Chromium; on Debian: apt-get install chromium", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        site(folder)
        sizes = {
            name: len(gzip.compress(Path(folder, name).read_bytes())) / 1000 for name in FIRST_LOAD
        }
        server = opened(Path(folder), 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        addresses = {
            "first view from a file, s": Path(folder, "index.html").as_uri(),
            "first view from `--serve`, s": f"http://{HOST}:{server.server_port}/",
        }
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            taken = [
                [seconds(browser, address) for address in addresses.values()]
                for _ in range(max(2, rounds))
            ]
            browser.close()
        server.shutdown()
        server.server_close()
    print("| what | median (quartiles) |\n|---|---:|")
    for name, times in zip(addresses, zip(*taken, strict=True), strict=True):
        low, middle, high = quantiles(times, n=4)
        print(f"| {name} | {middle:.3f} ({low:.3f}–{high:.3f}) |")
    print(f"| first load, kB compressed | {sum(sizes.values()):.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
