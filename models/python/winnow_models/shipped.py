"""Reads what was trained out of bundles: an image tokenizer's codebook, a reader's weights."""
from pathlib import Path

import numpy as np
import onnx
import torch

from .codebook import CODES, WIDTH
from .initial import shipped_weights
from .reader import GROUPS, Reader, Shape


def steps_and_scales(bundle):
    """The codebook as it is stored: int8 `[codes, 256]` and the scale of each of the 256 numbers."""
    graph = onnx.load(Path(bundle, "encode.onnx")).graph
    stored = {tensor.name: tensor for tensor in graph.initializer}
    codes = next(t for t in graph.initializer if list(t.dims) == [CODES, WIDTH] and t.data_type == onnx.TensorProto.INT8)
    cast = next(node for node in graph.node if codes.name in node.input)
    scaled = next(node for node in graph.node if cast.output[0] in node.input and node.op_type == "Mul")
    scales = next(stored[name] for name in scaled.input if name in stored)
    return onnx.numpy_helper.to_array(codes), onnx.numpy_helper.to_array(scales).reshape(WIDTH).astype(np.float32)


def codebook(bundle):
    """float32 `[codes, 256]`."""
    codes, scales = steps_and_scales(bundle)
    return codes.astype(np.float32) * scales


def reader(bundle, codes, blocks=()):
    """The reader of a bundle, with the weights that are stored there, and `codes` `[codes, 256]`; its word layers in `blocks`."""
    found = shipped_weights(bundle)
    width, heads = len(found["norm.weight"]), found["to_visual"].shape[1]

    def count(kind):
        return len({name.split(".")[1] for name in found if name.startswith(kind + ".")})

    shape = Shape(words=len(found["words.weight"]), width=width, layers=count("layers"), visual_layers=count("visual"), heads=heads,
                  head_width=len(found["layers.0.qkv.weight"]) // 3 // heads, relations=count("relations"), blocks=tuple(blocks))
    names = found.pop("names", torch.zeros(GROUPS, 1, 2)).long()
    made = Reader(shape, torch.from_numpy(codes), names)
    made.load_state_dict(made.state_dict() | found)
    return made.eval()


def training(bundle):
    """What a reader's card says of its training."""
    line = next(line for line in Path(bundle, "README.md").read_text().splitlines() if line.startswith("| training |"))
    return line.removeprefix("| training |").strip(" |")
