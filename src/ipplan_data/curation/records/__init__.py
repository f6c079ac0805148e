"""What people type: strict YAML, read with the place of every value, and made into records."""

from ipplan_data.curation.records.load import Loaded, TextAt, load

__all__ = ["Loaded", "TextAt", "load"]
