"""Writes cases that another implementation of `contexts` must agree with, on a codebook small enough to stand beside them.

    python -m winnow_models.context_cases tests/contexts.json

Each case has ids `[frames][cells]` and the options; of each token that is kept, in the context's order: its flat index
(frame * cells + cell), its rank in its window (0 is picked first), and its six place numbers.
"""
import json
import sys
from pathlib import Path

import numpy as np

from . import contexts

CODES, WIDTH = 48, 6


def clip(rng, frames, side, stir):
    """Ids that mostly stay, of which a share changes from frame to frame."""
    ids = np.repeat(rng.integers(0, CODES, (1, side * side)), frames, 0)
    for frame in range(1, frames):
        ids[frame] = ids[frame - 1]
        moved = rng.random(side * side) < stir
        ids[frame, moved] = rng.integers(0, CODES, moved.sum())
    return ids


def case(name, likeness, ids, **options):
    options = {"keep": contexts.KEEP, "still": contexts.STILL, "most": contexts.MOST_TOKENS, "spread": 0.0} | options
    change = likeness.change(ids)
    ranked = contexts.ranked_tokens(likeness, ids, change, **options)
    context = contexts.build(likeness, ids, **options)
    kept = sorted(ranked)
    return {"name": name, **options, "ids": ids.tolist(), "kept": kept, "ranks": [ranked[i] for i in kept],
            "place": [[round(float(x), 6) for x in row] for row in context.place]}


def cases():
    rng = np.random.default_rng(4)
    codes = rng.normal(size=(CODES, WIDTH)).round(3).astype(np.float32)
    likeness = contexts.Likeness(codes)
    still = clip(rng, 6, 4, 0.0)
    return {"codes": [[round(float(x), 3) for x in row] for row in codes], "framesPerSecond": contexts.FRAMES_PER_SECOND,
            "windowSeconds": contexts.WINDOW_SECONDS, "cases": [
                case("a single picture is kept whole", likeness, clip(rng, 1, 7, 0), keep=1.0),
                case("a quarter of a single picture", likeness, clip(rng, 1, 7, 0)),
                case("a clip that stands still: the first frame, then what differs most", likeness, still),
                case("one full window", likeness, clip(rng, 16, 4, 0.2)),
                case("two windows, the second short", likeness, clip(rng, 21, 4, 0.2)),
                case("a limit that cuts each window in proportion", likeness, clip(rng, 40, 4, 0.3), most=50),
                case("a limit below a token a window", likeness, clip(rng, 64, 3, 0.3), most=3),
                case("seven cells a side", likeness, clip(rng, 20, 7, 0.1), most=160),
                case("a tenth of a single picture, spread", likeness, clip(rng, 1, 7, 0), keep=0.1, spread=0.35),
                case("a picture without anything in it, spread", likeness, np.zeros((1, 49), int), spread=0.35),
                case("two windows, spread", likeness, clip(rng, 24, 7, 0.1), keep=0.1, spread=0.35)]}


def main():
    Path(sys.argv[1]).write_text(json.dumps(cases(), separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")


if __name__ == "__main__":
    main()
