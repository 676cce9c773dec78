"""Reads the codebook out of an image tokenizer's bundle."""
from pathlib import Path

import numpy as np
import onnx

from .codebook import CODES, WIDTH


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
