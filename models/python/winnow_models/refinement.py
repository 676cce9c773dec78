"""Tokens that refine a picture one after the other: each names a row of one codebook, which a linear map of that token's own turns into
a change of the picture's coefficients. Any prefix of them is a picture.

This takes the place of a trained encoder and is computed, not trained: how many coefficients a token speaks of follows from what the
tokens before it have left, by reverse water-filling; maps and codes are fitted by least squares to each other and to the ids that a
search finds.

    python -m winnow_models.refinement --work WORK      # after squares; a few minutes
"""
import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from . import compact, spectrum

CODES, WIDTH, TOKENS = 4096, 12, 128
FLOOR = 0.02            # of the mean square of a token's changes: below it a change counts as none
LOUD = 3.0              # most that a gain may be, and its inverse the least, as a natural logarithm
RIDGE = 0.01
LEAST = 1e-4            # squared error at which a picture is good enough
FITTED_EVERY, FIRST_EVERY = 2, 4    # of the squares, those that are fitted to; of these, those that the first codebook is fitted to


class Refinement(nn.Module):
    """Ids of coefficients `[batch, kept]` and coefficients of ids.

    A token's change is `gain * codebook[id] @ map`. The gain follows from how large the changes of the tokens before were, beside
    what is usual: a picture that has shown much texture is likely to have more.
    """

    def __init__(self, codebook, maps, gains, usual):
        """codebook `[codes, 12]`, maps `[tokens * 12, kept]`, gains `[tokens, tokens]` below the diagonal, usual `[tokens]`: the mean
        square of each token's change before its gain."""
        super().__init__()
        for name, value in (("codebook", codebook), ("maps", maps), ("gains", gains), ("usual", usual)):
            self.register_buffer(name, value)

    @classmethod
    def blank(cls, kept=spectrum.KEPT, tokens=TOKENS, codes=CODES):
        return cls(torch.zeros(codes, WIDTH), torch.zeros(tokens * WIDTH, kept), torch.zeros(tokens, tokens), torch.ones(tokens))

    @property
    def tokens(self):
        return self.usual.shape[0]

    def map(self, token):
        return self.maps[token * WIDTH:(token + 1) * WIDTH]

    def squares(self, token):
        """The square of what each code changes at a token, before its gain, `[codes]`."""
        return ((self.codebook @ (self.map(token) @ self.map(token).t())) * self.codebook).sum(1)

    def table(self):
        """`squares` of all tokens, `[tokens, codes]`."""
        maps = self.maps.reshape(self.tokens, WIDTH, -1)
        grams = (maps @ maps.transpose(1, 2)).flatten(1)
        return grams @ (self.codebook[:, :, None] * self.codebook[:, None]).flatten(1).t()

    def loudness(self, squares, token):
        return (squares / self.usual[token] + FLOOR).log() / 2

    def gain(self, token, loud):
        """`[batch, 1]` of the loudness of the tokens before, `[batch, token]`."""
        return (loud @ self.gains[token, :token, None]).clamp(-LOUD, LOUD).exp()

    def search(self, rest, token, gain, squares):
        """The id for which least of `[batch, kept]` is left; the lower one wins."""
        return (rest @ self.map(token).t() @ self.codebook.t() - gain * (squares / 2)).argmax(1)

    def forward(self, coefficients):
        """Ids `[batch, tokens]`, and the square of what is left of the coefficients after each, `[batch, tokens]`."""
        rest, gain, loud, ids, left = coefficients, torch.ones_like(coefficients[:, :1]), [], [], []
        table = self.table()
        for token in range(self.tokens):
            if token:
                gain = self.gain(token, torch.stack(loud, 1))
            found = self.search(rest, token, gain, table[token])
            rest = rest - gain * self.codebook[found] @ self.map(token)
            loud.append(self.loudness(table[token], token)[found])
            ids.append(found)
            left.append(rest.square().sum(1))
        return torch.stack(ids, 1), torch.stack(left, 1)

    def scaled(self, ids, kept=None):
        """Rows of the codebook with their gains, `[batch, k, 12]`, of the first k ids; kept `[batch, k]`: 0 for those that are not there."""
        k, codes = ids.shape[1], self.codebook[ids]
        loud = self.loudness(self.table()[:k].gather(1, ids.t()).t(), slice(k))
        if kept is not None:
            codes, loud = codes * kept[..., None], loud * kept
        return codes * (loud @ self.gains[:k, :k].t()).clamp(-LOUD, LOUD).exp()[..., None]

    def coefficients(self, scaled):
        """`[batch, kept]` of what `scaled` gives."""
        return scaled.flatten(1) @ self.maps[:scaled.shape[1] * WIDTH]


def strongest(rest, count, generator, rounds=3):
    """The directions `[count, kept]` in which most of rest `[n, kept]` lies, and the mean square there, falling."""
    base = torch.randn(rest.shape[1], 2 * count, generator=generator)
    for _ in range(rounds):
        base = torch.linalg.qr(rest.t() @ (rest @ base))[0]
    seen = rest @ base
    values, vectors = torch.linalg.eigh(seen.t() @ seen / len(rest))
    return (base @ vectors.flip(1)[:, :count]).t(), values.flip(0)[:count].clamp(min=1e-12)


def water_filling(squares, bits):
    """The variance that a code of so many bits should have in each of some directions, of which it leaves the same in all that it
    speaks of (Cover and Thomas, Elements of Information Theory, 10.3.3). squares: falling."""
    for count in range(len(squares), 0, -1):
        level = torch.exp(squares[:count].log().mean() - 2 * bits * np.log(2) / count)
        if level <= squares[count - 1]:
            break
    return (squares - level).clamp(min=0)


