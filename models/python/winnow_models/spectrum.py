"""Pictures as the lowest frequencies of their cosine transform, in opponent colours, and back."""
import math

import numpy as np
import torch
from torch import nn

from .raster import pixels
from .squares import SIDE

LOW = 32        # frequencies along each side that are looked at
KEPT = 1024     # of the 3 x 32 x 32 coefficients, those that vary most
# Red, green and blue to grey and two opponent colours; orthonormal, so that distances stay what they are.
OPPONENT = np.array([[1, 1, 1], [1, 0, -1], [1, -2, 1]]) / np.sqrt([[3], [2], [6]])


def cosines(side, low):
    """The first `low` rows of the orthonormal cosine transform (DCT-II) of `side` numbers."""
    rows = np.cos(math.pi / side * (np.arange(side) + 0.5) * np.arange(low)[:, None])
    return rows * np.sqrt(np.where(np.arange(low) == 0, 1, 2) / side)[:, None]


class Spectrum(nn.Module):
    """`KEPT` coefficients of pictures of `side`, about the mean picture's. A step of 1 is a step of 1 / side in the picture's values
    0..1, so that the squared distance of coefficients is the summed squared error of the picture over `side * side`."""

    def __init__(self, places, mean, side=SIDE):
        """places `[kept]`: which of the 3 x LOW x LOW coefficients; mean `[kept]`."""
        super().__init__()
        self.side = side
        self.register_buffer("cosines", torch.from_numpy(cosines(side, LOW).astype(np.float32)))
        self.register_buffer("opponent", torch.from_numpy(OPPONENT.astype(np.float32)))
        self.register_buffer("places", torch.as_tensor(places))
        self.register_buffer("mean", torch.as_tensor(mean, dtype=torch.float32))
        back = torch.full((3 * LOW * LOW,), len(places))
        back[self.places] = torch.arange(len(places))
        self.register_buffer("back", back)

    def all_coefficients(self, images):
        """uint8 `[batch, side, side, 3]` to `[batch, 3 * LOW * LOW]`."""
        values = (pixels(images) - 0.5) / self.side
        low = self.cosines @ values @ self.cosines.t()
        return (self.opponent @ low.flatten(2)).flatten(1)

    def forward(self, images):
        """`[batch, kept]`."""
        return self.all_coefficients(images)[:, self.places] - self.mean

    def beyond(self, images, coefficients):
        """The summed square of all coefficients that are not kept, `[batch]`: what no reconstruction from those that are can put right."""
        return (pixels(images) - self.pictures(coefficients)).square().mean((2, 3)).sum(1)

    def pictures(self, coefficients):
        """`[batch, kept]` to `[batch, 3, side, side]`, 0..1 and a little beyond."""
        padded = torch.cat([coefficients + self.mean, torch.zeros_like(coefficients[:, :1])], 1)
        low = self.opponent.t() @ padded[:, self.back].reshape(-1, 3, LOW * LOW)
        return (self.cosines.t() @ low.reshape(-1, 3, LOW, LOW) @ self.cosines) * self.side + 0.5


def fitted(images, batch=512, kept=KEPT):
    """The spectrum of pictures like those of uint8 `[n, side, side, 3]`."""
    every = Spectrum(np.arange(3 * LOW * LOW), np.zeros(3 * LOW * LOW), images.shape[1])
    rows = torch.cat([every.all_coefficients(torch.from_numpy(images[i:i + batch])) for i in range(0, len(images), batch)])
    places = rows.var(0).argsort(descending=True)[:kept]
    return Spectrum(places, rows.mean(0)[places], images.shape[1])
