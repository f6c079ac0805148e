"""The rights and subject matters of intellectual property that tasks are about."""

from __future__ import annotations

from ipplan_data.curation.model.category import Category, Guide


class Right(Category):
    """What kind of intellectual property an order is about."""

    DEFENSE_IP = (
        "defense_ip",
        Guide(
            meaning="IP that serves national defense or stems from it",
            includes="defense patents, IP of the military and of the industry that supplies it, "
            "exchange of IP between the military and civil sides",
            excludes="dual-use technology where defense is not mentioned",
            example="The armed forces set up an office that files and keeps their patents. Also "
            "patent, since patents are named.",
            borderline="A civil ministry asks shipyards to license what they invented. Shipyards "
            "build warships too, but nothing says so: not this value.",
        ),
    )
    PATENT = (
        "patent",
        Guide(
            meaning="inventions, utility models and designs, and patents for them",
            includes="applying for, examining, licensing, selling and infringing patents; patent "
            "agents and patent data; industrial designs, which Chinese law protects as patents",
            excludes="technology, research results and inventors where no patent, utility model or "
            "design is named: general",
            example="A help desk tells small firms how to file abroad for their inventions.",
            borderline="A list of laboratory results that firms may take over for a fee. A result "
            "need not be patented: general.",
        ),
    )
    TRADEMARK = (
        "trademark",
        Guide(
            meaning="trademarks and other signs protected as such",
            includes="collective, certification and well-known marks, counterfeits of a mark, "
            "emblems and symbols with a protection of their own, such as those of sports games",
            excludes="names of firms: trade_name; names of origin: geographical_indication; brands "
            "in the sense of good reputation, without a mark: general",
            example="Shops that sell bags under a forged mark lose their license.",
            borderline="A festival makes a county's tea known all over the country. Fame is no "
            "sign: not this value, unless marks are named.",
        ),
    )
    GEOGRAPHICAL_INDICATION = (
        "geographical_indication",
        Guide(
            meaning="names and signs of origin of goods",
            includes="geographical indications, the official mark that their users may show, zones "
            "and projects for such goods",
            excludes="brands of a region that don't rest on an indication",
            example="Growers of a protected pear get a common handbook on how to use its name.",
            borderline="A treaty lists names of wines that each side will protect. Names of wines "
            "are names of origin: this value, although the words are not there.",
        ),
    )
    COPYRIGHT = (
        "copyright",
        Guide(
            meaning="works, software and the rights related to copyright",
            includes="piracy, genuine software, registration of works, collective management, "
            "broadcasts, music, films and animation as things to be protected",
            excludes="infringement at large, on the internet or elsewhere, where neither works nor "
            "piracy are named: general",
            example="Libraries check that the e-books they lend are licensed.",
            borderline="A customs office gets new software to find suspicious parcels. The "
            "software is a tool, not what is protected: not this value.",
        ),
    )
    PLANT_VARIETY = (
        "plant_variety",
        Guide(
            meaning="new varieties of plants and the rights of those who bred them",
            includes="applying, testing, granting and enforcing; lists of species that may be "
            "protected",
            excludes="farming, forestry and trade in seeds where no variety right is meant; wild "
            "plants as a resource: genetic_resources_and_traditional_knowledge",
            example="A second station grows samples of new roses to see whether they are distinct.",
            borderline="A ministry for farming plans its work on IP. Nothing names varieties: "
            "general.",
        ),
    )
    TRADE_SECRET = (
        "trade_secret",
        Guide(
            meaning="business secrets",
            includes="secret recipes, processes and lists of customers; their theft",
            excludes="secrets of the state",
            example="Firms get a model contract that binds staff who leave to stay silent.",
            borderline="Rules say which military inventions are kept secret. That is a secret of "
            "the state: not this value.",
        ),
    )
    TRADE_NAME = (
        "trade_name",
        Guide(
            meaning="names of enterprises",
            includes="registering and protecting them, old names of shops that are well known",
            excludes="marks on goods: trademark",
            example="A register refuses a company whose name differs in one letter from another's.",
            borderline="An old inn is put on a list of monuments. The building is protected, not "
            "its name: not this value.",
        ),
    )
    UNFAIR_COMPETITION = (
        "unfair_competition",
        Guide(
            meaning="taking unfair advantage of what a competitor has built up",
            includes="passing off goods as another's, confusion in the market, law against unfair "
            "competition",
            excludes="trade secrets and forged marks where they are named: trade_secret, trademark",
            example="A shop that looks in every detail like a rival's is fined.",
            borderline="Platforms must treat all sellers alike. That is order in the market, but "
            "takes nothing from a competitor: general.",
        ),
    )
    GENETIC_RESOURCES_AND_TRADITIONAL_KNOWLEDGE = (
        "genetic_resources_and_traditional_knowledge",
        Guide(
            meaning="genetic resources of living things, and knowledge handed down by a people",
            includes="access to such resources and a share in the gain, databases and lists of "
            "such knowledge, knowledge of traditional medicine",
            excludes="arts and crafts that are handed down: intangible_heritage",
            example="Whoever makes a drug of a rare moss pays a part to the village that grows it.",
            borderline="A guild of bow makers teaches how bows have always been made. A craft: "
            "intangible_heritage.",
        ),
    )
    INTANGIBLE_HERITAGE = (
        "intangible_heritage",
        Guide(
            meaning="intangible cultural heritage",
            includes="handed-down arts and crafts and those who carry them on",
            excludes="works by living authors: copyright; traditional medicine: "
            "genetic_resources_and_traditional_knowledge",
            example="Puppet players learn how to keep others from selling their figures.",
            borderline="A museum sells mugs with its paintings on them. Paintings are works: "
            "copyright.",
        ),
    )
    GENERAL = (
        "general",
        Guide(
            meaning="IP as a whole, or no right in particular",
            includes="IP without a further word; results of science and technology; services, "
            "firms and markets; orders that don't mention IP at all",
            excludes="an order that names a right or its subject matter, be it in a title: that "
            "right alone, also where 'and other IP' follows",
            example="A province counts how many people work in IP.",
            borderline="An action against infringement of patents and other IP is patent alone; "
            "if a second order adds a hotline for IP, general too.",
        ),
    )
