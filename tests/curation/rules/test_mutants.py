"""For the real records: one kind of damage for each rule, and only that rule finds it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from ipplan_data.curation.document import reading_of
from ipplan_data.curation.findings import Finding
from ipplan_data.curation.pipeline import validate
from ipplan_data.curation.rules import RULES
from ipplan_data.curation.rules.document import DOCUMENT
from ipplan_data.curation.source.witness_file import NAME as WITNESS

SOURCE = os.environ.get("IPPLAN_SOURCE")

# Code, file, what is damaged (first match), and what stands there instead.
MUTANTS = [
    ("IPP101", "records/tasks/III.iv.yaml", r"(?s).*", None),
    ("IPP102", "records/tasks/IV.yaml", r"title: ", "title: \x00"),
    ("IPP103", "records/document.yaml", r"issuer: ", "issuer: ["),
    ("IPP104", "records/footnotes.yaml", r"term: ", "term: !!str "),
    ("IPP105", "records/tasks/V.iii.yaml", r"  title: .*\n", r"\g<0>\g<0>"),
    ("IPP106", "records/tasks/I.i.yaml", r"  agencies: (.*)", r"\g<0>\n  lead: cnipa"),
    ("IPP107", "records/sections.yaml", r"  title: .*\n", ""),
    ("IPP108", "records/tasks/II.ii.yaml", r"title: .*", "title: 2020"),
    ("IPP109", "records/agencies.yaml", r"kind: party_organ", "kind: party"),
    (
        "IPP110",
        "records/tasks/I.i.yaml",
        r"  agencies: \[cnipa\]",
        r"  responsibility: joint\n\g<0>",
    ),
    (
        "IPP111",
        "records/tasks/I.i.yaml",
        r"  agencies: \[cnipa\]",
        r"  responsibility: separate\n\g<0>",
    ),
    ("IPP112", "records/agencies.yaml", r"  note: ", r"  successor_from: 2023-05\n\g<0>"),
    ("IPP113", "records/document.yaml", r"upload_date: 2020", "upload_date: 1999"),
    ("IPP114", "records/document.yaml", r"plan_title: 2020", "plan_title: 2021"),
    (
        "IPP115",
        "records/errata.yaml",
        r"as_printed: .*",
        "as_printed: one two three four five six seven eight",
    ),
    ("IPP116", "records/errata.yaml", r"(as_printed: (.*)\n  correct: ).*", r"\1\2"),
    ("IPP117", "records/errata.yaml", r"  guard: .*\n", ""),
    (
        "IPP118",
        "records/errata.yaml",
        r"(field: text\n(?:  .*\n)*?  status: )noted",
        r"\1applied",
    ),
    ("IPP119", "records/tasks/I.ii.yaml", r", unit: centers", ""),
    (
        "IPP211",
        "records/tasks/II.iii.yaml",
        r"title: (.*)(?s:(.*?))title: .*",
        r"title: \1\2title: \1",
    ),
    ("IPP212", "records/document.yaml", r"issuer: [\w-]+", "issuer: samr"),
    ("IPP213", "records/errata.yaml", r"record: task/\d+", "record: task/101"),
    ("IPP214", "records/errata.yaml", r"record: task/\d+", "record: agency/cnipa"),
    ("IPP215", "records/errata.yaml", r"(?s)- id: (.*?)(?=- id)", r"\g<0>- id: again-\1"),
    (
        "IPP216",
        "records/entities.yaml",
        r"- id: patent-law\n",
        r"- id: idle-law\n  name: Idle Law\n  kind: law\n\g<0>",
    ),
    ("IPP217", "records/entities.yaml", r"- id: blue-sky\n.*\n", r"\g<0>  name_zh: 剑网\n"),
    ("IPP218", "records/entities.yaml", r"(?<=- id: online-market-campaign\n)(.*)", r"\1 beyond"),
    ("IPP219", "records/entities.yaml", r"  name_zh: 昆仑2020\n", ""),
    ("IPP220", "records/tasks/I.ii.yaml", r"    - \{entity: blue-sky, .*\n", r"\g<0>\g<0>"),
    (
        "IPP221",
        "records/errata.yaml",
        r"correct: International Criminal Police Organization",
        "correct: International Criminal Police Organisation",
    ),
    (
        "IPP222",
        "records/tasks/II.iii.yaml",
        r"term: market confusion, term_zh: (\w+)",
        r"\g<0>, as_printed_zh: \1",
    ),
    ("IPP223", "records/tasks/III.i.yaml", r"value: 16", "value: 15"),
    (
        "IPP309",
        "records/footnotes.yaml",
        r"(?s)(- number: 1\n.*?)(- number: 2\n.*?)(?=- number: 3)",
        r"\2\1",
    ),
    ("IPP310", "records/agencies.yaml", r"successor_from: 2023", "successor_from: 2013"),
    ("IPP311", "records/tasks/IV.yaml", r"activity: \[(international)\]", r"activity: [\1, \1]"),
    ("IPP312", "records/coders.yaml", r"(?s)(- id: c.*?)    - \{task: 48,.*?\n", r"\1"),
    ("IPP313", "records/tasks/II.iii.yaml", r"ip_rights: \[copyright\]", "ip_rights: [patent]"),
    ("IPP509", "records/agencies.yaml", r"name_zh: .*", "name_zh: Guojia Youzhengju"),
    ("IPP201", "records/tasks/II.i.yaml", r"agencies: \[\w+", "agencies: [cnpia"),
    ("IPP202", "records/sources.yaml", r"(?s)^.*?(- id: .*?)(?=- id)", r"\g<0>\g<1>"),
    ("IPP203", "records/agencies.yaml", r"  parent: mnr\n", "  parent: state-council\n"),
    ("IPP204", "records/sources.yaml", r"- id: ", "- id: idle\n  title: Idle\n- id: "),
    ("IPP205", "records/agencies.yaml", r"  abbreviation: MOE\n", "  abbreviation: MOF\n"),
    (
        "IPP206",
        "records/agencies.yaml",
        r"(id: samr\n(?:  .*\n)*?  parent: )state-council",
        r"\1cnipa",
    ),
    ("IPP207", "records/agencies.yaml", r"    - \{field: kind, .*\}\n", ""),
    ("IPP208", "records/agencies.yaml", r"alias: CCOD", "alias: COD"),
    ("IPP209", "records/footnotes.yaml", r"task: \d+", "task: 1"),
    (
        "IPP210",
        "records/agencies.yaml",
        r"unverified, source: general",
        "verified, source: general",
    ),
    ("IPP301", "records/tasks/II.iii.yaml", r"number: 40", "number: 41"),
    (
        "IPP302",
        "records/sections.yaml",
        r"(?s)(- id: II\.i\n.*?)(- id: II\.ii\n.*?)(?=- id)",
        r"\2\1",
    ),
    ("IPP303", "records/sections.yaml", r"last_task: \d+", "last_task: 20"),
    (
        "IPP304",
        "records/sections.yaml",
        r"(?s)(id: I\.i\n.*?last_task: )12(.*?first_task: )13",
        r"\g<1>11\g<2>12",
    ),
    ("IPP305", "records/tasks/IV.yaml", r"agencies: \[(\w+), ", r"agencies: [\1, \1, "),
    ("IPP306", "records/agencies.yaml", r"addressee_position: 7\n", "addressee_position: 8\n"),
    ("IPP307", "records/expectations.yaml", r"expected: 192", "expected: 193"),
    ("IPP308", "records/expectations.yaml", r"(?s)- measure: parts.*?(?=- measure)", ""),
    ("IPP401", WITNESS, r'"labelled": true', '"labelled": 1'),
    ("IPP402", WITNESS, r'"length": \d', '"length": 1'),
    ("IPP403", WITNESS, r'"id": "II\.iv"', '"id": "II.v"'),
    ("IPP404", WITNESS, r'(?s)("number": 27,.*?)"II\.i"', r'\1"II.ii"'),
    ("IPP405", "records/tasks/I.i.yaml", r"  responsibility: separate\n", ""),
    ("IPP406", "records/tasks/II.i.yaml", r"agencies: \[(\w+), ", r"agencies: ["),
    ("IPP407", "records/footnotes.yaml", r"kind: unlabelled", "kind: translator_note"),
    ("IPP408", "records/sections.yaml", r"title: \w+", "title: Neglecting"),
    ("IPP409", "records/agencies.yaml", r"name: (.*)(?=\n.*\n  printed: NDRC)", r"name: The \1"),
    (
        "IPP410",
        "records/document.yaml",
        r"translation_date: 2021-02-12",
        "translation_date: 2021-02-13",
    ),
    ("IPP411", "records/errata.yaml", r"end: \d+", r"\g<0>0"),
    ("IPP412", "records/footnotes.yaml", r"term_zh: 软件正版化", "term_zh: 软件盗版化"),
    ("IPP413", "records/tasks/I.i.yaml", r", italic: true", ""),
    ("IPP501", "records/tasks/II.ii.yaml", r"title: ", "title: e\u0301 "),
    ("IPP502", "records/tasks/II.ii.yaml", r"title: ", "title: a\u202e"),
    ("IPP503", "records/agencies.yaml", r"short_name_zh: ", "short_name_zh: ⼈"),
    ("IPP504", "records/tasks/II.ii.yaml", r"title: ", "title: Ａ"),
    ("IPP505", "records/tasks/II.ii.yaml", r"title: (\w+) ", r"title: \1  "),
    ("IPP506", "records/tasks/II.ii.yaml", r"title: ", "title: =1+"),
    ("IPP507", "records/agencies.yaml", r"name: Supreme People's", "name: Supreme People’s"),
    ("IPP508", "records/tasks/II.ii.yaml", r"title: ", "title: А "),
    ("IPP510", "records/tasks/II.ii.yaml", r"title: (\w+)", r"title: \1 \1"),
    ("IPP601", "schema/task.schema.json", r"(?s).*", None),
    ("IPP602", "data/responsibilities.csv", r"(?m)^48,1,spb,lead", "48,1,spb,participant"),
    ("IPP603", "data/notes.txt", None, "a note\n"),
    ("IPP224", "records/redirects.yaml", r"\[\]", "- {old: agency/samr, reason: Gone.}"),
    ("IPP701", "released.json", r'"version"', '"verison"'),
    ("IPP702", "released.json", r'"entity/patent-law"', '"entity/patent-code"'),
    (
        "IPP703",
        "released.json",
        r'"entity/sword-net": "(\w+) (\w+) (\w+)"',
        r'"entity/sword-net": "0\1 0\2 0\3"',
    ),
    ("IPP704", "released.json", r'(?<="records": \{)', '\n  "redirect/agency/moe": "- 01234567",'),
    ("IPP705", "released.json", r'(?<=schema:plan:1": ")', "0123"),
    ("IPP706", "released.json", r'(?<="task/48": ")', "0123"),
    ("IPP707", "news/late.data.md", None, "The lead of `task/48 agencies` was corrected.\n"),
    ("IPP708", "released.json", r'(?<="tasks_led": ")', "0123"),
    ("IPP801", DOCUMENT, r"\n22\. ", "\n23. "),
    ("IPP802", DOCUMENT, r" \(Responsibility of CAS\)", ""),
    ("IPP803", DOCUMENT, r"\(Responsibility of CAS", r"\g<0> and Red Cross"),
    ("IPP804", DOCUMENT, r"\(Responsibility of CAS\)", r"\g<0> And more."),
    ("IPP805", DOCUMENT, r"<sup>1</sup>", ""),
]


@pytest.mark.parametrize(
    ("code", "file", "damaged", "instead"), MUTANTS, ids=[mutant[0] for mutant in MUTANTS]
)
def test_only_the_rule_finds_the_damage(
    copy: Path, code: str, file: str, damaged: str | None, instead: str | None
) -> None:
    path = copy / file
    if file == DOCUMENT:
        if not SOURCE:
            pytest.skip("IPPLAN_SOURCE names no copy of the document")
        shutil.copy(SOURCE, path)
    if damaged is None:
        path.write_text(str(instead), encoding="utf-8")
    elif instead is None:
        path.rename(copy / "gone") if code == "IPP601" else path.write_bytes(b" " * 2_000_000)
    else:
        text = path.read_text(encoding="utf-8")
        mutant = re.sub(damaged, instead, text, count=1)
        assert mutant != text, "the damage was done"
        path.write_text(mutant, encoding="utf-8")
    findings = found(copy, file)
    assert {finding.code for finding in findings} == {code}, "\n".join(map(str, findings))


def found(copy: Path, file: str) -> list[Finding]:
    """Give the findings about the document where that was damaged, or else about the records."""
    return reading_of(copy / file).findings if file == DOCUMENT else validate(copy).findings


def test_every_rule_has_its_mutant() -> None:
    assert {mutant[0] for mutant in MUTANTS} == set(RULES)


def test_the_real_records_are_sound(root: Path) -> None:
    assert validate(root).findings == []
