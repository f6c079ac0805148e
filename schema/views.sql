-- What is usually asked of the tables that tables.sql creates: a view for each question of
-- docs/questions.md.

-- Who leads most, alone and jointly?
CREATE VIEW leads AS
SELECT name, count(*) AS leads,
       sum(responsibility = 'sole') AS alone,
       sum(responsibility = 'joint') AS jointly,
       sum(responsibility = 'separate') AS separately
FROM tasks JOIN agencies ON id = lead_agency
GROUP BY id ORDER BY leads DESC, name;

-- Which bodies work together?
CREATE VIEW cooperation AS
SELECT one.agency AS body, other.agency AS other, count(*) AS tasks
FROM responsibilities AS one
JOIN responsibilities AS other ON one.task = other.task AND one.agency < other.agency
GROUP BY body, other.agency HAVING tasks >= 3
ORDER BY tasks DESC, body, other.agency;

-- Which responsible bodies are no addressees?
CREATE VIEW not_addressed AS
SELECT name, kind, tasks_total FROM agencies
WHERE addressee_position IS NULL AND tasks_total > 0
ORDER BY id;

-- Which laws and regulations are amended, and by whom?
CREATE VIEW amendments AS
SELECT entities.name AS amended, entities.kind, mentions.task, agencies.name AS led_by,
       coalesce(participating_agencies, '') AS others
FROM mentions
JOIN entities ON entities.id = entity
JOIN tasks ON number = mentions.task
JOIN agencies ON agencies.id = lead_agency
WHERE relation = 'amend'
ORDER BY mentions.task, mentions.position;

-- Which tasks have a number to reach, or a period?
CREATE VIEW aims AS
SELECT task, measure, comparator, value, unit, period FROM targets
ORDER BY task, position;

-- Which tasks give separate responsibilities?
CREATE VIEW separate_tasks AS
SELECT number, title, lead_agency, participating_agencies FROM tasks
WHERE responsibility = 'separate'
ORDER BY number;

-- What is ordered on military and defense IP?
CREATE VIEW defense_tasks AS
SELECT DISTINCT number, title, lead_agency FROM tasks
JOIN responsibilities ON responsibilities.task = number
JOIN agencies ON agencies.id = agency
LEFT JOIN mentions ON mentions.task = number
LEFT JOIN entities ON entities.id = entity
WHERE agencies.kind = 'military' OR agencies.name LIKE '%defense%'
   OR entities.name LIKE '%defense%' OR entities.name LIKE '%military%'
ORDER BY number;
