"""Every rule finds its example in the invented plan, at the line that was changed, and no other
rule finds it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipplan_data.curation.document import read, reading_of
from ipplan_data.curation.findings import Finding
from ipplan_data.curation.pipeline import build, validate
from ipplan_data.curation.rules import RULES, Example
from ipplan_data.curation.rules.document import DOCUMENT

TASKS, AGENCIES, ERRATA = "records/tasks/II.yaml", "records/agencies.yaml", "records/errata.yaml"
FIRST, SECTIONS = "records/tasks/I.i.yaml", "records/sections.yaml"
ENTITIES, CODERS = "records/entities.yaml", "records/coders.yaml"
RECORD, WITNESS = "records/document.yaml", "records/witness.json"
CLAUSE, FAIR, TITLE = (
    "(Responsibility of the Ministry of Rivers)",
    "name: toll fair\n",
    "Fair tolls",
)
PARENT = "    - {field: parent, status: verified, source: gazette}\n"
REASON = "    - {variable: ip_rights, reason: The toll is named as a sign on the gate.}\n"
RIVERS = "  activity: [administrative_enforcement]\n"
FOUR = "first_task: 4\n  last_task: 4\n"
# Further ways to break a rule than the one in its example.
MORE: list[tuple[str, str, str | None, str | None]] = [
    ("IPP101", TASKS, "", None),
    ("IPP101", "records/tasks/III.yaml", None, "[]\n"),
    ("IPP101", "records/notes.txt", None, "a note\n"),
    ("IPP113", RECORD, "translation_date: 1902-01-01", "translation_date: 1900-01-01"),
    ("IPP114", RECORD, "plan_title_zh: 河桥计划", "plan_title_zh: 河水计划"),
    ("IPP119", TASKS, "value: 3, unit: coins", "value: 3"),
    ("IPP119", TASKS, "as_printed: less", "period: 1902/1901, as_printed: less"),
    ("IPP205", AGENCIES, "name: Crown\n", "name: ministry of rivers\n"),
    ("IPP207", AGENCIES, PARENT, PARENT + PARENT.replace("parent", "note")),
    ("IPP207", AGENCIES, PARENT, ""),
    ("IPP208", AGENCIES, "alias: Waterways Office", "alias: Ministry of Rivers"),
    ("IPP211", TASKS, "summary: Lowers the tolls.", "summary: Marks the fords."),
    ("IPP211", SECTIONS, "title: Tolls", "title: Rivers"),
    ("IPP213", ERRATA, "record: task/4", "record: section/I.iv"),
    ("IPP214", ERRATA, "record: document", "record: task/1"),
    ("IPP214", ERRATA, "record: task/4", "record: agency/tolls"),
    ("IPP217", ENTITIES, FAIR, f"{FAIR}  name_zh: 岸法\n"),
    ("IPP217", ENTITIES, FAIR, f"{FAIR}  name_zh: 河务部\n"),
    ("IPP218", TASKS, "as_printed: fund", "as_printed: fond"),
    ("IPP219", ENTITIES, "  name_zh: 岸法\n", ""),
    ("IPP219", ENTITIES, FAIR, f"{FAIR}  name_zh: 市集\n"),
    ("IPP221", ERRATA, "as_printed: fayr", "as_printed: fare"),
    ("IPP222", RECORD, "term_zh: 河务部}", "term_zh: 河务部, as_printed_zh: 河务部}"),
    ("IPP223", TASKS, "comparator: less_than", "comparator: more_than"),
    ("IPP223", TASKS, "as_printed: less than three", "as_printed: three"),
    ("IPP223", TASKS, "unit: coins, as", "unit: coins, period: '1902', as"),
    ("IPP224", "records/redirects.yaml", "new: agency/tolls", "new: entity/toll-fair"),
    ("IPP224", "records/redirects.yaml", "old: entity/toll-day", "old: entity/toll-fair"),
    ("IPP303", SECTIONS, FOUR, "first_task: 4\n  last_task: 3\n"),
    ("IPP303", SECTIONS, FOUR, "first_task: 3\n  last_task: 4\n"),
    ("IPP311", CODERS, "ip_rights: [general, trademark]", "ip_rights: [general, general]"),
    ("IPP311", TASKS, REASON, REASON * 2),
    ("IPP312", CODERS, "- id: b\n  round: pilot", "- id: b\n  round: full"),
    ("IPP312", CODERS, "{task: 4, ip_rights: [trademark]", "{task: 3, ip_rights: [trademark]"),
    ("IPP313", TASKS, f"  decisions:\n{REASON}", ""),
    ("IPP313", FIRST, RIVERS, f"{RIVERS}  decisions:\n    - {{variable: activity, reason: So.}}\n"),
    ("IPP401", WITNESS, '"wording": "bare"', '"wording":  "bare"'),
    ("IPP402", WITNESS, '"start": 0,', '"start": 1,'),
    ("IPP406", FIRST, "agencies: [rivers, bridges]", "agencies: [rivers, tolls]"),
    ("IPP406", FIRST, "agencies: [rivers]\n", "agencies: [rivers, tolls]\n"),
    ("IPP409", AGENCIES, "  abbreviation: BA", "  abbreviation: BAD"),
    ("IPP412", FIRST, "as_printed_zh: 《岸法》", "as_printed_zh: 《堤法》"),
    ("IPP412", SECTIONS, "term_zh: 桥费", "term_zh: 河费"),
    ("IPP412", RECORD, "  - {term: Ministry of Rivers, term_zh: 河务部}", "  []"),
    ("IPP413", TASKS, "printed: fund}", "printed: fund, italic: true}"),
    ("IPP502", TASKS, TITLE, "Fair\U000e0100 tolls"),
    ("IPP502", TASKS, TITLE, "Fair\u00a0tolls"),
    ("IPP502", TASKS, TITLE, "|\n    Fair tolls"),
    ("IPP502", TASKS, TITLE, "Fair\u200b tolls"),
    ("IPP504", TASKS, TITLE, "Fair tolls（all）"),
    ("IPP505", TASKS, TITLE, '"Fair tolls "'),
    ("IPP505", TASKS, TITLE, "Fair  tolls"),
    *(("IPP506", TASKS, TITLE, f'"{mark}Fair tolls"') for mark in "=-@"),
    ("IPP506", AGENCIES, "name_zh: 河务部", "name_zh: ＝河务部"),
    ("IPP507", TASKS, TITLE, "Fair tolls for the people’s roads"),
    ("IPP509", AGENCIES, "name: Crown\n", "name: Crown 王\n"),
    ("IPP509", AGENCIES, "Waterways Office, language: en", "Weir, language: zh"),
    ("IPP510", ENTITIES, FAIR, "name: toll toll fair\n"),
    ("IPP603", "records/.schema/task.schema.json", None, "{}\n"),
    ("IPP801", DOCUMENT, "(ii) Safe", "(iii) Safe"),
    ("IPP801", DOCUMENT, "\n<sup>1</sup> A ford", "\n<sup>2</sup> A ford"),
    ("IPP802", DOCUMENT, "(Separate responsibilities of", "(Separate responsibility by"),
    ("IPP802", DOCUMENT, CLAUSE, f"(Responsibility of BA) {CLAUSE}"),
]
CASES = [(code, rule.example) for code, rule in RULES.items()]
CASES += [(code, Example(file, valid, invalid)) for code, file, valid, invalid in MORE]
# Rules whose findings name no value that was typed and none that is wanted.
WITHOUT_VALUES = {"IPP101", "IPP103", "IPP203", "IPP204", "IPP216", "IPP401", "IPP601", "IPP603"}


# Where findings are that aren't at a line that was changed.
ELSEWHERE = {
    "IPP103": "records/tasks/II.yaml:5:12",
    "IPP205": "records/agencies.yaml:30:9",
    "IPP206": "records/agencies.yaml:5:11",
    "IPP211": "records/sections.yaml:14:10",
    "IPP214": "records/errata.yaml:21:10 records/errata.yaml:3:10",
    "IPP215": "records/errata.yaml:22:15",
    "IPP218": "records/entities.yaml:9:9",
    "IPP301": "records/tasks/I.i.yaml:7:11",
    "IPP304": "records/tasks/I.i.yaml:7:11",
    "IPP306": "records/agencies.yaml:1:3 records/agencies.yaml:32:23",
    "IPP312": "records/coders.yaml:2:10 records/coders.yaml:8:5 records/coders.yaml:12:5",
    "IPP401": "records/witness.json:0:0",
    "IPP402": "records/witness.json:0:0",
    "IPP403": "records:0:0 records/sections.yaml:9:7",
    "IPP404": "records/tasks/I.i.yaml:7:3",
    "IPP805": "document.md:50:14",
}


@pytest.fixture(scope="module")
def invented(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented plan with its document and all that is made of it; tests undo their changes."""
    folder = tmp_path_factory.mktemp("invented")
    shutil.copytree(root / "tests" / "example", folder, dirs_exist_ok=True)
    read(folder, folder / DOCUMENT)
    assert build(folder).findings == []
    return folder


