"""The three functions of a reader's bundle as traced ONNX graphs, and their signatures."""
import io

import onnx
import torch
from torch import nn

from . import bundle
from .reader import PLACE
from .serving import OPSET, layered, register, served


class Embed(nn.Module):
    """ids `[tokens]` to codebook rows, kept as int8 with a scale for each of the 256 numbers."""

    def __init__(self, codes, scales):
        super().__init__()
        self.register_buffer("codes", torch.from_numpy(codes))
        self.register_buffer("scales", torch.from_numpy(scales))

    def forward(self, ids):
        return self.codes[ids].float() * self.scales


class Context(nn.Module):
    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, vectors, place, mask):
        return self.reader.context(vectors, place, mask)


class Step(nn.Module):
    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, words, previous, positions, ground, place, visual_mask, past_keys, past_values, past_mask):
        return self.reader.step(words, previous, positions, ground, place, visual_mask, past_keys, past_values, past_mask)


class BlindEmbed(nn.Module):
    """The blind twin takes any id and makes nothing of it, so that it runs in the same line as a reader."""

    def __init__(self, width):
        super().__init__()
        self.width = width

    def forward(self, ids):
        return (ids * 0).float().unsqueeze(-1).expand(-1, self.width)


class BlindContext(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape

    def forward(self, vectors, place, mask):
        nothing = vectors[..., :1] * 0 + place[..., :1] * 0 + mask.unsqueeze(-1) * 0
        keys = nothing[None, :, None].expand(self.shape.layers, -1, self.shape.heads, -1, self.shape.head_width)
        return keys, keys * 1, nothing.expand(-1, -1, self.shape.ground_width)


class BlindStep(Step):
    """The visual part of the past and the grounding are masked out inside the graph."""

    def forward(self, words, previous, positions, ground, place, visual_mask, past_keys, past_values, past_mask):
        tokens = visual_mask.shape[1]
        past_mask = torch.cat([past_mask[:, :tokens] * 0, past_mask[:, tokens:]], 1)
        return super().forward(words, previous, positions, ground, place, visual_mask * 0, past_keys, past_values, past_mask)


def traced(module, inputs, names, outputs, axes):
    buffer = io.BytesIO()
    torch.onnx.export(module.eval(), inputs, buffer, input_names=names, output_names=outputs, dynamic_axes=axes,
                      opset_version=OPSET, dynamo=False, do_constant_folding=False)
    return onnx.load_from_string(buffer.getvalue())


def graphs(reader, codes, scales, blind):
    """Function -> traced model with fp32 weights inside, in the form that is run."""
    register()
    reader, shape = served(reader), reader.shape
    b, t, n, past = 2, 5, 3, 7
    cache = (shape.layers, b, shape.heads, past, shape.head_width)
    visual = {"place": {0: "batch", 1: "tokens"}}
    yield "embed", traced(BlindEmbed(shape.cell_width) if blind else Embed(codes, scales), (torch.zeros(t, dtype=torch.long),), ["ids"], ["vectors"],
                          {"ids": {0: "tokens"}, "vectors": {0: "tokens"}})
    context = traced(
        BlindContext(shape) if blind else Context(reader), (torch.zeros(b, t, shape.cell_width), torch.zeros(b, t, PLACE), torch.ones(b, t)),
        ["vectors", "place", "mask"], ["keys", "values", "ground"],
        visual | {"vectors": {0: "batch", 1: "tokens"}, "mask": {0: "batch", 1: "tokens"}, "keys": {1: "batch", 3: "tokens"},
                  "values": {1: "batch", 3: "tokens"}, "ground": {0: "batch", 1: "tokens"}})
    yield "context", context if blind else layered(context, [], ["keys", "values"])
    words = torch.ones(b, n, dtype=torch.long)
    row, kept, new = {0: "batch", 1: "length"}, {1: "batch", 3: "past"}, {1: "batch", 3: "length"}
    yield "step", layered(traced(
        BlindStep(reader) if blind else Step(reader),
        (words, words, words, torch.zeros(b, t, shape.ground_width), torch.zeros(b, t, PLACE), torch.ones(b, t),
         torch.zeros(cache), torch.zeros(cache), torch.ones(b, past)),
        ["words", "previous", "positions", "ground", "place", "visual_mask", "past_keys", "past_values", "past_mask"],
        ["logits", "keys", "values", "attention"],
        visual | {"words": row, "previous": row, "positions": row, "ground": {0: "batch", 1: "tokens"},
                  "visual_mask": {0: "batch", 1: "tokens"}, "past_keys": kept, "past_values": kept,
                  "past_mask": {0: "batch", 1: "past"}, "logits": row, "keys": new, "values": new,
                  "attention": {0: "batch", 1: "length", 2: "tokens"}}),
        ["past_keys", "past_values"], ["keys", "values"])


def signatures(shape):
    cache = ["layers", "batch", "heads", "past", shape.head_width]
    fresh = ["layers", "batch", "heads", "length", shape.head_width]
    visible = ["layers", "batch", "heads", "tokens", shape.head_width]
    place, ground = ["batch", "tokens", PLACE], ["batch", "tokens", shape.ground_width]
    rows, mask = ["batch", "length"], ["batch", "tokens"]
    return {
        "embed": (bundle.ports(ids=("int64", ["tokens"])), bundle.ports(vectors=("float32", ["tokens", shape.cell_width]))),
        "context": (bundle.ports(vectors=("float32", ["batch", "tokens", shape.cell_width]), place=("float32", place),
                                 mask=("float32", mask)),
                    bundle.ports(keys=("float32", visible), values=("float32", visible), ground=("float32", ground))),
        "step": (bundle.ports(words=("int64", rows), previous=("int64", rows), positions=("int64", rows),
                              ground=("float32", ground), place=("float32", place), visual_mask=("float32", mask),
                              past_keys=("float32", cache), past_values=("float32", cache),
                              past_mask=("float32", ["batch", "past"])),
                 bundle.ports(logits=("float32", ["batch", "length", shape.words]), keys=("float32", fresh),
                              values=("float32", fresh), attention=("float32", ["batch", "length", "tokens"])))}
