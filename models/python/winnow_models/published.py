"""The published architectures that `winnow models convert` knows: graphs without weights, and what a bundle of each says of itself.

    python -m winnow_models.published ../published
    python -m winnow_models.published --reference ../../operators/model/src/test/resources/published
"""
import argparse
import dataclasses
import functools
from pathlib import Path
from typing import Callable

import onnx
import torch

from . import bundle, karl, kl_vae, lavit, one_d_piece, vq_attention, vqgan, weightless
from .clip_blocks import MLP_RATIO, Size

BATCH = 8
# Extents that stand for named axes while a graph is traced.
TRACED = {"batch": 2, "tokens": 3, "frames": 2, "codes": 5}
TYPES = {"uint8": torch.uint8, "int64": torch.int64, "float32": torch.float32}


@dataclasses.dataclass(frozen=True)
class Function:
    """
    What one graph computes.

    module: makes it; inputs, outputs: name to type and shape, in which a word names an axis of any size; unused: weights that no output depends on
    """
    module: Callable[[], torch.nn.Module]
    inputs: dict
    outputs: dict
    unused: tuple = ()

    def graph(self):
        examples = {name: torch.zeros([TRACED.get(extent, extent) for extent in shape], dtype=TYPES[kind])
                    for name, (kind, shape) in self.inputs.items()}
        dynamic = {name: {axis: extent for axis, extent in enumerate(shape) if extent in TRACED}
                   for name, (_, shape) in (self.inputs | self.outputs).items()}
        return weightless.graph(weightless.built(self.module), examples, list(self.outputs), unused=self.unused, **dynamic)

    def described(self, file):
        return {"file": file, "engine": "onnx", "precision": "fp32", "opset": weightless.OPSET,
                "inputs": bundle.ports(**self.inputs), "outputs": bundle.ports(**self.outputs)}


