"""In the real records: one kind of damage for each rule, and only that rule finds it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from ipplan_data.curation.document import reading_of
from ipplan_data.curation.pipeline import validate
from ipplan_data.curation.rules import RULES
from ipplan_data.curation.rules.document import DOCUMENT
from ipplan_data.curation.source.witness_file import NAME as WITNESS

SOURCE = os.environ.get("IPPLAN_SOURCE")
FIRST, SECOND, TASKS = (f"records/tasks/{name}.yaml" for name in ("I.i", "II.ii", "II.iii"))
AGENCIES, ENTITIES = "records/agencies.yaml", "records/entities.yaml"
RECORD, ERRATA = "records/document.yaml", "records/errata.yaml"
SECTIONS, FOOTNOTES = "records/sections.yaml", "records/footnotes.yaml"

# Code, file, what is damaged (the first match), and what replaces it; a file may come or go.
MUTANTS: list[tuple[str, str, str | None, str | None]] = [
    ("IPP101", "records/tasks/III.iv.yaml", "(?s).*", None),
    ("IPP102", "records/tasks/IV.yaml", "title: ", "title: \x00"),
    ("IPP103", RECORD, "issuer: ", "issuer: ["),
    ("IPP104", FOOTNOTES, "term: ", "term: !!str "),
    ("IPP105", "records/tasks/V.iii.yaml", r"  title: .*\n", r"\g<0>\g<0>"),
    ("IPP106", FIRST, "  agencies: (.*)", r"\g<0>\n  lead: cnipa"),
    ("IPP107", SECTIONS, r"  title: .*\n", ""),
    ("IPP108", SECOND, "title: .*", "title: 2020"),
    ("IPP109", AGENCIES, "kind: party_organ", "kind: party"),
    ("IPP110", FIRST, r"  agencies: \[cnipa\]", r"  responsibility: joint\n\g<0>"),
    ("IPP111", FIRST, r"  agencies: \[cnipa\]", r"  responsibility: separate\n\g<0>"),
    ("IPP112", AGENCIES, "  note: ", r"  successor_from: 2023-05\n\g<0>"),
    ("IPP113", RECORD, "upload_date: 2020", "upload_date: 1999"),
    ("IPP114", RECORD, "plan_title: 2020", "plan_title: 2021"),
    ("IPP115", ERRATA, "as_printed: .*", "as_printed: one two three four five six seven eight"),
    ("IPP116", ERRATA, r"(as_printed: (.*)\n  correct: ).*", r"\1\2"),
    ("IPP118", ERRATA, r"(field: text\n(?:  .*\n)*?  status: )noted", r"\1applied"),
    ("IPP119", "records/tasks/I.ii.yaml", ", unit: centers", ""),
    ("IPP201", "records/tasks/II.i.yaml", r"agencies: \[\w+", "agencies: [cnpia"),
    ("IPP202", "records/sources.yaml", "(?s)^.*?(- id: .*?)(?=- id)", r"\g<0>\g<1>"),
    ("IPP203", AGENCIES, r"  parent: mnr\n", "  parent: state-council\n"),
    ("IPP204", "records/sources.yaml", "- id: ", "- id: idle\n  title: Idle\n- id: "),
    ("IPP205", AGENCIES, r"  abbreviation: MOE\n", "  abbreviation: MOF\n"),
    ("IPP206", AGENCIES, r"(id: samr\n(?:  .*\n)*?  parent: )state-council", r"\1cnipa"),
    ("IPP207", AGENCIES, r"    - \{field: kind, .*\}\n", ""),
    ("IPP208", AGENCIES, "alias: CCOD", "alias: COD"),
    ("IPP209", FOOTNOTES, r"task: \d+", "task: 1"),
    ("IPP210", AGENCIES, "unverified, source: general", "verified, source: general"),
    ("IPP211", TASKS, "title: (.*)(?s:(.*?))title: .*", r"title: \1\2title: \1"),
    ("IPP212", RECORD, r"issuer: [\w-]+", "issuer: samr"),
    ("IPP213", ERRATA, r"record: task/\d+", "record: task/101"),
    ("IPP214", ERRATA, r"record: task/\d+", "record: agency/cnipa"),
    ("IPP215", ERRATA, "(?s)- id: (.*?)(?=- id)", r"\g<0>- id: again-\1"),
    (
        "IPP216",
        ENTITIES,
        r"- id: patent-law\n",
        r"- id: idle-law\n  name: Idle Law\n  kind: law\n\g<0>",
    ),
    ("IPP217", ENTITIES, r"- id: blue-sky\n.*\n", r"\g<0>  name_zh: 剑网\n"),
    ("IPP218", ENTITIES, r"(?<=- id: online-market-campaign\n)(.*)", r"\1 beyond"),
    ("IPP219", ENTITIES, r"  name_zh: 昆仑2020\n", ""),
    ("IPP220", "records/tasks/I.ii.yaml", r"    - \{entity: blue-sky, .*\n", r"\g<0>\g<0>"),
    (
        "IPP221",
        ERRATA,
        "correct: International Criminal Police Organization",
        "correct: International Criminal Police Organisation",
    ),
    ("IPP222", TASKS, r"term: market confusion, term_zh: (\w+)", r"\g<0>, as_printed_zh: \1"),
    ("IPP223", "records/tasks/III.i.yaml", "value: 16", "value: 15"),
    ("IPP224", "records/redirects.yaml", r"\[\]", "- {old: agency/samr, reason: Gone.}"),
    ("IPP301", TASKS, "number: 40", "number: 41"),
    ("IPP302", SECTIONS, r"(?s)(- id: II\.i\n.*?)(- id: II\.ii\n.*?)(?=- id)", r"\2\1"),
    ("IPP303", SECTIONS, r"last_task: \d+", "last_task: 20"),
    ("IPP304", SECTIONS, r"(?s)(id: I\.i\n.*?last_task: )12(.*?first_task: )13", r"\g<1>11\g<2>12"),
    ("IPP305", "records/tasks/IV.yaml", r"agencies: \[(\w+), ", r"agencies: [\1, \1, "),
    ("IPP306", AGENCIES, r"addressee_position: 7\n", "addressee_position: 8\n"),
    ("IPP307", "records/expectations.yaml", "expected: 192", "expected: 193"),
    ("IPP308", "records/expectations.yaml", "(?s)- measure: parts.*?(?=- measure)", ""),
    ("IPP309", FOOTNOTES, r"(?s)(- number: 1\n.*?)(- number: 2\n.*?)(?=- number: 3)", r"\2\1"),
    ("IPP310", AGENCIES, "successor_from: 2023", "successor_from: 2013"),
    ("IPP311", "records/tasks/IV.yaml", r"activity: \[(international)\]", r"activity: [\1, \1]"),
    ("IPP312", "records/coders.yaml", r"(?s)(- id: c.*?)    - \{task: 48,.*?\n", r"\1"),
    ("IPP313", TASKS, r"ip_rights: \[copyright\]", "ip_rights: [patent]"),
    ("IPP401", WITNESS, '"labelled": true', '"labelled": 1'),
    ("IPP402", WITNESS, r'"length": \d', '"length": 1'),
    ("IPP403", WITNESS, r'"id": "II\.iv"', '"id": "II.v"'),
    ("IPP404", WITNESS, r'(?s)("number": 27,.*?)"II\.i"', r'\1"II.ii"'),
    ("IPP405", FIRST, r"  responsibility: separate\n", ""),
    ("IPP406", "records/tasks/II.i.yaml", r"agencies: \[(\w+), ", "agencies: ["),
    ("IPP407", FOOTNOTES, "kind: unlabelled", "kind: translator_note"),
    ("IPP408", SECTIONS, r"title: \w+", "title: Neglecting"),
    ("IPP409", AGENCIES, r"name: (.*)(?=\n.*\n  printed: NDRC)", r"name: The \1"),
    ("IPP410", RECORD, "translation_date: 2021-02-12", "translation_date: 2021-02-13"),
    ("IPP411", ERRATA, r"(field: title\n  as_printed: )\w+", r"\1Another"),
    ("IPP412", FOOTNOTES, "term_zh: 软件正版化", "term_zh: 软件盗版化"),
    ("IPP413", FIRST, ", italic: true", ""),
    ("IPP501", SECOND, "title: ", "title: e\u0301 "),
    ("IPP502", SECOND, "title: ", "title: a\u202e"),
    ("IPP503", AGENCIES, "short_name_zh: ", "short_name_zh: ⼈"),
    ("IPP504", SECOND, "title: ", "title: Ａ"),
    ("IPP505", SECOND, r"title: (\w+) ", r"title: \1  "),
    ("IPP506", SECOND, "title: ", "title: =1+"),
    ("IPP507", AGENCIES, "name: Supreme People's", "name: Supreme People’s"),
    ("IPP508", SECOND, "title: ", "title: А "),
    ("IPP509", AGENCIES, "name_zh: .*", "name_zh: Guojia Youzhengju"),
    ("IPP510", SECOND, r"title: (\w+)", r"title: \1 \1"),
    ("IPP601", "schema/task.schema.json", "(?s).*", None),
    ("IPP602", "data/responsibilities.csv", "(?m)^48,1,spb,lead", "48,1,spb,participant"),
    ("IPP603", "data/notes.txt", None, "a note\n"),
    ("IPP801", DOCUMENT, r"\n22\. ", "\n23. "),
    ("IPP802", DOCUMENT, r" \(Responsibility of CAS\)", ""),
    ("IPP803", DOCUMENT, r"\(Responsibility of CAS", r"\g<0> and Red Cross"),
    ("IPP804", DOCUMENT, r"\(Responsibility of CAS\)", r"\g<0> And more."),
    ("IPP805", DOCUMENT, "<sup>1</sup>", ""),
]


@pytest.fixture(scope="module")
def clone(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real records and published files; tests undo their changes."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("records", "data", "schema", "docs"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "datapackage.json", folder)
    if SOURCE:
        shutil.copy(SOURCE, folder / DOCUMENT)
    return folder


# Findings of these rules keep others from being checked.
ALONE = {"IPP101", "IPP301", "IPP307", "IPP313", "IPP401", "IPP402"}


def batches() -> list[list[tuple[str, str, str | None, str | None]]]:
    """Put mutants of one family in different files together, to read the records less often."""
    found: list[list[tuple[str, str, str | None, str | None]]] = []
    for mutant in MUTANTS:
        code, file, *_ = mutant
        for batch in found:
            taken = {one[0] for one in batch} & ALONE or file in {one[1] for one in batch}
            if not taken and code not in ALONE and batch[0][0][:4] == code[:4] != "IPP8":
                batch.append(mutant)
                break
        else:
            found.append([mutant])
    return found


@pytest.mark.parametrize("batch", batches(), ids=lambda batch: "+".join(one[0] for one in batch))
def test_each_damage_is_found_by_its_rule_alone(
    clone: Path, batch: list[tuple[str, str, str | None, str | None]]
) -> None:
    before: dict[Path, bytes | None] = {}
    for _, file, damaged, instead in batch:
        path = clone / file
        if file == DOCUMENT and not SOURCE:
            pytest.skip("IPPLAN_SOURCE names no copy of the document")
        before[path] = path.read_bytes() if damaged is not None else None
        if instead is None:
            path.unlink()
        else:
            text = path.read_text(encoding="utf-8") if damaged is not None else ""
            mutant = instead if damaged is None else re.sub(damaged, instead, text, count=1)
            assert mutant != text
            path.write_text(mutant, encoding="utf-8")
    document = batch[0][1] == DOCUMENT
    findings = reading_of(clone / DOCUMENT).findings if document else validate(clone).findings
    for path, data in before.items():
        path.write_bytes(data) if data is not None else path.unlink()
    codes = sorted(code for code, *_ in batch)
    assert sorted({finding.code for finding in findings}) == codes, [*map(str, findings)]


def test_every_rule_has_its_mutant() -> None:
    assert {mutant[0] for mutant in MUTANTS} == set(RULES)


def test_the_real_records_are_valid(root: Path) -> None:
    assert validate(root).findings == []
