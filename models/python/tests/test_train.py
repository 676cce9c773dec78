from types import SimpleNamespace

import numpy as np
import pytest
import torch

from winnow_models import train
from winnow_models.data import Batcher, Composer


@pytest.fixture
def options(work, tmp_path, monkeypatch, codes):
    for path in work.iterdir():
        (tmp_path / path.name).symlink_to(path)
    monkeypatch.setattr(train, "codebook", lambda bundle: codes)
    return SimpleNamespace(work=tmp_path, train=work / "train", bundle=None, name="t", blind=False, width=64, layers=1, seed=1, workers=1, bf16=False, start=None, relations=0, before=0)


def plan(steps):
    return train.Plan(steps, align=1, singles=1, rate=1e-3, cooling=0.5, contexts=8, part=4)


def test_a_run_that_is_cut_off_goes_on_where_it_was(options):
    torch.set_num_threads(1)
    whole = train.Trainer(options, plan(3))
    whole.run()
    options.name = "cut"
    first = train.Trainer(options, plan(3))
    first.start()
    first.one_step(first.made.get())
    first.save()
    rest = train.Trainer(options, plan(3))
    assert rest.step == 1
    rest.run()
    for one, other in zip(whole.parameters, rest.parameters):
        torch.testing.assert_close(one, other, atol=1e-5, rtol=1e-3)
    assert (rest.step, rest.asked) == (whole.step, whole.asked)


def test_a_blind_twin_is_asked_the_same_questions(caches, words):
    seen, unseen = (list(Batcher(caches, words, Composer(caches, 9)).batches(train.MIX, 8, 2, visual)) for visual in (True, False))
    assert "ids" in seen[0] and "ids" not in unseen[0]
    assert questions(seen) == questions(unseen)


def questions(parts):
    return sorted(tuple(row[row > 0]) for part in parts for row in part["words"].reshape(-1, part["words"].shape[-1]))


def test_the_rate_rises_stays_and_falls():
    rates = [plan(1000).rate_at(step) for step in range(1000)]
    assert rates[0] < rates[100] < rates[300] == rates[499] > rates[800] > rates[999]


def test_cells_of_shapes_are_labelled_with_them(caches, words):
    batcher = Batcher(caches, words, Composer(caches, 2))
    batch = next(batcher.batches({"scene": 1}, 4, 1))
    hit = batch["colour"] == caches.naming.index[1]["red"]
    assert hit.any() and (batch["shape"][hit] == caches.naming.index[2]["star"]).all()
    assert np.abs(batch["place"][..., 1][hit] - 0.5).max() < 0.1
