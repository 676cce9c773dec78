"""The cell space: how three maps become vectors of 256 numbers, and the codebook that quantises them."""
from dataclasses import dataclass

import numpy as np
import torch

WIDTH, CODES = 256, 4096
HEAD_PARTS, MIDDLE_PARTS, COLOUR_PARTS = 176, 68, 12
# Share of a block's variance over photos in the whole vector's.
HEAD_SHARE, MIDDLE_SHARE, COLOUR_SHARE = 1.0, 0.25, 0.6
FLATTEN = 0.25  # a component's scale is its variance to the power of minus this: minor components count more
# One sub-cell's red, green, blue to grey and two opponent colours; colour counts more than brightness.
OPPONENT = np.array([[1 / 3, 1 / 3, 1 / 3], [0.5, 0, -0.5], [-0.25, 0.5, -0.25]], np.float32) * [[1.0], [1.8], [1.8]]


@dataclass
class Projection:
    """`[channels, parts]` matrix and `[parts]` offset: block = map @ matrix - offset."""
    matrix: np.ndarray
    offset: np.ndarray

    def __call__(self, maps):
        return maps @ self.matrix - self.offset


def principal(rows, parts, share):
    """Principal components of `[rows, channels]`, flattened, with `share` as their summed variance."""
    rows = torch.from_numpy(rows).float()
    mean = rows.mean(0)
    rows = rows - mean
    variances, vectors = torch.linalg.eigh(rows.T @ rows / len(rows))
    variances, vectors = variances.flip(0)[:parts].clamp(min=1e-8), vectors.flip(1)[:, :parts]
    scales = variances ** -FLATTEN
    scales = scales * torch.sqrt(share / (variances * scales**2).sum())
    matrix = (vectors * scales).numpy()
    return Projection(matrix, mean.numpy() @ matrix)


def colour_projection(rows, share):
    """Opponent colours of the 2x2 sub-cells. `rows` are `[rows, 12]`: red of four sub-cells, then green, then blue."""
    matrix = np.kron(OPPONENT.T, np.eye(4, dtype=np.float32)).astype(np.float32)
    projected = rows @ matrix
    matrix *= np.sqrt(share / projected.var(0).sum())
    return Projection(matrix, rows.mean(0) @ matrix)


@dataclass
class CellSpace:
    head: Projection
    middle: Projection
    colours: Projection

    @classmethod
    def fit(cls, head, middle, colours):
        """From maps of photos, each `[cells, channels]`."""
        return cls(principal(head, HEAD_PARTS, HEAD_SHARE), principal(middle, MIDDLE_PARTS, MIDDLE_SHARE),
                   colour_projection(colours, COLOUR_SHARE))

    def __call__(self, head, middle, colours):
        """Cell vectors `[..., 256]` of three maps."""
        return np.concatenate([self.head(head), self.middle(middle), self.colours(colours)], -1).astype(np.float32)


def nearest(vectors, codes, batch=8192):
    """Index of the nearest code (Euclid) of each vector `[rows, 256]`."""
    codes = torch.from_numpy(codes)
    half = (codes**2).sum(1) / 2
    return torch.cat([(part @ codes.T - half).argmax(1) for part in torch.from_numpy(vectors).split(batch)]).numpy()


def k_means(vectors, count, rounds, seed):
    """`[count, 256]` centres. A centre without members restarts at a random vector."""
    rng = np.random.default_rng(seed)
    centres = vectors[rng.choice(len(vectors), count, replace=False)].copy()
    for _ in range(rounds):
        members = nearest(vectors, centres)
        sizes = np.bincount(members, minlength=count)
        sums = torch.zeros(count, vectors.shape[1]).index_add_(0, torch.from_numpy(members), torch.from_numpy(vectors))
        centres = sums.numpy() / np.maximum(sizes, 1).astype(np.float32)[:, None]
        empty = np.flatnonzero(sizes == 0)
        centres[empty] = vectors[rng.choice(len(vectors), len(empty), replace=False)]
    return centres


def to_int8(codes):
    """Codes as int8 `[codes, 256]` and a scale for each of the 256 numbers."""
    scales = (np.abs(codes).max(0) / 127).astype(np.float32)
    return np.round(codes / scales).astype(np.int8), scales
