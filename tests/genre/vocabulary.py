"""Invented words that plans are made of, from a country of canals and bells."""

from __future__ import annotations

WORDS = (
    "amber", "anchors", "apple-wood", "apprentices", "arches", "baker-boats", "barges", "barrels",
    "baskets", "beacons", "bells", "benches", "berths", "blankets", "boat-horns", "boatmen",
    "bobbins", "bolts", "brass", "breakwaters", "bridges", "broad", "brooms", "buckets",
    "bundles", "buoys", "cables", "candles", "caravans", "carts", "casks", "causeways", "chains",
    "chalk", "chimneys", "cider", "clean", "clocks", "coils", "copper", "cork", "cranes",
    "crates", "culverts", "damp", "dikes", "docks", "dredging", "drums", "dry", "dyes",
    "eel-traps", "embankments", "fair", "ferries", "figs", "flags", "flax", "fleets", "fog-horns",
    "foghouse", "foundries", "gates", "glass", "grain", "granaries", "gravel", "harbour",
    "harnesses", "hedges", "herons", "hops", "horns", "inland", "kettles", "kilns", "kites",
    "ladders", "lamp-oil", "lanterns", "ledgers", "levees", "light", "locks", "looms", "mallets",
    "maps", "markets", "masts", "meadows", "millers", "millstones", "moorings", "narrow", "nets",
    "oars", "orchards", "ovens", "paddles", "painted", "paper-mills", "piers", "pigeons",
    "pilots", "plain", "planks", "pumps", "quays", "re-count", "re-roofing", "reeds", "repair",
    "reservoirs", "river-bank", "ropes", "rudders", "sacks", "sails", "salt", "sealed", "shallow",
    "shutters", "slow", "sluices", "spare", "stables", "steep", "steady", "stoves", "straw",
    "tallow", "tar", "timber", "toll-books", "towpaths", "tunnels", "upper-river", "vats",
    "wagons", "warm", "weavers", "weirs", "well-built", "wharves", "whistles", "willow", "wool",
)  # fmt: skip
VERBS = (
    "Anchor", "Bind", "Carry", "Cast", "Count", "Dredge", "Drain", "Grease", "Hang", "Haul",
    "Knot", "Lay", "Light", "Mend", "Mow", "Oil", "Paint", "Patch", "Plant", "Polish", "Re-cast",
    "Re-count", "Ring", "Roof", "Seal", "Sort", "Sweep", "Tar", "Thatch", "Tie", "Trim",
    "Varnish", "Weave", "Weigh",
)  # fmt: skip
# What stands in prose as it is: names in capitals, numbers, quoted phrases, asides, and characters
# that mean something in Markdown or HTML.
FEATURES = (
    "RPO", "TWC", "the Heron Reading Circle (HRC)", "CH-9", "R&D", "S&K", "30", "16", "13th",
    "2031-2035", "7", "less than 16 months", "1,200", "3.5", "the 14th Five-Bell Round",
    '"double bell"', '"open gate, open lock,"', '"Rope and Oar"', '"bells, horns, and oars"',
    '"lamp+"', '("low water")', "the pilots' own", "it's", "boatmen's", "the weavers'",
    "(such as barges)", "(but still towed)", "(salt)", "barges (and smaller boats),", "etc.,",
    "lanterns;", "horns:", "A<B", "< 40", "> 12", "lock*gate", "*", "no_name", "#", "$40", "[sic]",
    "`", "C:\\locks", "~", "&", "and/or", "mid-river–sea",
)  # fmt: skip
GLOSSED = (
    "bell towers (铜铃塔)", 'the "Slow Oar" (“慢桨”) round', "rope-walks （绳索道）",
    "tolls (通行费)", "the harbour round (《港口巡查办法》)", "weirs（堰坝）",
    "lock-keepers (闸门、水位管理员)",
    '"Golden Bell 2031" (“金钟2031”)', "moorings (系船柱),", "the reed count (芦苇“一年一数”)",
)  # fmt: skip
TITLE_WORDS = (
    "Rules", "Round", "Ledger", "Notice", "of", "for", "on", "the", "and", "Bells", "Ropes",
    "Keepers'", "Ferry-Boats,", "Tolls", "Lamp", "Night", "Winter", "Second", "Barges", "R&D",
    "2031", "(III)", "(2031-2035)", "Inland", "Weaver's", "Cables",
)  # fmt: skip
TITLE_STARTS = ("Rules", "Measures", "Notice", "Ledger", "Guide", "Winter", "Opinions", "Bell")
TITLE_ENDS = ("Barges", "Bells", "Tolls", "(III)", "Night", "2031", "(Sixth Batch)", "Ropes")
GLOSSED_TITLE = (" (《铜铃规则》)", " （《河闸通知》）")
ENDS = (".", ".", ".", " (such as barges).", ' by "lamp and oar."', " of 16.", " (绳索).")

