"""Damage records, witness and published files in every way, and count what no rule finds."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    # The benches next door, and the damages that tests make by hand.
    sys.path[0] = str(HERE.parent)
    sys.path.append(str(HERE.parents[1] / "tests"))

    from mutants.command import main

    sys.exit(main())
