"""What the figures mean."""
import io
import random

import numpy as np
import pytest
from PIL import Image

from winnow_models import pieces_measure
from winnow_models.squares import SIDE, cut, noise


@pytest.fixture(scope="module")
def image():
    numbers = np.random.default_rng(2)
    coarse = Image.fromarray(numbers.integers(30, 220, (6, 6, 3)).astype(np.uint8))
    return np.asarray(coarse.resize((SIDE, SIDE), Image.Resampling.BICUBIC))


def test_equal_pictures_are_alike(image):
    assert pieces_measure.ms_ssim(image[None], image[None])[0] == pytest.approx(1)
    assert pieces_measure.psnr(image[None], image[None])[0] > 100 and pieces_measure.l1(image[None], image[None])[0] == 0


def test_more_noise_is_less_alike(image):
    numbers = np.random.default_rng(4)
    worse = [np.clip(image + numbers.normal(0, spread, image.shape), 0, 255).astype(np.uint8)[None] for spread in (5, 25, 80)]
    alike = [pieces_measure.ms_ssim(one, image[None])[0] for one in worse]
    assert 1 > alike[0] > alike[1] > alike[2] > 0


def test_webp_keeps_within_its_bytes(image):
    shown = pieces_measure.best_webp(image, 192)
    larger = pieces_measure.best_webp(image, 2000)
    assert pieces_measure.psnr(larger[None], image[None])[0] > pieces_measure.psnr(shown[None], image[None])[0]
    file = io.BytesIO()
    Image.fromarray(image).resize((24, 24)).save(file, "webp", quality=0, method=6)
    assert pieces_measure.best_webp(image, 20) is None and len(file.getvalue()) > 20


def test_a_square_is_the_middle_of_a_picture():
    wide = np.zeros((200, 400, 3), np.uint8)
    wide[:, 100:300] = 255
    assert cut(Image.fromarray(wide)).min() > 200


def test_noise_has_a_grain_and_a_strength():
    made = [noise(random.Random(seed)) for seed in range(8)]
    assert all(one.shape == (SIDE, SIDE, 3) and one.std() > 3 for one in made)
