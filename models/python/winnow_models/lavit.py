"""LaVIT's dynamic visual tokenizer (Jin et al., "Unified Language-Vision Pretraining in LLM with Dynamic Discrete Visual
Tokenization", section 3.1) with the state-dict keys of its official code.

A selector keeps the patches that a picture needs, a merger pours the rest into them, a quantiser names each kept vector.
Where the published code draws the kept set at random, this takes the likelier decision, so that a picture has one result.
"""
import dataclasses

import torch
from torch import nn
from torch.nn import functional

from .attention import heads_of, joined, likeness
from .raster import pixels, sequence

MEAN = (0.48145466, 0.4578275, 0.40821073)
DEVIATION = (0.26862954, 0.26130258, 0.27577711)
TINY = 1e-6


@dataclasses.dataclass(frozen=True)
class Shape:
    """Sizes of the published model, unless told otherwise."""
    image: int = 224
    patch: int = 14
    width: int = 1408
    heads: int = 16
    hidden: int = 6144
    encoder_layers: int = 40
    merger_layers: int = 12
    decoder_layers: int = 12
    codes: int = 16384
    code_width: int = 32
    words_width: int = 4096
    condition_width: int = 768

    @property
    def patches(self):
        return (self.image // self.patch)**2


def allowed_softmax(scores, allowed):
    """A softmax over the allowed keys. Every key gets a share of `TINY`, which decides where none is allowed, or where the
    allowed are far below the largest of all scores."""
    exponents = (scores - scores.amax(-1, keepdim=True)).exp() * allowed
    return (exponents + TINY / scores.shape[-1]) / (exponents.sum(-1, keepdim=True) + TINY)


class Mlp(nn.Module):
    def __init__(self, width, hidden):
        super().__init__()
        self.fc1 = nn.Linear(width, hidden)
        self.fc2 = nn.Linear(hidden, width)

    def forward(self, x):
        return self.fc2(functional.gelu(self.fc1(x)))


class EvaAttention(nn.Module):
    """Self-attention whose keys have no bias."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.width = heads, width
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.q_bias = nn.Parameter(torch.zeros(width))
        self.v_bias = nn.Parameter(torch.zeros(width))
        self.proj = nn.Linear(width, width)

    def forward(self, x):
        q, k, v = self.qkv(x).split(self.width, -1)
        q, k, v = (heads_of(part, self.heads) for part in (q + self.q_bias, k, v + self.v_bias))
        return self.proj(joined(likeness(q, k).softmax(-1) @ v))


class EvaBlock(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-6)
        self.attn = EvaAttention(shape.width, shape.heads)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-6)
        self.mlp = Mlp(shape.width, shape.hidden)

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class EvaTransformer(nn.Module):
    """EVA-CLIP's vision transformer up to its last block; norm and head, which its file has too, are not used."""

    def __init__(self, shape):
        super().__init__()
        self.patch_embed = nn.ModuleDict(
            {"proj": nn.Conv2d(3, shape.width, kernel_size=shape.patch, stride=shape.patch)})
        self.cls_token = nn.Parameter(torch.zeros(1, 1, shape.width))
        self.pos_embed = nn.Parameter(torch.zeros(1, shape.patches + 1, shape.width))
        self.blocks = nn.ModuleList(EvaBlock(shape) for _ in range(shape.encoder_layers))

    def patches(self, images):
        """`[batch, 3, image, image]`, normalised, to `[batch, patches, width]` in raster order."""
        return sequence(self.patch_embed["proj"](images))

    def forward(self, images):
        patches = self.patches(images)
        first = self.cls_token.expand(patches.shape[0], -1, -1)
        x = torch.cat([first, patches], 1) + self.pos_embed
        for block in self.blocks:
            x = block(x)
        return x[:, 1:]


class Selector(nn.Module):
    """Log-probabilities `[batch, patches, 2]` that a patch is kept, and that it is dropped."""

    def __init__(self, width):
        super().__init__()
        self.width = width
        self.in_conv = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, width), nn.GELU())
        self.out_conv = nn.Sequential(
            nn.Linear(width, width // 2), nn.GELU(), nn.Linear(width // 2, width // 4), nn.GELU(),
            nn.Linear(width // 4, 2))

    def forward(self, features):
        own, shared = self.in_conv(features).split(self.width // 2, -1)
        shared = shared.mean(1, keepdim=True).expand_as(own)
        return self.out_conv(torch.cat([own, shared], -1)).log_softmax(-1)


class PackedAttention(nn.Module):
    """Projections of a self-attention; `weights` makes attention of scores."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.width = heads, width
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x, weights):
        q, k, v = (heads_of(part, self.heads) for part in self.qkv(x).split(self.width, -1))
        return self.proj(joined(weights(likeness(q, k)) @ v))


class CrossAttention(nn.Module):
    """Projections of an attention to something else."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.proj = nn.Linear(width, width)

    def forward(self, x, other, weights):
        q, k, v = (heads_of(part, self.heads) for part in (self.query(x), self.key(other), self.value(other)))
        return self.proj(joined(weights(likeness(q, k)) @ v))


class MergerBlock(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.norm0 = nn.LayerNorm(shape.width)
        self.token_causal_attn = PackedAttention(shape.width, shape.heads)
        self.norm1 = nn.LayerNorm(shape.width)
        self.token_cross_attn = CrossAttention(shape.width, shape.heads)
        self.norm2 = nn.LayerNorm(shape.width)
        self.mlp = Mlp(shape.width, shape.hidden)

    def forward(self, x, source, earlier, dropped):
        x = x + self.token_causal_attn(self.norm0(x), lambda scores: allowed_softmax(scores, earlier))
        x = x + self.token_cross_attn(self.norm1(x), source, lambda scores: allowed_softmax(scores, dropped))
        return x + self.mlp(self.norm2(x))


class Merger(nn.Module):
    """Pours dropped patches into kept ones. Every position is computed; those of dropped patches mean nothing."""

    def __init__(self, shape):
        super().__init__()
        self.ln_vision = nn.LayerNorm(shape.width)
        self.blocks = nn.ModuleList(MergerBlock(shape) for _ in range(shape.merger_layers))
        self.norm = nn.LayerNorm(shape.width)

    @staticmethod
    def masks(keep):
        """What a patch may read: itself and kept ones before it; and, of the picture as it was, what is dropped."""
        places = torch.arange(keep.shape[1], device=keep.device)
        before = (places[:, None] > places).to(keep.dtype)
        own = (places[:, None] == places).to(keep.dtype)
        return before * keep[:, None, None, :] + own, 1 - keep[:, None, None, :]

    def forward(self, features, keep):
        source, (earlier, dropped) = self.ln_vision(features), self.masks(keep)
        x = features
        for block in self.blocks:
            x = block(x, source, earlier, dropped)
        return self.norm(x)


class Quantiser(nn.Module):
    """The nearest row of a codebook whose rows are compared as they are stored, not normalised again."""

    def __init__(self, codes, width):
        super().__init__()
        self.embedding = nn.Embedding(codes, width)

    def forward(self, z):
        """`[..., width]` to ids; the lower id wins."""
        rows = self.embedding.weight
        z = functional.normalize(z, dim=-1)
        return ((rows**2).sum(-1) - 2 * z @ rows.t()).argmin(-1)


class Tokenizer(nn.Module):
    """Pictures to kept patches, their ids and their vectors."""

    def __init__(self, shape=Shape()):
        super().__init__()
        self.shape = shape
        self.encoder = EvaTransformer(shape)
        self.token_predictor = Selector(shape.width)
        self.causal_encoder = Merger(shape)
        self.encode_task_layer = nn.Sequential(
            nn.Linear(shape.width, shape.width), nn.Tanh(), nn.Linear(shape.width, shape.code_width))
        self.quantize = Quantiser(shape.codes, shape.code_width)

    def keep(self, features):
        """1 for each patch `[batch, patches]` that is kept, else 0; a tie keeps."""
        chances = self.token_predictor(features)
        return (chances[..., 0] >= chances[..., 1]).to(features.dtype)

    def forward(self, images):
        """uint8 `[batch, image, image, 3]` to `keep` uint8 and `ids` int64 `[batch, patches]`, and `vectors` `[batch, patches, width]`."""
        features = self.encoder(normalised(images))
        keep = self.keep(features)
        vectors = self.causal_encoder(features, keep)
        return keep.to(torch.uint8), self.quantize(self.encode_task_layer(vectors)), vectors


def normalised(images):
    """uint8 `[batch, height, width, 3]` to float `[batch, 3, height, width]` as CLIP takes it."""
    mean, deviation = (torch.tensor(v, device=images.device).view(1, 3, 1, 1) for v in (MEAN, DEVIATION))
    return (pixels(images) - mean) / deviation


class DecoderBlock(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.norm0 = nn.LayerNorm(shape.width)
        self.self_attn = PackedAttention(shape.width, shape.heads)
        self.norm1 = nn.LayerNorm(shape.width)
        self.cross_attn = CrossAttention(shape.width, shape.heads)
        self.norm2 = nn.LayerNorm(shape.width)
        self.mlp = Mlp(shape.width, shape.hidden)

    def forward(self, x, tokens, hidden):
        x = x + self.self_attn(self.norm0(x), lambda scores: scores.softmax(-1))
        x = x + self.cross_attn(self.norm1(x), tokens, lambda scores: (scores + hidden).softmax(-1))
        return x + self.mlp(self.norm2(x))


class Decoder(nn.Module):
    """Ids back to the features of all patches. Where a token lay is not told: its place in the sequence is."""

    def __init__(self, shape=Shape()):
        super().__init__()
        self.pos_embed = nn.Parameter(torch.zeros(1, shape.patches, shape.width))
        self.query_embed = nn.Parameter(torch.zeros(1, shape.patches, shape.width))
        self.in_proj = nn.Linear(shape.code_width, shape.width)
        self.blocks = nn.ModuleList(DecoderBlock(shape) for _ in range(shape.decoder_layers))
        self.norm = nn.LayerNorm(shape.width)
        self.decode_task_layer = nn.Sequential(
            nn.Linear(shape.width, shape.width), nn.Tanh(), nn.Linear(shape.width, shape.width))
        self.unet_proj = nn.Linear(shape.width, shape.condition_width)

    def forward(self, rows, counts):
        """
        Features `[batch, patches, width]`, and the condition of the pixel decoder made of them.

        rows: codebook rows `[batch, tokens, code width]`, padded; counts: how many of them are there `[batch]`
        """
        tokens = self.in_proj(rows) + self.pos_embed[:, :rows.shape[1]]
        places = torch.ones_like(rows[..., 0]).cumsum(-1)
        hidden = (places > counts[:, None]).to(rows.dtype)[:, None, None, :] * -10000.0
        x = self.query_embed.expand(rows.shape[0], -1, -1)
        for block in self.blocks:
            x = block(x, tokens, hidden)
        features = self.decode_task_layer(self.norm(x))
        return features, self.unet_proj(features)


class Reconstructor(nn.Module):
    """Ids to features: the quantiser's rows, then the decoder."""

    def __init__(self, shape=Shape()):
        super().__init__()
        self.shape = shape
        self.quantize = Quantiser(shape.codes, shape.code_width)
        self.decoder = Decoder(shape)

    def forward(self, ids, counts):
        """int64 `[batch, tokens]`, padded with any id, and `[batch]` to `[batch, patches, width]`."""
        return self.decoder(self.quantize.embedding(ids), counts)[0]
