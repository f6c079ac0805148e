"""IPP7xx: what the last release promised still holds, and what changed since is told."""

from __future__ import annotations

from collections.abc import Iterator

from ipplan_data.curation import machine_made
from ipplan_data.curation.findings import Place
from ipplan_data.curation.model import Redirect
from ipplan_data.curation.model.record import kind_of
from ipplan_data.curation.records.load import FOLDER, LISTS
from ipplan_data.curation.released import NAME, same
from ipplan_data.curation.rules.registry import Example, Problem, declare, stability_rule
from ipplan_data.curation.rules.since import Since
from ipplan_data.printing import closest

_NEWS = "news/NAME.data.md"
_NOUGHT = "00000000"  # as the beginning of a digest: that of no value
_FILES = {model.noun: f"{FOLDER}/{file}" for file, model in LISTS.items()}
_MANY = 5  # records that changed alike are told as one, from here on

declare(
    machine_made.RELEASED,
    "What the last release held is known",
    why="What changed since can be told only where it is known what was there.",
    fix="Bring released.json back as it was; only ipplan release writes it.",
    examples=(
        Example(NAME, '"version"', '"verison"'),
        Example(NAME, '"version": "', '"version":  "'),
        Example(NAME, '"task/1": "', '"task/1": "- '),
        Example(NAME, "", None),
    ),
)


@stability_rule(
    "IPP702",
    "No id of the last release is gone without a redirect",
    why="Whoever has the id would find nothing, and not learn why.",
    fix="Bring the record back, or tell in records/redirects.yaml where its id leads.",
    examples=(Example(NAME, '"agency/crown": "', '"agency/knave": "'),),
)
def ids_stay(since: Since) -> Iterator[Problem]:
    """Find records that are gone and whose id leads nowhere."""
    for path in since.lost:
        like = since.successors.get(path)
        message = f"{_called(path)}, which {since.was.version} had, is gone"
        moved = f"say so in records/redirects.yaml: old: {path}, new: {like}"
        hint = f"if it is now {like}, {moved}" if like else ""
        place = Place(_FILES.get(kind_of(path), f"{FOLDER}/tasks"))
        yield Problem(place, message, hint=hint, expected=path, nearest=like)


@stability_rule(
    "IPP703",
    "An id means what it meant in the last release",
    why="Whoever joins by the id would get the data of another thing, and not notice.",
    fix="Give the new thing an id of its own, and the old one its record back, or a redirect.",
    examples=(
        Example(
            NAME,
            '"570e0268bb72 - 8f6e29cfb2f0",\n  "entity/toll-fund": "e5073d5c287e - 5f26756b6b1c"',
            '"e5073d5c287e - 5f26756b6b1c",\n  "entity/toll-fund": "570e0268bb72 - 8f6e29cfb2f0"',
        ),
    ),
)
def ids_keep_their_meaning(since: Since) -> Iterator[Problem]:
    """Find ids all of whose identifying values have changed."""
    for path in since.turned:
        record = since.plan.record[path]
        message = f"{_called(path)} means another thing than in {since.was.version}"
        yield Problem(record.place(record.key), message, record.label, found=path)


@stability_rule(
    "IPP704",
    "Redirects stay, and lead from ids that a release had",
    why="An old id may be asked for at any time; one that nobody could know may be misspelt.",
    fix="Bring the redirect back, or name the id that the release had.",
    examples=(Example(NAME, '"redirect/entity/toll-day": "', '"redirect/entity/toll-eve": "'),),
)
def redirects_lead_from_published_ids(since: Since) -> Iterator[Problem]:
    """Find redirects that are gone, and those whose old id no release had."""
    version = since.was.version
    known = {path.removeprefix(f"{Redirect.noun}/") for path in since.was.records}
    for redirect in since.plan.redirects:
        if redirect.old not in known:
            near = closest(redirect.old, since.lost)
            message = f"'old' is {redirect.old}, which {version} didn't have"
            place, hint = redirect.place("old"), f"did you mean '{near}'?" if near else ""
            yield Problem(place, message, redirect.label, hint, redirect.old, nearest=near)
    for path in since.was.records:
        if kind_of(path) == Redirect.noun and path not in since.now.records:
            old = path.partition("/")[2]
            message = f"the redirect of {old}, which {version} had, is gone"
            yield Problem(Place(_FILES[Redirect.noun]), message, expected=old)


@stability_rule(
    "IPP705",
    "A schema keeps its content under its name",
    why="Whoever kept the name with their data trusts that the same records are valid.",
    fix="Raise the number in the names of the schemas, in publish/jsonschema.py.",
    examples=(
        Example(
            NAME,
            '"urn:ipplan-data:schema:task:1": "',
            f'"urn:ipplan-data:schema:task:1": "{_NOUGHT}',
        ),
        Example(NAME, 'schema:task:1"', 'schema:tasc:1"'),
    ),
)
def schemas_keep_their_content(since: Since) -> Iterator[Problem]:
    """Find schemas that accept other records than under the same name in the last release."""
    names = {name.rpartition(":")[0]: name for name in since.now.schemas}
    for name, digest in since.was.schemas.items():
        stem, _, number = name.rpartition(":")
        now = names.get(stem, "")
        place = Place(f"schema/{stem.rpartition(':')[2]}.schema.json")
        if name == now and not same(digest, since.now.schemas[now]):
            message = f"the content of {name} is another than in {since.was.version}"
            higher = f"{stem}:{int(number) + 1}"
            yield Problem(place, message, found=name, expected=higher)
        elif not now:
            message = f"{name}, which {since.was.version} had, is gone"
            yield Problem(place, message, expected=name)