def write(folder, functions, described):
    """The graphs of an architecture, and what it says of itself, given how many numbers its weights are."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = {}
    for name, function in functions.items():
        graph = function.graph()
        numbers |= {tensor.name: torch.Size(tensor.dims).numel() for tensor in graph.graph.initializer}
        onnx.save(graph, folder / f"{name}.onnx")
    Path(folder, "published.yaml").write_text(described(sum(numbers.values())))


def heading(system, role, variant, functions):
    """What every manifest begins with."""
    return {"manifest": 1, "name": system, "role": role, "system": system, "variant": variant,
            "licence": "LicenseRef-checkpoint", "provenance": "converted from the published checkpoint",
            "graphs": {name: function.described(f"{name}.onnx") for name, function in functions.items()}}


@dataclasses.dataclass(frozen=True)
class Architecture:
    """
    A variant of a published system that makes tokens of pictures.

    image, resize: edge of the squares that it takes, and how other shapes become these; fewest, tokens, axis: of a picture; codes: 0 where tokens are vectors;
    held: numbers that the largest layer holds of a picture; prefixes: what stands before a file's keys in ours, of which the first that fits most of them is taken;
    states: names of the state dicts that are taken where a file has several; unused: keys of published files that no graph needs
    """
    system: str
    variant: str
    functions: dict
    image: int
    resize: str
    tokens: int
    axis: str
    codes: int
    code_width: int
    features: str
    held: int
    fewest: int = 1
    prefixes: tuple = ("",)
    states: tuple = ()
    unused: tuple = ()

    def write(self, root):
        write(Path(root, self.system, self.variant), self.functions, self.described)

    def described(self, numbers):
        manifest = heading(self.system, "image-tokenizer", self.variant, self.functions) | {
            "input": {"sizes": bundle.Row([self.image]), "resize": self.resize, "colour": "rgb"},
            "codebook": bundle.Inline(size=self.codes, width=self.code_width, features=self.features),
            "tokens": bundle.Inline(min=self.fewest, max=self.tokens, axis=self.axis),
            "peakBytes": weightless.FLOAT_BYTES * (numbers + BATCH * self.held)}
        checkpoint = {key: bundle.Row(getattr(self, key)) for key in ("prefixes", "states", "unused")}
        return bundle.text({"checkpoint": checkpoint, "bundle": manifest})


@dataclasses.dataclass(frozen=True)
class Attention:
    """
    VQToken's, over the cells of another bundle's encoder.

    tokens: most of a clip that memory is stated for; unused: keys of the whole published model that are the encoder's and the language model's
    """
    variant: str
    shape: vq_attention.Shape
    system: str = "vqtoken"
    tokens: int = 256
    prefixes: tuple = ("", "model.cross_attention.", "model.")
    unused: tuple = ("model.vision_tower.*", "model.mm_projector.*", "model.image_newline", "model.embed_tokens.*", "model.layers.*", "model.norm.*", "lm_head.*")

    @property
    def functions(self):
        width = self.shape.width
        return {"attend": Function(functools.partial(vq_attention.Attender, self.shape),
                                   {"labels": ("int64", ["frames", self.shape.cells]), "codebook": ("float32", ["codes", width])},
                                   {"tokens": ("float32", ["tokens", width]), "query": ("float32", ["frames", width])})}

    def write(self, root):
        write(Path(root, self.system, self.variant), self.functions, self.described)

    def described(self, numbers):
        layer = self.tokens * (2 * self.shape.heads * self.tokens + 6 * self.shape.width + self.shape.hidden)
        manifest = heading(self.system, "clip-tokenizer", self.variant, self.functions) | {
            "codebook": bundle.Inline(size=0, width=self.shape.width, features=f"vqtoken-{self.variant}"),
            "tokens": bundle.Inline(min=1, max=self.tokens, axis="centroids"),
            "peakBytes": weightless.FLOAT_BYTES * (numbers + layer)}
        return bundle.text({"checkpoint": {"prefixes": bundle.Row(self.prefixes), "states": bundle.Row(), "unused": bundle.Row(self.unused)},
                            "bundle": manifest})


def pictures(image, kind):
    return kind, ["batch", image, image, 3]


def lavit_of(shape, variant):
    """LaVIT's dynamic visual tokenizer."""
    patches = shape.patches
    return Architecture(
        "lavit", variant,
        {"encode": Function(functools.partial(lavit.Tokenizer, shape), {"images": pictures(shape.image, "uint8")},
                            {"keep": ("uint8", ["batch", patches]), "ids": ("int64", ["batch", patches]),
                             "vectors": ("float32", ["batch", patches, shape.width])}),
         "decode": Function(functools.partial(lavit.Reconstructor, shape), {"ids": ("int64", ["batch", "tokens"]), "counts": ("int64", ["batch"])},
                            {"features": ("float32", ["batch", patches, shape.width])},
                            unused=("decoder.unet_proj.weight", "decoder.unet_proj.bias"))},
        image=shape.image, resize="squash", tokens=patches, axis="spatial", codes=shape.codes, code_width=shape.code_width, features="lavit-v1",
        held=patches * (3 * shape.heads * patches + 4 * shape.hidden),
        prefixes=("", "encoder.", "decoder."), unused=("encoder.norm.*", "encoder.head.*", "vit_proj.*", "decoder.unet_*"))


def held(size, tokens, convolved=0):
    """Numbers of a picture: attention's scores, twice, and the hidden layer, or the largest convolution's input, its unfolded form and its output."""
    attended = tokens * (2 * size.heads * tokens + 2 * MLP_RATIO * size.width)
    return max(attended, convolved)


def convolved(image, shape):
    """Numbers of a picture in the level of pixels."""
    return 4 * image**2 * shape.channels


def one_d_piece_of(shape, variant):
    """A whole model, or where no pixel decoder is there yet, one of stage 1, which decodes to classes."""
    ids = {"ids": ("int64", ["batch", "tokens"])}
    if shape.pixels:
        decode = Function(functools.partial(one_d_piece.Reconstructor, shape), ids, {"images": pictures(shape.image, "float32")})
    else:
        decode = Function(functools.partial(one_d_piece.Classifier, shape), ids,
                          {"logits": ("float32", ["batch", shape.classes, shape.side, shape.side])})
    encode = Function(functools.partial(one_d_piece.Tokenizer, shape), {"images": pictures(shape.image, "uint8")},
                      {"ids": ("int64", ["batch", shape.tokens])})
    return Architecture(
        "one-d-piece", variant, {"encode": encode, "decode": decode}, image=shape.image, resize="crop", tokens=shape.tokens, axis="prefix",
        codes=shape.codes, code_width=shape.code_width, features=f"one-d-piece-{variant}",
        held=held(shape.encoder, 1 + shape.side**2 + shape.tokens, convolved(shape.image, shape.pixels) if shape.pixels else 0))


