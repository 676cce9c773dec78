"""The functions of a reader's bundle as traced ONNX graphs, and their signatures.

`embed`; `context` and `step`, which end with the keys and values of the first block of word layers; and for each further block
`context-2`, `step-2` and so on.
"""
import io

import onnx
import torch
from torch import nn

from . import bundle
from .reader import PLACE, question_words
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
    """Visual tokens, what words see of them in the layers of the first block, and ground."""

    def __init__(self, reader):
        super().__init__()
        self.reader, self.layers = reader, reader.shape.parts()[0]

    def forward(self, vectors, place, mask):
        visual, ground = self.reader.seen(vectors, place, mask)
        return visual, *self.reader.visual_pairs(visual, self.layers), ground


class LaterContext(nn.Module):
    """What words see of visual tokens in the layers of a later block."""

    def __init__(self, reader, block):
        super().__init__()
        self.reader, self.layers = reader, reader.shape.parts()[block]

    def forward(self, visual):
        return self.reader.visual_pairs(visual, self.layers)


class Block(nn.Module):
    """Words through the layers of a block; the last gives their logits."""

    def __init__(self, reader, block):
        super().__init__()
        self.reader, self.layers = reader, reader.shape.parts()[block]
        self.last = self.layers.stop == reader.shape.layers

    def through(self, x, rows, related, visual_mask, visual_keys, visual_values, past_keys, past_values, past_mask):
        x, keys, values, _, shares = self.reader.through(self.layers, x, rows[2], related, visual_mask, (visual_keys, visual_values),
                                                         (past_keys, past_values), past_mask)
        if self.last:
            return self.reader.logits(self.reader.norm(x).reshape(*rows, -1)), keys, values
        return x.reshape(*rows, -1), keys, values, shares[-1].reshape(rows)


class Step(Block):
    """Words `[b, q, l]` through the first block: hidden states `[b, q, l, width]`, or logits where it is the only one, keys and
    values `[layers, b, heads, q, l, d]`, where there are later blocks the share of attention that each word gives to visual tokens in
    the block's last layer `[b, q, l]`, and where it looks in the grounding layer `[b, q, l, t]`."""

    def __init__(self, reader):
        super().__init__(reader, 0)

    def forward(self, words, previous, positions, ground, place, visual_mask, visual_keys, visual_values, *past):
        rows = words.shape
        words, previous, positions = (part.flatten(1) for part in (words, previous, positions))
        x, attention, spots = self.reader.begin(words, previous, positions, ground, place, visual_mask)
        given = self.through(x, rows, (spots, question_words(words, rows[2])), visual_mask, visual_keys, visual_values, *past)
        return *given, attention.reshape(*rows, -1)


class LaterStep(Block):
    """Hidden states `[b, q, l, width]` through a later block. Where it is given no visual tokens, words do without them."""

    def forward(self, hidden, visual_mask, visual_keys, visual_values, *past):
        return self.through(hidden.flatten(1, 2), hidden.shape[:3], None, visual_mask, visual_keys, visual_values, *past)


class BlindEmbed(nn.Module):
    """The blind twin takes any id and makes nothing of it, so that it runs in the same line as a reader."""

    def __init__(self, width):
        super().__init__()
        self.width = width

    def forward(self, ids):
        return (ids * 0).float().unsqueeze(-1).expand(-1, self.width)


def no_pairs(nothing, shape, layers):
    """Keys and values of zeros of `nothing` `[b, t, 1]`."""
    keys = nothing[None, :, None].expand(len(layers), -1, shape.heads, -1, shape.head_width)
    return keys, keys * 1


