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

-- What touches copyright, and who leads it?
CREATE VIEW copyright_tasks AS
SELECT number, title, agencies.name AS led_by,
       iif(ip_rights_primary = 'copyright', 'yes', 'no') AS above_all
FROM codes
JOIN tasks ON number = task
JOIN agencies ON id = lead_agency
WHERE variable = 'ip_rights' AND value = 'copyright'
ORDER BY number;

-- Which body does which kind of work?
CREATE VIEW work_of_bodies AS
SELECT agency, activity_primary AS activity, count(*) AS tasks, sum(role = 'lead') AS led
FROM responsibilities JOIN tasks ON number = task
GROUP BY agency, activity_primary HAVING tasks >= 3
ORDER BY tasks DESC, led DESC, agency, activity_primary;

-- Which kind of work is ordered for which IP right?
CREATE VIEW activities_by_right AS
SELECT rights.value AS ip_right, work.value AS activity, count(*) AS tasks
FROM codes AS rights
JOIN codes AS work ON work.task = rights.task
WHERE rights.variable = 'ip_rights' AND work.variable = 'activity'
GROUP BY ip_right, activity HAVING tasks >= 3
ORDER BY tasks DESC, ip_right, activity;

-- Where are incentives to file patents cut?
CREATE VIEW filing_cuts AS
SELECT number, title, lead_agency, coalesce(participating_agencies, '') AS others, summary
FROM tasks
WHERE number IN (SELECT task FROM codes WHERE value = 'patent')
  AND number IN (SELECT task FROM codes WHERE value = 'filing_incentives')
ORDER BY number;
