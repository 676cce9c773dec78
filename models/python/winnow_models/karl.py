"""KARL (Duggal et al., "Single-pass Adaptive Image Tokenization for Minimum Program Search") with the state-dict keys of its official
code: as many tokens as a picture needs for a wished error, found in one pass.

Where the published code mixes the halting masks of a batch, and draws from its variational autoencoder, a picture here has one result,
whatever else is in its batch.
"""
import dataclasses

import torch
from torch import nn

from . import clip_blocks, kl_vae, vqgan
from .clip_blocks import HIDDEN, Size
from .raster import grid, pictures, pixels, sequence
from .spherical_codes import SphericalCodes

# Errors that the condition token can ask for: means of |picture - reconstruction| over pixels and channels, 1 from black to white.
ERRORS = (0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.09, 0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.24, 0.28, 0.32, 0.38)
HALTED_ABOVE = 0.75
HALTING_WIDTH = 512


@dataclasses.dataclass(frozen=True)
class Base:
    """The two-dimensional tokenizer below."""
    key: str
    shape: vqgan.Shape | kl_vae.Shape

    @property
    def parts(self):
        return {"vqgan": vqgan, "vae": kl_vae}[self.key]

    def features(self):
        """What the encoder sees beside patches."""
        return nn.ModuleDict({self.key: self.parts.Features(self.shape)})

    def pixels(self):
        """What makes a picture of the decoder's result."""
        return nn.ModuleDict({self.key: self.parts.Pixels(self.shape)})

    @property
    def given(self):
        """Numbers of a place that the decoder gives: how likely each code is, or the latents themselves."""
        return self.shape.codes if self.key == "vqgan" else self.shape.latent


VQGAN, VAE = Base("vqgan", vqgan.Shape()), Base("vae", kl_vae.Shape())


@dataclasses.dataclass(frozen=True)
class Shape:
    """Sizes of the published `karl_small`, unless told otherwise."""
    base: Base = VQGAN
    quantised: bool = True
    image: int = 256
    patch: int = 16
    tokens: int = 256
    slots: int = 512
    table: int = 64
    encoder: Size = Size(1024, 8, 8)
    decoder: Size = Size(1024, 8, 8)
    codes: int = 4096
    code_width: int = 12

    @property
    def side(self):
        """Patches along an edge."""
        return self.image // self.patch


def published():
    """The published shapes by name."""
    return {f"small-{base.key}-{'quantized' if quantised else 'continuous'}": Shape(base, quantised)
            for base in (VQGAN, VAE) for quantised in (True, False)}


def places(table, side):
    """Of a table `[width, rows, columns]` that was made for larger pictures, every row and column that stands for one here."""
    step = int(table.shape[1]) // side
    assert step * side == table.shape[1], f"a table of {table.shape[1]} rows for {side}"
    return sequence(table[None, :, ::step, ::step])


def asked(errors):
    """The number of the smallest of `ERRORS` that is no smaller, or of the last, for each of `[batch]`."""
    known = torch.tensor(ERRORS, device=errors.device)
    return (known < errors[:, None]).to(torch.int64).sum(-1).clamp(max=len(ERRORS) - 1)


