"""Trains the head that says how many of a picture's tokens a wished error needs.

    python -m winnow_models.karl_train --work WORK --steps 2000     # after pieces_train; resumes

Labels are the exact shortest prefixes: each training picture is decoded at `POINTS` prefixes once, and what lies between is interpolated.
Where no prefix reaches the wished error, every token is needed.
"""
import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from . import squares
from .pieces_export import Pieces
from .refinement import TOKENS
from .small_pieces import Halting, KeptTokenizer, Reconstructor

POINTS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 80, 96, 112, 128)
WISHED = (0.03, 0.05, 0.07, 0.09, 0.12, 0.16)
LEAST, MOST = 0.01, 0.4
TAUGHT_EVERY, PLAIN = 12, 240   # of the squares, those that are labelled; more of flat, drawn and noisy pictures, of which photographs teach nothing
BATCH, SEED = 32, 21
WITHIN = 0.965                  # of the held-out photos whose wished error can be reached, those that should stay within it


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


class Training:
    """What a step sees depends on the seed and the step alone."""

    def __init__(self, options):
        torch.manual_seed(SEED)
        pieces = Pieces(options.work)
        self.options, self.step, self.seconds, self.tokens = options, 0, 0.0, pieces.tokens
        self.head = Halting()
        self.tokenizer = KeptTokenizer(pieces.seen, pieces.tokens, self.head)
        self.optimiser = torch.optim.AdamW(self.head.parameters(), lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01)
        reconstructor = pieces.reconstructor(Reconstructor)
        self.taught, self.held = (material(options.work, self.tokenizer, reconstructor, held) for held in (False, True))
        self.path = options.work / "karl.pt"
        if self.path.exists():
            kept = torch.load(self.path)
            self.head.load_state_dict(kept["head"])
            self.optimiser.load_state_dict(kept["optimiser"])
            self.step, self.seconds = kept["step"], kept["seconds"]

    def save(self, bias=0.0, figures=None):
        partial = self.path.with_suffix(".partial")
        torch.save({"head": self.head.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step, "seconds": self.seconds,
                    "bias": bias, "figures": figures}, partial)
        partial.rename(self.path)

    def rate(self):
        left = (self.options.steps - self.step) / max(1, self.options.steps * self.options.cooling)
        return self.options.rate * min(1, (self.step + 1) / 100, left)

    def logits(self, side, chosen, wished):
        images = torch.from_numpy(side["images"][chosen]).permute(0, 3, 1, 2).float() / 255
        with torch.no_grad():
            scaled = self.tokens.scaled(torch.from_numpy(side["ids"][chosen].astype(np.int64)))
        return self.head(images, scaled, torch.from_numpy(side["left"][chosen]), torch.from_numpy(wished.astype(np.float32)))

    def loss(self, numbers):
        """Cross-entropy of halting. Most wished errors are what some prefix reaches, so that every length is asked for."""
        side = self.taught
        chosen = numbers.choice(len(side["ids"]), BATCH, replace=False)
        near = side["curve"][chosen, numbers.integers(0, TOKENS, BATCH)] * np.exp(numbers.normal(0, 0.05, BATCH))
        wished = np.where(numbers.random(BATCH) < 0.7, near, np.exp(numbers.uniform(np.log(LEAST), np.log(MOST), BATCH))).clip(LEAST, MOST)
        needed = torch.from_numpy(shortest(side["curve"][chosen], wished))
        halted = (torch.arange(TOKENS) >= needed[:, None]).float()
        with torch.autocast("cpu", torch.bfloat16):
            logits = self.logits(side, chosen, wished)
        return functional.binary_cross_entropy_with_logits(logits.float(), halted)

    def counts(self, wished, bias=0.0):
        """How many tokens the head asks for, of the held-out pictures."""
        side, found = self.held, []
        with torch.no_grad():
            for chosen in np.array_split(np.arange(len(side["ids"])), 16):
                chances = (self.logits(side, chosen, np.full(len(chosen), wished)) + bias).sigmoid().numpy()
                needed = chances <= 0.75
                found.append(np.where(needed, np.arange(1, TOKENS + 1), 1).max(1))
        return np.concatenate(found)

    def figures(self, bias):
        """By wished error: mean count of held-out photos, the shortest that would do, share within of those that can be, and counts of
        what is no photo."""
        curve, photo = self.held["curve"], self.held["photo"]
        told = {}
        for wished in WISHED:
            counts, best = self.counts(wished, bias), shortest(curve, np.full(len(curve), wished))
            reachable = curve[:, -1] <= wished
            within = curve[np.arange(len(curve)), counts - 1] <= wished
            told[wished] = {"kept": float(counts[photo].mean()), "shortest": float(best[photo].mean()), "reachable": int((reachable & photo).sum()),
                            "within": float(within[reachable & photo].mean()), "plain": float(counts[~photo].mean())}
        return told

    def calibrated(self):
        """The largest bias, of those tried, with which as many held-out photos stay within as should, at every wished error."""
        photo, curve = self.held["photo"], self.held["curve"]
        for bias in np.arange(1.0, -6.1, -0.25):
            figures = self.figures(bias)
            if min(row["within"] for row in figures.values()) >= WITHIN:
                break
        return float(bias), figures

    def run(self):
        began, curve = time.monotonic() - self.seconds, open(self.options.work / "karl.jsonl", "a")
        losses, saved = [], time.monotonic()
        while self.step < self.options.steps:
            loss = self.loss(np.random.default_rng([SEED, self.step]))
            for group in self.optimiser.param_groups:
                group["lr"] = self.rate()
            self.optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.head.parameters(), 1.0)
            self.optimiser.step()
            self.step += 1
            losses.append(float(loss.detach()))
            self.seconds = time.monotonic() - began
            if time.monotonic() - saved > 60:
                self.save()
                saved = time.monotonic()
            if self.step % self.options.every == 0:
                print(json.dumps({"step": self.step, "seconds": round(self.seconds), "loss": round(float(np.mean(losses)), 4)}), file=curve, flush=True)
                losses.clear()
        bias, figures = self.calibrated()
        self.save(bias, figures)
        print(json.dumps({"step": self.step, "bias": bias, "figures": figures}), file=curve, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--cooling", type=float, default=0.4, help="share of the steps in which the rate falls")
    parser.add_argument("--every", type=int, default=100, help="steps from one point of the curve to the next")
    options = parser.parse_args()
    torch.set_num_threads(1)
    Training(options).run()


if __name__ == "__main__":
    main()
