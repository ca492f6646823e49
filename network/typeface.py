"""Inter, cut from Debian's package for the web: the Latin letters, the signs we use and tabular figures."""

from fontTools import subset

# Each weight, by the name of its file in build/fonts.
CUTS = {
    "inter.woff2": "Inter-Regular.otf",
    "inter-500.woff2": "Inter-Medium.otf",
    "inter-600.woff2": "Inter-SemiBold.otf",
    "inter-700.woff2": "Inter-Bold.otf",
}
LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2010, 0x2027),
    *map(ord, "‰′″‹›€™←↑→↓−≠≤≥✓✕\u202f"),
]
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
    """Write the part of the font `source` that we use to `target` as woff2, wholly or not at all."""
    options = subset.Options(
        flavor="woff2", layout_features=FEATURES, desubroutinize=True, notdef_outline=True
    )
    unfinished = target.with_suffix(".unfinished")
    with subset.load_font(source, options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=LATIN)
        subsetter.subset(font)
        subset.save_font(font, unfinished, options)
    unfinished.replace(target)