@stability_rule(
    "IPP706",
    "Every value that changed since the last release is named in the news",
    why="Users must be able to read what changed, and reviewers that nothing else did.",
    fix=f"Write {_NEWS}: what changed and why, in a sentence that names it between backticks.",
    examples=(
        Example(NAME, '"task/2": "', f'"task/2": "{_NOUGHT}'),
        Example(NAME, '"source/gazette": "', '"source/gasette": "'),
    ),
)
def changes_are_told(since: Since) -> Iterator[Problem]:
    """Find values that changed and that no fragment names; those that changed alike together."""
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for path, fields in _untold(since).items():
        alike.setdefault((kind_of(path), fields), []).append(path)
    for (noun, fields), paths in alike.items():
        if fields and len(paths) >= _MANY:
            yield _change(since, paths[0], fields, f"{noun} {', '.join(fields)}", len(paths))
        else:
            for path in paths:
                yield _change(since, path, fields, " ".join([path, ", ".join(fields)]).strip(), 1)


def _change(since: Since, path: str, fields: tuple[str, ...], address: str, often: int) -> Problem:
    record = since.plan.record.get(path)
    named = " and ".join(f"'{name}'" for name in fields)
    if record is None:
        what = f"{_called(path)} is gone since {since.was.version}"
    elif path not in since.was.records:
        what = f"{_called(path)} is new since {since.was.version}"
    else:
        others = f" in {often} records" if often > 1 else ""
        what = f"{named} changed{others} since {since.was.version}"
    return Problem(
        record.place(*fields[:1]) if record else Place(_FILES.get(kind_of(path), FOLDER)),
        f"{what}, and no news tells it",
        record.label if record else "",
        f"write {_NEWS}: what changed and why, with `{address}` in it",
        expected=f"`{address}` in {_NEWS}",
    )


def _untold(since: Since) -> dict[str, tuple[str, ...]]:
    """Leave out what the news name, and what another rule of this family tells already."""
    told = {*since.named, *since.lost, *since.turned, *since.successors.values()}
    found = {}
    for path, fields in since.changed.items():
        left = tuple(
            name
            for name in fields
            if since.named.isdisjoint((f"{path} {name}", f"{kind_of(path)} {name}"))
        )
        if path not in told and (left or not fields):
            found[path] = left
    return found


@stability_rule(
    "IPP707",
    "News fragments have a name and a text, and name only what changed",
    why="What the news say about the data has to be true of the data.",
    fix="Name what changed, as the record and its field, or leave out the backticks.",
    examples=(
        Example("news/toll.data.md", None, "Tolls are fair: `task/2 title`.\n"),
        Example("news/toll.data.md", None, " \n"),
        Example("news/Toll.md", None, "Tolls are fair.\n"),
    ),
)
def news_are_true(since: Since) -> Iterator[Problem]:
    """Find what fragments name though it did not change."""
    known: set[str] = set()
    for path, fields in since.changed.items():
        known |= {path, *(f"{of} {one}" for one in fields for of in (path, kind_of(path)))}
    for table, columns in since.columns.items():
        known |= {table, *(f"{table} {one}" for one in columns)}
    for one in since.news:
        if one.address not in known:
            near = closest(one.address, known)
            message = f"this names {one.address}, which has not changed since {since.was.version}"
            hint = f"did you mean `{near}`?" if near else ""
            yield Problem(one.place, message, "", hint, one.address, nearest=near)


@stability_rule(
    "IPP708",
    "Columns stay, and change only with the records",
    why="Programs look columns up by name, and expect what is derived to be derived as before.",
    fix=f"Write {_NEWS}: what changed and why, with the table and column between backticks.",
    examples=(
        Example(NAME, '"lead_agency": "', f'"lead_agency": "{_NOUGHT}'),
        Example(NAME, '"lead_agency": "', '"first_agency": "'),
    ),
)
def columns_stay(since: Since) -> Iterator[Problem]:
    """Find columns that came, went, or changed where no record did, and that no news name."""
    for table, columns in since.columns.items():
        for column, became in columns.items():
            address = f"{table} {column}"
            follows = became == "changed" and bool(since.changed)
            if follows or {table, address} & since.named or _of_a_field(since, column):
                continue
            message = f"the column '{column}' {became} since {since.was.version}"
            hint = f"write {_NEWS}: what changed and why, with `{address}` in it"
            yield Problem(Place(f"data/{table}"), message, "", hint, expected=f"`{address}` in it")


def _of_a_field(since: Since, column: str) -> bool:
    """Tell whether the news name a field, of all records of a kind, that the column shows."""
    return any(f"{noun} {column}" in since.named for noun in since.now.fields)


def _called(path: str) -> str:
    noun, _, key = path.partition("/")
    return f"{noun} {key}".strip()
