"""Tokens that refine: what they are fitted to, and that any prefix of them is a picture."""
import itertools

import numpy as np
import pytest
import torch

from winnow_models import refinement, spectrum
from winnow_models.refinement import Fit, strongest, water_filling


@pytest.fixture(scope="module")
def rows():
    """Coefficients that fall off, louder in some pictures than in others, as photographs' are."""
    generator = torch.Generator().manual_seed(1)
    loud = torch.randn(600, 1, generator=generator).mul(0.5).exp()
    return loud * torch.randn(600, 48, generator=generator) * torch.linspace(1, 0.05, 48) / 8


@pytest.fixture(scope="module")
def made(rows):
    return Fit(rows, torch.full((len(rows),), 1e-3), tokens=12, codes=64)(report=lambda *_: None)


def left(made, rows):
    with torch.no_grad():
        return made(rows)


def test_every_token_brings_the_picture_nearer(made, rows):
    errors = left(made, rows)[1].mean(0)
    assert (errors[1:] < errors[:-1]).all()
    assert errors[-1] < 0.35 * rows.square().sum(1).mean()


def test_what_is_left_is_the_distance_to_the_decoded_prefix(made, rows):
    ids, errors = left(made, rows)
    for k in (1, 5, 12):
        again = made.coefficients(made.scaled(ids[:, :k]))
        torch.testing.assert_close((rows - again).square().sum(1), errors[:, k - 1], rtol=1e-3, atol=1e-6)


def test_a_prefix_does_not_depend_on_what_follows(made, rows):
    ids = left(made, rows[:7])[0]
    whole = made.scaled(ids)
    for k in (1, 4, 9):
        torch.testing.assert_close(made.scaled(ids[:, :k]), whole[:, :k])
        kept = (torch.arange(12) < k).float().expand(7, -1)
        torch.testing.assert_close(made.coefficients(made.scaled(ids, kept)), made.coefficients(whole[:, :k]))


def test_the_search_finds_what_trying_every_code_finds(made, rows):
    """The slow twin: decode each code and look."""
    some, loud = rows[:5], torch.zeros(5, 0)
    gain, squares = torch.full((5, 1), 1.3), made.squares(3)
    changes = 1.3 * made.codebook @ made.map(3)
    tried = (some[:, None] - changes[None]).square().sum(-1).argmin(1)
    assert made.search(some, 3, gain, squares).tolist() == tried.tolist()
    torch.testing.assert_close(squares, (made.codebook @ made.map(3)).square().sum(1))
    torch.testing.assert_close(made.table()[3], squares)


def test_maps_are_what_a_bundle_can_hold(made):
    torch.testing.assert_close(refinement.rows_int8(made.maps), made.maps, rtol=1e-6, atol=1e-9)


def test_water_filling_leaves_the_same_wherever_it_spends_bits():
    squares, bits = torch.tensor([4.0, 2.0, 1.0, 0.01]), 3.0
    given = water_filling(squares, bits)
    rest = squares - given
    assert rest[0] == pytest.approx(float(rest[1])) and rest[1] == pytest.approx(float(rest[2])) and given[3] == 0
    spent = sum(0.5 * np.log2(float(a / b)) for a, b in zip(squares[:3], rest[:3]))
    assert spent == pytest.approx(bits, rel=1e-4)


def test_the_strongest_directions_are_principal_components():
    generator = torch.Generator().manual_seed(2)
    rows = torch.randn(400, 30, generator=generator) * torch.tensor([9.0, 5, 3] + [0.1] * 27)
    directions, squares = strongest(rows, 3, generator)
    wanted = torch.linalg.eigvalsh(rows.t() @ rows / 400).flip(0)[:3]
    torch.testing.assert_close(squares, wanted, rtol=1e-3, atol=1e-3)
    torch.testing.assert_close(directions @ directions.t(), torch.eye(3), atol=1e-4, rtol=0)


@pytest.fixture(scope="module")
def images():
    numbers = np.random.default_rng(3)
    coarse = numbers.integers(40, 216, (20, 8, 8, 3)).astype(np.uint8)
    return coarse.repeat(16, 1).repeat(16, 2)


def test_coefficients_are_as_far_apart_as_pictures(images):
    seen = spectrum.fitted(images, kept=3 * spectrum.LOW**2)
    pixels = torch.from_numpy(images)
    found = seen(pixels)
    shown = seen.pictures(found).permute(0, 2, 3, 1)
    errors = (pixels.float() / 255 - shown).square().mean((1, 2, 3))
    torch.testing.assert_close(seen.beyond(pixels, found) / 3, errors, rtol=1e-3, atol=1e-6)
    for one, other in itertools.combinations(range(4), 2):
        apart = (shown[one] - shown[other]).square().mean() * 3
        assert float(apart) == pytest.approx(float((found[one] - found[other]).square().sum()), rel=1e-3)


def test_fewer_coefficients_are_those_that_vary_most(images):
    seen = spectrum.fitted(images, kept=100)
    every = spectrum.Spectrum(np.arange(3072), np.zeros(3072)).all_coefficients(torch.from_numpy(images)).var(0)
    assert every[seen.places].min() >= every.sort(descending=True).values[99]
    assert seen(torch.from_numpy(images)).mean(0).abs().max() < 1e-5
