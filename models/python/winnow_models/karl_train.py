"""Trains the head that says how many of a picture's tokens a wished error needs.

    python -m winnow_models.karl_train --work WORK     # after pieces_train; resumes

Labels are the exact shortest prefixes: each training picture is decoded at `POINTS` prefixes once, and what lies between is interpolated.
Where no prefix reaches the wished error, every token is needed.
"""
import argparse
import random
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from . import squares, steps
from .pieces_export import BATCH_SIZE, WITHIN, Pieces
from .raster import pixels
from .refinement import TOKENS
from .small_pieces import HALTED_ABOVE, Halting, KeptTokenizer
from .steps import Steps

POINTS = (1, 2, 4, 8, 16, 32, 48, 64, 80, 96, 128)
WISHED = (0.03, 0.05, 0.07, 0.09, 0.12, 0.16)
LEAST, MOST = 0.01, 0.4
SEED = 21
TAUGHT_EVERY, PLAIN = 16, 240   # of the squares, those that are labelled; more of flat, drawn and noisy pictures, of which photographs teach nothing


def errors(shown, images):
    """Mean of absolute errors of each picture as it is stored, `[batch]`, 1 from black to white."""
    return ((shown.clamp(0, 1) * 255).round() - images.float()).abs().mean((1, 2, 3)) / 255


def curves(tokenizer, reconstructor, images, batch=16):
    """Ids int16, root mean square errors after each token as the search knows them, and mean absolute errors after each, all `[n, tokens]`."""
    found = []
    with torch.no_grad():
        for i in range(0, len(images), batch):
            part = torch.from_numpy(np.ascontiguousarray(images[i:i + batch]))
            _, ids, _, left = tokenizer.described(part)
            at = np.stack([errors(reconstructor(ids[:, :k]), part).numpy() for k in POINTS], 1)
            between = np.stack([np.interp(np.log(np.arange(1, TOKENS + 1)), np.log(POINTS), np.log(row + 1e-6)) for row in at])
            found.append((ids.numpy().astype(np.int16), left.numpy(), np.exp(between).astype(np.float32)))
    return tuple(np.concatenate(parts) for parts in zip(*found))


def shortest(curve, wished):
    """How many tokens bring the error of `[n, tokens]` to the wished `[n]`, or all."""
    reached = curve <= wished[:, None]
    return np.where(reached.any(1), reached.argmax(1) + 1, curve.shape[1])


def material(work, tokenizer, reconstructor, held):
    """Pictures and `curves` of one side of the split, found once."""
    path = Path(work, "karl-held.npz" if held else "karl-taught.npz")
    if not path.exists():
        rng = random.Random(SEED + held)
        photos = np.load(Path(work, "held.npy")) if held else np.load(Path(work, "squares.npy"), mmap_mode="r")[::TAUGHT_EVERY]
        plain = [squares.plain(rng) for _ in range(PLAIN // 4 if held else PLAIN)]
        images = np.concatenate([photos, np.stack(plain)])
        ids, left, curve = curves(tokenizer, reconstructor, images)
        np.savez(path, images=images, ids=ids, left=left, curve=curve, photo=np.arange(len(images)) < len(photos))
    return dict(np.load(path))


class Training(Steps):
    def __init__(self, options):
        torch.manual_seed(SEED)
        pieces = Pieces(options.work)
        super().__init__(options, "karl", Halting(), SEED)
        self.tokens = pieces.tokens
        tokenizer, reconstructor = KeptTokenizer(pieces.seen, pieces.tokens, self.module), pieces.reconstructor()
        self.taught, self.held = (material(options.work, tokenizer, reconstructor, held) for held in (False, True))

    def logits(self, head, side, chosen, wished):
        images = pixels(torch.from_numpy(side["images"][chosen]))
        with torch.no_grad():
            scaled = self.tokens.scaled(torch.from_numpy(side["ids"][chosen].astype(np.int64)))
        return head(images, scaled, torch.from_numpy(side["left"][chosen]), torch.from_numpy(wished.astype(np.float32)))

    def loss(self, numbers):
        """Cross-entropy of halting. Most wished errors are what some prefix reaches, so that every length is asked for."""
        side = self.taught
        chosen = numbers.choice(len(side["ids"]), BATCH_SIZE, replace=False)
        near = side["curve"][chosen, numbers.integers(0, TOKENS, BATCH_SIZE)] * np.exp(numbers.normal(0, 0.05, BATCH_SIZE))
        wished = np.where(numbers.random(BATCH_SIZE) < 0.7, near, np.exp(numbers.uniform(np.log(LEAST), np.log(MOST), BATCH_SIZE))).clip(LEAST, MOST)
        needed = torch.from_numpy(shortest(side["curve"][chosen], wished))
        halted = (torch.arange(TOKENS) >= needed[:, None]).float()
        with torch.autocast("cpu", torch.bfloat16):
            logits = self.logits(self.module, side, chosen, wished)
        return functional.binary_cross_entropy_with_logits(logits.float(), halted)

    def logits_of_held(self):
        """By wished error, `[pictures, tokens]`."""
        with torch.no_grad():
            parts = np.array_split(np.arange(len(self.held["ids"])), 16)
            return {wished: np.concatenate([self.logits(self.mean.module, self.held, part, np.full(len(part), wished)).numpy() for part in parts]) for wished in WISHED}

    def at(self, logits, bias):
        """By wished error: mean count of held-out photos, the shortest that would do, share within of those that can be, and counts of
        what is no photo."""
        curve, photo, told = self.held["curve"], self.held["photo"], {}
        for wished, rows in logits.items():
            chances, places = 1 / (1 + np.exp(-rows - bias)), np.arange(1, TOKENS + 1)
            counts, best = np.where(chances <= HALTED_ABOVE, places, 1).max(1), shortest(curve, np.full(len(curve), wished))
            reachable = curve[:, -1] <= wished
            within = curve[np.arange(len(curve)), counts - 1] <= wished
            told[wished] = {"kept": float(counts[photo].mean()), "shortest": float(best[photo].mean()), "reachable": int((reachable & photo).sum()),
                            "within": float(within[reachable & photo].mean()), "plain": float(counts[~photo].mean())}
        return told

    def calibrated(self):
        """The largest bias, of those tried, with which as many held-out photos stay within as should, at every wished error."""
        logits = self.logits_of_held()
        for bias in np.arange(1.0, -8.1, -0.25):
            figures = self.at(logits, bias)
            if min(row["within"] for row in figures.values()) >= WITHIN:
                break
        return float(bias), figures

    def run(self):
        super().run()
        bias, figures = self.calibrated()
        self.save(bias=bias)
        self.note(bias=bias, figures=figures)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    steps.arguments(parser, steps=800, rate=1e-3, cooling=0.4, every=25)
    options = parser.parse_args()
    torch.set_num_threads(1)
    Training(options).run()


if __name__ == "__main__":
    main()
