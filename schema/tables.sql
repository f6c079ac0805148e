-- The published tables for SQLite 3.37 or newer. An empty cell of a CSV file is NULL here, and
-- since tables name each other, all are filled in one transaction. The README shows how.

CREATE TABLE "tasks" (
  "number" INTEGER NOT NULL CHECK ("number" >= 1 AND "number" <= 100),
  "section" TEXT NOT NULL CHECK ("section" GLOB '[IVX]*' AND "section" NOT GLOB '*[^IVXivx.]*' AND "section" NOT GLOB '*[ivx.]*[IVX]*' AND "section" NOT GLOB '*.*.*' AND "section" NOT GLOB '*.' AND "section" NOT GLOB '*[IVX][ivx]*'),
  "title" TEXT NOT NULL CHECK (length("title") >= 1 AND length("title") <= 90),
  "summary" TEXT NOT NULL CHECK (length("summary") >= 1),
  "responsibility" TEXT NOT NULL CHECK ("responsibility" IN ('sole', 'joint', 'separate')),
  "lead_agency" TEXT NOT NULL CHECK ("lead_agency" GLOB '[a-z]*' AND "lead_agency" NOT GLOB '*[^a-z0-9-]*' AND "lead_agency" NOT GLOB '*--*' AND "lead_agency" NOT GLOB '*-'),
  "lead_agency_name" TEXT NOT NULL CHECK (length("lead_agency_name") >= 1),
  "participating_agencies" TEXT CHECK ("participating_agencies" GLOB '[a-z]*' AND "participating_agencies" NOT GLOB '*[^a-z0-9;-]*' AND "participating_agencies" NOT GLOB '*--*' AND "participating_agencies" NOT GLOB '*-' AND "participating_agencies" NOT GLOB '*-;*' AND "participating_agencies" NOT GLOB '*;[^a-z]*' AND "participating_agencies" NOT GLOB '*;'),
  "participating_agency_names" TEXT CHECK ("participating_agency_names" NOT GLOB ';*' AND "participating_agency_names" NOT GLOB '*;;*' AND "participating_agency_names" NOT GLOB '*;'),
  "agency_count" INTEGER NOT NULL CHECK ("agency_count" >= 1),
  "footnotes" TEXT CHECK ("footnotes" GLOB '[1-9]*' AND "footnotes" NOT GLOB '*[^0-9;]*' AND "footnotes" NOT GLOB '*;0*' AND "footnotes" NOT GLOB '*;' AND "footnotes" NOT GLOB '*;;*'),
  "ip_rights_primary" TEXT NOT NULL CHECK ("ip_rights_primary" IN ('defense_ip', 'patent', 'trademark', 'geographical_indication', 'copyright', 'plant_variety', 'trade_secret', 'trade_name', 'unfair_competition', 'genetic_resources_and_traditional_knowledge', 'intangible_heritage', 'general')),
  "ip_rights" TEXT NOT NULL CHECK (replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(';' || replace("ip_rights", ';', ';;') || ';', ';defense_ip;', ''), ';patent;', ''), ';trademark;', ''), ';geographical_indication;', ''), ';copyright;', ''), ';plant_variety;', ''), ';trade_secret;', ''), ';trade_name;', ''), ';unfair_competition;', ''), ';genetic_resources_and_traditional_knowledge;', ''), ';intangible_heritage;', ''), ';general;', '') = ''),
  "activity_primary" TEXT NOT NULL CHECK ("activity_primary" IN ('international', 'customs', 'criminal_enforcement', 'adjudication', 'legislation', 'standards', 'policy_document', 'filing_incentives', 'examination_and_registration', 'administrative_enforcement', 'service_industry', 'commercialization_and_finance', 'ip_management', 'public_service', 'statistics_and_evaluation', 'talent_and_education', 'culture_and_publicity', 'planning_and_coordination')),
  "activity" TEXT NOT NULL CHECK (replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(';' || replace("activity", ';', ';;') || ';', ';international;', ''), ';customs;', ''), ';criminal_enforcement;', ''), ';adjudication;', ''), ';legislation;', ''), ';standards;', ''), ';policy_document;', ''), ';filing_incentives;', ''), ';examination_and_registration;', ''), ';administrative_enforcement;', ''), ';service_industry;', ''), ';commercialization_and_finance;', ''), ';ip_management;', ''), ';public_service;', ''), ';statistics_and_evaluation;', ''), ';talent_and_education;', ''), ';culture_and_publicity;', ''), ';planning_and_coordination;', '') = ''),
  PRIMARY KEY ("number"),
  FOREIGN KEY ("section") REFERENCES "sections" ("id") DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY ("lead_agency") REFERENCES "agencies" ("id") DEFERRABLE INITIALLY DEFERRED,
  CHECK (("responsibility" = 'sole') = ("agency_count" = 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE "responsibilities" (
  "task" INTEGER NOT NULL CHECK ("task" >= 1 AND "task" <= 100),
  "position" INTEGER NOT NULL CHECK ("position" >= 1),
  "agency" TEXT NOT NULL CHECK ("agency" GLOB '[a-z]*' AND "agency" NOT GLOB '*[^a-z0-9-]*' AND "agency" NOT GLOB '*--*' AND "agency" NOT GLOB '*-'),
  "role" TEXT NOT NULL CHECK ("role" IN ('lead', 'participant')),
  "as_printed" TEXT NOT NULL CHECK (length("as_printed") >= 1),
  PRIMARY KEY ("task", "position"),
  FOREIGN KEY ("task") REFERENCES "tasks" ("number") DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY ("agency") REFERENCES "agencies" ("id") DEFERRABLE INITIALLY DEFERRED,
  CHECK (("role" = 'lead') = ("position" = 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE "agencies" (
  "id" TEXT NOT NULL CHECK ("id" GLOB '[a-z]*' AND "id" NOT GLOB '*[^a-z0-9-]*' AND "id" NOT GLOB '*--*' AND "id" NOT GLOB '*-'),
  "position" INTEGER NOT NULL CHECK ("position" >= 1),
  "name" TEXT NOT NULL CHECK (length("name") >= 1 AND "name" NOT GLOB '*;*'),
  "abbreviation" TEXT CHECK (length("abbreviation") >= 1),
  "name_zh" TEXT CHECK (length("name_zh") >= 1),
  "short_name_zh" TEXT CHECK (length("short_name_zh") >= 1),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('party_organ', 'legislature', 'government', 'state_council_ministry', 'state_council_direct_agency', 'state_council_special_agency', 'national_bureau', 'public_institution', 'court', 'procuratorate', 'military', 'mass_organization', 'inter_ministerial_body', 'inter_ministerial_body_office', 'group_of_bodies')),
  "parent" TEXT CHECK ("parent" GLOB '[a-z]*' AND "parent" NOT GLOB '*[^a-z0-9-]*' AND "parent" NOT GLOB '*--*' AND "parent" NOT GLOB '*-'),
  "addressee_position" INTEGER CHECK ("addressee_position" >= 1),
  "tasks_led" INTEGER NOT NULL CHECK ("tasks_led" >= 0),
  "tasks_total" INTEGER NOT NULL CHECK ("tasks_total" >= 0),
  "successor_name" TEXT CHECK (length("successor_name") >= 1),
  "successor_from" TEXT CHECK (("successor_from" GLOB '[0-9][0-9][0-9][0-9]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-0[13578]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-1[02]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-0[469]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-11' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-02' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-0[13578]-0[1-9]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-0[13578]-[12][0-9]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-0[13578]-3[01]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-1[02]-0[1-9]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-1[02]-[12][0-9]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-1[02]-3[01]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-0[469]-0[1-9]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-0[469]-[12][0-9]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-0[469]-30' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-11-0[1-9]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-11-[12][0-9]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-11-30' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-02-0[1-9]' OR "successor_from" GLOB '[0-9][0-9][0-9][0-9]-02-[12][0-9]')),
  "note" TEXT CHECK (length("note") >= 1),
  PRIMARY KEY ("id"),
  UNIQUE ("position"),
  UNIQUE ("name"),
  UNIQUE ("addressee_position"),
  FOREIGN KEY ("parent") REFERENCES "agencies" ("id") DEFERRABLE INITIALLY DEFERRED,
  CHECK ("successor_from" IS NULL OR "successor_name" IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE "agency_aliases" (
  "alias" TEXT NOT NULL CHECK (length("alias") >= 1),
  "agency" TEXT NOT NULL CHECK ("agency" GLOB '[a-z]*' AND "agency" NOT GLOB '*[^a-z0-9-]*' AND "agency" NOT GLOB '*--*' AND "agency" NOT GLOB '*-'),
  "language" TEXT NOT NULL CHECK ("language" IN ('en', 'zh')),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('name', 'abbreviation', 'short_name', 'printed', 'other_name', 'former_name', 'nameplate')),
  PRIMARY KEY ("alias", "agency"),
  FOREIGN KEY ("agency") REFERENCES "agencies" ("id") DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE "agency_facts" (
  "agency" TEXT NOT NULL CHECK ("agency" GLOB '[a-z]*' AND "agency" NOT GLOB '*[^a-z0-9-]*' AND "agency" NOT GLOB '*--*' AND "agency" NOT GLOB '*-'),
  "field" TEXT NOT NULL CHECK (length("field") >= 1),
  "value" TEXT NOT NULL CHECK (length("value") >= 1),
  "status" TEXT NOT NULL CHECK ("status" IN ('verified', 'unverified')),
  "source" TEXT NOT NULL CHECK ("source" GLOB '[a-z]*' AND "source" NOT GLOB '*[^a-z0-9-]*' AND "source" NOT GLOB '*--*' AND "source" NOT GLOB '*-'),
  PRIMARY KEY ("agency", "field"),
  FOREIGN KEY ("agency") REFERENCES "agencies" ("id") DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY ("source") REFERENCES "sources" ("id") DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE "sources" (
  "id" TEXT NOT NULL CHECK ("id" GLOB '[a-z]*' AND "id" NOT GLOB '*[^a-z0-9-]*' AND "id" NOT GLOB '*--*' AND "id" NOT GLOB '*-'),
  "title" TEXT NOT NULL CHECK (length("title") >= 1),
  "url" TEXT CHECK (("url" GLOB 'http://?*' OR "url" GLOB 'https://?*') AND "url" NOT GLOB '*[^!-~]*'),
  "publisher" TEXT CHECK (length("publisher") >= 1),
  "kind" TEXT CHECK ("kind" IN ('official', 'state_media', 'law_firm', 'press', 'academic', 'company', 'encyclopaedia')),
  "language" TEXT CHECK ("language" IN ('en', 'zh', 'de', 'ja')),
  "seen" TEXT CHECK (("seen" GLOB '[0-9][0-9][0-9][0-9]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-0[13578]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-1[02]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-0[469]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-11' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-02' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-0[13578]-0[1-9]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-0[13578]-[12][0-9]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-0[13578]-3[01]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-1[02]-0[1-9]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-1[02]-[12][0-9]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-1[02]-3[01]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-0[469]-0[1-9]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-0[469]-[12][0-9]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-0[469]-30' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-11-0[1-9]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-11-[12][0-9]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-11-30' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-02-0[1-9]' OR "seen" GLOB '[0-9][0-9][0-9][0-9]-02-[12][0-9]')),
  "shows" TEXT CHECK (length("shows") >= 1),
  "settles" TEXT NOT NULL CHECK ("settles" IN ('true', 'false')),
  PRIMARY KEY ("id"),
  CHECK ("url" IS NULL OR "publisher" IS NOT NULL),
  CHECK ("url" IS NULL OR "kind" IS NOT NULL),
  CHECK ("url" IS NULL OR "language" IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE "sections" (
  "id" TEXT NOT NULL CHECK ("id" GLOB '[IVX]*' AND "id" NOT GLOB '*[^IVXivx.]*' AND "id" NOT GLOB '*[ivx.]*[IVX]*' AND "id" NOT GLOB '*.*.*' AND "id" NOT GLOB '*.' AND "id" NOT GLOB '*[IVX][ivx]*'),
  "position" INTEGER NOT NULL CHECK ("position" >= 1),
  "parent" TEXT CHECK ("parent" GLOB '[IVX]*' AND "parent" NOT GLOB '*[^IVXivx.]*' AND "parent" NOT GLOB '*[ivx.]*[IVX]*' AND "parent" NOT GLOB '*.*.*' AND "parent" NOT GLOB '*.' AND "parent" NOT GLOB '*[IVX][ivx]*'),
  "title" TEXT NOT NULL CHECK (length("title") >= 1),
  "first_task" INTEGER NOT NULL CHECK ("first_task" >= 1 AND "first_task" <= 100),
  "last_task" INTEGER NOT NULL CHECK ("last_task" >= 1 AND "last_task" <= 100),
  PRIMARY KEY ("id"),
  UNIQUE ("position"),
  FOREIGN KEY ("parent") REFERENCES "sections" ("id") DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY ("first_task") REFERENCES "tasks" ("number") DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY ("last_task") REFERENCES "tasks" ("number") DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE "footnotes" (
  "number" INTEGER NOT NULL CHECK ("number" >= 1),
  "task" INTEGER NOT NULL CHECK ("task" >= 1 AND "task" <= 100),
  "term" TEXT NOT NULL CHECK (length("term") >= 1),
  "term_zh" TEXT NOT NULL CHECK (length("term_zh") >= 1),
  "explanation" TEXT NOT NULL CHECK (length("explanation") >= 1),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('translator_note', 'unlabelled')),
  PRIMARY KEY ("number"),
  FOREIGN KEY ("task") REFERENCES "tasks" ("number") DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE "entities" (
  "id" TEXT NOT NULL CHECK ("id" GLOB '[a-z]*' AND "id" NOT GLOB '*[^a-z0-9-]*' AND "id" NOT GLOB '*--*' AND "id" NOT GLOB '*-'),
  "name" TEXT NOT NULL CHECK (length("name") >= 1),
  "name_zh" TEXT CHECK (length("name_zh") >= 1),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('law', 'regulation', 'rules', 'interpretation', 'opinions', 'notice', 'plan', 'standard', 'guidelines', 'catalogue', 'report', 'cases', 'treaty', 'campaign', 'event', 'programme', 'fund', 'platform', 'organization', 'place')),
  PRIMARY KEY ("id"),
  UNIQUE ("name")
) STRICT, WITHOUT ROWID;

CREATE TABLE "mentions" (
  "task" INTEGER NOT NULL CHECK ("task" >= 1 AND "task" <= 100),
  "position" INTEGER NOT NULL CHECK ("position" >= 1),
  "entity" TEXT NOT NULL CHECK ("entity" GLOB '[a-z]*' AND "entity" NOT GLOB '*[^a-z0-9-]*' AND "entity" NOT GLOB '*--*' AND "entity" NOT GLOB '*-'),
  "relation" TEXT NOT NULL CHECK ("relation" IN ('promulgate', 'enact', 'amend', 'draft', 'publish', 'implement', 'evaluate', 'prepare', 'negotiate', 'launch', 'continue', 'hold', 'support', 'establish', 'rely_on', 'cooperate', 'take_part', 'protect', 'concern')),
  "as_printed" TEXT NOT NULL CHECK (length("as_printed") >= 1),
  "italic" TEXT NOT NULL CHECK ("italic" IN ('true', 'false')),
  PRIMARY KEY ("task", "position"),
  FOREIGN KEY ("task") REFERENCES "tasks" ("number") DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY ("entity") REFERENCES "entities" ("id") DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE "terms" (
  "id" TEXT NOT NULL CHECK ("id" GLOB '[a-z]*' AND "id" NOT GLOB '*[^a-z0-9-]*' AND "id" NOT GLOB '*--*' AND "id" NOT GLOB '*-'),
  "task" INTEGER CHECK ("task" >= 1 AND "task" <= 100),
  "section" TEXT CHECK ("section" GLOB '[IVX]*' AND "section" NOT GLOB '*[^IVXivx.]*' AND "section" NOT GLOB '*[ivx.]*[IVX]*' AND "section" NOT GLOB '*.*.*' AND "section" NOT GLOB '*.' AND "section" NOT GLOB '*[IVX][ivx]*'),
  "footnote" INTEGER CHECK ("footnote" >= 1),
  "position" INTEGER NOT NULL CHECK ("position" >= 1),
  "term" TEXT NOT NULL CHECK (length("term") >= 1),
  "term_zh" TEXT NOT NULL CHECK (length("term_zh") >= 1),
  "as_printed_zh" TEXT NOT NULL CHECK (length("as_printed_zh") >= 1),
  PRIMARY KEY ("id"),
  FOREIGN KEY ("task") REFERENCES "tasks" ("number") DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY ("section") REFERENCES "sections" ("id") DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY ("footnote") REFERENCES "footnotes" ("number") DEFERRABLE INITIALLY DEFERRED,
  CHECK (("task" IS NOT NULL) + ("section" IS NOT NULL) + ("footnote" IS NOT NULL) BETWEEN 0 AND 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE "targets" (
  "task" INTEGER NOT NULL CHECK ("task" >= 1 AND "task" <= 100),
  "position" INTEGER NOT NULL CHECK ("position" >= 1),
  "measure" TEXT NOT NULL CHECK (length("measure") >= 1),
  "comparator" TEXT CHECK ("comparator" IN ('exactly', 'at_least', 'at_most', 'less_than', 'more_than')),
  "value" INTEGER CHECK ("value" >= 0),
  "unit" TEXT CHECK (length("unit") >= 1),
  "period" TEXT CHECK (("period" GLOB '[0-9][0-9][0-9][0-9]' OR "period" GLOB '[0-9][0-9][0-9][0-9]/[0-9][0-9][0-9][0-9]')),
  "as_printed" TEXT NOT NULL CHECK (length("as_printed") >= 1),
  PRIMARY KEY ("task", "position"),
  FOREIGN KEY ("task") REFERENCES "tasks" ("number") DEFERRABLE INITIALLY DEFERRED,
  CHECK (("value" IS NOT NULL) + ("period" IS NOT NULL) BETWEEN 1 AND 2),
  CHECK ("comparator" IS NULL OR "value" IS NOT NULL),
  CHECK ("value" IS NULL OR "unit" IS NOT NULL),
  CHECK ("unit" IS NULL OR "comparator" IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE "codes" (
  "task" INTEGER NOT NULL CHECK ("task" >= 1 AND "task" <= 100),
  "variable" TEXT NOT NULL CHECK ("variable" IN ('ip_rights', 'activity')),
  "position" INTEGER NOT NULL CHECK ("position" >= 1),
  "value" TEXT NOT NULL CHECK ("value" GLOB '[a-z]*' AND "value" NOT GLOB '*[^a-z_]*' AND "value" NOT GLOB '*__*' AND "value" NOT GLOB '*_'),
  PRIMARY KEY ("task", "variable", "position"),
  FOREIGN KEY ("task") REFERENCES "tasks" ("number") DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE "coding_decisions" (
  "task" INTEGER NOT NULL CHECK ("task" >= 1 AND "task" <= 100),
  "variable" TEXT NOT NULL CHECK ("variable" IN ('ip_rights', 'activity')),
  "reason" TEXT NOT NULL CHECK (length("reason") >= 1),
  PRIMARY KEY ("task", "variable"),
  FOREIGN KEY ("task") REFERENCES "tasks" ("number") DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE "reliability" (
  "variable" TEXT NOT NULL CHECK ("variable" IN ('ip_rights_primary', 'ip_rights', 'activity_primary', 'activity')),
  "round" TEXT NOT NULL CHECK ("round" IN ('pilot', 'full')),
  "task" INTEGER NOT NULL CHECK ("task" >= 1 AND "task" <= 100),
  "coder" TEXT NOT NULL CHECK ("coder" GLOB '[a-z]*' AND "coder" NOT GLOB '*[^a-z0-9-]*' AND "coder" NOT GLOB '*--*' AND "coder" NOT GLOB '*-'),
  "value" TEXT NOT NULL CHECK ("value" GLOB '[a-z]*' AND "value" NOT GLOB '*[^a-z_]*' AND "value" NOT GLOB '*__*' AND "value" NOT GLOB '*_'),
  PRIMARY KEY ("variable", "round", "task", "coder", "value"),
  FOREIGN KEY ("task") REFERENCES "tasks" ("number") DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE "errata" (
  "id" TEXT NOT NULL CHECK ("id" GLOB '[a-z]*' AND "id" NOT GLOB '*[^a-z0-9-]*' AND "id" NOT GLOB '*--*' AND "id" NOT GLOB '*-'),
  "record" TEXT NOT NULL CHECK (("record" GLOB 'document' OR "record" GLOB 'task/[1-9]*' OR "record" GLOB 'footnote/[1-9]*' OR "record" GLOB 'section/[IVX]*' OR "record" GLOB 'agency/[a-z]*' OR "record" GLOB 'entity/[a-z]*') AND "record" NOT GLOB 'task/*[^0-9]*' AND "record" NOT GLOB 'footnote/*[^0-9]*' AND "record" NOT GLOB 'section/*[^IVXivx.]*' AND "record" NOT GLOB 'section/*[ivx.]*[IVX]*' AND "record" NOT GLOB 'section/*.*.*' AND "record" NOT GLOB 'section/*.' AND "record" NOT GLOB 'section/*[IVX][ivx]*' AND "record" NOT GLOB 'agency/*[^a-z0-9-]*' AND "record" NOT GLOB 'agency/*--*' AND "record" NOT GLOB 'agency/*-' AND "record" NOT GLOB 'entity/*[^a-z0-9-]*' AND "record" NOT GLOB 'entity/*--*' AND "record" NOT GLOB 'entity/*-'),
  "field" TEXT NOT NULL CHECK (length("field") >= 1),
  "as_printed" TEXT NOT NULL CHECK (length("as_printed") >= 1),
  "correct" TEXT NOT NULL CHECK (length("correct") >= 1),
  "basis" TEXT NOT NULL CHECK ("basis" IN ('original', 'evident', 'term_of_art', 'inferred')),
  "certainty" TEXT NOT NULL CHECK ("certainty" IN ('certain', 'likely', 'possible')),
  "status" TEXT NOT NULL CHECK ("status" IN ('noted', 'applied')),
  "evidence" TEXT NOT NULL CHECK (length("evidence") >= 1),
  PRIMARY KEY ("id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "redirects" (
  "old" TEXT NOT NULL CHECK (("old" GLOB 'agency/[a-z]*' OR "old" GLOB 'entity/[a-z]*' OR "old" GLOB 'erratum/[a-z]*') AND "old" NOT GLOB 'agency/*[^a-z0-9-]*' AND "old" NOT GLOB 'agency/*--*' AND "old" NOT GLOB 'agency/*-' AND "old" NOT GLOB 'entity/*[^a-z0-9-]*' AND "old" NOT GLOB 'entity/*--*' AND "old" NOT GLOB 'entity/*-' AND "old" NOT GLOB 'erratum/*[^a-z0-9-]*' AND "old" NOT GLOB 'erratum/*--*' AND "old" NOT GLOB 'erratum/*-'),
  "new" TEXT CHECK (("new" GLOB 'agency/[a-z]*' OR "new" GLOB 'entity/[a-z]*' OR "new" GLOB 'erratum/[a-z]*') AND "new" NOT GLOB 'agency/*[^a-z0-9-]*' AND "new" NOT GLOB 'agency/*--*' AND "new" NOT GLOB 'agency/*-' AND "new" NOT GLOB 'entity/*[^a-z0-9-]*' AND "new" NOT GLOB 'entity/*--*' AND "new" NOT GLOB 'entity/*-' AND "new" NOT GLOB 'erratum/*[^a-z0-9-]*' AND "new" NOT GLOB 'erratum/*--*' AND "new" NOT GLOB 'erratum/*-'),
  "reason" TEXT NOT NULL CHECK (length("reason") >= 1),
  PRIMARY KEY ("old")
) STRICT, WITHOUT ROWID;

CREATE TABLE "document" (
  "field" TEXT NOT NULL CHECK (length("field") >= 1),
  "value" TEXT NOT NULL CHECK (length("value") >= 1),
  PRIMARY KEY ("field")
) STRICT, WITHOUT ROWID;
