"""What is sound is found sound; every kind of damage is found with its code, and nothing else."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from package_check.packages import (
    Json,
    change,
    codes,
    edit,
    match,
    read,
    refers,
    reseal,
    small,
    stamp,
    write,
)
from ipplan_data.package_check import RULES, check, lines, nested
from ipplan_data.package_check.findings import MOST

Damage = Callable[[Path], None]

T, S, R, J = "data/tasks.csv", "data/sections.csv", "data/responsibilities.csv", "data/ipplan.json"
D = "datapackage.json"


def resource(given: Json, index: int = 0) -> Json:
    found: Json = given["resources"][index]
    return found


def column(given: Json, index: int) -> Json:
    found: Json = resource(given)["schema"]["fields"][index]
    return found


def link(folder: Path) -> None:
    (folder / "elsewhere").write_bytes((folder / S).read_bytes())
    (folder / S).unlink()
    (folder / S).symlink_to(folder / "elsewhere")


def link_folder(folder: Path) -> None:
    (folder / "data").rename(folder / "elsewhere")
    (folder / "data").symlink_to(folder / "elsewhere", target_is_directory=True)


def link_out(folder: Path) -> None:
    for path in (folder / "schema").iterdir():
        path.unlink()
    (folder / "schema").rmdir()
    (folder / "schema").symlink_to("/", target_is_directory=True)
    edit(lambda given: given["files"].pop())(folder)


def as_latin(folder: Path) -> None:
    (folder / T).write_bytes((folder / T).read_bytes().replace("河".encode(), b"\xe9"))


def put(path: str, data: bytes) -> Damage:
    return rewritten(path, lambda _: data)


def rewritten(path: str, make: Callable[[bytes], bytes]) -> Damage:
    def damage(folder: Path) -> None:
        file = folder / path
        file.write_bytes(make(file.read_bytes() if file.exists() else b""))

    return damage


def as_folder(folder: Path) -> None:
    (folder / S).unlink()
    (folder / S).mkdir()


def constrained(index: int, **constraints: object) -> Damage:
    return edit(lambda given: column(given, index)["constraints"].update(constraints))


def also(path: str, data: bytes) -> Damage:
    def damage(folder: Path) -> None:
        (folder / path).write_bytes(data)
        listing(path)(folder)

    return damage


def listing(path: str) -> Damage:
    return edit(lambda given: given["files"].append({**given["files"][1], "path": path}))


def declaring(**properties: object) -> Damage:
    return edit(lambda given: resource(given)["schema"].update(properties))


def column_doubled(given: Json) -> None:
    fields = resource(given)["schema"]["fields"]
    fields.insert(1, fields[1])


def misspelt(given: Json) -> None:
    schema = resource(given)["schema"]
    schema["primarykey"] = schema.pop("primaryKey")


def columns_swapped(folder: Path) -> None:
    lines = [line.split(",") for line in (folder / S).read_text().splitlines()]
    (folder / S).write_text("".join(f"{b},{a},{c}\n" for a, b, c in lines))


def dropped(name: str, index: int = 0) -> Damage:
    return edit(lambda given: resource(given, index).pop(name))


# Each is sealed again after the damage, so that nothing but the damage can be found.
EXAMPLES: list[tuple[str, str, Damage]] = [
    ("IPP901", "missing", lambda folder: (folder / T).unlink()),
    ("IPP901", "no descriptor", lambda folder: (folder / D).unlink()),
    ("IPP902", "link", link),
    ("IPP902", "folder", as_folder),
    ("IPP902", "linked folder", link_folder),
    ("IPP902", "folder linked out", link_out),
    ("IPP903", "more", put("data/more.csv", b"a\n1\n")),
    ("IPP903", "hidden", put("schema/.more", b"")),
    ("IPP904", "size", change(D, '"bytes": ', '"bytes": 1')),
    (
        "IPP905",
        "digest",
        change(D, '"hash": "sha256:', '"hash": "sha256:' + "0" * 64 + '", "x": "'),
    ),
    ("IPP906", "title", edit(lambda given: given.update(title="Other"))),
    ("IPP910", "empty", put(D, b"")),
    ("IPP910", "no object", put(D, b"[]")),
    ("IPP910", "twice", put(D, b'{"name": "a", "name": "a"}')),
    ("IPP910", "no number", put(D, b'{"name": NaN}')),
    ("IPP910", "no text", put(D, b"\xff")),
    ("IPP911", "package", edit(lambda given: given.update(titel="x"))),
    ("IPP911", "schema", edit(misspelt)),
    ("IPP911", "dialect", edit(lambda given: resource(given).update(dialect={"delimiter": ";"}))),
    ("IPP911", "constraint", constrained(1, minlength=1)),
    ("IPP912", "rows", dropped("rows")),
    ("IPP912", "encoding", edit(lambda given: resource(given).update(encoding="latin-1"))),
    ("IPP912", "type", edit(lambda given: column(given, 1).update(type="text"))),
    ("IPP912", "pattern", constrained(7, pattern="^(a+)+$")),
    ("IPP912", "no pattern", constrained(7, pattern="^[$")),
    ("IPP912", "true is no number", edit(lambda given: resource(given).update(rows=True))),
    ("IPP911", "licence", edit(lambda given: given.update(licenses=[{"name": "a", "titel": "b"}]))),
    ("IPP912", "licence", edit(lambda given: given.update(licenses=[{"name": " "}]))),
    ("IPP912", "title", edit(lambda given: given.update(title="R\u0456vers"))),
    ("IPP912", "address", edit(lambda given: given.update(homepage="example.org"))),
    ("IPP913", "out", listing("../x")),
    ("IPP913", "absolute", listing("/etc/passwd")),
    ("IPP914", "key", declaring(primaryKey=["nmuber"])),
    ("IPP914", "table", declaring(foreignKeys=[refers("section", "sectoins", "id")])),
    ("IPP914", "bounds", constrained(1, minLength=30, maxLength=3)),
    ("IPP914", "meanings", edit(lambda given: column(given, 2)["categories"].pop())),
    ("IPP914", "column twice", edit(column_doubled)),
    ("IPP914", "twice", edit(lambda given: given["files"].append(given["files"][0]))),
    ("IPP920", "latin", as_latin),
    ("IPP921", "mark", change(T, "number", "\ufeffnumber")),
    ("IPP922", "all", rewritten(T, lambda data: data.replace(b"\n", b"\r\n"))),
    ("IPP922", "one", change(S, "I,1,\n", "I,1,\r\n")),
    ("IPP923", "end", rewritten(T, lambda data: data[:-1])),
    ("IPP924", "not closed", change(T, "Fair tolls", '"Fair tolls')),
    ("IPP924", "closed early", change(T, "Fair tolls", '"Fair" tolls')),
    ("IPP925", "too many", change(T, "Fair tolls", '"Fair tolls"')),
    ("IPP925", "too few", change(T, "Fair tolls", 'Fair "tolls')),
    ("IPP926", "line", change(T, "Fair tolls", "F" * (1 << 20) + "air")),
    ("IPP926", "cell", change(T, "Fair tolls", "F" * (1 << 18))),
    ("IPP930", "name", change(T, "title", "tilte")),
    ("IPP930", "order", columns_swapped),
    ("IPP930", "twice", put(S, b"id,position,parent,parent\nI,1,,\nI.i,2,I,I\n")),
    ("IPP930", "missing", rewritten(T, lambda data: re.sub(rb",[^,\n]*(?=\n)", b"", data))),
    ("IPP930", "one more", rewritten(T, lambda data: data.replace(b"\n", b",x\n"))),
    ("IPP930", "empty", put(S, b"")),
    ("IPP931", "too few", change(T, ",plan", "")),
    ("IPP931", "too many", change(T, '"Bridges, and weirs"', "Bridges, and weirs")),
    ("IPP931", "empty line", change(T, "\n10", "\n\n10")),
    ("IPP931", "empty line at the end", rewritten(T, lambda data: data + b"\n")),
    ("IPP932", "rows", edit(lambda given: resource(given).update(rows=4))),
    ("IPP940", "cell", change(T, "Fair tolls", "")),
    ("IPP940", "key", change(R, "2,2,guild", "2,,guild")),
    ("IPP941", "plus", change(R, "3,1,", "3,+1,")),
    ("IPP941", "zeros", change(R, "3,1,", "3,01,")),
    ("IPP941", "power", change(R, "3,1,", "3,1e0,")),
    ("IPP941", "digits of others", change(R, "3,1,", "3,１,")),
    ("IPP941", "no number", change(R, "3,1,", f"3,{'1' * 5000},")),
    ("IPP941", "truth", change(T, "true", "True")),
    ("IPP942", "pattern", change(T, ",2020", ",20200")),
    ("IPP943", "list", change(T, ",law,", ",lwa,")),
    ("IPP944", "least", change(R, "3,1,", "3,0,")),
    ("IPP944", "most", change(T, "10,Mills", "100,Mills")),
    ("IPP945", "least", change(T, "Fair tolls", "Fa")),
    ("IPP945", "most", change(T, "Fair tolls", "Fair tolls for everyone")),
    ("IPP946", "empty", change(T, "crown;guild", "crown;;guild")),
    ("IPP946", "end", change(T, "crown;guild", "crown;guild;")),
    ("IPP946", "number", change(T, "1;2", "1;02")),
    ("IPP946", "space", change(T, "crown;guild", "crown; guild")),
    ("IPP950", "composed", change(T, "Fair tolls", "Fai\u0301r tolls")),
    ("IPP951", "invisible", change(T, "Fair tolls", "Fair\u200btolls")),
    ("IPP951", "direction", change(T, "Fair tolls", "Fair\u202etolls")),
    ("IPP951", "control", change(T, "Fair tolls", "Fair\ttolls")),
    ("IPP951", "nothing", change(T, "Fair tolls", "Fair\0tolls")),
    ("IPP951", "filler", change(T, "Fair tolls", "Fair\u3164tolls")),
    ("IPP951", "line", change(T, "Bridges, and", "Bridges,\nand")),
    ("IPP951", "return", change(T, "Fair tolls", "Fair\rtolls")),
    ("IPP951", "in an id", change(S, "I.i", "I.i\u200b")),
    *(("IPP952", sign, change(T, "Fair tolls", f"{sign}Fair")) for sign in "=+-@＝＋－＠"),
    ("IPP953", "end", change(T, "Fair tolls", "Fair tolls ")),
    ("IPP953", "start", change(T, "Fair tolls", " Fair tolls")),
    ("IPP953", "two", change(T, "Fair tolls", "Fair  tolls")),
    ("IPP954", "cyrillic", change(T, "Fair tolls", "F\u0430ir tolls")),
    ("IPP954", "radical", change(T, "河", "⽔")),
    ("IPP955", "full width", change(T, "Fair tolls", "Ｆair tolls")),
    ("IPP955", "apostrophe", change(T, "Fair tolls", "Fair’s tolls")),
    ("IPP960", "swapped", change(R, "2,1,crown\n2,2,guild\n", "2,2,guild\n2,1,crown\n")),
    (
        "IPP960",
        "as text",
        put(R, b"task,position,agency\n10,1,guild\n2,1,crown\n2,2,guild\n3,1,crown\n"),
    ),
    ("IPP961", "beside", change(R, "2,2,guild", "2,1,guild")),
    ("IPP961", "apart", change(R, "10,1,guild", "2,1,guild")),
    ("IPP962", "unique", change(S, "I.i,2", "I.i,1")),
    ("IPP963", "no row", change(R, "10,1,", "11,1,")),
    ("IPP963", "own table", change(S, "2,I\n", "2,V\n")),
    ("IPP970", "cut", put(J, b'{"name": ')),
    ("IPP970", "schema", also("schema/form.json", b'{"a": 1, "a": 2}\n')),
    ("IPP920", "schema", also("schema/form.json", b'{"a": "\xff"}\n')),
    ("IPP922", "script", also("schema/form.sql", b"-- a\r\n")),
    ("IPP970", "twice", put(J, b'{"name": 1, "name": 1}')),
    ("IPP971", "value", change(J, '"Fair tolls"', '"Far tolls"')),
    ("IPP971", "true is not 1", change(J, '"italic": true', '"italic": 1')),
    ("IPP971", "2.0 is not 2", change(J, '"number": 2', '"number": 2.0')),
    ("IPP971", "item", change(J, '"crown", "guild"', '"crown", "mill"')),
    ("IPP971", "missing", change(J, '"form": "2020", ', "")),
    ("IPP971", "more", change(J, '"form": "2020"', '"form": "2020", "new": 1')),
    ("IPP971", "version", change(J, "0.1.0", "0.2.0")),
    ("IPP971", "inside", change(J, '"position": 1', '"position": 7')),
]
UNSEALED = {"IPP904", "IPP905", "IPP906", "IPP910"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small(tmp_path)


def test_the_small_package_is_sound(package: Path) -> None:
    report = check(package)
    assert report.findings == ()
    assert (report.tables, report.total) == (len(read(package)["resources"]), 0)
    assert report.rows == sum(one["rows"] for one in read(package)["resources"])


def test_the_published_package_is_sound(root: Path) -> None:
    report = check(root)
    assert report.findings == ()
    assert report.rows == sum(one["rows"] for one in read(root)["resources"])


def seal_what_is_not_damaged(folder: Path, code: str) -> None:
    """Seal a damaged package as far as that leaves the damage which the rule is about."""
    if code == "IPP905":
        # The digest of another file stands there, and the one that stands for all knows it.
        given = read(folder)
        resource(given).pop("x")
        write(folder, given)
        stamp(folder)
    elif code == "IPP904":
        stamp(folder)
    elif code not in UNSEALED and (folder / D).exists():
        reseal(folder)


@pytest.mark.parametrize(
    ("code", "damage"),
    [pytest.param(code, damage, id=f"{code}-{name}") for code, name, damage in EXAMPLES],
)
def test_every_damage_is_found_once_and_nothing_else(
    package: Path, code: str, damage: Damage
) -> None:
    damage(package)
    seal_what_is_not_damaged(package, code)
    found = check(package)
    assert [finding.code for finding in found.findings] == [code], [*found.lines()]
    assert found.total == 1
    (line,) = found.lines()
    assert line.isprintable()


@pytest.mark.parametrize(
    ("code", "damage"),
    [
        pytest.param(code, damage, id=f"{code}-{name}")
        for code, name, damage in EXAMPLES
        if code not in UNSEALED and name not in ("no descriptor", "line")
    ],
)
def test_damage_is_found_wherever_a_file_is_cut_into_blocks(
    package: Path, code: str, damage: Damage, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(package)
    reseal(package)
    monkeypatch.setattr(lines, "BLOCK", 7)
    assert set(codes(package)) == {code}


def test_every_rule_has_an_example() -> None:
    assert {code for code, _, _ in EXAMPLES} == RULES.keys()


# What can be told of the real package: one damage for each rule, at a place of its own.
REAL: list[tuple[str, Damage]] = [
    ("IPP901", lambda folder: (folder / "schema/tables.sql").unlink()),
    ("IPP903", put("data/notes.txt", b"")),
    ("IPP911", change(D, '"maxLength"', '"maxlength"')),
    ("IPP912", change(D, '"mediatype": "text/csv"', '"mediatype": "text/plain"')),
    ("IPP914", change(D, '"resource": "agencies"', '"resource": "agency"')),
    ("IPP920", change("data/terms.csv", "质".encode(), b"\xd6\xca")),
    ("IPP921", change("data/terms.csv", "id", "\ufeffid")),
    ("IPP922", change("data/terms.csv", "\n", "\r\n")),
    ("IPP923", rewritten("data/terms.csv", lambda data: data[:-1])),
    ("IPP924", match("data/tasks.csv", r"\n5,([^,]+),([^,]+),", r'\n5,\1,"\2,')),
    ("IPP925", match("data/tasks.csv", r"\n5,([^,]+),", r'\n5,"\1",')),
    ("IPP930", change("data/tasks.csv", "lead_agency", "lead_agancy")),
    ("IPP931", match("data/responsibilities.csv", r"\n5,1,", r"\n5,1,,")),
    ("IPP940", match("data/responsibilities.csv", r"\n5,1,[a-z-]+", r"\n5,1,")),
    ("IPP941", match("data/tasks.csv", r",1,,", r",1.0,,")),
    ("IPP942", match("data/tasks.csv", r",cnipa,", r",CNIPA,")),
    ("IPP943", match("data/tasks.csv", r",joint,", r",jiont,")),
    ("IPP944", match("data/agencies.csv", r"\ncac,4,", r"\ncac,0,")),
    ("IPP945", match("data/tasks.csv", r"\n5,([^,]+),", r"\n5,\1," + "long " * 20)),
    ("IPP946", match("data/tasks.csv", r";", r";;")),
    ("IPP950", change("data/errata.csv", "Choose targets", "Choose\u0301 ta\u0301rgets")),
    ("IPP951", change("data/tasks.csv", "cnipa", "cn\u00adipa")),
    ("IPP952", match("data/tasks.csv", r"\n5,", r"\n5,=")),
    ("IPP953", match("data/tasks.csv", r"\n5,", r"\n5, ")),
    ("IPP960", match(R, r"(\n[0-9]+,1,[^\n]+)(\n[0-9]+,2,[^\n]+)", r"\2\1")),
    ("IPP961", match("data/responsibilities.csv", r"(\n([0-9]+),1,[^\n]+\n)\2,2,", r"\1\2,1,")),
    ("IPP962", match("data/agencies.csv", r"\ncas,28,", r"\ncas,4,")),
    ("IPP963", match("data/mentions.csv", r"\n([0-9]+,1),([a-z])", r"\n\1,x\2")),
    ("IPP971", change(J, '"notice_date": "2020-05-13"', '"notice_date": "2020-05-14"')),
    ("IPP971", change(J, '"status": "verified"', '"status": "unverified"')),
]


@pytest.mark.parametrize(
    ("code", "damage"), [pytest.param(code, damage, id=code) for code, damage in REAL]
)
def test_damage_to_the_published_package_is_found(copy: Path, code: str, damage: Damage) -> None:
    damage(copy)
    assert set(codes(reseal(copy))) == {code}


def test_a_fact_of_the_document_without_a_value_has_no_row(copy: Path) -> None:
    change(J, '"notice_title"', '"another": null,\n    "notice_title"')(copy)
    assert codes(reseal(copy)) == []
    change(J, '"another": null', '"another": "x"')(copy)
    assert codes(reseal(copy)) == ["IPP971"]


def test_a_link_inside_a_path_is_named(package: Path) -> None:
    (package / "data" / "deep").mkdir()
    (package / S).rename(package / "data" / "deep" / "sections.csv")
    edit(lambda given: resource(given, 1).update(path="data/deep/sections.csv"))(package)
    assert codes(reseal(package)) == []
    (package / "data" / "deep").rename(package / "deep")
    (package / "data" / "deep").symlink_to(package / "deep", target_is_directory=True)
    (line,) = check(package).lines()
    assert line.startswith("data/deep: IPP902 this is a symbolic link")


def test_a_huge_plan_is_not_read(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nested, "LARGEST", 10)
    assert codes(package) == ["IPP926"]


def test_what_follows_from_a_fault_is_not_told(package: Path) -> None:
    change(S, "I.i,", "=I.i,")(package)  # two tasks are in it
    assert codes(reseal(package)) == ["IPP952"]


def test_keys_are_not_looked_for_where_a_row_may_have_them(package: Path) -> None:
    foreign = refers("notes", "sections", "position")
    edit(lambda given: resource(given)["schema"]["foreignKeys"].append(foreign))(package)
    change(S, "I.i,2,", "I.i,02,")(package)
    assert codes(reseal(package)) == ["IPP941"]
    change(S, "I.i,02,", "I.i,")(package)
    assert codes(reseal(package)) == ["IPP931"]


def test_a_row_that_is_gone_is_told_once_for_each_key_that_names_it(package: Path) -> None:
    change(T, "2,Fair tolls,law,I,crown;guild,1;2,true,2020\n", "")(package)
    edit(lambda given: resource(given).update(rows=2))(package)
    (finding,) = check(reseal(package)).findings
    assert (finding.code, finding.file, finding.line) == ("IPP963", R, 2)
    assert finding.record == "responsibilities/2/1"
    assert finding.message == "no row of 'tasks' has this number, which 2 rows name"


def test_items_of_a_list_refer_to_rows_where_that_is_declared(package: Path) -> None:
    foreign = refers("notes", "sections", "position")
    edit(lambda given: resource(given)["schema"]["foreignKeys"].append(foreign))(package)
    assert codes(reseal(package)) == []
    change(T, "1;2", "1;3")(package)
    (finding,) = check(reseal(package)).findings
    assert (finding.code, finding.found, finding.field) == ("IPP963", "'3'", "notes")


def test_keys_of_several_columns_are_referred_to(package: Path) -> None:
    reference = {"resource": "responsibilities", "fields": ["task", "position"]}
    foreign = {"fields": ["number", "notes"], "reference": reference}
    edit(lambda given: resource(given)["schema"]["foreignKeys"].append(foreign))(package)
    change(T, "1;2", "2")(package)
    change(J, "[1, 2]", "[2]")(package)
    assert codes(reseal(package)) == []
    change(T, ",2,true", ",3,true")(package)
    assert codes(reseal(package)) == ["IPP963"]


def test_places_are_those_of_the_cell(package: Path) -> None:
    change(T, '"Bridges, and weirs",', '"Bridges, and ""weirs""",lwa')(package)
    (finding,) = check(reseal(package)).findings
    assert (finding.line, finding.column) == (3, 28)
    assert (finding.record, finding.field) == ("tasks/3", "kind")
    assert finding.found == "'lwa'"
    assert finding.expected == "'law'"


def test_findings_come_in_order_and_no_more_than_are_kept(package: Path) -> None:
    many = MOST + 17
    rows = "".join(f"{number},1,=x\n" for number in range(1, many + 1))
    (package / R).write_text(f"task,position,agency\n{rows}")
    edit(lambda given: resource(given, 2).update(rows=many))(package)
    resource_of = [*check(reseal(package)).findings]
    report = check(package)
    formulas = [one for one in report.findings if one.code == "IPP952"]
    assert len(formulas) == MOST
    assert report.more["IPP952", R] == many - MOST
    assert report.total == len(report.findings) + sum(report.more.values())
    assert resource_of == sorted(resource_of, key=lambda one: (one.file, one.line, one.column))
    assert any("17 more" in line for line in report.lines())


def test_a_huge_cell_is_found_whatever_other_code_lets_csv_take(package: Path) -> None:
    before = csv.field_size_limit(1 << 24)
    change(T, "Fair tolls", "F" * (1 << 18))(package)
    found = codes(reseal(package))
    csv.field_size_limit(before)
    assert found == ["IPP926"]
