"""Every file of the site, made of the published data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.resources import files as resources
from itertools import zip_longest
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

import ipplan_data as ip
from ipplan_data.export import FORMS as EXPORTS
from ipplan_data.export.package import Package
from ipplan_data.charts import FORMS, PICTURES, Picture, as_file
from ipplan_data.charts.picture import Answer
from ipplan_data.plan.files import home
from ipplan_data.site.exploring import COLUMNS, explored, facets
from ipplan_data.wording import amount, words

_PLACES = (
    ("index.html", "Explore"),
    ("bodies/index.html", "Bodies"),
    ("sections/index.html", "Sections"),
    ("entities/index.html", "Named things"),
    ("pictures.html", "Pictures"),
    ("method.html", "Method"),
)
# Nothing but files of the site itself is loaded, and no script but its own runs.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
_SHARING = {
    "sole": "One body is responsible.",
    "joint": "Several bodies are responsible together; the first leads.",
    "separate": "Several bodies are responsible, each within its own functions; the first leads.",
}
# Chinese characters, with the marks that stand among them.
_CHINESE = re.compile(
    "((?:[《“‘（](?=[\u3400-\u9fff]))*[\u3400-\u9fff]"
    "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’]*)"
)
_CODED = ("ip_rights", "activity")


def files(folder: str | None = None) -> dict[str, bytes]:
    """Give every file of the site: its path, and its bytes."""
    pages = _Pages(folder or home())
    made = dict(pages.all())
    for name in ("style.css", "explore.js"):
        made[f"assets/{name}"] = resources("ipplan_data.site").joinpath("assets", name).read_bytes()
    return made | pages.downloads


class _Pages:
    def __init__(self, folder: str) -> None:
        self.plan = ip.load(folder)
        self.package = Package(folder)
        self.downloads = dict(self._downloads())
        self.templates = Environment(
            loader=PackageLoader("ipplan_data.site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.filters |= {"words": words, "target": amount, "marked": _marked}

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Give every page and picture."""
        yield self._explore()
        yield from self._records("tasks", list(self.plan.tasks.values()), "task", self._task)
        yield from self._records("bodies", list(self.plan.agencies.values()), "body", self._body)
        yield from self._records("sections", list(self.plan.sections.values()), "section")
        yield from self._records("entities", list(self.plan.entities.values()), "entity")
        yield from self._lists()
        yield from self._pictures()
        yield self._method()

    def _downloads(self) -> Iterator[tuple[str, bytes]]:
        """Give the data in every format; of those with several files each under its name."""
        for name, form in EXPORTS.items():
            module = import_module(f"ipplan_data.export.{form.module}")
            folder = "" if name == "csv" else "data/"
            for path, data in module.files(self.package, form.name).items():
                yield f"{folder}{path.removeprefix(f'{form.name}/')}", data

    def _page(self, path: str, template: str, **values: Any) -> tuple[str, bytes]:
        root = "../" * path.count("/")
        text = self.templates.get_template(f"{template}.html").render(
            root=root,
            here=path,
            places=_PLACES,
            policy=_POLICY,
            name=self.package.descriptor["title"],
            version=self.plan.version,
            citation=ip.citation().strip(),
            **values,
        )
        return path, text.encode()

    def _records(
        self,
        kind: str,
        records: list[Any],
        template: str,
        more: Callable[[Any], dict[str, Any]] = lambda _: {},
    ) -> Iterator[tuple[str, bytes]]:
        """Give a page for each record, with the one before and the one after."""
        around = [None, *records, None]
        for before, one, after in zip(around, records, around[2:], strict=False):
            key = _key(one)
            beside = {"before": _beside(before), "after": _beside(after)}
            yield self._page(
                f"{kind}/{key}.html", template, one=one, **beside, **more(one)
            )

    def _task(self, task: ip.Task) -> dict[str, Any]:
        named = (erratum for thing in task.entities for erratum in thing.errata)
        return {
            "sharing": _SHARING[task.responsibility],
            "codes": [(n, getattr(task, f"{n}_primary"), getattr(task, n)) for n in _CODED],
            "errata": (*task.errata, *named),
        }

    def _body(self, body: ip.Agency) -> dict[str, Any]:
        successor = " since ".join(filter(None, (body.successor_name, body.successor_from)))
        facts = {
            "Abbreviation": body.abbreviation,
            "Kind": words(body.kind),
            "Addressee": f"no. {body.addressee_position}" if body.addressee_position else None,
            "Successor": successor,
            "Note": body.note,
        }
        return {"facts": [(name, value) for name, value in facts.items() if value]}

    def _explore(self) -> tuple[str, bytes]:
        chosen = facets(self.plan)
        told = {
            "columns": [key for key, _ in COLUMNS],
            "facets": [key for key, *_ in chosen],
            "rows": explored(self.plan, self.package.tables["tasks"].rows),
            "citation": ip.citation().strip(),
        }
        return self._page(
            "index.html",
            "explore",
            rows=list(self.plan.tasks.values()),
            columns=COLUMNS,
            facets=chosen,
            data=_inert(told),
        )

    def _lists(self) -> Iterator[tuple[str, bytes]]:
        lists: dict[str, tuple[str, tuple[str, ...], list[Any]]] = {
            "bodies": (
                "Bodies",
                ("Body", "Leads", "Takes part in"),
                [
                    (f"{b.id}.html", b.name, b.name_zh, (len(b.leads), len(b.participates)))
                    for b in self.plan.agencies.values()
                ],
            ),
            "sections": (
                "Sections",
                ("Section", "Tasks"),
                [
                    (f"{s.id}.html", f"{s.id} {s.title}", None, (f"{s.first_task}-{s.last_task}",))
                    for s in self.plan.sections.values()
                ],
            ),
            "entities": (
                "Named things",
                ("Name", "Kind", "Tasks"),
                [
                    (f"{e.id}.html", e.name, e.name_zh, (words(e.kind), _numbers(e.tasks)))
                    for e in self.plan.entities.values()
                ],
            ),
        }
        for kind, (title, header, rows) in lists.items():
            yield self._page(f"{kind}/index.html", "list", title=title, header=header, rows=rows)

    def _pictures(self) -> Iterator[tuple[str, bytes]]:
        told: list[tuple[str, Picture, Answer]] = []
        for name, picture in PICTURES.items():
            answer = picture.answer(self.plan)
            told.append((name, picture, answer))
            for form in FORMS:
                if form != "pdf":
                    yield f"pictures/{name}.{form}", as_file(picture, answer, form)
        yield self._page("pictures.html", "pictures", pictures=told)

    def _method(self) -> tuple[str, bytes]:
        descriptor = self.package.descriptor
        return self._page(
            "method.html",
            "method",
            description=descriptor["description"],
            digest=descriptor["digest"],
            document=self.plan.document,
            errata=list(self.plan.errata.values()),
            tables=list(self.package.tables.values()),
            downloads=self.downloads,
            reliability=list(_reliability(descriptor)),
            bibtex=ip.citation("bibtex"),
        )


