"""Trains what decodes One-D-Piece's tokens beyond their linear picture, and measures it.

    python -m winnow_models.pieces_train --work WORK --steps 4000       # after squares and refinement; resumes
"""
import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from . import refinement
from .small_pieces import Correction, Reconstructor, Tokenizer

PREFIXES = (1, 8, 32, 64, 128)
BATCH, SEED = 32, 9
SHOWN = 96      # held-out pictures that the curves are of


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


class Training:
    """What a step sees depends on the seed and the step alone."""

    def __init__(self, options):
        torch.manual_seed(SEED)
        seen, tokens = refinement.load(options.work)
        self.options, self.step, self.seconds = options, 0, 0.0
        self.correction = Correction()
        self.model = Reconstructor(seen, tokens, self.correction)
        self.optimiser = torch.optim.AdamW(self.correction.parameters(), lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01)
        tokenizer = Tokenizer(seen, tokens)
        self.images = np.load(options.work / "squares.npy", mmap_mode="r")
        self.ids = ids_of(options.work, tokenizer, "squares")
        self.held = torch.from_numpy(np.load(options.work / "held.npy")[:SHOWN])
        self.held_ids = torch.from_numpy(ids_of(options.work, tokenizer, "held")[:SHOWN].astype(np.int64))
        self.path = options.work / "pieces.pt"
        if self.path.exists():
            kept = torch.load(self.path)
            self.correction.load_state_dict(kept["correction"])
            self.optimiser.load_state_dict(kept["optimiser"])
            self.step, self.seconds = kept["step"], kept["seconds"]

    def save(self):
        partial = self.path.with_suffix(".partial")
        torch.save({"correction": self.correction.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step, "seconds": self.seconds}, partial)
        partial.rename(self.path)

    def rate(self):
        """Rises for 100 steps, stays, and falls to nothing over the last share of the steps."""
        left = (self.options.steps - self.step) / max(1, self.options.steps * self.options.cooling)
        return self.options.rate * min(1, (self.step + 1) / 100, left)

    def loss(self, numbers):
        """By how many decibels the picture of a random prefix is nearer than black to white is, so that every prefix counts alike."""
        chosen = numbers.choice(len(self.ids), BATCH, replace=False)
        prefix = int(numbers.integers(1, self.ids.shape[1] + 1))
        ids = torch.from_numpy(self.ids[chosen, :prefix].astype(np.int64))
        images = torch.from_numpy(self.images[np.sort(chosen)][np.argsort(np.argsort(chosen))]).permute(0, 3, 1, 2).float() / 255
        with torch.no_grad():
            scaled = self.model.refinement.scaled(ids)
            first = self.model.seen.pictures(self.model.refinement.coefficients(scaled))
        with torch.autocast("cpu", torch.bfloat16):
            added = self.correction(first, scaled)
        squares = (first + added.float() - images).square().mean((1, 2, 3))
        return 10 * (squares + 1e-5).log10().mean()

    def run(self):
        began, curve = time.monotonic() - self.seconds, open(self.options.work / "pieces.jsonl", "a")
        losses, saved = [], time.monotonic()
        while self.step < self.options.steps:
            loss = self.loss(np.random.default_rng([SEED, self.step]))
            for group in self.optimiser.param_groups:
                group["lr"] = self.rate()
            self.optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.correction.parameters(), 1.0)
            self.optimiser.step()
            self.step += 1
            losses.append(float(loss.detach()))
            last = self.step == self.options.steps
            self.seconds = time.monotonic() - began
            if time.monotonic() - saved > 60 or last:
                self.save()
                saved = time.monotonic()
            if self.step % self.options.every == 0 or last:
                found = quality(self.model.eval(), self.held_ids, self.held).mean(0)
                self.model.train()
                line = {"step": self.step, "seconds": round(self.seconds), "loss": round(float(np.mean(losses)), 4)}
                print(json.dumps(line | {f"held-{k}": round(float(value), 3) for k, value in zip(PREFIXES, found)}), file=curve, flush=True)
                losses.clear()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--cooling", type=float, default=0.3, help="share of the steps in which the rate falls")
    parser.add_argument("--every", type=int, default=250, help="steps from one point of the curves to the next")
    options = parser.parse_args()
    torch.set_num_threads(1)
    Training(options).run()


if __name__ == "__main__":
    main()
