"""Transformer blocks as CLIP's code has and names them, of which TiTok's family (One-D-Piece, KARL) is made."""
import collections
import dataclasses

import torch
from torch import nn

from .attention import heads_of, joined, likeness

MLP_RATIO = 4
HIDDEN = -1e9


@dataclasses.dataclass(frozen=True)
class Size:
    width: int
    layers: int
    heads: int


class Attention(nn.Module):
    """Self-attention with the keys of `nn.MultiheadAttention`."""

    def __init__(self, width, heads):
        super().__init__()
        self.width, self.heads = width, heads
        self.in_proj_weight = nn.Parameter(torch.empty(3 * width, width))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * width))
        self.out_proj = nn.Linear(width, width)
        nn.init.xavier_uniform_(self.in_proj_weight)

    def forward(self, x, hidden):
        packed = nn.functional.linear(x, self.in_proj_weight, self.in_proj_bias)
        q, k, v = (heads_of(part, self.heads) for part in packed.split(self.width, -1))
        scores = likeness(q, k)
        if hidden is not None:
            scores = scores + hidden
        return self.out_proj(joined(scores.softmax(-1) @ v))


class Block(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.ln_1 = nn.LayerNorm(size.width)
        self.attn = Attention(size.width, size.heads)
        self.ln_2 = nn.LayerNorm(size.width)
        self.mlp = nn.Sequential(collections.OrderedDict(
            c_fc=nn.Linear(size.width, MLP_RATIO * size.width), gelu=nn.GELU(),
            c_proj=nn.Linear(MLP_RATIO * size.width, size.width)))

    def forward(self, x, hidden=None):
        x = x + self.attn(self.ln_1(x), hidden)
        return x + self.mlp(self.ln_2(x))


class Transformer(nn.ModuleList):
    """Blocks, one after the other."""

    def __init__(self, size):
        super().__init__(Block(size) for _ in range(size.layers))

    def forward(self, x, hidden=None):
        """
        hidden: added to scores, `[batch, 1, 1, tokens]`: `HIDDEN` where nobody may look at a token, else 0
        """
        for block in self:
            x = block(x, hidden)
        return x
