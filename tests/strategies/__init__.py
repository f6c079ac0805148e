"""Hypothesis strategies: valid plans, cells near the border of validity, and damaged files."""

from strategies.cells import cells
from strategies.damage import altered, damaged, keys_of, structures
from strategies.plans import (
    changed,
    expecting,
    owners,
    plans,
    targets,
    updated,
    with_changes,
)

__all__ = [
    "altered",
    "cells",
    "changed",
    "damaged",
    "expecting",
    "keys_of",
    "owners",
    "plans",
    "structures",
    "targets",
    "updated",
    "with_changes",
]
