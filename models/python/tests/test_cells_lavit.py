import numpy as np
import pytest
import torch

from winnow_models import cells_lavit, lavit
from winnow_models.cells_lavit import CellsDecoder, CellsTokenizer, Codes, fresh, guide, waves

SHAPE = lavit.Shape(width=32, heads=2, hidden=64, merger_layers=1, decoder_layers=1, codes=64, code_width=256)


@pytest.fixture
def codes():
    numbers = np.random.default_rng(3)
    return Codes(numbers.integers(-127, 128, (64, 256)).astype(np.int8), numbers.uniform(0.001, 0.002, 256).astype(np.float32))


@pytest.fixture
def tokenizer(codes):
    torch.manual_seed(2)
    made = CellsTokenizer(codes, SHAPE).eval()
    torch.nn.init.normal_(made.leave.weight, std=0.02)
    return made


@pytest.mark.parametrize("side", [7, 9, 12])
def test_grids_of_all_sizes_are_tokenized(tokenizer, side):
    vectors = torch.randn(2, side, side, 256) / 16
    keep, ids, merged = tokenizer(vectors)
    assert keep.shape == ids.shape == (2, side * side) and merged.shape == (2, side * side, 256)
    assert 0 <= int(ids.min()) and int(ids.max()) < 64


def test_a_picture_is_tokenized_alone_as_in_a_batch(tokenizer):
    vectors = torch.randn(3, 7, 7, 256) / 16
    for whole, alone in zip(tokenizer(vectors), zip(*(tokenizer(one[None]) for one in vectors))):
        torch.testing.assert_close(whole, torch.cat(alone), atol=1e-5, rtol=1e-4)


def test_a_picture_of_which_nothing_would_be_kept_has_its_likeliest_cell(tokenizer):
    chances = torch.tensor([[[-3.0, -0.1], [-2.0, -0.2], [-4.0, -0.05]], [[-0.1, -3.0], [-2.0, -0.2], [-0.1, -3.0]]])
    assert tokenizer.decided(chances).tolist() == [[0, 1, 0], [1, 0, 1]]


def test_before_training_a_kept_cell_has_its_own_id(codes):
    tokenizer, vectors = CellsTokenizer(codes, SHAPE).eval(), torch.randn(2, 7, 7, 256) / 16
    _, ids, merged = tokenizer(vectors)
    torch.testing.assert_close(merged, vectors.flatten(1, 2))
    rows = codes.rows()
    slow = [[int(((rows - cell)**2).sum(1).argmin()) for cell in picture] for picture in vectors.flatten(1, 2)]
    assert ids.tolist() == slow


def test_the_share_that_is_fresh_is_what_the_cells_around_lack():
    vectors = torch.randn(1, 4, 4, 256)
    shares = fresh(vectors)
    slow = []
    for row in range(4):
        for column in range(4):
            near = vectors[0, max(0, row - 1):row + 2, max(0, column - 1):column + 2].flatten(0, 1).mean(0)
            own = vectors[0, row, column]
            slow.append(float(((own - near)**2).sum() / (own**2).sum()))
    np.testing.assert_allclose(shares[0], slow, rtol=1e-4)
    assert fresh(torch.ones(1, 4, 4, 256)).abs().max() == 0


def test_the_guide_keeps_more_of_a_textured_picture_and_what_differs_most():
    textured = torch.randn(7, 7, 256)
    flat = torch.ones(7, 7, 256) + textured / 100
    flat[3, 3] += 5
    kept = guide(torch.stack([textured, flat]), usual=float(fresh(textured[None]).mean()))
    assert kept[0].sum() == round(49 / 3) and kept[1].sum() == round(49 / 3 * cells_lavit.LEAST)
    assert kept[1, 3 * 7 + 3] == 1


def test_no_two_places_are_told_the_same():
    places = waves(12, 192, torch.zeros(1))
    assert places.shape == (144, 192)
    assert torch.cdist(places, places).fill_diagonal_(9).min() > 0.1


def test_what_is_not_there_changes_nothing_in_what_is_rebuilt(codes):
    torch.manual_seed(2)
    decoder, keep = CellsDecoder(codes, SHAPE).eval(), (torch.arange(49).reshape(1, 7, 7) % 3 == 0).to(torch.uint8)
    ids = torch.randint(0, 64, (1, 7, 7))
    others = torch.where(keep > 0, ids, (ids + 1) % 64)
    torch.testing.assert_close(decoder(ids, keep), decoder(others, keep))
    assert decoder(ids, keep).shape == (1, 49, 256)


class Options:
    bundle, steps, batch, shown, settled = None, 2, 2, 2, 1


@pytest.fixture
def material(tmp_path, monkeypatch, codes):
    numbers = np.random.default_rng(4)
    for side in cells_lavit.SIDES:
        np.savez(tmp_path / f"cells-{side}.npz", vectors=numbers.normal(size=(6, side * side, 256)).astype(np.float16), held=np.zeros(6, bool), photo=np.arange(6) < 5)
    monkeypatch.setattr(cells_lavit, "steps_and_scales", lambda bundle: (codes.steps.numpy(), codes.scales.numpy()))
    monkeypatch.setattr(Options, "work", tmp_path, raising=False)
    return tmp_path


def test_a_run_that_is_cut_off_goes_on_where_it_was(material):
    whole = cells_lavit.Training(Options)
    whole.run()
    assert whole.step == 2 and all(torch.isfinite(p).all() for p in whole.parameters)
    again = cells_lavit.Training(Options)
    assert again.step == 2
    for one, other in zip(whole.parameters, again.parameters):
        torch.testing.assert_close(one, other)


def test_after_calibration_photos_keep_a_third(material):
    training = cells_lavit.Training(Options)
    cells_lavit.calibrate(training.tokenizer, training.material)
    shares = []
    with torch.no_grad():
        for side in cells_lavit.SIDES:
            for part in cells_lavit.grids(training.material.photos[side][::4], side):
                shares += training.tokenizer(part)[0].float().mean(1).tolist()
    assert abs(np.mean(shares) - 1 / 3) < 0.02
