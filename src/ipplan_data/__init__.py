"""China's 2020 intellectual property promotion plan as data.

>>> import ipplan_data as ip
>>> plan = ip.load()
>>> plan.tasks[48].lead.name
'State Post Bureau'
>>> [task.number for task in plan.entities["patent-law"].tasks]
[22]
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ipplan_data.plan.catalogue import Catalogue, Named, UnknownKeyError
    from ipplan_data.plan.citation import citation
    from ipplan_data.plan.files import (
        DamagedDataError,
        UnknownFileError,
        descriptor,
        path,
        schema,
    )
    from ipplan_data.plan.find import AmbiguousNameError, Candidate, Found, UnknownNameError
    from ipplan_data.plan.nested import Alias, Code, Decision, Fact, Source, Target
    from ipplan_data.plan.plan import Plan, load
    from ipplan_data.plan.proof import AlteredDataError, verify
    from ipplan_data.plan.record import Record, UnlinkedError
    from ipplan_data.plan.records import (
        Agency,
        Document,
        Entity,
        Erratum,
        Footnote,
        Mention,
        Redirect,
        Responsibility,
        Section,
        Task,
        Term,
    )
    from ipplan_data.plan.search import Hit
    from ipplan_data.plan.selection import UnknownValueError
    from ipplan_data.plan.tables import UnknownTableError

__version__ = "0.1.0"
DATA_VERSION = __version__

# Names are imported when they are first used: importing the package itself takes almost no time.
_WHERE = {
    "catalogue": ("Catalogue", "Named", "UnknownKeyError"),
    "citation": ("citation",),
    "files": ("DamagedDataError", "UnknownFileError", "descriptor", "path", "schema"),
    "find": ("AmbiguousNameError", "Candidate", "Found", "UnknownNameError"),
    "nested": ("Alias", "Code", "Decision", "Fact", "Source", "Target"),
    "plan": ("Plan", "load"),
    "proof": ("AlteredDataError", "verify"),
    "record": ("Record", "UnlinkedError"),
    "records": (
        *("Agency", "Document", "Entity", "Erratum", "Footnote", "Mention"),
        *("Redirect", "Responsibility", "Section", "Task", "Term"),
    ),
    "search": ("Hit",),
    "selection": ("UnknownValueError",),
    "tables": ("UnknownTableError",),
}

__all__ = [
    "DATA_VERSION",
    "Agency",
    "Alias",
    "AlteredDataError",
    "AmbiguousNameError",
    "Candidate",
    "Catalogue",
    "Code",
    "DamagedDataError",
    "Decision",
    "Document",
    "Entity",
    "Erratum",
    "Fact",
    "Footnote",
    "Found",
    "Hit",
    "Mention",
    "Named",
    "Plan",
    "Record",
    "Redirect",
    "Responsibility",
    "Section",
    "Source",
    "Target",
    "Task",
    "Term",
    "UnknownFileError",
    "UnknownKeyError",
    "UnknownNameError",
    "UnknownTableError",
    "UnknownValueError",
    "UnlinkedError",
    "__version__",
    "citation",
    "descriptor",
    "load",
    "path",
    "schema",
    "verify",
]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a public name."""
        for module, names in _WHERE.items():
            if name in names:
                imported = __import__(f"{__name__}.plan.{module}", fromlist=[name])
                found = globals()[name] = getattr(imported, name)
                return found
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)

    def __dir__() -> list[str]:
        """List the public names, imported or not."""
        return sorted({*globals(), *__all__})