class BlindContext(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape

    def forward(self, vectors, place, mask):
        nothing = vectors[..., :1] * 0 + place[..., :1] * 0 + mask.unsqueeze(-1) * 0
        return (nothing.expand(-1, -1, self.shape.width), *no_pairs(nothing, self.shape, self.shape.parts()[0]),
                nothing.expand(-1, -1, self.shape.ground_width))


class BlindLaterContext(nn.Module):
    def __init__(self, shape, block):
        super().__init__()
        self.shape, self.layers = shape, shape.parts()[block]

    def forward(self, visual):
        return no_pairs(visual[..., :1] * 0, self.shape, self.layers)


class BlindStep(Step):
    """The visual tokens are masked out inside the graph."""

    def forward(self, words, previous, positions, ground, place, visual_mask, *more):
        return super().forward(words, previous, positions, ground, place, visual_mask * 0, *more)


class BlindLaterStep(LaterStep):
    def forward(self, hidden, visual_mask, *more):
        return super().forward(hidden, visual_mask * 0, *more)


def traced(module, inputs, names, outputs, axes):
    buffer = io.BytesIO()
    torch.onnx.export(module.eval(), inputs, buffer, input_names=names, output_names=outputs, dynamic_axes=axes,
                      opset_version=OPSET, dynamo=False, do_constant_folding=False)
    return onnx.load_from_string(buffer.getvalue())


def step_inputs(shape, block=0):
    """Inputs to trace a step with: questions on two contexts."""
    b, t, q, n, past = 2, 5, 3, 4, 7
    layers = len(shape.parts()[block])
    words = torch.ones(b, q, n, dtype=torch.long)
    visual = torch.zeros(layers, b, shape.heads, t, shape.head_width)
    kept = torch.zeros(layers, b, shape.heads, q, past, shape.head_width)
    behind = (torch.ones(b, t), visual, visual, kept, kept, torch.ones(b, q, past))
    if block > 0:
        return torch.zeros(b, q, n, shape.width), *behind
    return words, words, words, torch.zeros(b, t, shape.ground_width), torch.zeros(b, t, PLACE), *behind


def numbered(function, block):
    """The name of a function of a block."""
    return function if block == 0 else f"{function}-{block + 1}"


def modules(reader, shape, blind):
    """Function -> what is traced and the inputs to trace it with, but for `embed`."""
    b, t = 2, 5
    seen = torch.zeros(b, t, shape.cell_width), torch.zeros(b, t, PLACE), torch.ones(b, t)
    yield "context", BlindContext(shape) if blind else Context(reader), seen
    yield "step", BlindStep(reader) if blind else Step(reader), step_inputs(shape)
    for block in range(1, len(shape.parts())):
        later = BlindLaterContext(shape, block) if blind else LaterContext(reader, block)
        yield numbered("context", block), later, (torch.zeros(b, t, shape.width),)
        yield numbered("step", block), (BlindLaterStep if blind else LaterStep)(reader, block), step_inputs(shape, block)


def graphs(reader, codes, scales, blind):
    """Function -> traced model with fp32 weights inside, in the form that is run."""
    register()
    reader, shape, ports = served(reader), reader.shape, signatures(reader.shape)

    def model(function, module, inputs):
        taken, given = ports[function]
        axes = {name: {i: axis for i, axis in enumerate(port["shape"]) if axis in DYNAMIC} for name, port in (taken | given).items()}
        return traced(module, inputs, list(taken), list(given), axes)

    yield "embed", model("embed", BlindEmbed(shape.cell_width) if blind else Embed(codes, scales), (torch.zeros(5, dtype=torch.long),))
    for function, module, inputs in modules(reader, shape, blind):
        taken, given = ports[function]
        made = model(function, module, inputs)
        apart = [name for name in given if name in ("keys", "values") and not (blind and function.startswith("context"))]
        yield function, layered(made, [name for name in taken if name.endswith(("_keys", "_values"))], apart)


def signatures(shape):
    def pairs(layers, *extents):
        port = "float32", [layers, "batch", "heads", *extents, shape.head_width]
        return bundle.ports(keys=port, values=port)

    def renamed(ports, before):
        return {f"{before}_{name}": port for name, port in ports.items()}

    place, ground = ["batch", "tokens", PLACE], ["batch", "tokens", shape.ground_width]
    rows, visual = ["batch", "rows", "length"], ["batch", "tokens", shape.width]
    found = {"embed": (bundle.ports(ids=("int64", ["tokens"])), bundle.ports(vectors=("float32", ["tokens", shape.cell_width])))}
    blocks = [len(layers) for layers in shape.parts()]
    for block, layers in enumerate(blocks):
        behind = (bundle.ports(visual_mask=("float32", ["batch", "tokens"])) | renamed(pairs(layers, "tokens"), "visual")
                  | renamed(pairs(layers, "rows", "past"), "past") | bundle.ports(past_mask=("float32", ["batch", "rows", "past"])))
        last, hidden = block + 1 == len(blocks), ("float32", [*rows, shape.width])
        given = bundle.ports(logits=("float32", [*rows, shape.words])) if last else bundle.ports(next_hidden=hidden)
        given |= pairs(layers, "rows", "length") | ({} if last else bundle.ports(share=("float32", rows)))
        if block == 0:
            found["context"] = (bundle.ports(vectors=("float32", ["batch", "tokens", shape.cell_width]), place=("float32", place),
                                             mask=("float32", ["batch", "tokens"])),
                                bundle.ports(visual=("float32", visual)) | pairs(layers, "tokens") | bundle.ports(ground=("float32", ground)))
            taken = bundle.ports(words=("int64", rows), previous=("int64", rows), positions=("int64", rows), ground=("float32", ground),
                                 place=("float32", place))
            found["step"] = taken | behind, given | bundle.ports(attention=("float32", [*rows, "tokens"]))
        else:
            found[numbered("context", block)] = bundle.ports(visual=("float32", visual)), pairs(layers, "tokens")
            found[numbered("step", block)] = bundle.ports(hidden=hidden) | behind, given
    return found
