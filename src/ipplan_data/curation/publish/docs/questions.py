"""Questions that the data answer: each in SQL and in Python, with the answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from ipplan_data.curation.publish import sqlite
from ipplan_data.curation.publish.docs.markdown import block, code, page, table
from ipplan_data.curation.tables import Row


class Question(NamedTuple):
    """A question with its answer in both languages.

    ``sql`` asks the tables, ``python`` the plan that ``ipplan_data.load()`` gives, and leaves the
    same rows in ``answer``. A database has the answer as the view of that name.
    """

    view: str
    title: str
    note: str
    sql: str
    python: str


QUESTIONS = (
    Question(
        "leads",
        "Who leads most, alone and jointly?",
        "The body named first leads. It is alone where it is the only one; in separate tasks each "
        "body acts within its own functions.",
        """\
SELECT name, count(*) AS leads,
       sum(responsibility = 'sole') AS alone,
       sum(responsibility = 'joint') AS jointly,
       sum(responsibility = 'separate') AS separately
FROM tasks JOIN agencies ON id = lead_agency
GROUP BY id ORDER BY leads DESC, name""",
        """\
from collections import Counter

led = Counter(task.lead_agency for task in plan.tasks.values())
how = Counter((task.lead_agency, task.responsibility) for task in plan.tasks.values())
answer = [
    (plan.agencies[body].name, led[body])
    + tuple(how[body, sharing] for sharing in ("sole", "joint", "separate"))
    for body in led
]
answer.sort(key=lambda row: (-row[1], row[0]))""",
    ),
    Question(
        "cooperation",
        "Which bodies work together?",
        "Pairs of bodies that share at least three tasks, whoever leads; the weight of a pair is "
        "the number of these tasks. Ids are those of `agencies`.",
        """\
SELECT one.agency AS body, other.agency AS other, count(*) AS tasks
FROM responsibilities AS one
JOIN responsibilities AS other ON one.task = other.task AND one.agency < other.agency
GROUP BY body, other.agency HAVING tasks >= 3
ORDER BY tasks DESC, body, other.agency""",
        """\
from collections import Counter
from itertools import combinations

pairs = Counter(
    pair for task in plan.tasks.values() for pair in combinations(sorted(task.agencies), 2)
)
answer = [(one, other, tasks) for (one, other), tasks in pairs.items() if tasks >= 3]
answer.sort(key=lambda row: (-row[2], row[0], row[1]))""",
    ),
    Question(
        "not_addressed",
        "Which responsible bodies are no addressees?",
        "The notice opens with those whom it addresses; these bodies are not among them.",
        """\
SELECT name, kind, tasks_total FROM agencies
WHERE addressee_position IS NULL AND tasks_total > 0
ORDER BY id""",
        """\
answer = [
    (body.name, body.kind, body.tasks_total)
    for body in plan.agencies.values()
    if body.addressee_position is None and body.tasks_total
]""",
    ),
    Question(
        "amendments",
        "Which laws and regulations are amended, and by whom?",
        "Everything that a task orders to be amended, of whatever kind.",
        """\
SELECT entities.name AS amended, entities.kind, mentions.task, agencies.name AS led_by,
       coalesce(participating_agencies, '') AS others
FROM mentions
JOIN entities ON entities.id = entity
JOIN tasks ON number = mentions.task
JOIN agencies ON agencies.id = lead_agency
WHERE relation = 'amend'
ORDER BY mentions.task, mentions.position""",
        """\
answer = [
    (
        plan.entities[mention.entity].name,
        plan.entities[mention.entity].kind,
        task.number,
        plan.agencies[task.lead_agency].name,
        ";".join(task.participating_agencies),
    )
    for task in plan.tasks.values()
    for mention in task.mentions
    if mention.relation == "amend"
]""",
    ),
    Question(
        "aims",
        "Which tasks have a number to reach, or a period?",
        "All of them; the plan sets few.",
        """\
SELECT task, measure, comparator, value, unit, period FROM targets
ORDER BY task, position""",
        """\
answer = [
    (task.number, aim.measure, aim.comparator, aim.value, aim.unit, aim.period)
    for task in plan.tasks.values()
    for aim in task.targets
]""",
    ),
    Question(
        "separate_tasks",
        "Which tasks give separate responsibilities?",
        "Here each body acts within its own functions. Whoever wants to leave these tasks out of a "
        "count of leads finds them so.",
        """\
SELECT number, title, lead_agency, participating_agencies FROM tasks
WHERE responsibility = 'separate'
ORDER BY number""",
        """\
answer = [
    (task.number, task.title, task.lead_agency, ";".join(task.participating_agencies))
    for task in plan.select(responsibility="separate")
]""",
    ),
    Question(
        "defense_tasks",
        "What is ordered on military and defense IP?",
        "Tasks of a military body or of one for national defense, and tasks that name something "
        "military or of defense.",
        """\
SELECT DISTINCT number, title, lead_agency FROM tasks
JOIN responsibilities ON responsibilities.task = number
JOIN agencies ON agencies.id = agency
LEFT JOIN mentions ON mentions.task = number
LEFT JOIN entities ON entities.id = entity
WHERE agencies.kind = 'military' OR agencies.name LIKE '%defense%'
   OR entities.name LIKE '%defense%' OR entities.name LIKE '%military%'