def rows_int8(array):
    """Rows as a bundle will hold them."""
    small, scales = compact.rows_int8(array.numpy())
    return torch.from_numpy(small * scales)


class Fit:
    """Fits a refinement to coefficients `[n, kept]`. A picture counts by how much of what is still wrong with it a token puts right, since
    quality is a logarithm: pictures that are hard to describe must not crowd out the others."""

    def __init__(self, rows, beyond, tokens=TOKENS, codes=CODES, seed=3):
        """beyond `[n]`: the square of the coefficients that are not kept."""
        self.rows, self.beyond, self.generator = rows, beyond, torch.Generator().manual_seed(seed)
        self.made = Refinement.blank(rows.shape[1], tokens, codes)
        self.made.codebook.normal_(generator=self.generator)

    def found(self, rest, token, gain, batch=128):
        """A search in parts that fit the processor's cache."""
        squares = self.made.squares(token)
        return torch.cat([self.made.search(part, token, some, squares) for part, some in zip(rest.split(batch), gain.split(batch))])

    @staticmethod
    def told(rest, directions, loud):
        """Weights by which the loudness of the tokens before tells how much is left in a token's directions, beside what is usual."""
        squares = (rest @ directions.t()).square().sum(1)
        wished, seen = (squares / squares.mean() + FLOOR).log() / 2, loud - loud.mean(0)
        return torch.linalg.solve(seen.t() @ seen + RIDGE * len(seen) * torch.eye(seen.shape[1]), seen.t() @ (wished - wished.mean()))

    def token(self, token, rest, loud, weights, rounds):
        """Fits one token to what is left. Returns ids, gains `[n, 1]` and loudness `[n]`. weights: roots of what the rows count, `[n, 1]`."""
        made, heavy = self.made, rest * weights
        directions, squares = strongest(heavy, WIDTH, self.generator)
        if token:
            made.gains[token, :token] = self.told(rest, directions, loud)
        gain = made.gain(token, loud)
        made.map(token)[:] = (water_filling(squares, np.log2(len(made.codebook))) / (weights * gain).square().mean()).sqrt()[:, None] * directions
        for _ in range(rounds):
            codes = weights * gain * made.codebook[self.found(rest, token, gain)]
            gram = codes.t() @ codes
            made.map(token)[:] = torch.linalg.solve(gram + 1e-6 * gram.trace() * torch.eye(WIDTH), codes.t() @ heavy)
        made.map(token)[:] = rows_int8(made.map(token))
        ids, sizes = self.found(rest, token, gain), made.squares(token)
        made.usual[token] = sizes[ids].mean()
        return ids, gain, made.loudness(sizes[ids], token)

    def run(self, every, rounds, report):
        """Token after token. Returns what a better codebook is solved from: `[codes, 12, 12]` and `[codes, 12]`."""
        made, rest, beyond, loud = self.made, self.rows[::every].clone(), self.beyond[::every], self.rows[::every, :0]
        codes = len(made.codebook)
        grams, sums = torch.zeros(codes, WIDTH * WIDTH), torch.zeros(codes, WIDTH)
        for token in range(made.tokens):
            weights = (rest.square().sum(1) + beyond + LEAST)[:, None].rsqrt()
            ids, gain, how = self.token(token, rest, loud, weights, rounds)
            power = torch.zeros(codes).index_add_(0, ids, (weights * gain)[:, 0].square())
            grams += power[:, None] * (made.map(token) @ made.map(token).t()).flatten()
            sums.index_add_(0, ids, weights.square() * gain * (rest @ made.map(token).t()))
            rest.addmm_(gain * made.codebook[ids], made.map(token), alpha=-1)
            loud = torch.cat([loud, how[:, None]], 1)
            if (token + 1) & token == 0:
                report(token + 1, f"{float(-10 * ((rest.square().sum(1) + beyond) / 3 + LEAST).log10().mean()):.3f} dB")
        return grams.reshape(codes, WIDTH, WIDTH), sums

    def better(self, grams, sums):
        """Fits the codebook to all tokens at once. What a code was not asked for stays as it is."""
        steady = 1e-3 * grams.diagonal(dim1=1, dim2=2).mean() * torch.eye(WIDTH)
        self.made.codebook += torch.linalg.solve(grams + steady, sums - (grams @ self.made.codebook[..., None])[..., 0])

    def __call__(self, passes=2, rounds=2, report=print):
        """All passes but the last are there for the codebook alone, and see a part of the rows."""
        for number in range(passes):
            report("pass", number + 1)
            last = number == passes - 1
            told = self.run(1 if last else FIRST_EVERY, rounds, report)
            if not last:
                self.better(*told)
        return self.made


def load(work):
    """Spectrum and refinement as they were fitted."""
    kept = torch.load(Path(work, "refinement.pt"))
    made, seen = Refinement.blank(), spectrum.Spectrum(kept["spectrum"]["places"], kept["spectrum"]["mean"])
    made.load_state_dict(kept["refinement"])
    return seen, made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    began, images = time.monotonic(), np.load(options.work / "squares.npy", mmap_mode="r")[::FITTED_EVERY]
    seen, parts = spectrum.fitted(images), [torch.from_numpy(images[i:i + 512]) for i in range(0, len(images), 512)]
    rows = torch.cat([seen(part) for part in parts])
    beyond = torch.cat([seen.beyond(part, some) for part, some in zip(parts, rows.split(512))])
    made = Fit(rows, beyond)(report=lambda *told: print(round(time.monotonic() - began), *told, flush=True))
    torch.save({"spectrum": seen.state_dict(), "refinement": made.state_dict()}, options.work / "refinement.pt")


if __name__ == "__main__":
    main()