@pytest.fixture(params=CASES, ids=[code for code, _ in CASES])
def case(request: pytest.FixtureRequest, invented: Path) -> Iterator[tuple[str, Example]]:
    """A rule and an example, while the example stands in the invented plan."""
    code, example = request.param
    file, before = invented / example.file, None
    if example.valid is not None:
        before = file.read_bytes()
        assert before.decode().count(example.valid) == 1 or example.invalid is None
    if example.invalid is None:
        file.unlink()
    else:
        old = (before or b"").decode()
        new = old.replace(example.valid or "\0", example.invalid) or example.invalid
        file.write_text(new, encoding="utf-8", newline="")
    yield code, example
    file.write_bytes(before) if before is not None else file.unlink()


def lines_of(example: Example, folder: Path) -> range:
    """Give the lines that were changed; of a file that came or went, any line."""
    if not (example.valid and example.invalid):
        return range(10**6)
    text = (folder / example.file).read_text(encoding="utf-8")
    first = text[: text.index(example.invalid)].count("\n") + 1
    return range(first, first + example.invalid.count("\n") + 1)


def findings_in(folder: Path, example: Example) -> list[Finding]:
    if example.file == DOCUMENT:
        return reading_of(folder / DOCUMENT).findings
    return validate(folder).findings


def test_only_the_rule_itself_finds_an_example(case: tuple[str, Example], invented: Path) -> None:
    code, example = case
    found = findings_in(invented, example)
    assert {one.code for one in found} == {code}
    for one in found:
        assert one.message
        assert one.hint
        assert one.severity is RULES[code].severity
        valued = one.found is not None or one.expected is not None
        assert valued == (code not in WITHOUT_VALUES)
        path = one.place.path.removeprefix(f"{invented}/")
        place = f"{path}:{one.place.line}:{one.place.column}"
        at_change = path == example.file and one.place.line in lines_of(example, invented)
        assert at_change or place in ELSEWHERE[code].split()


def test_the_invented_plan_and_its_document_are_valid(invented: Path) -> None:
    assert validate(invented).findings == []
    assert reading_of(invented / DOCUMENT).findings == []


def test_with_findings_nothing_is_written(example: Path) -> None:
    tasks = example / TASKS
    tasks.write_text(tasks.read_text().replace("[tolls]", "[tols]").replace("Fair", "Good"))
    before = (example / "data" / "tasks.csv").read_bytes()
    assert build(example).written == []
    assert (example / "data" / "tasks.csv").read_bytes() == before


def test_every_code_that_is_reported_has_a_rule_with_a_text(root: Path) -> None:
    reported = set()
    for path in (root / "src" / "ipplan_data" / "curation").rglob("*.py"):
        reported |= set(re.findall(r"\bIPP[0-9]{3}\b", path.read_text(encoding="utf-8")))
    assert reported == set(RULES)
    assert [*RULES] == sorted(RULES)
    for rule in RULES.values():
        assert rule.title
        assert rule.why.endswith(".")
        assert rule.fix.endswith(".")
