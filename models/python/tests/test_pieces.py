"""One-D-Piece and KARL as they are shipped, small: graphs say what PyTorch says, and what is not there does not matter."""
import argparse

import numpy as np
import pytest
import torch
import yaml

from winnow_models import backbone, bundle, compact, karl_train, pieces_export, pieces_train, small_pieces, spectrum, steps
from winnow_models.refinement import WIDTH, Fit

TOKENS, CODES = 10, 64


@pytest.fixture(scope="module")
def images():
    """Uneven patches, of which no two pictures have the same."""
    numbers = np.random.default_rng(3)
    coarse = numbers.integers(20, 236, (48, 16, 16, 3)).astype(np.uint8)
    return coarse.repeat(8, 1).repeat(8, 2)


@pytest.fixture(scope="module")
def parts(images):
    """Spectrum, refinement, and a correction and a head with every weight random."""
    torch.manual_seed(5)
    seen = spectrum.fitted(images, kept=96)
    pixels = torch.from_numpy(images)
    rows = seen(pixels)
    made = Fit(rows, seen.beyond(pixels, rows), tokens=TOKENS, codes=CODES)(report=lambda *_: None)
    correction = small_pieces.Correction(small_pieces.Size(32, 1, 2), TOKENS).eval()
    torch.nn.init.normal_(correction.pixel_decoder.conv_out.weight, std=0.02)
    halting = small_pieces.Halting(small_pieces.Size(32, 1, 2), TOKENS).eval()
    compact.stored(correction), compact.stored(halting)
    return seen, made, correction, halting


class Small:
    """What `pieces_export.Pieces` reads from a work folder."""

    def __init__(self, parts):
        self.seen, self.tokens, self.correction, self.halting = parts
        self.bias, self.steps, self.minutes = 0.5, 7, 1

    tokenizer, reconstructor, kept_tokenizer = (getattr(pieces_export.Pieces, name) for name in ("tokenizer", "reconstructor", "kept_tokenizer"))


