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
JITTER = 0.1, (0.6180339887498949, 0.41421356237309515)   # by how much of a cell places are moved, across and down


def nearness(side):
    """How near the cells of a frame are to one another, `[cells, cells]`, from 1 for the same to -1. Opposite borders are near;
    each cell is moved a little, so that none are equally far by symmetry."""
    cell = np.arange(side * side)
    most, steps = JITTER
    angles = [2 * np.pi * (at + 2 * most * (cell * cell * step % 1 - 0.5)) / side for at, step in zip((cell % side, cell // side), steps)]
    return (sum(np.cos(angle[:, None] - angle) for angle in angles) / 2).astype(np.float32)


def middle(side):
    """The first of the cells that are nearest to the middle of a frame."""
    cell = np.arange(side * side)
    return int(((2 * (cell % side) + 1 - side) ** 2 + (2 * (cell // side) + 1 - side) ** 2).argmin())


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

    def picks(self, ids, candidate, most, spread=0.0):
        """Indices of `most` tokens of one window in the order of the pick: k-center among candidates from the first of
        them, then on among the others. ids and bool candidate `[frames, cells]`; spread: how much places count, and then
        the first is the middle of the first frame, if it is a candidate."""
        cells, side = ids.shape[1], math.isqrt(ids.shape[1])
        near = nearness(side) if spread else None
        cell, ids, candidate = np.arange(ids.size) % cells, ids.reshape(-1), candidate.reshape(-1)
        chosen, nearest = [], np.full(len(ids), -np.inf, np.float32)
        start = middle(side) if spread else 0
        begun = bool(spread) and (candidate[start] or not candidate.any())
        for group in (np.flatnonzero(candidate), np.flatnonzero(~candidate)):
            left = len(group)
            while left and len(chosen) < most:
                i = start if begun and not chosen else int(group[nearest[group].argmin()])
                chosen.append(i)
                like = self.table[ids[i]][ids]
                if spread:
                    like = (1 - spread) * like + spread * near[cell[i]][cell]
                    like[like > SAME] = 1
                np.maximum(nearest, like, out=nearest)
                nearest[i] = np.inf
                left -= 1
        return chosen


def ranked_tokens(likeness, ids, change, keep, still, most, spread=0.0):
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
        picks = likeness.picks(ids[window], candidate, count, spread)
        ranked |= {start * cells + pick: rank for rank, pick in enumerate(picks)}
    return ranked


def build(likeness, ids, keep=KEEP, still=STILL, most=MOST_TOKENS, spread=0.0):
    """The context of a clip at two frames a second, or of a single picture (`keep=1`)."""
    ids = ids.astype(np.int64)
    frames, cells = ids.shape
    side = math.isqrt(cells)
    change = likeness.change(ids)
    kept = np.array(sorted(ranked_tokens(likeness, ids, change, keep, still, most, spread)), np.int64)
    frame, cell = kept // cells, kept % cells
    place = np.zeros((len(kept), 6), np.float32)
    place[:, 0], place[:, 1] = (cell % side + 0.5) / side, (cell // side + 0.5) / side
    place[:, 2] = 1 / side
    place[:, 3], place[:, 4] = (frame / frames if frames > 1 else 0), frame / FRAMES_PER_SECOND
    place[:, 5] = change.reshape(-1)[kept]
    return Context(ids.reshape(-1)[kept], place, kept)
