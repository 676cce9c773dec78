"""Squares of training photos at the edge that One-D-Piece and KARL take, cut once.

    python -m winnow_models.squares --train ../../../shared/data/train --work WORK
"""
import argparse
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from . import drawing, pictures

SIDE = 128
VIEWS = 5           # of each photo: the whole, as it will be met, and parts
PLAIN_EVERY = 16    # so many photographs to a picture that is none
SEED = 7


def cut(picture, side=SIDE):
    """uint8 `[side, side, 3]`: the shorter side is scaled to `side`, the middle is cut out."""
    return np.asarray(ImageOps.fit(picture.convert("RGB"), (side, side), Image.Resampling.BICUBIC))


def part(picture, rng, least=0.5, side=SIDE):
    """A random square with an edge of `least` to 1 of the shorter side's, mirrored half of the time."""
    edge = round(min(picture.size) * rng.uniform(least, 1))
    left, top = rng.randint(0, picture.width - edge), rng.randint(0, picture.height - edge)
    square = picture.convert("RGB").resize((side, side), Image.Resampling.BICUBIC, (left, top, left + edge, top + edge))
    return np.asarray(ImageOps.mirror(square) if rng.random() < 0.5 else square)


def noise(rng, side=SIDE):
    """Noise of a random strength and grain on one colour: what photographs have, and what no codebook describes."""
    numbers = np.random.default_rng(rng.getrandbits(32))
    grain = rng.choice([1, 1, 2, 4, 8])
    channels = rng.choice([1, 3])
    field = numbers.normal(0, rng.uniform(8, 90), (side // grain, side // grain, channels)).repeat(grain, 0).repeat(grain, 1)
    return np.clip(numbers.uniform(60, 196, 3) + field, 0, 255).astype(np.uint8)


def plain(rng, side=SIDE):
    """A picture that is no photograph: one colour, two that pass into each other, shapes on these, or noise."""
    kind = rng.choice(["ground", "ground", "shapes", "noise"])
    if kind == "noise":
        return noise(rng, side)
    ground = drawing.background(rng, (side, side))
    return np.asarray(ground if kind == "ground" else drawing.draw(ground, [drawing.random_shape(rng) for _ in range(rng.randint(1, 4))]))


def squares(paths, rng, views):
    """uint8 `[n, side, side, 3]`: of every photo the middle and `views` - 1 parts, with pictures between that are none."""
    found = []
    for path in paths:
        with Image.open(path) as photo:
            photo = photo.convert("RGB")
            found += [cut(photo), *(part(photo, rng) for _ in range(views - 1))]
        if rng.random() < views / PLAIN_EVERY:
            found.append(plain(rng))
    return np.stack(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    rng, listed = random.Random(SEED), [path for path, _, _ in pictures.labelled(options.train)]
    taught, held = [path for path in listed if not pictures.held_out(path)], [path for path in listed if pictures.held_out(path)]
    rng.shuffle(taught)
    np.save(options.work / "squares.npy", squares(taught, rng, VIEWS))
    np.save(options.work / "held.npy", np.stack([cut(Image.open(path)) for path in held]))


if __name__ == "__main__":
    main()
