"""VQToken's attention (Zhang and Fu, "Token Dynamics", section 3.2) as its released code computes it, with the state-dict
keys of that: each frame's row of cluster ids, read as numbers, attends to the clip's codebook.

The paper's roles are others (the codebook asks, the map answers); no released weights are of that form.
"""
import dataclasses

import torch
from torch import nn
from torch.nn import functional

from .attention import heads_of, joined, likeness


@dataclasses.dataclass(frozen=True)
class Shape:
    """Sizes of the published model, unless told otherwise."""
    cells: int = 729
    width: int = 896
    heads: int = 8
    hidden: int = 2048


class MultiheadAttention(nn.Module):
    """Of `[rows, width]` to others, with the names of PyTorch's."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.in_proj_weight = nn.Parameter(torch.zeros(3 * width, width))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * width))
        self.out_proj = nn.Linear(width, width)

    def forward(self, rows, others):
        projections = zip((rows, others, others), self.in_proj_weight.chunk(3), self.in_proj_bias.chunk(3))
        q, k, v = (heads_of(functional.linear(x, weight, bias)[None], self.heads) for x, weight, bias in projections)
        return self.out_proj(joined(likeness(q, k).softmax(-1) @ v)[0])


class DecoderLayer(nn.Module):
    """A layer whose norms come after each step."""

    def __init__(self, shape):
        super().__init__()
        self.self_attn = MultiheadAttention(shape.width, shape.heads)
        self.multihead_attn = MultiheadAttention(shape.width, shape.heads)
        self.linear1 = nn.Linear(shape.width, shape.hidden)
        self.linear2 = nn.Linear(shape.hidden, shape.width)
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(shape.width) for _ in range(3))

    def forward(self, rows, memory):
        rows = self.norm1(rows + self.self_attn(rows, rows))
        rows = self.norm2(rows + self.multihead_attn(rows, memory))
        return self.norm3(rows + self.linear2(functional.relu(self.linear1(rows))))


def counted(rows):
    """How many there are, as a tensor, so that a traced graph counts anew."""
    return torch._shape_as_tensor(rows)[0]


def repeated(rows, length):
    """Rows again and again until there are so many."""
    return rows[torch.arange(length) % rows.shape[0]]


class VqAttention(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.to_q_proj = nn.Linear(shape.cells, shape.width)
        self.transformer_decoder = nn.ModuleDict({"layers": nn.ModuleList([DecoderLayer(shape)])})

    def forward(self, labels, codebook):
        query = self.to_q_proj(labels.to(codebook.dtype))
        length = torch.maximum(counted(labels), counted(codebook))
        layer, = self.transformer_decoder["layers"]
        return layer(repeated(query, length), repeated(codebook, length)), query


class Attender(nn.Module):
    """
    Labels `[frames, cells]` and a codebook `[codes, width]` to as many tokens as there are of the larger number of the two, `[tokens, width]`,
    and what the labels asked for, `[frames, width]`. With fewer frames than codes the tokens are those of the frames, again and again.
    """

    def __init__(self, shape):
        super().__init__()
        self.model = nn.ModuleDict({"cross_attention": VqAttention(shape)})

    def forward(self, labels, codebook):
        return self.model["cross_attention"](labels, codebook)
