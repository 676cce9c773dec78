"""One-D-Piece and KARL over tokens that refine a picture: what the shipped bundles compute.

What departs from the published designs: ids are found by a search in a fitted codebook, not by a trained encoder; each token has a linear
map of its own to frequencies, whose sum is a picture already; the transformer that decodes starts from this picture and from the codes,
and gives what has to be added.
"""
import torch
from torch import nn

from . import clip_blocks, spectrum
from .clip_blocks import HIDDEN, Size
from .raster import grid, pictures, pixels, sequence
from .squares import SIDE

PATCH, FINE = 16, 4     # pixels along an edge of what the transformer and what the pixel decoder see as a place
CORRECTION = Size(96, 2, 4)
PIXEL_WIDTH, PIXEL_BLOCKS, FEATURES = 48, 3, 16
HALTING = Size(128, 2, 4)
HALTED_ABOVE = 0.75     # as published
UNSEEN = 2e-3           # a root mean square error, half a step of 8 bits: below it rounding decides
LOUDNESS = 0.1          # of what is added to a picture, so that a step of training does not shake it
WAVES = 16
STRENGTH = 0.1          # the usual size of what a code stands for is beyond what a layer expects


def patches(images):
    """`[batch, 3, side, side]` to `[batch, places, 3 * PATCH * PATCH]`, of values that are about 0."""
    return sequence(nn.functional.pixel_unshuffle(4 * (images - 0.5), PATCH))


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(width, width, 3, padding=1), nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x):
        return x + self.conv2(self.conv1(x).relu())


class PixelDecoder(nn.Module):
    """The picture so far and what the transformer says of each of its places, to what should be added. At first nothing is."""

    def __init__(self, width=PIXEL_WIDTH, blocks=PIXEL_BLOCKS, features=FEATURES):
        super().__init__()
        self.conv_in = nn.Conv2d(3 * FINE * FINE + features, width, 3, padding=1)
        self.blocks = nn.Sequential(*(Residual(width) for _ in range(blocks)))
        self.conv_out = nn.Conv2d(width, 3 * FINE * FINE, 3, padding=1)
        nn.init.zeros_(self.conv_out.weight)
        nn.init.zeros_(self.conv_out.bias)
        self.to(memory_format=torch.channels_last)

    def forward(self, images, features):
        """`[batch, 3, side, side]` and `[batch, features, side / FINE, side / FINE]` to `[batch, 3, side, side]`."""
        x = self.conv_in(torch.cat([nn.functional.pixel_unshuffle(4 * (images - 0.5), FINE), features], 1))
        return nn.functional.pixel_shuffle(LOUDNESS * self.conv_out(self.blocks(x)), FINE)


