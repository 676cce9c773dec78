"""MaskGIT's VQGAN (Chang et al., "MaskGIT: Masked Generative Image Transformer") as PyTorch has it, in the two ways to name its keys
that are in use: TiTok's and taming's."""
import collections
import dataclasses

from torch import nn

from . import conv_coder
from .conv_coder import conv


@dataclasses.dataclass(frozen=True)
class Shape(conv_coder.Shape):
    latent: int = 256
    codes: int = 1024


class Block(conv_coder.Block):
    """Where channels change, the block's own result is what is projected and added; what came in is lost. No bias."""

    def __init__(self, taken, given):
        super().__init__(taken, given, bias=False, shortcut=given)

    def forward(self, x):
        result = self.result(x)
        return result + (self.nin_shortcut(result) if self.changes else x)


def level(taken, given, blocks, step):
    return conv_coder.Level([Block(taken if i == 0 else given, given) for i in range(blocks)], step=step)


def encoder(shape):
    """By taming's names."""
    widths = shape.widths
    entered = [shape.channels, *widths[:-1]]
    last = len(widths) - 1
    levels = [level(taken, given, shape.blocks, ("pool", nn.AvgPool2d(2)) if i < last else None)
              for i, (taken, given) in enumerate(zip(entered, widths))]
    middle = {name: Block(widths[-1], widths[-1]) for name in ("block_1", "block_2")}
    return conv_coder.Encoder(conv(3, shape.channels, bias=False), levels, middle, widths[-1], conv(widths[-1], shape.latent, 1))


def taming_step(channels):
    return "upsample", nn.Sequential(collections.OrderedDict(conv=conv_coder.Doubling(channels)))


def titok_step(channels):
    return "upsample_conv", conv_coder.Doubling(channels)


def decoder(shape, middle=("block_1", "block_2"), step=taming_step):
    """By taming's names, unless told otherwise."""
    widths = shape.widths
    entered = [*widths[1:], widths[-1]]
    levels = [level(taken, given, shape.blocks, step(given) if i > 0 else None)
              for i, (taken, given) in enumerate(zip(entered, widths))]
    blocks = {name: Block(widths[-1], widths[-1]) for name in middle}
    return conv_coder.Decoder(conv(shape.latent, widths[-1]), blocks, levels, widths[0])


def titok_decoder(shape):
    return decoder(shape, middle=("0", "1"), step=titok_step)


def soft_code(logits, rows):
    """The mean of a codebook's rows by how likely each is: `[batch, codes, rows, columns]` to `[batch, latent, rows, columns]`."""
    return (logits.softmax(1).permute(0, 2, 3, 1) @ rows).permute(0, 3, 1, 2)


class Features(nn.Module):
    """Pixels to what would be quantised, `[batch, latent, rows, columns]`."""

    def __init__(self, shape):
        super().__init__()
        self.encoder = encoder(shape)

    def forward(self, pixels):
        return self.encoder(pixels)


class Pixels(nn.Module):
    """How likely each code is in each place to pixels."""

    def __init__(self, shape):
        super().__init__()
        self.quantize = nn.ModuleDict({"embedding": nn.Embedding(shape.codes, shape.latent)})
        self.decoder = decoder(shape)

    def forward(self, logits):
        return self.decoder(soft_code(logits, self.quantize["embedding"].weight))
