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
    Entity,
    Erratum,
    Fact,
    Footnote,
    Mention,
    Responsibility,
    Section,
    Target,
    Task,
    Term,
)

__all__ = [
    "Agency",
    "Alias",
    "DamagedDataError",
    "Document",
    "Entity",
    "Erratum",
    "Fact",
    "Footnote",
    "Mention",
    "Plan",
    "Responsibility",
    "Section",
    "Target",
    "Task",
    "Term",
    "UnknownKeyError",
    "__version__",
    "load",
]

__version__ = "0.1.0"