class Correction(nn.Module):
    """A transformer over the patches of the picture that the tokens add up to and over the tokens' codes, and a convolutional decoder of pixels behind it:
    what should be added to that picture."""

    def __init__(self, size=CORRECTION, tokens=128, code_width=12):
        super().__init__()
        width, self.places, fine = size.width, (SIDE // PATCH)**2, PATCH // FINE
        self.patch_embed = nn.Linear(3 * PATCH * PATCH, width)
        self.decoder_embed = nn.Linear(code_width, width)
        self.positional_embedding = nn.Parameter(width**-0.5 * torch.randn(self.places, width))
        self.latent_token_positional_embedding = nn.Parameter(width**-0.5 * torch.randn(tokens, width))
        self.ln_pre = nn.LayerNorm(width)
        self.transformer = clip_blocks.Transformer(size)
        self.ln_post = nn.LayerNorm(width)
        self.ffn = nn.Sequential(nn.Linear(width, 2 * width), nn.Tanh(), nn.Linear(2 * width, FEATURES * fine * fine))
        self.pixel_decoder = PixelDecoder()

    def forward(self, images, scaled, dropped=None):
        """images `[batch, 3, side, side]`, scaled `[batch, k, 12]`; dropped `[batch, k]`: 1 for tokens that nobody may look at."""
        shown = self.patch_embed(patches(images)) + self.positional_embedding
        latents = self.decoder_embed(scaled * STRENGTH) + self.latent_token_positional_embedding[:scaled.shape[1]]
        hidden = None
        if dropped is not None:
            hidden = (torch.cat([torch.zeros_like(dropped[:, :1]).expand(-1, self.places), dropped], 1) * HIDDEN)[:, None, None]
        x = self.transformer(self.ln_pre(torch.cat([shown, latents], 1)), hidden)
        told = grid(self.ffn(self.ln_post(x[:, :self.places])), SIDE // PATCH)
        return self.pixel_decoder(images, nn.functional.pixel_shuffle(told, PATCH // FINE))


class Tokenizer(nn.Module):
    """Pictures to ids, the telling ones first."""

    def __init__(self, seen, refinement):
        super().__init__()
        self.seen, self.refinement = seen, refinement

    def forward(self, images):
        """uint8 `[batch, side, side, 3]` to int64 `[batch, tokens]`."""
        return self.refinement(self.seen(images))[0]


class Reconstructor(nn.Module):
    """Ids of any prefix to pictures."""

    def __init__(self, seen, refinement, correction=None):
        super().__init__()
        self.seen, self.refinement, self.correction = seen, refinement, correction

    def shown(self, scaled, dropped=None):
        """`[batch, 3, side, side]`."""
        images = self.seen.pictures(self.refinement.coefficients(scaled))
        if self.correction is None:
            return images
        images = images.clamp(0, 1)
        return images + self.correction(images, scaled, dropped)

    def forward(self, ids):
        """int64 `[batch, prefix]` to float32 `[batch, side, side, 3]`: 0 is black, 1 white, and neither is a limit."""
        return pictures(self.shown(self.refinement.scaled(ids)))


class KeptReconstructor(Reconstructor):
    """Kept tokens to pictures."""

    def forward(self, ids, keep):
        """int64 and uint8 `[batch, prefix]`: what is not kept is as if it were not there."""
        kept = keep.to(torch.float32)
        return pictures(self.shown(self.refinement.scaled(ids, kept), 1 - kept))


def waves(numbers):
    """Sines and cosines `[..., 2 * WAVES]` of numbers of about 1."""
    angles = numbers[..., None] * 2.0**torch.linspace(-1, 5, WAVES)
    return torch.cat([angles.sin(), angles.cos()], -1)


class Halting(nn.Module):
    """KARL's encoder as far as it decides: condition, patches and tokens, with how much of the picture the search has left after each, to
    how surely each is not needed."""

    def __init__(self, size=HALTING, tokens=128, code_width=12):
        super().__init__()
        width, self.tokens = size.width, tokens
        self.patch_embed = nn.Linear(3 * PATCH * PATCH, width)
        self.encoder_positional_embedding = nn.Parameter(width**-0.5 * torch.randn((SIDE // PATCH)**2, width))
        self.condition = nn.Linear(2 * WAVES, width)
        self.code_embed = nn.Linear(code_width, width)
        self.left_embed = nn.Linear(2 * WAVES + 2, width)
        self.latent_tokens = nn.Parameter(width**-0.5 * torch.randn(tokens, width))
        self.encoder_ln_pre = nn.LayerNorm(width)
        self.transformer = clip_blocks.Transformer(size)
        self.encoder_ln_post_halt = nn.LayerNorm(width)
        self.halting_mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.Tanh(), nn.Linear(2 * width, 1))

    def forward(self, images, scaled, left, epsilon):
        """Logits `[batch, tokens]`. images `[batch, 3, side, side]`; left: root mean square error after each token, `[batch, tokens]`."""
        wished = epsilon.clamp(1e-3, 1).log()[:, None]
        beside = left.clamp(min=UNSEEN).log() - wished
        latents = (self.code_embed(scaled * STRENGTH) + self.left_embed(torch.cat([waves(beside), beside[..., None], left[..., None]], -1))
                   + self.latent_tokens)
        shown = self.patch_embed(patches(images)) + self.encoder_positional_embedding
        x = self.encoder_ln_pre(torch.cat([self.condition(waves(wished)), shown, latents], 1))
        return self.halting_mlp(self.encoder_ln_post_halt(self.transformer(x)[:, -self.tokens:]))[..., 0]


class KeptTokenizer(nn.Module):
    """Pictures and wished errors to ids, and which of them the picture needs: always the first so many, and one at least."""

    def __init__(self, seen, refinement, halting, bias=0.0):
        """bias: added to the logits of halting, so that on training pictures as many stay within the wished error as should."""
        super().__init__()
        self.seen, self.refinement, self.halting = seen, refinement, halting
        self.register_buffer("bias", torch.tensor(float(bias)))

    def described(self, images):
        """What the head needs of pictures: values 0..1, ids, scaled codes, root mean square error after each token."""
        coefficients = self.seen(images)
        ids, left = self.refinement(coefficients)
        beyond = self.seen.beyond(images, coefficients)
        return pixels(images), ids, self.refinement.scaled(ids), ((left + beyond[:, None]) / 3).sqrt()

    def forward(self, images, epsilon, budget):
        """
        int64 ids `[batch, tokens]`, 0 beyond the budget; `keep`, uint8 `[batch, tokens]`; `halting`: how surely each is not needed, 1 beyond the budget.

        images: uint8 `[batch, side, side, 3]`; epsilon: wished mean of absolute errors `[batch]`, 1 from black to white; budget: most tokens, int64 `[batch]`
        """
        values, ids, scaled, left = self.described(images)
        chances = (self.halting(values, scaled, left, epsilon) + self.bias).sigmoid()
        places = torch.arange(ids.shape[1], device=ids.device)
        within = places < budget[:, None]
        needed = torch.where(chances <= HALTED_ABOVE, places + 1, torch.ones_like(places)).amax(1, keepdim=True)
        keep = (places < needed) & within
        return ids * within.to(torch.int64), keep.to(torch.uint8), torch.where(within, chances, torch.ones_like(chances))
