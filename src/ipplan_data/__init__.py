"""China's 2020 intellectual property promotion plan as data.

>>> import ipplan_data
>>> plan = ipplan_data.load()
>>> plan.tasks[41].title
'Sword Net campaign against online infringement and piracy'
"""

from ipplan_data.reading.catalogue import UnknownKeyError
from ipplan_data.reading.plan import DamagedDataError, Plan, load
from ipplan_data.reading.records import (
    Agency,
    Alias,
    Document,
    Erratum,
    Fact,
    Footnote,
    Responsibility,
    Section,
    Task,
)

__all__ = [
    "Agency",
    "Alias",
    "DamagedDataError",
    "Document",
    "Erratum",
    "Fact",
    "Footnote",
    "Plan",
    "Responsibility",
    "Section",
    "Task",
    "UnknownKeyError",
    "__version__",
    "load",
]

__version__ = "0.1.0"
