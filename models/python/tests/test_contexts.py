import json
import math
from pathlib import Path

import numpy as np
import pytest

from winnow_models import context_cases, contexts

STORED = Path(__file__).with_name("contexts.json")


def obvious_picks(likeness, candidate, most, start):
    """The same by the definition: each pick is the token whose most alike pick is least alike, candidates before others; the
    first is `start`, if it may be."""
    chosen = []
    while len(chosen) < min(most, len(candidate)):
        left = [i for i in range(len(candidate)) if i not in chosen]
        group = [i for i in left if candidate[i]] or left
        best = min(group, key=lambda i: (max((likeness(i, j) for j in chosen), default=-math.inf), i))
        chosen.append(start if not chosen and start in group else best)
    return chosen


def near(i, j, cells, side=4):
    """How near two cells are, by the definition."""
    def angles(cell):
        for at, step in (cell % side, 0.6180339887498949), (cell // side, 0.41421356237309515):
            yield 2 * math.pi * (at + 0.2 * (cell * cell * step % 1 - 0.5)) / side
    return sum(math.cos(a - b) for a, b in zip(angles(i % cells), angles(j % cells))) / 2


@pytest.mark.parametrize("spread", [0.0, 0.35, 1.0])
@pytest.mark.parametrize("seed", range(8))
def test_picks_are_those_of_the_definition(seed, spread):
    rng = np.random.default_rng(seed)
    codes = rng.normal(size=(60, 5)).astype(np.float32)
    ids = rng.permutation(60)[:48].reshape(3, 16)
    candidate = rng.random((3, 16)) < 0.4
    unit = codes[ids.reshape(-1)] / np.linalg.norm(codes[ids.reshape(-1)], axis=1, keepdims=True)

    def likeness(i, j):
        like = (1 - spread) * float(unit[i] @ unit[j]) + spread * near(i, j, 16)
        return 1 if like > contexts.SAME else like
    assert contexts.Likeness(codes).picks(ids, candidate, 25, spread) == obvious_picks(likeness, candidate.reshape(-1), 25, 5 if spread else None)


def test_of_a_picture_without_anything_in_it_the_middle_and_places_far_apart_are_kept():
    ids = np.zeros((1, 49), int)
    picks = contexts.Likeness(np.ones((1, 3), np.float32)).picks(ids, np.ones((1, 49), bool), 4, spread=0.35)
    across, down = np.array(picks) % 7, np.array(picks) // 7
    assert picks[0] == 24 and len(set(across)) > 2 and len(set(down)) > 2


def test_stored_cases_are_what_is_computed_today():
    assert json.loads(STORED.read_text()) == context_cases.cases()


def test_tokens_come_in_the_order_of_time():
    context = contexts.build(contexts.Likeness(np.eye(20, dtype=np.float32)), np.random.default_rng(1).integers(0, 20, (30, 16)))
    assert (np.diff(context.kept) > 0).all()
    assert (np.diff(context.place[:, 4]) >= 0).all()


def test_no_more_tokens_than_the_limit():
    ids = np.random.default_rng(1).integers(0, 20, (100, 49))
    assert len(contexts.build(contexts.Likeness(np.eye(20, dtype=np.float32)), ids, most=90).ids) <= 90


def test_a_single_picture_has_no_time():
    context = contexts.build(contexts.Likeness(np.eye(20, dtype=np.float32)), np.arange(16)[None], keep=1.0)
    assert len(context.ids) == 16 and not context.place[:, 3:].any()
