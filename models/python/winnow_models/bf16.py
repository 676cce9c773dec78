"""TorchScript that multiplies in bfloat16: archives without weights, which Winnow fills in from the weights file.

An archive is what `torch.jit.save` writes, but for the large tensors: each of them is a line in `extra/weights`,
`<entry> <file> <kind> <type> <offset> <rows> <columns> <offset of the rows' scales>`, that says how it is made of the stored one.
"""
import copy
import io
import zipfile

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from .compact import MATRIX, SMALL, WEIGHTS, rows_int8, stored
from .graphs import modules
from .reader import LOGIT_SCALE, heads_first
from .serving import served

RECIPE = "extra/weights"
HALF = torch.bfloat16


class HalfLinear(nn.Module):
    """A linear layer with weights in bfloat16; takes and gives fp32."""

    def __init__(self, weight, bias):
        super().__init__()
        self.weight = nn.Parameter(weight.detach().to(HALF), False)
        self.bias = None if bias is None else nn.Parameter(bias.detach().clone(), False)

    def forward(self, x):
        y = F.linear(x.to(HALF), self.weight).float()
        return y if self.bias is None else y + self.bias


class HalfVisualLayer(nn.Module):
    """A `ServedVisualLayer` whose attention is computed in bfloat16."""

    def __init__(self, layer):
        super().__init__()
        self.heads, self.norm, self.norm_mlp, self.qkv, self.out, self.mlp = layer.heads, layer.norm, layer.norm_mlp, layer.qkv, layer.out, layer.mlp

    def forward(self, x, bias):
        q, k, v = (heads_first(part.to(HALF), self.heads) for part in self.qkv(self.norm(x)))
        # Scores of a batch would be tens of megabytes, which this operator never writes down.
        read = F.scaled_dot_product_attention(q, k, v, bias.to(HALF))
        x = x + self.out(read.transpose(1, 2).reshape(x.shape[0], x.shape[1], -1))
        return x + self.mlp(self.norm_mlp(x))


def halved(module):
    """Replaces every linear layer below a module that is large enough to be stored as a matrix."""
    for name, child in module.named_children():
        if isinstance(child, nn.Linear) and child.weight.numel() >= MATRIX:
            setattr(module, name, HalfLinear(child.weight, child.bias))
        else:
            halved(child)
    return module


def form(reader):
    """A copy of a reader that multiplies in bfloat16. Attention over the past and grounding stay in fp32: they are short of
    memory's speed, not of arithmetic."""
    made = halved(served(reader))
    made.visual = nn.ModuleList(HalfVisualLayer(layer) for layer in made.visual)
    made.word_logits = HalfLinear(reader.words.weight, None)
    made.codes = torch.zeros(0)  # which `embed` alone reads
    object.__setattr__(made, "logits", lambda hidden: made.word_logits(hidden) * LOGIT_SCALE)
    return made.eval()


class Recipes:
    """How each large tensor of a form is made of the weights file, by the bytes that it has."""

    def __init__(self, reader, weights):
        self.by_bytes = {}
        for parameter in served(reader).parameters():
            array = parameter.detach().numpy()
            if array.ndim == 2 and array.size >= MATRIX:
                small, scales = rows_int8(array)
                self.add(array, "int8", weights.place(small)[0], weights.place(scales)[0])
            elif array.size >= SMALL:
                self.add(array, "half", weights.place(array.astype(np.float16))[0], 0)

    def add(self, array, kind, offset, scales):
        rows, columns = (array.shape if array.ndim == 2 else (1, array.size))
        for name, values in (("float32", array.tobytes()), ("bfloat16", raw(torch.from_numpy(array).to(HALF)))):
            self.by_bytes[values] = f"{WEIGHTS} {kind} {name} {offset} {rows} {columns} {scales}"


def raw(tensor):
    return tensor.contiguous().view(torch.uint8).numpy().tobytes()


def archive(module, inputs, recipes):
    """Bytes of the archive of a traced module, without the tensors that there are recipes for."""
    with torch.no_grad():
        traced = torch.jit.trace(module.eval(), tuple(inputs), check_trace=False)
    whole, kept = io.BytesIO(), io.BytesIO()
    torch.jit.save(traced, whole)
    lines = []
    with zipfile.ZipFile(whole) as full, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as small:
        for entry in full.infolist():
            name, content = entry.filename.split("/", 1)[1], full.read(entry)
            recipe = recipes.by_bytes.get(content)
            if recipe:
                lines.append(f"{name} {recipe}\n")
            elif not name.endswith(".debug_pkl"):
                small.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        small.writestr(zipfile.ZipInfo(RECIPE), "".join(lines), zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def archives(reader, weights):
    """Function -> bytes of its archive, over weights that a bundle's other graphs have stored."""
    rounded = stored(copy.deepcopy(reader))
    recipes, made = Recipes(rounded, weights), form(rounded)
    return {function: archive(module, inputs, recipes) for function, module, inputs in modules(made, reader.shape, blind=False)}