class Tokenizer(nn.Module):
    """Pictures and wished errors to tokens, and which of them the picture needs."""

    def __init__(self, shape=Shape()):
        super().__init__()
        width = shape.encoder.width
        self.side, self.tokens = shape.side, shape.tokens
        self.base_tokenizer = shape.base.features()
        self.patch_embed = nn.Conv2d(3, width - shape.base.shape.latent, shape.patch, stride=shape.patch)
        self.encoder_positional_embedding = nn.Parameter(width**-0.5 * torch.randn(width, shape.table, shape.table))
        self.rec_loss_embeddings = nn.Parameter(torch.tensor(ERRORS)[:, None].repeat(1, width))
        self.latent_tokens = nn.Parameter(width**-0.5 * torch.randn(shape.slots, width))
        self.encoder_ln_pre = nn.LayerNorm(width)
        self.encoder = nn.ModuleDict({"transformer": clip_blocks.Transformer(shape.encoder)})
        self.encoder_ln_post = nn.LayerNorm(width)
        self.encoder_ln_post_halt = nn.LayerNorm(width)
        self.pre_quantizer_mlp = nn.Linear(width, shape.code_width)
        self.halting_mlp = nn.Sequential(nn.Linear(width, HALTING_WIDTH), nn.Tanh(), nn.Linear(HALTING_WIDTH, 1))
        if shape.quantised:
            self.quantize = SphericalCodes(shape.codes, shape.code_width)

    def features(self, pixels):
        return self.base_tokenizer[next(iter(self.base_tokenizer))](pixels)

    def entered(self, pixels, errors):
        """The sequence `[batch, 1 + places + tokens, width]` before it is normalised: condition, places, latents."""
        shown = sequence(torch.cat([self.patch_embed(pixels), self.features(pixels)], 1))
        shown = shown + places(self.encoder_positional_embedding, self.side)
        condition = self.rec_loss_embeddings[asked(errors)][:, None]
        latents = self.latent_tokens[:self.tokens].expand(shown.shape[0], -1, -1)
        return torch.cat([condition, shown, latents], 1)

    def latents(self, pixels, errors, within):
        """
        What stands for tokens `[batch, tokens, code width]`, not quantised, and how surely each is not needed `[batch, tokens]`.

        within: of the tokens `[batch, tokens]`, those that there may be; the others are as if they were not
        """
        hidden = ~torch.cat([torch.ones_like(within[:, :1]).expand(-1, 1 + self.side**2), within], 1)
        x = self.encoder_ln_pre(self.entered(pixels, errors))
        x = self.encoder["transformer"](x, hidden[:, None, None].to(x.dtype) * HIDDEN)[:, -self.tokens:]
        halting = self.halting_mlp(self.encoder_ln_post_halt(x))[..., 0].sigmoid()
        return self.pre_quantizer_mlp(self.encoder_ln_post(x)), halting

    def forward(self, images, epsilon, budget):
        """
        Tokens: int64 ids `[batch, tokens]`, or of a continuous shape vectors `[batch, tokens, code width]`. Then `keep`, uint8 `[batch, tokens]`: 1 for those that
        are needed, which may be none; and `halting`: how surely each is not. What is beyond the budget is 0 and surely not needed.

        images: uint8 `[batch, image, image, 3]`; epsilon: wished errors `[batch]`; budget: most tokens, int64 `[batch]`
        """
        within = torch.arange(self.tokens, device=budget.device) < budget[:, None]
        z, halting = self.latents(pixels(images), epsilon, within)
        halting = torch.where(within, halting, torch.ones_like(halting))
        keep = (halting <= HALTED_ABOVE).to(torch.uint8)
        if hasattr(self, "quantize"):
            return self.quantize.ids(z) * within.to(torch.int64), keep, halting
        return z * within[..., None].to(z.dtype), keep, halting


class Decoder(nn.Module):
    """Blocks and head."""

    def __init__(self, size, given):
        super().__init__()
        self.ln_pre = nn.LayerNorm(size.width)
        self.transformer = clip_blocks.Transformer(size)
        self.ln_post = nn.LayerNorm(size.width)
        self.ffn = nn.Sequential(nn.Linear(size.width, 2 * size.width), nn.Tanh(), nn.Linear(2 * size.width, given))

    def forward(self, x, hidden, places):
        """What the first `places` of a sequence become."""
        x = self.transformer(self.ln_pre(x), hidden)
        return self.ffn(self.ln_post(x[:, :places]))


class Reconstructor(nn.Module):
    """Kept tokens to pictures."""

    def __init__(self, shape=Shape()):
        super().__init__()
        width = shape.decoder.width
        self.side = shape.side
        if shape.quantised:
            self.quantize = SphericalCodes(shape.codes, shape.code_width)
        self.decoder_embed = nn.Linear(shape.code_width, width)
        self.decoder_latent_tokens_timestep_embed = nn.Parameter(width**-0.5 * torch.randn(shape.slots, width))
        self.decoder_mask_token = nn.Parameter(width**-0.5 * torch.randn(1, 1, width))
        self.decoder_positional_embedding = nn.Parameter(width**-0.5 * torch.randn(width, shape.table, shape.table))
        self.decoder = Decoder(shape.decoder, shape.base.given)
        self.base_tokenizer = shape.base.pixels()

    def given(self, rows, keep):
        """
        What the base tokenizer's decoder takes, `[batch, numbers, side, side]`. Nobody looks at a token that is not kept: places alone are read afterwards, so that
        this gives what the published mask gives, which also keeps such a token from looking around.
        """
        blank = self.decoder_mask_token + places(self.decoder_positional_embedding, self.side)
        latents = self.decoder_embed(rows) + self.decoder_latent_tokens_timestep_embed[:rows.shape[1]]
        x = torch.cat([blank.expand(rows.shape[0], -1, -1), latents], 1)
        dropped = (keep == 0).to(x.dtype)
        hidden = torch.cat([torch.zeros_like(dropped[:, :1]).expand(-1, self.side**2), dropped], 1) * HIDDEN
        return grid(self.decoder(x, hidden[:, None, None], self.side**2), self.side)

    def forward(self, tokens, keep):
        """
        float32 `[batch, image, image, 3]`: 0 is black, 1 white, and neither is a limit.

        tokens: the first of them, in their places, int64 ids `[batch, prefix]` or vectors `[batch, prefix, code width]`; keep: uint8 `[batch, prefix]`
        """
        rows = self.quantize.rows(tokens) if hasattr(self, "quantize") else tokens
        return pictures(self.base_tokenizer[next(iter(self.base_tokenizer))](self.given(rows, keep)))
