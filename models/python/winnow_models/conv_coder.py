"""What the convolutional coders below One-D-Piece and KARL have in common (Esser et al., "Taming Transformers for High-Resolution
Image Synthesis", and its descendants): levels of residual blocks between which pictures halve or double."""
import collections
import dataclasses

from torch import nn
from torch.nn import functional

GROUPS, NORM_EPSILON = 32, 1e-6


@dataclasses.dataclass(frozen=True)
class Shape:
    """Sizes of the published coders, unless told otherwise."""
    latent: int
    channels: int = 128
    multipliers: tuple = (1, 1, 2, 2, 4)
    blocks: int = 2

    @property
    def widths(self):
        """Channels of each level, from pixels on."""
        return [self.channels * multiplier for multiplier in self.multipliers]


def norm(channels):
    return nn.GroupNorm(GROUPS, channels, eps=NORM_EPSILON)


def conv(taken, given, edge=3, bias=True):
    """A convolution that keeps a picture's size."""
    return nn.Conv2d(taken, given, edge, padding=edge // 2, bias=bias)


class Block(nn.Module):
    """A residual block; subclasses say what a block that changes the number of channels adds to its result."""

    def __init__(self, taken, given, bias, shortcut):
        super().__init__()
        self.norm1 = norm(taken)
        self.conv1 = conv(taken, given, bias=bias)
        self.norm2 = norm(given)
        self.conv2 = conv(given, given, bias=bias)
        if taken != given:
            self.nin_shortcut = conv(shortcut, given, 1, bias=bias)

    @property
    def changes(self):
        return hasattr(self, "nin_shortcut")

    def result(self, x):
        x = self.conv1(functional.silu(self.norm1(x)))
        return self.conv2(functional.silu(self.norm2(x)))


class Doubling(nn.Conv2d):
    """Doubles a picture, then convolves it."""

    def __init__(self, channels):
        super().__init__(channels, channels, 3, padding=1)

    def forward(self, x):
        return super().forward(functional.interpolate(x, scale_factor=2.0, mode="nearest"))


class Level(nn.Module):
    """Blocks, each followed by its attention where there is any, then `step`: a name and what halves or doubles a picture."""

    def __init__(self, blocks, attentions=(), step=None):
        super().__init__()
        self.block = nn.ModuleList(blocks)
        self.attn = nn.ModuleList(attentions)
        self.step, module = step or ("", None)
        if module is not None:
            self.add_module(self.step, module)

    def forward(self, x):
        for number, block in enumerate(self.block):
            x = block(x)
            if len(self.attn):
                x = self.attn[number](x)
        return self.get_submodule(self.step)(x) if self.step else x


class Encoder(nn.Module):
    """Pixels `[batch, 3, height, width]` to latents."""

    def __init__(self, conv_in, levels, middle, width, conv_out):
        super().__init__()
        self.conv_in = conv_in
        self.down = nn.ModuleList(levels)
        self.mid = nn.Sequential(collections.OrderedDict(middle))
        self.norm_out = norm(width)
        self.conv_out = conv_out

    def forward(self, x):
        x = self.conv_in(x)
        for level in self.down:
            x = level(x)
        return self.conv_out(functional.silu(self.norm_out(self.mid(x))))


class Decoder(nn.Module):
    """Latents `[batch, latent, rows, columns]` to pixels, unclamped; levels count from pixels on, as the encoder's do."""

    def __init__(self, conv_in, middle, levels, width):
        super().__init__()
        self.conv_in = conv_in
        self.mid = nn.Sequential(collections.OrderedDict(middle))
        self.up = nn.ModuleList(levels)
        self.norm_out = norm(width)
        self.conv_out = conv(width, 3)

    def forward(self, x):
        x = self.mid(self.conv_in(x))
        for level in reversed(self.up):
            x = level(x)
        return self.conv_out(functional.silu(self.norm_out(x)))
