"""How far coders agree who work by the same codebook and don't know of each other."""

from ipplan_data.curation.reliability.alpha import Interval, alpha, interval
from ipplan_data.curation.reliability.rounds import (
    DRAWS,
    SEED,
    Agreement,
    Code,
    Rating,
    agreements,
    coded,
    codes,
    overall,
    primary,
    ratings,
    spread,
    told,
)

__all__ = [
    "DRAWS",
    "SEED",
    "Agreement",
    "Code",
    "Interval",
    "Rating",
    "agreements",
    "alpha",
    "coded",
    "codes",
    "interval",
    "overall",
    "primary",
    "ratings",
    "spread",
    "told",
]
