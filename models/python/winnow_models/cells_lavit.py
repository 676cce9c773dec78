"""LaVIT's dynamic tokenizer over the cells of an image encoder, small enough to ship.

Selector, merger, quantiser and decoder are those of `lavit`. What departs from the published design: the encoder is the shipped
one, so a linear layer and waves of each cell's place lead in; grids are of 7x7 to 12x12 cells; a code is one of the encoder's own
codebook, which a kept cell's id is held to by a small loss, so that a reader of that codebook reads both; places of kept
cells are transmitted, and the decoder is told them.

    python -m winnow_models.cells_lavit cells --train ../../../shared/data/train --bundle ../lite0-cells --work WORK
    python -m winnow_models.cells_lavit train --bundle ../lite0-cells --work WORK --steps 3000
"""
import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn import functional

from . import backbone, drawing, lavit, movers, pictures
from .codebook import WIDTH
from .shipped import codebook

SIDES, CELL = range(7, 13), 32
SHAPE = lavit.Shape(width=192, heads=6, hidden=384, merger_layers=2, decoder_layers=2, codes=4096, code_width=32)
RATIO, RATIO_WEIGHT, OWN_WEIGHT, NEAR_WEIGHT, COMMIT_WEIGHT = 1 / 3, 2.0, 0.05, 0.3, 0.25
SHARPNESS = 12.0    # of cosines with codes, as logits
SEED = 5


