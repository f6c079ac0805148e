"""The kinds of work that tasks order."""

from __future__ import annotations

from ipplan_data.curation.model.category import Category, Guide


class Activity(Category):
    """What kind of work an order asks for."""

    INTERNATIONAL = (
        "international",
        Guide(
            meaning="dealing with other countries and international organizations",
            includes="treaties and talks on them, joint enforcement and meetings with others, "
            "teaching guests from abroad, help for Chinese firms in disputes and at fairs abroad, "
            "which is public_service too where centers or services give it",
            excludes="goods at the border, without a partner abroad: customs",
            example="Two patent offices agree to trust each other's searches.",
            borderline="A fair at home calls itself international. Its name alone makes no "
            "partner: culture_and_publicity.",
        ),
    )
    CUSTOMS = (
        "customs",
        Guide(
            meaning="protecting IP at the border",
            includes="imports and exports, release of seized goods, actions of customs",
            excludes="online trade across borders that is watched as a market: "
            "administrative_enforcement",
            example="Inspectors open every tenth parcel with watches in it.",
            borderline="Customs officers attend a course on marks: talent_and_education.",
        ),
    )
    CRIMINAL_ENFORCEMENT = (
        "criminal_enforcement",
        Guide(
            meaning="pursuing crimes against IP",
            includes="police, prosecution, evidence and jurisdiction in criminal cases, handing "
            "cases over to the police or the judiciary",
            excludes="fines and other penalties by offices: administrative_enforcement; writing "
            "rules on crimes: legislation",
            example="Detectives trace who pays for a website with stolen films.",
            borderline="A market office reports a forger to the police. The handing over is "
            "this value, the inspection before it administrative_enforcement.",
        ),
    )
    ADJUDICATION = (
        "adjudication",
        Guide(
            meaning="settling disputes by courts, arbitration or mediation",
            includes="trials, guidance and supervision of courts, cases published as a lead for "
            "courts, arbitral and mediating bodies",
            excludes="decisions of an office in a dispute: administrative_enforcement; appeals "
            "within a granting office: examination_and_registration",
            example="A third court gets judges with a degree in science.",
            borderline="Prosecutors watch over how courts try thefts of secrets: this value, and "
            "criminal_enforcement too.",
        ),
    )
    LEGISLATION = (
        "legislation",
        Guide(
            meaning="writing or changing law",
            includes="laws, regulations, provisions, rules, measures and judicial interpretations; "
            "research for them",
            excludes="opinions, notices, guidelines and policies: policy_document; rules that are "
            "only to be carried out: what they are about; treaties: international",
            example="A bill on registered designs goes to parliament.",
            borderline="A guide for examiners binds them like law, but is called a guide: "
            "policy_document.",
        ),
    )
    STANDARDS = (
        "standards",
        Guide(
            meaning="technical and management standards",
            includes="drafting, changing, spreading and applying national and other standards, "
            "patents in standards",
            excludes="'standards' in the sense of level or measure, such as higher standards of "
            "trial; criteria for offices: policy_document",
            example="A committee says what a patent search report must hold, and numbers it as a "
            "standard.",
            borderline="A group of firms shares patents that a standard for phones needs: this "
            "value, and commercialization_and_finance.",
        ),
    )
    POLICY_DOCUMENT = (
        "policy_document",
        Guide(
            meaning="writing or issuing a policy that is neither law nor plan",
            includes="opinions, notices, guidelines and guides, criteria, catalogues, policies",
            excludes="the work that the document is about, unless other words order it; documents "
            "that are only to be carried out: what they are about",
            example="A notice tells universities which firms may lend on patents. Not "
            "commercialization_and_finance: a notice is all that is ordered.",
            borderline="A list of protected species is drawn up. The list grants something: "
            "examination_and_registration.",
        ),
    )
    FILING_INCENTIVES = (
        "filing_incentives",
        Guide(
            meaning="what makes it pay to file, and filings made for that alone",
            includes="subsidies, awards and credit in appraisals for applications and grants, "
            "whether given, cut or ended; acting against sham, hoarded or bad-faith filings",
            excludes="rewards for use and sale: commercialization_and_finance",
            example="A city no longer pays the fees of its inventors.",
            borderline="Professors rise by what their patents earn, no longer by how many they "
            "have: this value for the credit taken away, commercialization_and_finance for the "
            "credit given.",
        ),
    )
    EXAMINATION_AND_REGISTRATION = (
        "examination_and_registration",
        Guide(
            meaning="granting and registering rights",
            includes="examiners and their tools, time and quality of examination, review and "
            "appeal within the office, tests of plants, registers of works and names",
            excludes="records kept of goods at the border: customs",
            example="Applicants may follow online how far their case is.",
            borderline="An office sells the data of its register: public_service.",
        ),
    )
    ADMINISTRATIVE_ENFORCEMENT = (
        "administrative_enforcement",
        Guide(
            meaning="protection and supervision by offices",
            includes="campaigns, inspections, penalties, decisions in disputes, regulation of "
            "markets, credit records, checks that offices use genuine software, and protection "
            "where no court, police, customs or service is named",
            excludes="supervision of IP agents and their like: service_industry, and this value "
            "too only where they are penalized",
            example="Officers visit the stalls of a night market.",
            borderline="A website takes complaints about pirated games. Where it serves the one "
            "who complains: public_service.",
        ),
    )
    SERVICE_INDUSTRY = (
        "service_industry",
        Guide(
            meaning="developing and regulating those who make a living by IP services",
            includes="agents, law and service firms, appraisers and authenticators of IP, bodies "
            "for collective management of copyright",
            excludes="what public bodies offer: public_service; lenders and traders: "
            "commercialization_and_finance",
            example="Patent agents get a yearly stamp that shows they are in good standing.",
            borderline="A university opens a shop that sells its licenses. It trades its own: "
            "commercialization_and_finance.",
        ),
    )
    COMMERCIALIZATION_AND_FINANCE = (
        "commercialization_and_finance",
        Guide(
            meaning="turning IP and research into income",
            includes="transfer, licensing, trade and operation of IP, platforms for them, shares "
            "in results for those who found them, funds, loans, insurance, securities, brands and "
            "indications for a region's economy, new industries built on IP",
            excludes="how an owner keeps its IP in order: ip_management; rewards for filing or for "
            "being granted a right: filing_incentives",
            example="A bank takes a trademark as security.",
            borderline="A website shows which patents are for sale. It is public, but its end is "
            "trade: this value, not public_service.",
        ),
    )
    IP_MANAGEMENT = (
        "ip_management",
        Guide(
            meaning="how those who hold IP manage it",
            includes="enterprises, universities, institutes and projects: IP departments and "
            "systems, valuation, accounting, disclosure, review of risks, strategies of firms",
            excludes="management by the state of the whole country's IP: planning_and_coordination",
            example="A railway company counts its patents and names one person in charge.",
            borderline="A standard says how firms should manage IP. Writing it is standards; "
            "getting firms to follow it is standards and this value.",
        ),
    )
    PUBLIC_SERVICE = (
        "public_service",
        Guide(
            meaning="what public bodies offer to those who use IP",
            includes="centers, help desks, websites, information networks, open data and "
            "databases; centers that help abroad are international too",
            excludes="platforms for trade or loans: commercialization_and_finance; filing and "
            "registering online: examination_and_registration",
            example="Every county library gets a terminal for patent searches.",
            borderline="A database of folk remedies is kept by a ministry: this value, even where "
            "only its staff may look things up.",
        ),
    )
    STATISTICS_AND_EVALUATION = (
        "statistics_and_evaluation",
        Guide(
            meaning="counting, analyzing and judging",
            includes="statistics, surveys, yearly and status reports, evaluation of policies, "
            "patent analysis, early warning and patent navigation, think tanks",
            excludes="valuation of IP by its owner: ip_management; quality control of examiners: "
            "examination_and_registration; appraisal of staff: talent_and_education",
            example="A team maps who holds patents on batteries.",
            borderline="Cases are published for officers or judges to follow: what the cases are "
            "about, not this value.",
        ),
    )
    TALENT_AND_EDUCATION = (
        "talent_and_education",
        Guide(
            meaning="training, recruiting and appraising people",
            includes="courses, degrees, majors, job titles, officials judged by their work on IP",
            excludes="teaching the public at large: culture_and_publicity",
            example="Judges spend a month in a patent office.",
            borderline="Credit taken from scholars for the number of their filings: "
            "filing_incentives.",
        ),
    )
    CULTURE_AND_PUBLICITY = (
        "culture_and_publicity",
        Guide(
            meaning="making IP known and respected",
            includes="days, weeks, fairs, forums and exhibitions, lessons at school, contests, "
            "popular science",
            excludes="talks between governments, even as a forum: international",
            example="A tram in the capital is painted with inventions.",
            borderline="A survey asks people how content they are: statistics_and_evaluation.",
        ),
    )
    PLANNING_AND_COORDINATION = (
        "planning_and_coordination",
        Guide(
            meaning="strategies, plans and joint work of the state",
            includes="writing and carrying out plans, outlines and strategies; mechanisms in which "
            "several bodies work together; model regions; carrying out a document whose subject "
            "no other value covers",
            excludes="plans of a firm: ip_management; a plan's evaluation: "
            "statistics_and_evaluation",
            example="Three provinces agree on what each will do next year.",
            borderline="Two offices share data on offenders. What they do jointly is enforcement: "
            "administrative_enforcement, not this value.",
        ),
    )
