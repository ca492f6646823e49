"""The process that solves: years as JSON on its input, one line with the plans on its output."""

import json
import sys

from .facts import Candidate, Open, Settled, Year
from .solving import solve


def read(told):
    """A year as `planning` wrote it."""
    return Year(
        **{
            **told,
            "candidates": [Candidate(**one) for one in told["candidates"]],
            "open": [Open(**one) for one in told["open"]],
            "settled": [Settled(**one) for one in told["settled"]],
            "pins": {int(number): key for number, key in told["pins"].items()},
        }
    )


if __name__ == "__main__":
    plans = [solve(read(told)) for told in json.load(sys.stdin)]
    print(json.dumps(plans))
