"""One-D-Piece (Miwa et al., "One-D-Piece: Image Tokenizer Meets Quality-Controllable Compression") with the state-dict keys of its
official code: TiTok's encoder and decoder, trained so that any prefix of a picture's ids decodes to the picture."""
import dataclasses

import torch
from torch import nn

from . import clip_blocks, vqgan
from .clip_blocks import Size
from .raster import grid, pictures, pixels, sequence
from .spherical_codes import SphericalCodes


@dataclasses.dataclass(frozen=True)
class Shape:
    """Sizes of the published S, unless told otherwise."""
    image: int = 256
    patch: int = 16
    tokens: int = 256
    encoder: Size = Size(512, 8, 8)
    decoder: Size = Size(512, 8, 8)
    codes: int = 4096
    code_width: int = 12
    # Classes of a place that the decoder tells apart: the codes of `pixels`, which shows them, or of stage 1's teacher where that is None.
    classes: int = 1024
    pixels: vqgan.Shape | None = vqgan.Shape()

    @property
    def side(self):
        """Patches along an edge."""
        return self.image // self.patch


SIZES = {"s-256": Size(512, 8, 8), "b-256": Size(768, 12, 12), "l-256": Size(1024, 24, 16)}


def published(name):
    """The shape of a published model by its name in `SIZES`."""
    return Shape(encoder=SIZES[name], decoder=SIZES[name])


class Encoder(nn.Module):
    """Pixels and latent tokens to latents that are not yet quantised."""

    def __init__(self, shape):
        super().__init__()
        width = shape.encoder.width
        self.tokens = shape.tokens
        self.patch_embed = nn.Conv2d(3, width, shape.patch, stride=shape.patch)
        self.class_embedding = nn.Parameter(width**-0.5 * torch.randn(1, width))
        self.positional_embedding = nn.Parameter(width**-0.5 * torch.randn(shape.side**2 + 1, width))
        self.latent_token_positional_embedding = nn.Parameter(width**-0.5 * torch.randn(shape.tokens, width))
        self.ln_pre = nn.LayerNorm(width)
        self.transformer = clip_blocks.Transformer(shape.encoder)
        self.ln_post = nn.LayerNorm(width)
        self.conv_out = nn.Conv2d(width, shape.code_width, 1)

    def entered(self, pixels, latent_tokens):
        """The sequence `[batch, 1 + patches + tokens, width]`: class, patches, latents."""
        patches = sequence(self.patch_embed(pixels))
        batch = patches.shape[0]
        shown = torch.cat([self.class_embedding.expand(batch, -1, -1), patches], 1) + self.positional_embedding
        latents = (latent_tokens + self.latent_token_positional_embedding).expand(batch, -1, -1)
        return self.ln_pre(torch.cat([shown, latents], 1))

    def latents(self, pixels, latent_tokens):
        """`[batch, tokens, width]`, before they become narrow."""
        return self.ln_post(self.transformer(self.entered(pixels, latent_tokens))[:, -self.tokens:])

    def narrowed(self, latents):
        """
        `[batch, tokens, code width]`. The published code reads `[tokens, width]` as if it were `[width, tokens]`, so that each of these is made of all latents.
        """
        mixed = latents.reshape(-1, int(latents.shape[2]), self.tokens, 1)
        return sequence(self.conv_out(mixed))

    def forward(self, pixels, latent_tokens):
        return self.narrowed(self.latents(pixels, latent_tokens))


class Tokenizer(nn.Module):
    """Pictures to ids, the telling ones first."""

    def __init__(self, shape=Shape()):
        super().__init__()
        self.latent_tokens = nn.Parameter(shape.encoder.width**-0.5 * torch.randn(shape.tokens, shape.encoder.width))
        self.encoder = Encoder(shape)
        self.quantize = SphericalCodes(shape.codes, shape.code_width)

    def forward(self, images):
        """uint8 `[batch, image, image, 3]` to int64 `[batch, tokens]`."""
        return self.quantize.ids(self.encoder(pixels(images), self.latent_tokens))


class Decoder(nn.Module):
    """Rows of a prefix's codes to the classes of all places."""

    def __init__(self, shape):
        super().__init__()
        width = shape.decoder.width
        self.side = shape.side
        self.decoder_embed = nn.Linear(shape.code_width, width)
        self.class_embedding = nn.Parameter(width**-0.5 * torch.randn(1, width))
        self.mask_token = nn.Parameter(width**-0.5 * torch.randn(1, 1, width))
        self.positional_embedding = nn.Parameter(width**-0.5 * torch.randn(shape.side**2 + 1, width))
        self.latent_token_positional_embedding = nn.Parameter(width**-0.5 * torch.randn(shape.tokens, width))
        self.ln_pre = nn.LayerNorm(width)
        self.transformer = clip_blocks.Transformer(shape.decoder)
        self.ln_post = nn.LayerNorm(width)
        self.ffn = nn.Sequential(nn.Conv2d(width, 2 * width, 1), nn.Tanh(), nn.Conv2d(2 * width, shape.classes, 1))

    def forward(self, rows):
        """`[batch, prefix, code width]`, of any prefix, to logits `[batch, classes, side, side]`."""
        places = self.side**2
        latents = self.decoder_embed(rows) + self.latent_token_positional_embedding[:rows.shape[1]]
        blank = torch.cat([self.class_embedding[None], self.mask_token.expand(-1, places, -1)], 1) + self.positional_embedding
        x = torch.cat([blank.expand(rows.shape[0], -1, -1), latents], 1)
        x = self.transformer(self.ln_pre(x))
        return self.ffn(grid(self.ln_post(x[:, 1:1 + places]), self.side))


class Reconstructor(nn.Module):
    """Ids to pictures."""

    def __init__(self, shape=Shape()):
        super().__init__()
        self.quantize = SphericalCodes(shape.codes, shape.code_width)
        self.decoder = Decoder(shape)
        self.pixel_quantize = nn.ModuleDict({"embedding": nn.Embedding(shape.classes, shape.pixels.latent)})
        self.pixel_decoder = vqgan.titok_decoder(shape.pixels)

    def forward(self, ids):
        """int64 `[batch, prefix]` to float32 `[batch, image, image, 3]`: 0 is black, 1 white, and neither is a limit."""
        logits = self.decoder(self.quantize.rows(ids))
        return pictures(self.pixel_decoder(vqgan.soft_code(logits, self.pixel_quantize["embedding"].weight)))


class Classifier(nn.Module):
    """Ids to the classes of places, which is all that a model of stage 1 decodes to."""

    def __init__(self, shape):
        super().__init__()
        self.quantize = SphericalCodes(shape.codes, shape.code_width)
        self.decoder = Decoder(shape)

    def forward(self, ids):
        """int64 `[batch, prefix]` to logits `[batch, classes, side, side]`."""
        return self.decoder(self.quantize.rows(ids))