def waves(side, width, like):
    """`[side * side, width]` of each cell's place, row by row."""
    at = (torch.arange(side, device=like.device).to(like.dtype) + 0.5) / side
    rates = math.pi * 2.0**torch.arange(width // 8, device=like.device).to(like.dtype).remainder(6) * (1 + torch.arange(width // 8, device=like.device).to(like.dtype).div(6).floor() / 4)
    angle = at[:, None] * rates
    one = torch.cat([torch.sin(angle), torch.cos(angle)], -1)
    rows = one[:, None, :].expand(side, side, -1)
    columns = one[None, :, :].expand(side, side, -1)
    return torch.cat([rows, columns], -1).reshape(side * side, -1).repeat(1, 2)


class CellsTokenizer(nn.Module):
    """Vectors of all cells of a square grid `[batch, cells, 256]` to `keep`, `ids` and merged `vectors` `[batch, cells, 256]`."""

    def __init__(self, shape=SHAPE):
        super().__init__()
        self.shape = shape
        self.enter = nn.Linear(WIDTH, shape.width)
        self.token_predictor = lavit.Selector(shape.width)
        self.causal_encoder = lavit.Merger(shape)
        self.encode_task_layer = nn.Sequential(nn.Linear(shape.width, shape.width), nn.Tanh(), nn.Linear(shape.width, shape.code_width))
        self.quantize = lavit.Quantiser(shape.codes, shape.code_width)
        self.leave = nn.Linear(shape.width, WIDTH)

    def features(self, vectors, places):
        """places `[cells, width]`, of `waves`."""
        return self.enter(vectors) + places

    def merged(self, features, keep):
        """Merged features `[batch, cells, width]` and unit code vectors `[batch, cells, code width]`."""
        merged = self.causal_encoder(features, keep)
        return merged, functional.normalize(self.encode_task_layer(merged), dim=-1)

    def forward(self, vectors, places):
        features = self.features(vectors, places)
        chances = self.token_predictor(features)
        keep = (chances[..., 0] >= chances[..., 1]).to(features.dtype)
        merged, code = self.merged(features, keep)
        return keep.to(torch.uint8), self.quantize(code), self.leave(merged)


class CellsDecoder(nn.Module):
    """Codes of kept cells back to the vectors of all cells."""

    def __init__(self, shape=SHAPE):
        super().__init__()
        self.in_proj = nn.Linear(shape.code_width, shape.width)
        self.query = nn.Parameter(torch.zeros(1, 1, shape.width))
        self.blocks = nn.ModuleList(lavit.DecoderBlock(shape) for _ in range(shape.decoder_layers))
        self.norm = nn.LayerNorm(shape.width)
        self.decode_task_layer = nn.Sequential(nn.Linear(shape.width, shape.width), nn.Tanh(), nn.Linear(shape.width, WIDTH))

    def forward(self, rows, at, weight, places):
        """rows `[batch, tokens, code width]`, at `[batch, tokens, width]`: waves of their places, weight `[batch, tokens]`: 1 for
        those that are there, places `[cells, width]` to vectors `[batch, cells, 256]`."""
        tokens = self.in_proj(rows) + at
        x = (self.query + places).expand(rows.shape[0], -1, -1)
        for block in self.blocks:
            x = x + block.self_attn(block.norm0(x), lambda scores: scores.softmax(-1))
            x = x + block.cross_attn(block.norm1(x), tokens, lambda scores: lavit.allowed_softmax(scores, weight[:, None, None, :]))
            x = x + block.mlp(block.norm2(x))
        return self.decode_task_layer(self.norm(x))


def cells(options):
    """Vectors of training pictures and drawings at all sizes: `cells-SIDE.npz`, `vectors` float16 `[pictures, cells, 256]`, `held`."""
    rng, session = random.Random(SEED), backbone.session(options.bundle / "encode.onnx", 1)
    listed = [(path, pictures.held_out(path)) for path, _, _ in pictures.labelled(options.train)]
    rng.shuffle(listed)
    for n, side in enumerate(SIDES):
        size, shown = side * CELL, []
        for path, held in listed[n::len(SIDES)]:
            shown.append((pictures.squashed(Image.open(path), size), held))
        for i in range(160):
            ground = movers.ground(Image.open(rng.choice(listed)[0]).convert("RGB"), rng)
            drawn = drawing.draw(ground, [drawing.random_shape(rng) for _ in range(rng.randint(0, 5))])
            shown.append((pictures.squashed(drawn, size), i % 12 == 0))
        vectors = [session.run(["vectors"], {"images": np.stack([image for image, _ in shown[i:i + 4]])})[0].astype(np.float16) for i in range(0, len(shown), 4)]
        np.savez(options.work / f"cells-{side}.npz", vectors=np.concatenate(vectors), held=np.array([held for _, held in shown]))
        print(side, len(shown), flush=True)


class Material:
    """The cached cells of one side of the split."""

    def __init__(self, work, held):
        self.by_side = {}
        for side in SIDES:
            cache = np.load(Path(work, f"cells-{side}.npz"))
            self.by_side[side] = cache["vectors"][cache["held"] == held]

    def batch(self, rng, size):
        side = rng.choice(list(SIDES))
        rows = self.by_side[side]
        chosen = torch.from_numpy(rows[[rng.randrange(len(rows)) for _ in range(size)]].astype(np.float32))
        if rng.random() < 0.5:
            chosen = chosen.reshape(size, side, side, -1).flip(2).reshape(size, side * side, -1)
        return side, chosen


class Training:
    def __init__(self, options):
        torch.manual_seed(SEED)
        self.codes = torch.from_numpy(codebook(options.bundle))
        self.tokenizer, self.decoder = CellsTokenizer(), CellsDecoder()
        # Codes start as the codebook's own directions: its first principal components.
        _, _, axes = torch.linalg.svd(self.codes - self.codes.mean(0), full_matrices=False)
        with torch.no_grad():
            self.tokenizer.quantize.embedding.weight.copy_(functional.normalize(self.codes @ axes[:SHAPE.code_width].T, dim=-1))
        self.parameters = [*self.tokenizer.parameters(), *self.decoder.parameters()]
        self.optimiser = torch.optim.AdamW(self.parameters, lr=1e-3, betas=(0.9, 0.98), weight_decay=0.01)
        self.material, self.options, self.step = Material(options.work, False), options, 0
        self.path = options.work / "lavit.pt"
        if self.path.exists():
            kept = torch.load(self.path, weights_only=False)
            self.tokenizer.load_state_dict(kept["tokenizer"])
            self.decoder.load_state_dict(kept["decoder"])
            self.optimiser.load_state_dict(kept["optimiser"])
            self.step = kept["step"]

    def save(self):
        partial = self.path.with_suffix(".partial")
        torch.save({"tokenizer": self.tokenizer.state_dict(), "decoder": self.decoder.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step}, partial)
        partial.rename(self.path)

    def losses(self, side, vectors, warmth):
        """Rebuilding, ratio, own id, own vector, commitment; and the share kept."""
        places = waves(side, SHAPE.width, vectors)
        features = self.tokenizer.features(vectors, places)
        chances = self.tokenizer.token_predictor(features)
        keep = functional.gumbel_softmax(chances, tau=warmth, hard=True)[..., 0]
        merged, code = self.tokenizer.merged(features, keep)
        rows = self.tokenizer.quantize.embedding.weight
        unit = functional.normalize(rows, dim=-1)
        likeness = code @ unit.T
        named = unit[likeness.argmax(-1)]
        through = code + (named - code).detach()
        rebuilt = self.decoder(through, places.expand(len(vectors), -1, -1), keep, places)
        rebuild = (1 - functional.cosine_similarity(rebuilt, vectors, dim=-1)).mean()
        ratio = (keep.mean() - RATIO)**2
        own = (vectors @ self.codes.T - (self.codes**2).sum(1) / 2).argmax(-1)
        taken = keep.detach() > 0
        to_own = functional.cross_entropy(likeness[taken] * SHARPNESS, own[taken])
        near = (1 - functional.cosine_similarity(self.tokenizer.leave(merged[taken]), vectors[taken], dim=-1)).mean()
        commit = ((code - named.detach())**2).sum(-1)[taken].mean() + ((code.detach() - named)**2).sum(-1)[taken].mean()
        return rebuild, ratio, to_own, near, commit, keep.mean().detach()

    def run(self):
        curves, sums, began = (self.options.work / "lavit.jsonl").open("a"), np.zeros(6), time.time()
        while self.step < self.options.steps:
            rng = random.Random(SEED * 1_000_003 + self.step)
            torch.manual_seed(SEED * 1_000_003 + self.step)
            left = (self.options.steps - self.step) / (0.35 * self.options.steps)
            for group in self.optimiser.param_groups:
                group["lr"] = 1e-3 * min(1, (self.step + 1) / 100, max(0.02, left))
            found = self.losses(*self.material.batch(rng, self.options.batch), max(0.5, 1 - self.step / self.options.steps))
            rebuild, ratio, own, near, commit, _ = found
            self.optimiser.zero_grad()
            (rebuild + RATIO_WEIGHT * ratio + OWN_WEIGHT * own + NEAR_WEIGHT * near + COMMIT_WEIGHT * commit).backward()
            torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
            self.optimiser.step()
            with torch.no_grad():
                rows = self.tokenizer.quantize.embedding.weight
                rows.copy_(functional.normalize(rows, dim=-1))
            self.step += 1
            sums += [float(value.detach()) for value in found]
            if self.step % 50 == 0:
                mean = dict(zip(("rebuild", "ratio", "own", "near", "commit", "kept"), (sums / 50).round(4).tolist()))
                print(json.dumps({"step": self.step, "perStep": round((time.time() - began) / 50, 3)} | mean), file=curves, flush=True)
                sums, began = np.zeros(6), time.time()
                self.save()
        self.save()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["cells", "train"])
    parser.add_argument("--train", type=Path)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=16)
    options = parser.parse_args()
    torch.set_num_threads(1)
    cells(options) if options.what == "cells" else Training(options).run()


if __name__ == "__main__":
    main()
