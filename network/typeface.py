"""Inter, cut from Debian's package: the Latin letters, the signs we use and tabular figures, for web and invoices."""

from fontTools import subset

# Each weight, by the name of its file in build/fonts.
CUTS = {
    "inter.woff2": "Inter-Regular.otf",
    "inter-500.woff2": "Inter-Medium.otf",
    "inter-600.woff2": "Inter-SemiBold.otf",
    "inter-700.woff2": "Inter-Bold.otf",
    # For invoices: of the whole typeface each PDF would cut its own part, which costs a tenth of its time.
    "inter-400.otf": "Inter-Regular.otf",
    "inter-600.otf": "Inter-SemiBold.otf",
}
LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2010, 0x2027),
    *map(ord, "‰′″‹›€™←↑→↓−≠≤≥✓✕\u202f"),
]
# The other Latin letters, and what stands for a letter that is not there.
PRINTED = [*LATIN, *range(0x180, 0x250), 0x25A1]
FEATURES = [
    "kern",
    "liga",
    "calt",
    "ccmp",
    "locl",
    "mark",
    "mkmk",
    "tnum",
    "lnum",
    "frac",
    "case",
    "cv05",
    "zero",
]


def cut(source, target):
    """Write the part of the font `source` that we use to `target`, wholly or not at all."""
    for_web = target.suffix == ".woff2"
    options = subset.Options(
        flavor="woff2" if for_web else None,
        layout_features=FEATURES if for_web else ["kern", "ccmp", "locl", "mark"],
        desubroutinize=True,
        notdef_outline=True,
    )
    unfinished = target.with_suffix(".unfinished")
    with subset.load_font(source, options) as font:
        if not for_web:
            set_figures_in_columns(font)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=LATIN if for_web else PRINTED)
        subsetter.subset(font)
        subset.save_font(font, unfinished, options)
    unfinished.replace(target)


def set_figures_in_columns(font):
    """Let the tabular figures stand for the figures: a style sheet need not ask, and WeasyPrint leaks with each asking."""
    table = font["GSUB"].table
    asked = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    tabular = {}
    for index in asked:
        for part in table.LookupList.Lookup[index].SubTable:
            tabular |= getattr(part, "ExtSubTable", part).mapping
    for subtable in font["cmap"].tables:
        subtable.cmap = {code: tabular.get(glyph, glyph) for code, glyph in subtable.cmap.items()}
