"""What became of the data since the last release, worked out once for all rules that ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ipplan_data.curation.model import Plan, Redirect, Source
from ipplan_data.curation.model.record import kind_of
from ipplan_data.curation.news import Named
from ipplan_data.curation.released import Released, differing, same

# What tells a thing from others of its kind, for the kinds whose ids are ours.
IDENTITY = {
    "agency": ("name", "name_zh", "abbreviation", "printed"),
    "entity": ("name", "name_zh"),
    "erratum": ("record", "as_printed", "correct"),
}


@dataclass(frozen=True)
class Since:
    """The data as the last release had them and as they are now, and what news say between."""

    plan: Plan
    was: Released
    now: Released
    news: tuple[Named, ...]

    @cached_property
    def named(self) -> frozenset[str]:
        """What the news name."""
        return frozenset(one.address for one in self.news)

    @cached_property
    def changed(self) -> dict[str, tuple[str, ...]]:
        """The fields that changed, by the path of their record; none where it came or went.

        Redirects are left out: what they are about is told of the record itself.
        """
        was, now = self.was, self.now
        found: dict[str, tuple[str, ...]] = {}
        for path in [*now.records, *sorted(was.records.keys() - now.records.keys())]:
            if kind_of(path) == Redirect.noun:
                continue
            if path not in was.records or path not in now.records:
                found[path] = ()
                continue
            same_line = was.records[path] == now.records[path] and was.fields == now.fields
            fields = () if same_line else tuple(differing(was.values(path), now.values(path)))
            if fields:
                found[path] = fields
        return found

    @cached_property
    def columns(self) -> dict[str, dict[str, str]]:
        """What became of the columns that aren't as they were, by table."""
        was, now = self.was.columns, self.now.columns
        tables = dict.fromkeys([*now, *was])
        found = {table: differing(was.get(table, {}), now.get(table, {})) for table in tables}
        return {table: columns for table, columns in found.items() if columns}

    @cached_property
    def lost(self) -> tuple[str, ...]:
        """What is gone without a redirect; sources have ids for our own use only."""
        leads = {redirect.old for redirect in self.plan.redirects}
        gone = self.was.records.keys() - self.now.records.keys() - leads
        without = (Source.noun, Redirect.noun)
        return tuple(sorted(path for path in gone if kind_of(path) not in without))

    @cached_property
    def successors(self) -> dict[str, str]:
        """For what is lost, the new record that has all by which it was told from others."""
        new = [path for path in self.now.records if path not in self.was.records]
        found = {}
        for path in self.lost:
            had = _identity(self.was, path)
            for other in new if had else ():
                has = _identity(self.now, other)
                if kind_of(other) == kind_of(path) and not {*had} & {*differing(had, has)}:
                    found[path] = other
                    break
        return found

    @cached_property
    def turned(self) -> tuple[str, ...]:
        """The ids that mean another thing.

        None of the values that told it from others is as it was, and that is no mere correction:
        there were several, or its kind is another too, or it has what another thing had.
        """
        found = []
        for path, fields in self.changed.items():
            had = _identity(self.was, path)
            if had and {*had} <= {*fields}:
                retyped = "kind" in fields and "kind" in self.was.values(path)
                if len(had) > 1 or retyped or self._took(path):
                    found.append(path)
        return tuple(sorted(found))

    def _took(self, path: str) -> bool:
        """Tell whether a record has what told another one of its kind from others."""
        has = _identity(self.now, path)
        return any(
            same(one, has[name])
            for other in self.was.records
            if kind_of(other) == kind_of(path) and other != path
            for name, one in _identity(self.was, other).items()
            if name in has
        )


def _identity(held: Released, path: str) -> dict[str, str]:
    """Give the digests of what tells a record from others of its kind."""
    names = IDENTITY.get(kind_of(path), ())
    return {name: one for name, one in held.values(path).items() if name in names}