def _key(record: Any) -> str:
    return str(record.number if isinstance(record, ip.Task) else record.id)


def _beside(record: Any) -> tuple[str, str] | None:
    if record is None:
        return None
    title = record.title if isinstance(record, ip.Task | ip.Section) else record.name
    return f"{_key(record)}.html", title


def _numbers(tasks: tuple[ip.Task, ...]) -> str:
    return ", ".join(str(task.number) for task in tasks)


def _reliability(descriptor: dict[str, Any]) -> Iterator[tuple[str, str, str, int]]:
    """Give how far coders agree on each column and value, as the descriptor says."""
    for table in descriptor["resources"]:
        for field in table["schema"]["fields"]:
            told = field.get("reliability", {})
            values = told.get("values", {"": told} if told else {})
            for value, one in values.items():
                alpha = "undefined" if one["alpha"] is None else f"{one['alpha']:.3f}"
                yield field["name"], value, alpha, one["agreed"]


def _marked(text: object) -> Markup:
    """Say of each run of Chinese that it is Chinese, for those who have the page read out."""
    parts = _CHINESE.split(str(text))
    runs = (Markup('<span lang="zh-Hans">{}</span>').format(one) for one in parts[1::2])
    pairs = zip_longest(parts[::2], runs, fillvalue=Markup())
    return Markup().join(escape(part) + run for part, run in pairs)


def _inert(value: Any) -> Markup:
    """Give JSON that can stand in a page: nothing in it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 - every mark of HTML is escaped above
