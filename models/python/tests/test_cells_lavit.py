import numpy as np
import pytest
import torch

from winnow_models import cells_lavit, lavit
from winnow_models.cells_lavit import CellsDecoder, CellsTokenizer, waves

SHAPE = lavit.Shape(width=32, heads=2, hidden=64, merger_layers=1, decoder_layers=1, codes=64, code_width=8)


@pytest.fixture
def tokenizer():
    torch.manual_seed(2)
    return CellsTokenizer(SHAPE).eval()


@pytest.mark.parametrize("side", [7, 9, 12])
def test_grids_of_all_sizes_are_tokenized(tokenizer, side):
    vectors = torch.randn(2, side * side, 256)
    keep, ids, merged = tokenizer(vectors, waves(side, 32, vectors))
    assert keep.shape == ids.shape == (2, side * side) and merged.shape == vectors.shape
    assert 0 <= int(ids.min()) and int(ids.max()) < 64


def test_no_two_places_are_told_the_same():
    places = waves(12, 192, torch.zeros(1))
    assert places.shape == (144, 192)
    assert torch.cdist(places, places).fill_diagonal_(9).min() > 0.1


def test_what_is_not_there_changes_nothing_in_what_is_rebuilt():
    torch.manual_seed(2)
    decoder, places = CellsDecoder(SHAPE).eval(), waves(7, 32, torch.zeros(1))
    rows, at, weight = torch.randn(1, 49, 8), places[None], (torch.arange(49) % 3 == 0).float()[None]
    there = weight[0] > 0
    whole = decoder(rows, at, weight, places)
    some = decoder(rows[:, there], at[:, there], weight[:, there], places)
    torch.testing.assert_close(whole, some, atol=1e-3, rtol=1e-3)


def test_a_run_that_is_cut_off_goes_on_where_it_was(tmp_path, monkeypatch, codes):
    numbers = np.random.default_rng(4)
    for side in cells_lavit.SIDES:
        np.savez(tmp_path / f"cells-{side}.npz", vectors=numbers.normal(size=(4, side * side, 256)).astype(np.float16), held=np.zeros(4, bool))
    monkeypatch.setattr(cells_lavit, "codebook", lambda bundle: codes)

    class Options:
        work, bundle, steps, batch = tmp_path, None, 2, 2
    whole = cells_lavit.Training(Options)
    whole.run()
    assert whole.step == 2 and all(torch.isfinite(p).all() for p in whole.parameters)
    again = cells_lavit.Training(Options)
    assert again.step == 2
    for one, other in zip(whole.parameters, again.parameters):
        torch.testing.assert_close(one, other)
