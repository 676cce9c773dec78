"""The three functions of a reader's bundle as traced ONNX graphs, and their signatures."""
import io

import onnx
import torch
from torch import nn

from . import bundle
from .reader import PLACE
from .serving import OPSET, layered, register, served

DYNAMIC = {"batch", "tokens", "rows", "length", "past"}


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

    def forward(self, words, previous, positions, ground, place, visual_mask, *past):
        return self.reader.step(words, previous, positions, ground, place, visual_mask, *past)


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
    """The visual tokens are masked out inside the graph."""

    def forward(self, words, previous, positions, ground, place, visual_mask, *past):
        return super().forward(words, previous, positions, ground, place, visual_mask * 0, *past)


def traced(module, inputs, names, outputs, axes):
    buffer = io.BytesIO()
    torch.onnx.export(module.eval(), inputs, buffer, input_names=names, output_names=outputs, dynamic_axes=axes,
                      opset_version=OPSET, dynamo=False, do_constant_folding=False)
    return onnx.load_from_string(buffer.getvalue())


def step_inputs(shape):
    """Inputs to trace a step with: questions on two contexts."""
    b, t, q, n, past = 2, 5, 3, 4, 7
    words = torch.ones(b, q, n, dtype=torch.long)
    visual = torch.zeros(shape.layers, b, shape.heads, t, shape.head_width)
    kept = torch.zeros(shape.layers, b, shape.heads, q, past, shape.head_width)
    return (words, words, words, torch.zeros(b, t, shape.ground_width), torch.zeros(b, t, PLACE), torch.ones(b, t), visual, visual,
            kept, kept, torch.ones(b, q, past))


def graphs(reader, codes, scales, blind):
    """Function -> traced model with fp32 weights inside, in the form that is run."""
    register()
    reader, shape, ports = served(reader), reader.shape, signatures(reader.shape)
    b, t = 2, 5

    def model(function, module, inputs):
        taken, given = ports[function]
        axes = {name: {i: axis for i, axis in enumerate(port["shape"]) if axis in DYNAMIC} for name, port in (taken | given).items()}
        return traced(module, inputs, list(taken), list(given), axes)

    yield "embed", model("embed", BlindEmbed(shape.cell_width) if blind else Embed(codes, scales), (torch.zeros(t, dtype=torch.long),))
    context = model("context", BlindContext(shape) if blind else Context(reader),
                    (torch.zeros(b, t, shape.cell_width), torch.zeros(b, t, PLACE), torch.ones(b, t)))
    yield "context", context if blind else layered(context, [], ["keys", "values"])
    yield "step", layered(model("step", BlindStep(reader) if blind else Step(reader), step_inputs(shape)),
                          ["visual_keys", "visual_values", "past_keys", "past_values"], ["keys", "values"])


def signatures(shape):
    visible = ["layers", "batch", "heads", "tokens", shape.head_width]
    kept = ["layers", "batch", "heads", "rows", "past", shape.head_width]
    fresh = ["layers", "batch", "heads", "rows", "length", shape.head_width]
    place, ground = ["batch", "tokens", PLACE], ["batch", "tokens", shape.ground_width]
    rows, mask = ["batch", "rows", "length"], ["batch", "tokens"]
    return {
        "embed": (bundle.ports(ids=("int64", ["tokens"])), bundle.ports(vectors=("float32", ["tokens", shape.cell_width]))),
        "context": (bundle.ports(vectors=("float32", ["batch", "tokens", shape.cell_width]), place=("float32", place),
                                 mask=("float32", mask)),
                    bundle.ports(keys=("float32", visible), values=("float32", visible), ground=("float32", ground))),
        "step": (bundle.ports(words=("int64", rows), previous=("int64", rows), positions=("int64", rows),
                              ground=("float32", ground), place=("float32", place), visual_mask=("float32", mask),
                              visual_keys=("float32", visible), visual_values=("float32", visible),
                              past_keys=("float32", kept), past_values=("float32", kept),
                              past_mask=("float32", ["batch", "rows", "past"])),
                 bundle.ports(logits=("float32", [*rows, shape.words]), keys=("float32", fresh), values=("float32", fresh),
                              attention=("float32", [*rows, "tokens"])))}