def karl_of(shape, variant):
    def tokens(extent):
        return {"ids": ("int64", ["batch", extent])} if shape.quantised else {"vectors": ("float32", ["batch", extent, shape.code_width])}

    encode = Function(functools.partial(karl.Tokenizer, shape),
                      {"images": pictures(shape.image, "uint8"), "epsilon": ("float32", ["batch"]), "budget": ("int64", ["batch"])},
                      tokens(shape.tokens) | {"keep": ("uint8", ["batch", shape.tokens]), "halting": ("float32", ["batch", shape.tokens])})
    decode = Function(functools.partial(karl.Reconstructor, shape), tokens("tokens") | {"keep": ("uint8", ["batch", "tokens"])},
                      {"images": pictures(shape.image, "float32")})
    return Architecture(
        "karl", variant, {"encode": encode, "decode": decode}, image=shape.image, resize="crop", fewest=0, tokens=shape.tokens, axis="prefix",
        codes=shape.codes if shape.quantised else 0, code_width=shape.code_width, features=f"karl-{variant}",
        held=held(shape.encoder, 1 + shape.side**2 + shape.tokens, convolved(shape.image, shape.base.shape)),
        states=("ema",), unused=("gan_losses.*",))


# Sizes of the reference cases.
LAVIT = lavit.Shape(image=112, width=64, heads=4, hidden=279, encoder_layers=2, merger_layers=2, decoder_layers=2, codes=512, words_width=96,
                    condition_width=48)
STAGE_1 = one_d_piece.Shape(image=128, tokens=48, encoder=Size(64, 2, 4), decoder=Size(48, 2, 2), pixels=None)
STAGE_2 = one_d_piece.Shape(encoder=Size(64, 3, 4), decoder=Size(80, 2, 5), pixels=vqgan.Shape(latent=128, channels=32, multipliers=(1, 1, 2, 1, 1)))
KARL_VQGAN = karl.Shape(karl.Base("vqgan", vqgan.Shape(channels=32, multipliers=(1, 1, 1, 2, 1), codes=320)), encoder=Size(264, 1, 6),
                        decoder=Size(64, 3, 4), table=16)
KARL_VAE = karl.Shape(karl.Base("vae", kl_vae.Shape(channels=32, multipliers=(1, 1, 2, 1, 1), blocks=1)), encoder=Size(48, 2, 4),
                      decoder=Size(64, 2, 4), table=32)
ATTENTION = vq_attention.Shape(cells=49, width=64, heads=4)

PUBLISHED = [
    lavit_of(lavit.Shape(), "eva-g-14"),
    *(one_d_piece_of(one_d_piece.published(name), name) for name in one_d_piece.SIZES),
    *(karl_of(shape, name) for name, shape in karl.published().items()),
    Attention("onevision-0.5b", vq_attention.Shape())]
REFERENCE = [
    lavit_of(LAVIT, "reference"),
    one_d_piece_of(STAGE_1, "128px-stage1"),
    one_d_piece_of(STAGE_2, "256px-stage2"),
    karl_of(KARL_VQGAN, "vqgan-quantized"),
    karl_of(dataclasses.replace(KARL_VQGAN, quantised=False), "vqgan-continuous"),
    karl_of(KARL_VAE, "vae-quantized"),
    Attention("reference", ATTENTION),
    # Over the cells of the bundle lite0-cells.
    Attention("lite0", vq_attention.Shape(cells=49, width=256, heads=4, hidden=64))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reference", action="store_true", help="of the sizes of the reference cases")
    parser.add_argument("--only", default="", help="a system's")
    options = parser.parse_args()
    for architecture in REFERENCE if options.reference else PUBLISHED:
        if options.only in ("", architecture.system):
            print(architecture.system, architecture.variant, flush=True)
            architecture.write(options.folder)


if __name__ == "__main__":
    main()