@pytest.fixture(scope="module", params=["one-d-piece", "karl"])
def exported(request, parts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exported") / f"{request.param}-small"
    pieces, graphs = Small(parts), {"one-d-piece": pieces_export.one_d_piece, "karl": pieces_export.karl}[request.param]
    listed = pieces_export.write(folder, graphs(pieces), "pieces.weights")
    return request.param, folder, pieces, listed


def inputs(system, images):
    """Of `encode`, for so many pictures."""
    if system == "one-d-piece":
        return {"images": images}
    n = len(images)
    return {"images": images, "epsilon": np.linspace(0.02, 0.3, n, dtype=np.float32), "budget": np.arange(n) % TOKENS + 1}


@pytest.mark.parametrize("batch", [1, 3, 8])
def test_graphs_agree_with_pytorch(exported, images, batch):
    system, folder, pieces, _ = exported
    given = inputs(system, images[:batch])
    tokenizer = pieces.tokenizer() if system == "one-d-piece" else pieces.kept_tokenizer()
    with torch.no_grad():
        wanted = tokenizer(*map(torch.from_numpy, given.values()))
    wanted = [wanted] if system == "one-d-piece" else wanted
    found = backbone.session(folder / "encode.onnx", 1).run(None, given)
    for one, other in zip(found, wanted):
        np.testing.assert_allclose(one, other, atol=1e-4)
    decode = backbone.session(folder / "decode.onnx", 1)
    for k in (1, 4, TOKENS):
        if system == "one-d-piece":
            sent, again = {"ids": found[0][:, :k]}, pieces.reconstructor()
        else:
            sent, again = {"ids": found[0][:, :k], "keep": found[1][:, :k]}, pieces.reconstructor(small_pieces.KeptReconstructor)
        with torch.no_grad():
            shown = again(*map(torch.from_numpy, sent.values()))
        np.testing.assert_allclose(decode.run(None, sent)[0], shown, atol=1e-3)


def test_a_kept_prefix_decodes_to_what_the_prefix_alone_decodes_to(parts, images):
    seen, made, correction, _ = parts
    with torch.no_grad():
        ids = small_pieces.Tokenizer(seen, made)(torch.from_numpy(images[:4]))
        for k in (1, 6):
            keep = (torch.arange(TOKENS) < k).to(torch.uint8).expand(4, -1)
            kept = small_pieces.KeptReconstructor(seen, made, correction)(ids, keep)
            torch.testing.assert_close(kept, small_pieces.Reconstructor(seen, made, correction)(ids[:, :k]), atol=1e-5, rtol=1e-4)


def test_what_is_kept_is_a_prefix_within_the_budget(parts, images):
    seen, made, _, halting = parts
    tokenizer = small_pieces.KeptTokenizer(seen, made, halting)
    budget = torch.tensor([1, 3, 5, TOKENS])
    with torch.no_grad():
        ids, keep, chances = tokenizer(torch.from_numpy(images[:4]), torch.full((4,), 0.1), budget)
    counts = keep.sum(1)
    assert (counts >= 1).all() and (counts <= budget).all()
    assert (keep == (torch.arange(TOKENS) < counts[:, None])).all()
    beyond = torch.arange(TOKENS) >= budget[:, None]
    assert (ids[beyond] == 0).all() and (chances[beyond] == 1).all()


def test_the_search_knows_the_error_of_its_linear_picture(parts, images):
    seen, made, _, halting = parts
    pixels = torch.from_numpy(images[:5])
    with torch.no_grad():
        _, ids, _, left = small_pieces.KeptTokenizer(seen, made, halting).described(pixels)
        for k in (1, 5, TOKENS):
            shown = small_pieces.Reconstructor(seen, made)(ids[:, :k])
            torch.testing.assert_close((shown - pixels / 255).square().mean((1, 2, 3)).sqrt(), left[:, k - 1], rtol=1e-3, atol=1e-5)


def test_an_untrained_correction_adds_nothing(parts, images):
    seen, made, *_ = parts
    with torch.no_grad():
        ids = small_pieces.Tokenizer(seen, made)(torch.from_numpy(images[:2]))
        fresh = small_pieces.Correction(small_pieces.Size(32, 1, 2), TOKENS)
        torch.testing.assert_close(small_pieces.Reconstructor(seen, made, fresh)(ids), small_pieces.Reconstructor(seen, made)(ids).clamp(0, 1))


def test_patches_come_back_where_they_were():
    images = torch.rand(2, 3, 128, 128)
    rows = small_pieces.patches(images)
    assert rows.shape == (2, 64, 768)
    first = 4 * (images[0, :, :16, 16:32] - 0.5)
    torch.testing.assert_close(rows[0, 1].reshape(3, 16, 16), first)


def test_the_manifest_says_what_departs_from_the_published_design(exported):
    system, folder, _, listed = exported
    pieces_export.manifest(folder, system, listed, 1)
    told = yaml.safe_load((folder / bundle.MANIFEST).read_text())
    assert told["system"] == system and told["tokens"]["axis"] == "prefix" and told["codebook"]["width"] == WIDTH
    assert all(isinstance(line, str) for line in told["departures"])
    bundle.check(folder)


def test_labels_are_the_shortest_prefixes():
    curve = np.array([[0.3, 0.2, 0.1, 0.05], [0.5, 0.4, 0.4, 0.35], [0.1, 0.1, 0.1, 0.1]], np.float32)
    assert karl_train.shortest(curve, np.array([0.1, 0.1, 0.2], np.float32)).tolist() == [3, 4, 1]


def test_quality_is_that_of_the_stored_picture():
    images = torch.full((1, 8, 8, 3), 100, dtype=torch.uint8)
    shown = torch.full((1, 8, 8, 3), 100.4 / 255)
    assert float(pieces_train.decibels(shown, images)) > 80
    assert float(pieces_train.decibels(shown + 10 / 255, images)) == pytest.approx(20 * np.log10(255 / 10))


class Line(steps.Steps):
    """Learns a number from noisy ones."""

    def __init__(self, options):
        torch.manual_seed(2)
        super().__init__(options, "line", torch.nn.Linear(1, 1), 4)

    def loss(self, numbers):
        x = torch.from_numpy(numbers.normal(size=(16, 1)).astype(np.float32))
        return (self.module(x) - 3 * x).square().mean()


def test_a_training_that_was_stopped_goes_on_as_if_it_had_not_been(tmp_path):
    def trained(folder, *lengths):
        folder.mkdir()
        for length in lengths:
            run = Line(argparse.Namespace(work=folder, steps=40, rate=0.5, cooling=0.5, every=10))
            while run.step < length:
                run.one()
            run.save()
        return Line(run.options)

    whole, parted = trained(tmp_path / "whole", 40), trained(tmp_path / "parted", 13, 29, 40)
    torch.testing.assert_close(parted.module.state_dict(), whole.module.state_dict(), rtol=0, atol=0)
    torch.testing.assert_close(parted.mean.module.state_dict(), whole.mean.module.state_dict(), rtol=0, atol=0)
    assert whole.rate() == 0
