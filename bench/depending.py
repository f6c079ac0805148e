"""Measure what depending on the package costs: import, load and one look-up, and size.

Builds the wheel, installs it and each peer with pip into a clean environment of its own, and times
fresh processes of all of them in turn; ratios are taken within a round.

example: .venv/bin/python bench/depending.py --rounds 30
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).resolve().parents[1]
FLOOR_LOOKUP = (
    "import json, sys\n"
    "with open(f'{sys.prefix}/lib/python%d.%d/site-packages/ipplan_data/published/data/ipplan.json'"
    " % sys.version_info[:2], 'rb') as file: data = json.loads(file.read().decode())\n"
    "task = next(one for one in data['tasks'] if one['number'] == 48)\n"
    "print(next(one['name'] for one in data['agencies'] if one['id'] == task['lead_agency']))"
)
OURS = "import ipplan_data; print(ipplan_data.load().tasks[48].lead.name)"
# Peer: what to install, the import alone, a typical look-up.
PEERS = {
    "pycountry": (
        "import pycountry",
        "import pycountry; print(pycountry.countries.get(alpha_2='CN').name)",
    ),
    "iso3166": (
        "from iso3166 import countries",
        "from iso3166 import countries; print(countries.get('CN').name)",
    ),
    "trove-classifiers": (
        "from trove_classifiers import classifiers",
        "from trove_classifiers import classifiers; print('Typing :: Typed' in classifiers)",
    ),
}


def installed(folder: Path, *packages: str | Path) -> Path:
    """Install packages into a clean environment and return its Python."""
    venv.create(folder, symlinks=True, with_pip=False)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--compile"]
    subprocess.run([*pip, *map(str, packages)], check=True)  # noqa: S603
    return python


def seconds(python: Path, program: str, folder: Path) -> float:
    """Time a fresh process."""
    began = time.perf_counter()
    subprocess.run(  # noqa: S603
        [python, "-I", "-c", program], cwd=folder, check=True, capture_output=True
    )
    return time.perf_counter() - began


def main() -> int:
    """Print a table of the measurements."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=60, help="runs of each command")
    rounds = max(2, parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", name]
        subprocess.run([*build, str(ROOT)], check=True, capture_output=True)  # noqa: S603
        (wheel,) = folder.glob("*.whl")
        ours = installed(folder / "ours", wheel)
        commands = {
            "pass": (ours, "pass"),
            "pass, timed again": (ours, "pass"),
            "import ipplan_data": (ours, "import ipplan_data"),
            "the floor: json.load and a look-up by hand": (ours, FLOOR_LOOKUP),
            "ipplan_data: load and one look-up": (ours, OURS),
        }
        for peer, (importing, looking) in PEERS.items():
            python = installed(folder / peer, peer)
            commands[f"import {peer}"] = (python, importing)
            commands[f"{peer}: one look-up"] = (python, looking)
        times: dict[str, list[float]] = {what: [] for what in commands}
        for number in range(rounds + 1):
            for what in random.sample([*commands], len(commands)):
                taken = seconds(*commands[what], folder)
                if number:  # the first round fills the caches
                    times[what].append(taken)
        size = wheel.stat().st_size / 1000
    print("| what | ms | by its floor (quartiles) |\n|---|---:|---:|")
    for what, taken in times.items():
        alone = what.startswith(("pass", "import"))
        floor = times["pass" if alone else "the floor: json.load and a look-up by hand"]
        low, middle, high = quantiles(
            [one / other for one, other in zip(taken, floor, strict=True)], n=4
        )
        median = sorted(taken)[len(taken) // 2] * 1000
        print(f"| {what} | {median:.1f} | {middle:.2f} ({low:.2f}–{high:.2f}) |")
    print(f"\nWheel: {size:.0f} kB, 1 distribution installed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
