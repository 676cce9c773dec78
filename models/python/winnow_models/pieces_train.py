"""Trains what decodes One-D-Piece's tokens beyond their linear picture, and measures it.

    python -m winnow_models.pieces_train --work WORK     # after squares and refinement; resumes
"""
import argparse
from pathlib import Path

import numpy as np
import torch

from . import refinement, steps
from .pieces_export import BATCH_SIZE
from .raster import pixels
from .small_pieces import Correction, Reconstructor, Tokenizer
from .steps import Steps

PREFIXES = (1, 8, 32, 64, 128)
SEED = 9
SHOWN = 96      # held-out pictures that the curves are of
LEAST = 1e-5    # squared error at which a picture is good enough


def tokenized(tokenizer, images, batch=64):
    """int16 `[n, tokens]`."""
    return np.concatenate([tokenizer(torch.from_numpy(images[i:i + batch])).numpy().astype(np.int16) for i in range(0, len(images), batch)])


def ids_of(work, tokenizer, name):
    """The ids of the pictures `NAME.npy`, found once."""
    path = Path(work, f"{name}.ids.npy")
    if not path.exists():
        with torch.no_grad():
            np.save(path, tokenized(tokenizer, np.load(Path(work, f"{name}.npy"), mmap_mode="r")))
    return np.load(path)


def decibels(shown, images):
    """PSNR of each picture as it is stored: `[batch, side, side, 3]` clamped and rounded, against uint8."""
    rounded = (shown.clamp(0, 1) * 255).round()
    return -10 * ((rounded - images.float()).square().mean((1, 2, 3)) / 255**2).clamp(min=1e-9).log10()


def quality(reconstructor, ids, images, prefixes=PREFIXES, batch=32):
    """PSNR `[pictures, prefixes]`."""
    with torch.no_grad():
        parts = [torch.stack([decibels(reconstructor(some[:, :k]), shown) for k in prefixes], 1) for some, shown in zip(ids.split(batch), images.split(batch))]
    return torch.cat(parts)


class Training(Steps):
    def __init__(self, options):
        torch.manual_seed(SEED)
        self.seen, self.tokens = refinement.load(options.work)
        super().__init__(options, "pieces", Correction(), SEED)
        self.shown, tokenizer = Reconstructor(self.seen, self.tokens, self.mean.module), Tokenizer(self.seen, self.tokens)
        self.images = np.load(options.work / "squares.npy", mmap_mode="r")
        self.ids = ids_of(options.work, tokenizer, "squares")
        self.held = torch.from_numpy(np.load(options.work / "held.npy")[:SHOWN])
        self.held_ids = torch.from_numpy(ids_of(options.work, tokenizer, "held")[:SHOWN].astype(np.int64))

    def loss(self, numbers):
        """The error of the pictures of a random prefix in decibels, so that every prefix counts alike."""
        chosen = np.sort(numbers.choice(len(self.ids), BATCH_SIZE, replace=False))
        prefix = int(numbers.integers(1, self.ids.shape[1] + 1))
        ids = torch.from_numpy(self.ids[chosen, :prefix].astype(np.int64))
        images = pixels(torch.from_numpy(self.images[chosen]))
        with torch.no_grad():
            scaled = self.tokens.scaled(ids)
            first = self.seen.pictures(self.tokens.coefficients(scaled)).clamp(0, 1)
        with torch.autocast("cpu", torch.bfloat16):
            added = self.module(first, scaled)
        squares = (first + added.float() - images).square().mean((1, 2, 3))
        return 10 * (squares + LEAST).log10().mean()

    def figures(self):
        found = quality(self.shown, self.held_ids, self.held).mean(0)
        return {f"held-{k}": round(float(value), 3) for k, value in zip(PREFIXES, found)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    steps.arguments(parser, steps=1350, rate=1e-3, cooling=0.4, every=50)
    options = parser.parse_args()
    torch.set_num_threads(1)
    Training(options).run()


if __name__ == "__main__":
    main()
