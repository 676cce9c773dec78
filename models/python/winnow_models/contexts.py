"""What a reader sees of a stretch of frames: change, pruning by k-center, and the cut to a number of tokens.

The runtime computes the same in Java. Frames are ids `[frames, cells]`, row-major cells of a square grid.
"""
import math
from dataclasses import dataclass

import numpy as np

FRAMES_PER_SECOND, WINDOW_SECONDS = 2, 8
WINDOW_FRAMES = FRAMES_PER_SECOND * WINDOW_SECONDS
KEEP, STILL, MOST_TOKENS = 0.25, 0.3, 256
LONGEST = 784   # tokens of the longest contexts that are seen in training
SAME = 1 - 1e-6    # cosines above are those of equal codes


@dataclass
class Context:
    """Tokens in time order, then row-major: ids `[tokens]`, place `[tokens, 6]`, their flat indices
    (frame * cells + cell)."""
    ids: np.ndarray
    place: np.ndarray
    kept: np.ndarray


class Likeness:
    """Cosines between all codes `[codes, codes]`, so that composing clips needs no vectors."""

    def __init__(self, codes):
        unit = codes / np.linalg.norm(codes, axis=1, keepdims=True)
        self.table = (unit @ unit.T).astype(np.float32)
        # Rounding, which differs between processors, must not decide between repeats of a code.
        self.table[self.table > SAME] = 1

    def change(self, ids):
        """1 - cosine between each cell and the same cell of the frame before, `[frames, cells]`; 0 in the first frame."""
        change = np.zeros(ids.shape, np.float32)
        change[1:] = np.maximum(1 - self.table[ids[1:], ids[:-1]], 0)
        return change

    def picks(self, ids, candidate, most):
        """Indices of `most` tokens of one window in the order of the pick: k-center among candidates from the first of
        them, then on among the others. ids `[tokens]`, candidate bool `[tokens]`."""
        chosen, nearest = [], np.full(len(ids), -np.inf, np.float32)
        for group in (np.flatnonzero(candidate), np.flatnonzero(~candidate)):
            members, left = ids[group], len(group)
            near = nearest[group]
            while left and len(chosen) < most:
                i = int(near.argmin())
                chosen.append(int(group[i]))
                row = self.table[ids[group[i]]]
                np.maximum(near, row[members], out=near)
                near[i] = np.inf
                nearest = np.maximum(nearest, row[ids])
                left -= 1
        return chosen


def ranked_tokens(likeness, ids, change, keep, still, most):
    """What the windows of a clip keep: flat index (frame * cells + cell) -> rank in its window, 0 for the first pick."""
    frames, cells = ids.shape
    starts = range(0, frames, WINDOW_FRAMES)
    counts = [math.ceil(keep * cells * (min(start + WINDOW_FRAMES, frames) - start)) for start in starts]
    if sum(counts) > most:
        total = sum(counts)
        counts = [most * count // total for count in counts]
    ranked = {}
    for start, count in zip(starts, counts):
        window = slice(start, start + WINDOW_FRAMES)
        candidate = change[window] >= still
        if start == 0:
            candidate[0] = True
        picks = likeness.picks(ids[window].reshape(-1), candidate.reshape(-1), count)
        ranked |= {start * cells + pick: rank for rank, pick in enumerate(picks)}
    return ranked


def build(likeness, ids, keep=KEEP, still=STILL, most=MOST_TOKENS):
    """The context of a clip at two frames a second, or of a single picture (`keep=1`)."""
    ids = ids.astype(np.int64)
    frames, cells = ids.shape
    side = math.isqrt(cells)
    change = likeness.change(ids)
    kept = np.array(sorted(ranked_tokens(likeness, ids, change, keep, still, most)), np.int64)
    frame, cell = kept // cells, kept % cells
    place = np.zeros((len(kept), 6), np.float32)
    place[:, 0], place[:, 1] = (cell % side + 0.5) / side, (cell // side + 0.5) / side
    place[:, 2] = 1 / side
    place[:, 3], place[:, 4] = (frame / frames if frames > 1 else 0), frame / FRAMES_PER_SECOND
    place[:, 5] = change.reshape(-1)[kept]
    return Context(ids.reshape(-1)[kept], place, kept)
