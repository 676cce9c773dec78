"""The variational autoencoder of latent diffusion (Rombach et al., "High-Resolution Image Synthesis with Latent Diffusion Models") with
16 channels and one latent for 16x16 pixels, as MAR trained it."""
import collections
import dataclasses

from torch import nn
from torch.nn import functional

from . import conv_coder
from .attention import likeness
from .conv_coder import conv
from .raster import sequence

SCALE = 0.2325


@dataclasses.dataclass(frozen=True)
class Shape(conv_coder.Shape):
    latent: int = 16


class Block(conv_coder.Block):
    """The ordinary one: what came in is added, projected where channels change."""

    def __init__(self, taken, given):
        super().__init__(taken, given, bias=True, shortcut=taken)

    def forward(self, x):
        return self.result(x) + (self.nin_shortcut(x) if self.changes else x)


class Attention(nn.Module):
    """Of one head, between the places of a picture."""

    def __init__(self, channels):
        super().__init__()
        self.norm = conv_coder.norm(channels)
        self.q = conv(channels, channels, 1)
        self.k = conv(channels, channels, 1)
        self.v = conv(channels, channels, 1)
        self.proj_out = conv(channels, channels, 1)

    def forward(self, x):
        entered = self.norm(x)
        q, k, v = (sequence(part(entered)) for part in (self.q, self.k, self.v))
        read = likeness(q, k).softmax(-1) @ v
        return x + self.proj_out(read.transpose(1, 2).reshape(x.shape))


class Halving(nn.Conv2d):
    """A stride of two after a row and a column of zeros at the end."""

    def __init__(self, channels):
        super().__init__(channels, channels, 3, stride=2)

    def forward(self, x):
        return super().forward(functional.pad(x, (0, 1, 0, 1)))


def named(module):
    return nn.Sequential(collections.OrderedDict(conv=module))


def level(taken, given, blocks, step, attends=False):
    made = [Block(taken if i == 0 else given, given) for i in range(blocks)]
    return conv_coder.Level(made, [Attention(given) for _ in made] if attends else (), step)


def middle(width):
    return {"block_1": Block(width, width), "attn_1": Attention(width), "block_2": Block(width, width)}


def encoder(shape):
    widths = shape.widths
    entered = [shape.channels, *widths[:-1]]
    last = len(widths) - 1
    levels = [level(taken, given, shape.blocks, ("downsample", named(Halving(given))) if i < last else None, attends=i == last)
              for i, (taken, given) in enumerate(zip(entered, widths))]
    return conv_coder.Encoder(conv(3, shape.channels), levels, middle(widths[-1]), widths[-1], conv(widths[-1], 2 * shape.latent))


def decoder(shape):
    """One block a level more than the encoder has, and attention in the middle alone."""
    widths = shape.widths
    entered = [*widths[1:], widths[-1]]
    levels = [level(taken, given, shape.blocks + 1, ("upsample", named(conv_coder.Doubling(given))) if i > 0 else None)
              for i, (taken, given) in enumerate(zip(entered, widths))]
    return conv_coder.Decoder(conv(shape.latent, widths[-1]), middle(widths[-1]), levels, widths[0])


class Features(nn.Module):
    """Pixels to the posterior's mean, scaled, where the published code draws from the posterior: a picture has one result."""

    def __init__(self, shape):
        super().__init__()
        self.latent = shape.latent
        self.encoder = encoder(shape)
        self.quant_conv = conv(2 * shape.latent, 2 * shape.latent, 1)

    def moments(self, pixels):
        """Means, then logarithms of variances."""
        return self.quant_conv(self.encoder(pixels))

    def forward(self, pixels):
        return self.moments(pixels)[:, :self.latent] * SCALE


class Pixels(nn.Module):
    """Latents to pixels. They are not scaled back: the decoder was tuned to what comes scaled."""

    def __init__(self, shape):
        super().__init__()
        self.post_quant_conv = conv(shape.latent, shape.latent, 1)
        self.decoder = decoder(shape)

    def forward(self, latents):
        return self.decoder(self.post_quant_conv(latents))
