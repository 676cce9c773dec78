"""LaVIT's dynamic tokenizer over the cells of an image encoder, small enough to ship.

Selector and merger are those of `lavit`. What departs from the published design: the encoder is the shipped one, whose grids are of
7x7 to 12x12 cells; the selector is also told how a cell differs from those around it; the merger adds to a cell's own vector, and the codebook is the
encoder's own, so that a reader of that codebook reads ids and merged vectors alike; places of kept cells are transmitted, and the
decoder starts from the codes in their places.

    python -m winnow_models.cells_lavit cells --train ../../../shared/data/train --bundle ../lite0-cells --work WORK
    python -m winnow_models.cells_lavit train --bundle ../lite0-cells --work WORK --steps 2500
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
from .shipped import steps_and_scales

SIDES, CELL = range(7, 13), 32
SHAPE = lavit.Shape(width=192, heads=6, hidden=384, merger_layers=2, decoder_layers=3, codes=4096, code_width=WIDTH)
# The published weight of the ratio, 2, lets a batch keep half of its cells: a token more rebuilds more than that costs.
RATIO, RATIO_WEIGHT, NEAR_WEIGHT, COMMIT_WEIGHT = 1 / 3, 20.0, 0.2, 0.25
# Rebuilding alone learns a lattice that is as dense in every picture. So the selector is first shown what to keep: as many cells as a
# picture's texture asks for, those that differ most from the cells around them; rebuilding then moves it from there.
GUIDE_WEIGHT, LEAST, MOST, PLACES = 0.3, 0.3, 1.9, 0.2
DRAWINGS, GROUNDS = 320, 60   # at each size; grounds are of one colour, or of two that pass into each other
SEED = 5


def waves(side, width, like):
    """`[side * side, width]` of each cell's place, row by row."""
    at = (torch.arange(side, device=like.device).to(like.dtype) + 0.5) / side
    number = torch.arange(width // 8, device=like.device).to(like.dtype)
    rates = math.pi * 2.0**number.remainder(6) * (1 + number.div(6).floor() / 4)
    angle = at[:, None] * rates
    one = torch.cat([torch.sin(angle), torch.cos(angle)], -1)
    rows = one[:, None, :].expand(side, side, -1)
    columns = one[None, :, :].expand(side, side, -1)
    return torch.cat([rows, columns], -1).reshape(side * side, -1).repeat(1, 2)


def around(vectors):
    """How each cell `[batch, rows, columns, 256]` differs from the mean of the 3x3 cells around it, `[batch, cells, 256]`."""
    mean = functional.avg_pool2d(vectors.permute(0, 3, 1, 2), 3, 1, 1, count_include_pad=False)
    return (vectors - mean.permute(0, 2, 3, 1)).flatten(1, 2)


def fresh(vectors):
    """The share of what is in each cell `[batch, rows, columns, 256]` that is not in those around it, `[batch, cells]`."""
    return (around(vectors)**2).sum(-1) / (vectors.flatten(1, 2)**2).sum(-1)


def guide(vectors, usual):
    """1 for the cells of each picture to be kept at first, else 0, `[batch, cells]`; usual: the mean of `fresh` over many pictures."""
    shares = fresh(vectors)
    wished = RATIO * (shares.mean(1, keepdim=True) / usual).clamp(LEAST, MOST)
    places = shares.argsort(-1, descending=True).argsort(-1)
    return (places < (wished * shares.shape[1]).round().clamp(min=1)).to(vectors.dtype)


class Codes(nn.Module):
    """The encoder's codebook as it is stored: int8 `[codes, 256]` and the scale of each of the 256 numbers."""

    def __init__(self, steps, scales):
        super().__init__()
        self.register_buffer("steps", torch.from_numpy(steps.copy()))
        self.register_buffer("scales", torch.from_numpy(scales.copy()))

    def rows(self):
        return self.steps.to(self.scales.dtype) * self.scales

    def nearest(self, vectors):
        """The nearest code of each vector `[..., 256]`; the lower id wins."""
        rows = self.rows()
        return (vectors @ rows.t() - (rows**2).sum(1) / 2).argmax(-1)

    def forward(self, ids):
        return self.steps[ids].to(self.scales.dtype) * self.scales


class CellsTokenizer(nn.Module):
    """Vectors of all cells of a square grid `[batch, rows, columns, 256]` to `keep`, `ids` and merged `vectors` `[batch, cells, 256]`."""

    def __init__(self, codes, shape=SHAPE):
        super().__init__()
        self.shape = shape
        self.enter = nn.Linear(WIDTH, shape.width)
        self.regard = nn.Linear(2 * WIDTH + 1, shape.width)
        self.token_predictor = lavit.Selector(shape.width)
        self.causal_encoder = lavit.Merger(shape)
        self.leave = nn.Linear(shape.width, WIDTH)
        nn.init.zeros_(self.leave.weight)   # at first a cell is its own
        nn.init.zeros_(self.leave.bias)
        with torch.no_grad():
            self.regard.weight *= 6     # places, which are waves of height 1, would drown what is seen
        self.codes = codes

    def chances(self, vectors):
        """Log-probabilities `[batch, cells, 2]` that a cell is kept and that it is dropped, and the merger's features `[batch, cells, width]`."""
        places, own, other = waves(vectors.shape[1], self.shape.width, vectors), vectors.flatten(1, 2), around(vectors)
        seen = self.regard(torch.cat([own, other, 2 * fresh(vectors)[..., None] - 1], -1)) + PLACES * places
        return self.token_predictor(seen), self.enter(own) + places

    def merged(self, vectors, features, keep):
        return vectors.flatten(1, 2) + self.leave(self.causal_encoder(features, keep))

    def decided(self, chances):
        """1 for each cell that is likelier kept than not, else 0. A picture of which none is still has a token: its likeliest."""
        ahead = chances[..., 0] - chances[..., 1]
        first = torch.arange(ahead.shape[1], device=ahead.device) == ahead.argmax(-1, keepdim=True)
        return ((ahead >= 0) | first).to(chances.dtype)

    def forward(self, vectors):
        chances, features = self.chances(vectors)
        keep = self.decided(chances)
        merged = self.merged(vectors, features, keep)
        return keep.to(torch.uint8), self.codes.nearest(merged), merged


class DecoderBlock(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.norm0 = nn.LayerNorm(shape.width)
        self.self_attn = lavit.PackedAttention(shape.width, shape.heads)
        self.norm2 = nn.LayerNorm(shape.width)
        self.mlp = lavit.Mlp(shape.width, shape.hidden)

    def forward(self, x):
        x = x + self.self_attn(self.norm0(x), lambda scores: scores.softmax(-1))
        return x + self.mlp(self.norm2(x))


class CellsDecoder(nn.Module):
    """Ids of kept cells in their places back to the vectors of all cells."""

    def __init__(self, codes, shape=SHAPE):
        super().__init__()
        self.shape = shape
        self.in_proj = nn.Linear(WIDTH, shape.width)
        self.hole = nn.Parameter(torch.zeros(shape.width))
        self.blocks = nn.ModuleList(DecoderBlock(shape) for _ in range(shape.decoder_layers))
        self.norm = nn.LayerNorm(shape.width)
        self.decode_task_layer = nn.Sequential(nn.Linear(shape.width, shape.width), nn.Tanh(), nn.Linear(shape.width, WIDTH))
        self.codes = codes

    def rebuilt(self, rows, keep, side):
        """rows `[batch, cells, 256]` of which those count that are kept, keep `[batch, cells]` to vectors `[batch, cells, 256]`."""
        keep = keep[..., None]
        x = self.in_proj(rows) * keep + self.hole * (1 - keep) + waves(side, self.shape.width, rows)
        for block in self.blocks:
            x = block(x)
        return self.decode_task_layer(self.norm(x))

    def forward(self, ids, keep):
        """int64 and uint8 `[batch, rows, columns]`; what is not kept may have any id."""
        return self.rebuilt(self.codes(ids.flatten(1)), keep.flatten(1).to(self.hole.dtype), ids.shape[1])


def cells(options):
    """Vectors of training pictures and drawings at all sizes: `cells-SIDE.npz`, `vectors` float16 `[pictures, cells, 256]`, `held`, and
    `photo`: whether it is one."""
    rng, session = random.Random(SEED), backbone.session(options.bundle / "encode.onnx", 1)
    listed = [(path, pictures.held_out(path)) for path, _, _ in pictures.labelled(options.train)]
    rng.shuffle(listed)
    for n, side in enumerate(SIDES):
        size, shown = side * CELL, []
        for path, held in listed[n::len(SIDES)]:
            shown.append((pictures.squashed(Image.open(path), size), held, True))
        for i in range(DRAWINGS):
            ground = movers.ground(Image.open(rng.choice(listed)[0]).convert("RGB"), rng)
            drawn = drawing.draw(ground, [drawing.random_shape(rng) for _ in range(rng.randint(0, 5))])
            shown.append((pictures.squashed(drawn, size), i % 12 == 0, False))
        shown += [(pictures.squashed(drawing.background(rng, movers.CANVAS), size), i % 12 == 0, False) for i in range(GROUNDS)]
        images, held, photo = zip(*shown)
        np.savez(options.work / f"cells-{side}.npz", vectors=encoded(session, images), held=np.array(held), photo=np.array(photo))
        print(side, len(shown), flush=True)


def encoded(session, images):
    """float16 `[pictures, cells, 256]` of uint8 pictures of one size."""
    return np.concatenate([session.run(["vectors"], {"images": np.stack(images[i:i + 4])})[0].astype(np.float16) for i in range(0, len(images), 4)])


class Material:
    """The cached cells of one side of the split."""

    def __init__(self, work, held):
        self.by_side, self.photos = {}, {}
        for side in SIDES:
            cache = np.load(Path(work, f"cells-{side}.npz"))
            mine = cache["held"] == held
            self.by_side[side], self.photos[side] = cache["vectors"][mine], cache["vectors"][mine & cache["photo"]]

    def batch(self, rng, size):
        """`[size, side, side, 256]` of pictures of one side, half of the time mirrored."""
        side = rng.choice(list(SIDES))
        rows = self.by_side[side]
        chosen = torch.from_numpy(rows[[rng.randrange(len(rows)) for _ in range(size)]].astype(np.float32)).reshape(size, side, side, -1)
        return chosen.flip(2) if rng.random() < 0.5 else chosen

    def usual(self, side):
        """The mean of `fresh` over a side's pictures."""
        some = torch.from_numpy(self.by_side[side][::4].astype(np.float32))
        return float(fresh(some.reshape(len(some), side, side, -1)).mean())


def grids(rows, side, batch=16):
    """float32 `[batch, side, side, 256]` of cached cells."""
    for part in np.array_split(rows, max(1, len(rows) // batch)):
        yield torch.from_numpy(part.astype(np.float32)).reshape(len(part), side, side, -1)


def calibrate(tokenizer, material):
    """Moves the selector's last bias so that the photos of training keep a third of their cells on average, when the likelier decision is
    taken and none is drawn."""
    ahead = []
    with torch.no_grad():
        for side in SIDES:
            for part in grids(material.photos[side][::4], side):
                chances, _ = tokenizer.chances(part)
                ahead += list(chances[..., 0] - chances[..., 1])
    low, high = -20.0, 20.0
    while high - low > 1e-4:
        middle = (low + high) / 2
        share = np.mean([float((one >= middle).float().mean()) for one in ahead])
        low, high = (middle, high) if share > RATIO else (low, middle)
    with torch.no_grad():
        tokenizer.token_predictor.out_conv[-1].bias[0] -= low


class Training:
    NAMES = ("rebuild", "ratio", "guided", "near", "commit", "kept", "spread", "own")

    def __init__(self, options):
        torch.manual_seed(SEED)
        codes = Codes(*steps_and_scales(options.bundle))
        self.tokenizer, self.decoder = CellsTokenizer(codes), CellsDecoder(codes)
        self.parameters = [*self.tokenizer.parameters(), *self.decoder.parameters()]
        self.optimiser = torch.optim.AdamW(self.parameters, lr=1e-3, betas=(0.9, 0.98), weight_decay=0.01)
        self.material, self.options, self.step = Material(options.work, False), options, 0
        self.usual = {side: self.material.usual(side) for side in SIDES}
        self.settled = False
        self.path = options.work / "lavit.pt"
        if self.path.exists():
            kept = torch.load(self.path, weights_only=False)
            self.tokenizer.load_state_dict(kept["tokenizer"])
            self.decoder.load_state_dict(kept["decoder"])
            self.optimiser.load_state_dict(kept["optimiser"])
            self.step = kept["step"]
        else:
            self.show(options.shown)

    def save(self):
        partial = self.path.with_suffix(".partial")
        torch.save({"tokenizer": self.tokenizer.state_dict(), "decoder": self.decoder.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step}, partial)
        partial.rename(self.path)

    def show(self, steps):
        """The selector alone learns what the guide keeps, which is cheap."""
        optimiser, rng = torch.optim.AdamW(self.selector(), lr=1e-3, betas=(0.9, 0.98), weight_decay=0.01), random.Random(SEED)
        for step in range(steps):
            vectors = self.material.batch(rng, self.options.batch)
            guided = self.guided(self.tokenizer.chances(vectors)[0], vectors)
            optimiser.zero_grad()
            guided.backward()
            optimiser.step()
            if step % 50 == 49:
                print(json.dumps({"shown": step + 1, "guided": round(float(guided.detach()), 4)}), flush=True)

    def selector(self):
        return [*self.tokenizer.regard.parameters(), *self.tokenizer.token_predictor.parameters()]

    def settle(self):
        """From here on a third is kept and the selector stays as it is: merger and decoder get used to its decisions."""
        calibrate(self.tokenizer, self.material)
        for parameter in self.selector():
            parameter.requires_grad_(False)
            parameter.grad = None
        self.settled = True

    def guided(self, chances, vectors):
        return functional.nll_loss(chances.flatten(0, 1), 1 - guide(vectors, self.usual[vectors.shape[1]]).flatten().long())

    def losses(self, vectors, warmth):
        """Rebuilding, ratio, distance from the guide, own vector, commitment; and what was kept, how that differs from picture to
        picture, and the share of kept cells that have their own id."""
        chances, features = self.tokenizer.chances(vectors)
        keep = self.tokenizer.decided(chances).detach() if self.settled else functional.gumbel_softmax(chances, tau=warmth, hard=True)[..., 0]
        merged = self.tokenizer.merged(vectors, features, keep)
        ids = self.tokenizer.codes.nearest(merged.detach())
        named = self.tokenizer.codes(ids)
        cells = vectors.flatten(1, 2)
        rebuilt = self.decoder.rebuilt(merged + (named - merged).detach(), keep, vectors.shape[1])
        rebuild = (1 - functional.cosine_similarity(rebuilt, cells, dim=-1)).mean()
        ratio = (keep.mean() - RATIO)**2
        guided = self.guided(chances, vectors)
        taken = keep.detach() > 0
        near = (1 - functional.cosine_similarity(merged[taken], cells[taken], dim=-1)).mean()
        commit = ((merged - named)**2).sum(-1)[taken].mean()
        with torch.no_grad():
            own = (self.tokenizer.codes.nearest(cells) == ids)[taken].float().mean()
            shares = keep.mean(1)
        return rebuild, ratio, guided, near, commit, shares.mean(), shares.std(), own

    def run(self):
        curves, sums, began = (self.options.work / "lavit.jsonl").open("a"), np.zeros(len(self.NAMES)), time.time()
        while self.step < self.options.steps:
            if not self.settled and self.step >= self.options.steps - self.options.settled:
                self.settle()
            rng = random.Random(SEED * 1_000_003 + self.step)
            torch.manual_seed(SEED * 1_000_003 + self.step)
            left = (self.options.steps - self.step) / (0.35 * self.options.steps)
            for group in self.optimiser.param_groups:
                group["lr"] = 1e-3 * min(1, (self.step + 1) / 100, max(0.02, left))
            found = self.losses(self.material.batch(rng, self.options.batch), max(0.5, 1 - self.step / self.options.steps))
            rebuild, ratio, guided, near, commit, *_ = found
            self.optimiser.zero_grad(set_to_none=True)
            (rebuild + RATIO_WEIGHT * ratio + GUIDE_WEIGHT * guided + NEAR_WEIGHT * near + COMMIT_WEIGHT * commit).backward()
            torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
            self.optimiser.step()
            self.step += 1
            sums += [float(value.detach()) for value in found]
            if self.step % 50 == 0:
                mean = dict(zip(self.NAMES, (sums / 50).round(4).tolist()))
                print(json.dumps({"step": self.step, "perStep": round((time.time() - began) / 50, 3)} | mean), file=curves, flush=True)
                sums, began = np.zeros(len(self.NAMES)), time.time()
                self.save()
        self.save()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["cells", "train"])
    parser.add_argument("--train", type=Path)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--shown", type=int, default=400, help="steps of the selector alone, before all others")
    parser.add_argument("--settled", type=int, default=200, help="how many of the steps come after the selector is done")
    parser.add_argument("--batch", type=int, default=16)
    options = parser.parse_args()
    torch.set_num_threads(1)
    cells(options) if options.what == "cells" else Training(options).run()


if __name__ == "__main__":
    main()
