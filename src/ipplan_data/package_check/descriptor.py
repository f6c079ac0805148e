"""What ``datapackage.json`` may declare."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

# Properties that describe and require nothing.
_PROSE = {"$schema", "title", "description", "homepage", "keywords", "licenses", "sources"}
_PROSE |= {"contributors", "mediatype", "origin", "categories", "reliability"}
MISFIT = "misfit"  # the type of an error about declarations that don't fit each other
PREFIX = "sha256:"
_Name = Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$")]
_Names = Annotated[list[_Name], Field(min_length=1)]
_Path = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*(\.[A-Za-z0-9_-]+)+$")]
_Hash = Annotated[str, Field(pattern="^sha256:[0-9a-f]{64}$")]
_Size = Annotated[int, Field(ge=0)]
_Texts = Annotated[list[str], Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", alias_generator=to_camel)

    @model_validator(mode="before")
    @classmethod
    def _without_prose(cls, data: Any) -> Any:
        known = isinstance(data, dict)
        return {k: v for k, v in data.items() if k not in _PROSE} if known else data


class _Constraints(_Part):
    required: bool = False
    unique: bool = False
    minimum: int | None = None
    maximum: int | None = None
    min_length: _Size | None = None
    max_length: _Size | None = None
    pattern: str | None = None
    enum: _Texts | None = None


class Column(_Part):
    """A column of a table."""

    name: _Name
    type: Literal["string", "integer", "boolean"]
    separator: Literal[";"] | None = None
    item_type: Literal["string", "integer"] = "string"
    true_values: _Texts = ["true"]
    false_values: _Texts = ["false"]
    constraints: _Constraints = _Constraints()

    @property
    def rule(self) -> str:
        """What is declared, in words."""
        declared = self.constraints.model_dump(exclude_defaults=True, by_alias=True)
        return ", ".join(
            f"{name} {value}" for name, value in {**declared, "type": self.type}.items()
        )

    @property
    def free(self) -> bool:
        """Whether a cell may be any text."""
        return self.type == "string" and not (self.constraints.pattern or self.constraints.enum)


class _Target(_Part):
    resource: str
    fields: _Names


class ForeignKey(_Part):
    """Columns whose values are a key of another table, or with no name of the same."""

    fields: _Names
    reference: _Target

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if len(self.fields) != len(self.reference.fields):
            raise PydanticCustomError(MISFIT, "the key and the columns it names don't fit")
        return self


class _Schema(_Part):
    fields: Annotated[list[Column], Field(min_length=1)]
    missing_values: list[Literal[""]] = [""]
    primary_key: _Names
    unique_keys: list[_Names] = []
    foreign_keys: list[ForeignKey] = []


class File(_Part):
    """A file with its size and digest."""

    path: _Path
    bytes: _Size
    hash: _Hash


class Table(File):
    """A CSV file."""

    name: _Name
    type: Literal["table"] = "table"
    format: Literal["csv"] = "csv"
    encoding: Literal["utf-8"] = "utf-8"
    rows: _Size
    of: Annotated[_Schema, Field(alias="schema")]

    @property
    def columns(self) -> dict[str, Column]:
        """Its columns by name."""
        return {one.name: one for one in self.of.fields}


class Package(_Part):
    """The whole package."""

    name: str
    version: str
    digest: _Hash
    resources: Annotated[list[Table], Field(min_length=1)]
    files: list[File] = []

    @model_validator(mode="after")
    def _are_different(self) -> Self:
        listed, names = [*self.resources, *self.files], {one.name for one in self.resources}
        if len({one.path for one in listed}) < len(listed) or len(names) < len(self.resources):
            raise PydanticCustomError(MISFIT, "two files have the same path or name")
        return self
