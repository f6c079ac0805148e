"""The files of the site, made from the published data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files as resources
from itertools import zip_longest
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

import ipplan_data as ip
from ipplan_data.charts import CHARTS, as_file
from ipplan_data.export import FORMS as EXPORTS
from ipplan_data.export import made
from ipplan_data.export.package import Package
from ipplan_data.plan.files import home
from ipplan_data.site.facets import COLUMNS, explored, facets
from ipplan_data.wording import amount, words

# Chinese characters with the punctuation among them.
_CHINESE = re.compile(
    "((?:[《“‘（](?=[\u3400-\u9fff]))*[\u3400-\u9fff]"
    "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’]*)"
)
_CODED = ("ip_rights", "activity")


def files(folder: str | None = None) -> dict[str, bytes]:
    """Build every file of the site: path and bytes."""
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
        """Build every page and chart."""
        yield self._explore()
        plan = self.plan
        yield from self._records("tasks", plan.tasks, "task", self._task)
        yield from self._records("agencies", plan.agencies, "agency", self._agency)
        yield from self._records("sections", plan.sections, "section")
        yield from self._records("entities", plan.entities, "entity")
        yield from self._lists()
        yield from self._charts()
        yield self._methods()

    def _downloads(self) -> Iterator[tuple[str, bytes]]:
        """Build the downloads: the data in every export format."""
        for name, form in EXPORTS.items():
            folder = "" if name == "csv" else "data/"
            for path, data in made(name, self.package, form.name).items():
                yield f"{folder}{path.removeprefix(f'{form.name}/')}", data

    def _page(self, path: str, template: str, **values: Any) -> tuple[str, bytes]:
        root = "../" * path.count("/")
        text = self.templates.get_template(f"{template}.html").render(
            root=root,
            here=path,
            name=self.package.descriptor["title"],
            version=self.plan.version,
            citation=ip.citation().strip(),
            **values,
        )
        return path, text.encode()

    def _records(
        self,
        kind: str,
        records: Mapping[Any, Any],
        template: str,
        more: Callable[[Any], dict[str, Any]] = lambda _: {},
    ) -> Iterator[tuple[str, bytes]]:
        """Build a page for each record, with links to the previous and the next one."""
        title = "title" if kind in ("tasks", "sections") else "name"
        links = [(f"{key}.html", getattr(one, title)) for key, one in records.items()]
        around = zip(records.values(), links, [None, *links], [*links[1:], None], strict=False)
        for one, (path, _), before, after in around:
            # The file of records to edit, for those who found an error.
            file = f"records/{f'tasks/{one.section}' if kind == 'tasks' else kind}.yaml"
            values = {"before": before, "after": after, "file": file, **more(one)}
            yield self._page(f"{kind}/{path}", template, one=one, **values)

    def _task(self, task: ip.Task) -> dict[str, Any]:
        named = (erratum for thing in task.entities for erratum in thing.errata)
        return {
            "codes": [(n, getattr(task, f"{n}_primary"), getattr(task, n)) for n in _CODED],
            "errata": (*task.errata, *named),
        }

    def _agency(self, agency: ip.Agency) -> dict[str, Any]:
        successor = " since ".join(filter(None, (agency.successor_name, agency.successor_from)))
        facts = {
            "Abbreviation": agency.abbreviation,
            "Kind": words(agency.kind),
            "Addressee": f"no. {agency.addressee_position}" if agency.addressee_position else None,
            "Successor": successor,
            "Note": agency.note,
        }
        return {"facts": [(name, value) for name, value in facts.items() if value]}

    def _explore(self) -> tuple[str, bytes]:
        chosen = facets(self.plan)
        data = {
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
            data=_inert(data),
        )

    def _lists(self) -> Iterator[tuple[str, bytes]]:
        lists: dict[str, tuple[str, tuple[str, ...], list[Any]]] = {
            "agencies": (
                "Agencies",
                ("Agency", "Leads", "Takes part in"),
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
                "Laws, documents and events",
                ("Name", "Kind", "Tasks"),
                [
                    (f"{e.id}.html", e.name, e.name_zh, (words(e.kind), _numbers(e.tasks)))
                    for e in self.plan.entities.values()
                ],
            ),
        }
        for kind, (title, header, rows) in lists.items():
            yield self._page(f"{kind}/index.html", "list", title=title, header=header, rows=rows)

    def _charts(self) -> Iterator[tuple[str, bytes]]:
        charts = [(name, chart, chart.table(self.plan)) for name, chart in CHARTS.items()]
        for name, chart, table in charts:
            for form in ("svg", "png", "csv"):
                yield f"charts/{name}.{form}", as_file(chart, table, form)
        yield self._page("charts.html", "charts", charts=charts)

    def _methods(self) -> tuple[str, bytes]:
        descriptor = self.package.descriptor
        return self._page(
            "methods.html",
            "methods",
            description=descriptor["description"],
            digest=descriptor["digest"],
            document=self.plan.document,
            errata=list(self.plan.errata.values()),
            tables=list(self.package.tables.values()),
            downloads=self.downloads,
            reliability=list(_reliability(descriptor)),
            bibtex=ip.citation("bibtex"),
        )


def _numbers(tasks: tuple[ip.Task, ...]) -> str:
    return ", ".join(str(task.number) for task in tasks)


def _reliability(descriptor: dict[str, Any]) -> Iterator[tuple[str, str, str, int]]:
    """List the agreement of coders on each column and value, from the descriptor."""
    for table in descriptor["resources"]:
        for field in table["schema"]["fields"]:
            found = field.get("reliability", {})
            values = found.get("values", {"": found} if found else {})
            for value, one in values.items():
                alpha = "undefined" if one["alpha"] is None else f"{one['alpha']:.3f}"
                yield field["name"], value, alpha, one["agreed"]


def _marked(text: object) -> Markup:
    """Mark each run of Chinese as Chinese, for screen readers."""
    parts = _CHINESE.split(str(text))
    runs = (Markup('<span lang="zh-Hans">{}</span>').format(one) for one in parts[1::2])
    pairs = zip_longest(parts[::2], runs, fillvalue=Markup())
    return Markup().join(escape(part) + run for part, run in pairs)


def _inert(value: Any) -> Markup:
    """Serialize JSON so that nothing in it can end the script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 - every mark of HTML is escaped above