HEADINGS = (
    "Mending Gates and Quays",
    "Bells, Horns, and Whistles",
    "Ringing in Time (按时敲钟)",
    'Rounds to "Open Gates, Light Lamps" (“开门点灯”) on the River',
    "Re-counting the Barges & Boats",
    "The Weavers' Year",
    "Salt",
)
NOTES = (
    '"Double bell" (“双钟”) is rung twice: once at the gate, once at the quay.',
    "The reed count (芦苇数) is done by boat.",
    "Rope-walks belong to the towns. They pay no tolls (通行费) in winter.",
    'Boatmen call it "the slow oar" because it never hurries.',
    "A beacon-house (灯塔) keeps oil, wicks, and one spare lamp. Its keeper reports each month.",
    "Some casks hold cider; others (but still few) hold tar or lamp-oil from inland mills.",
    "Kites are flown over shallow water to show pilots where the sand has moved since spring.",
)

QUALIFIERS = ("State", "National", "Central", "General", "Supreme", "Northern")
HEADS = (
    "Ministry", "Department", "Administration", "Commission", "Committee", "Court", "Bureau",
    "Office", "Council", "Academy", "Association", "Bank",
)  # fmt: skip
THINGS = (
    "Rivers", "Lakes", "Canals", "Bells", "Whistles", "Horns", "Ferries", "Lanterns", "Kites",
    "Barges", "Millstones", "Ports",
)  # fmt: skip
STUFFS = ("Grain", "Timber", "Salt", "Flax", "Wool", "Pigeon Post", "Lamp-Oil", "Ferry")
TRADES = ("Weavers'", "Millers'", "Pilots'", "Keepers'", "People's")
THINGS_LISTED = ("{}", "{} and {}", "{}, {} and {}", "{}, {}, and {}")
NAMES = (
    "{head} of {things}",
    "{rank} {head} of {things}",
    "{rank} {stuff} and Lantern {head}",
    "{rank} {stuff} {head}",
    "{rank} {trade} {head}",
    "{trade} {head} of {one}",
    "{head} of the Northern {one}",
    "{head} of the Central {stuff} Conference",
)
COLLECTIVES = (
    "member organizations of the Canal Conference",
    "member units of the Standing Conference on Bells, Ropes, and Oars",
)

PLANS = (
    "2031 Work Plan for Ringing All Bells and Mending All Gates",
    "Plan for the Weavers' Year 2032",
    "2033 Round of Bells, Horns, and Lamps along the Inland Canals",
)
PLANS_ZH = ("2031年敲钟修闸工作计划", "织工年计划", "2033年内河钟灯巡查计划")
OFFICES = (
    ("Office of the Standing Conference on Bells, Ropes, and Oars", "钟绳桨常务会议办公室"),
    ("General Office of the Canal Conference", "运河会议总办公室"),
)
PEOPLE = ("Ada Quill", "Tomas Reed, Heron Archive", "Lantern & Oar Translators, Inc.")
URLS = (
    "http://heron.example/plans/2031-05/13/content_4071.htm",
    "https://heron.example/a?b=1&c=2",
    "https://keep.example/7QAK-2XNE",
)
SUMMARIES = (
    None,
    "This plan gives the bells, boats, and gates of one year to those who keep them.",
)
CLOSINGS = (
    None,
    "Where a task names several keepers, the first one leads and the rest lend a hand.",
    "All keepers named above report to the Canal Conference before the ice sets in.",
)
