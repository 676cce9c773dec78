import json
import math
from pathlib import Path

import numpy as np
import pytest

from winnow_models import context_cases, contexts

STORED = Path(__file__).with_name("contexts.json")


def obvious_picks(vectors, candidate, most):
    """The same by the definition: each pick is the token whose most alike pick is least alike, candidates before others."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    chosen = []
    while len(chosen) < min(most, len(vectors)):
        left = [i for i in range(len(vectors)) if i not in chosen]
        group = [i for i in left if candidate[i]] or left
        chosen.append(min(group, key=lambda i: (max((float(unit[i] @ unit[j]) for j in chosen), default=-math.inf), i)))
    return chosen


@pytest.mark.parametrize("seed", range(8))
def test_picks_are_those_of_the_definition(seed):
    rng = np.random.default_rng(seed)
    codes = rng.normal(size=(60, 5)).astype(np.float32)
    ids = rng.permutation(60)[:40]
    candidate = rng.random(40) < 0.4
    assert contexts.Likeness(codes).picks(ids, candidate, 25) == obvious_picks(codes[ids], candidate, 25)


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