ORDER BY number""",
        """\
def about_defense(task):
    bodies = [plan.agencies[body] for body in task.agencies]
    things = [plan.entities[mention.entity].name.lower() for mention in task.mentions]
    return any(body.kind == "military" or "defense" in body.name.lower() for body in bodies) or any(
        "defense" in name or "military" in name for name in things
    )


answer = [
    (task.number, task.title, task.lead_agency)
    for task in plan.tasks.values()
    if about_defense(task)
]""",
    ),
    Question(
        "copyright_tasks",
        "What touches copyright, and who leads it?",
        "By the code of the rights: tasks in which at least one order is about works, software or "
        "related rights. In those with `yes` it is what most orders are about.",
        """\
SELECT number, title, agencies.name AS led_by,
       iif(ip_rights_primary = 'copyright', 'yes', 'no') AS above_all
FROM codes
JOIN tasks ON number = task
JOIN agencies ON id = lead_agency
WHERE variable = 'ip_rights' AND value = 'copyright'
ORDER BY number""",
        """\
answer = [
    (
        task.number,
        task.title,
        task.lead.name,
        "yes" if task.ip_rights_primary == "copyright" else "no",
    )
    for task in plan.select(ip_right="copyright")
]""",
    ),
    Question(
        "work_of_bodies",
        "Which body does which kind of work?",
        "Tasks that a body leads or takes part in, by what they order above all; pairs with at "
        "least three tasks. Ids are those of `agencies`.",
        """\
SELECT agency, activity_primary AS activity, count(*) AS tasks, sum(role = 'lead') AS led
FROM responsibilities JOIN tasks ON number = task
GROUP BY agency, activity_primary HAVING tasks >= 3
ORDER BY tasks DESC, led DESC, agency, activity_primary""",
        """\
from collections import Counter

work, led = Counter(), Counter()
for task in plan.tasks.values():
    for share in task.responsibilities:
        pair = share.agency, task.activity_primary
        work[pair] += 1
        led[pair] += share.role == "lead"
answer = [(*pair, tasks, led[pair]) for pair, tasks in work.items() if tasks >= 3]
answer.sort(key=lambda row: (-row[2], -row[3], row[0], row[1]))""",
    ),
    Question(
        "activities_by_right",
        "Which kind of work is ordered for which IP right?",
        "Tasks by all their codes, so that a task with two of each stands in four rows; pairs with "
        "at least three tasks. A task may order the work for one right and not for the other.",
        """\
SELECT rights.value AS ip_right, work.value AS activity, count(*) AS tasks
FROM codes AS rights
JOIN codes AS work ON work.task = rights.task
WHERE rights.variable = 'ip_rights' AND work.variable = 'activity'
GROUP BY ip_right, activity HAVING tasks >= 3
ORDER BY tasks DESC, ip_right, activity""",
        """\
from collections import Counter
from itertools import product

pairs = Counter(
    pair for task in plan.tasks.values() for pair in product(task.ip_rights, task.activity)
)
answer = [(right, activity, tasks) for (right, activity), tasks in pairs.items() if tasks >= 3]
answer.sort(key=lambda row: (-row[2], row[0], row[1]))""",
    ),
    Question(
        "filing_cuts",
        "Where are incentives to file patents cut?",
        "Tasks on patents that change what makes it pay to file. The code takes in incentives that "
        "are given as well, but all that this plan orders under it is to end or cut them, and to "
        "act against sham filings, as the summaries tell.",
        """\
SELECT number, title, lead_agency, coalesce(participating_agencies, '') AS others, summary
FROM tasks
WHERE number IN (SELECT task FROM codes WHERE value = 'patent')
  AND number IN (SELECT task FROM codes WHERE value = 'filing_incentives')
ORDER BY number""",
        """\
answer = [
    (
        task.number,
        task.title,
        task.lead_agency,
        ";".join(task.participating_agencies),
        task.summary,
    )
    for task in plan.select(ip_right="patent", activity="filing_incentives")
]""",
    ),
)


def _page(rows: dict[str, list[Row]]) -> Iterator[str]:
    yield (
        "Each question is asked twice, in SQL and in Python; both give the rows that follow. The "
        "README shows how the tables get into SQLite. Python needs this package and begins so:"
    )
    yield block("python", "import ipplan_data\n\nplan = ipplan_data.load()")
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(sqlite.tables().decode())
        sqlite.fill(database, rows)
        for question in QUESTIONS:
            yield from _answered(question, database)
    finally:
        database.close()


def _answered(question: Question, database: sqlite3.Connection) -> Iterator[str]:
    found = database.execute(question.sql)
    answer = found.fetchall()
    yield f"## {question.title}"
    yield f"{question.note} In the SQLite export it is the view {code(question.view)}."
    yield block("sql", question.sql)
    yield block("python", question.python)
    yield table([name for name, *_ in found.description], answer) if answer else "None."


def views() -> bytes:
    """Give the statements that make a view of every question."""
    made = (
        f"\n-- {question.title}\nCREATE VIEW {question.view} AS\n{question.sql};\n"
        for question in QUESTIONS
    )
    return (sqlite.VIEWS_INTRO + "".join(made)).encode()


def answered(rows: dict[str, list[Row]]) -> str:
    """Give the page; the answers are computed of the rows."""
    return page("Questions that the data answer", _page(rows))
