"""Exports EfficientNet-Lite0's three maps as one ONNX graph and quantises its convolutions to int8."""
import io
from pathlib import Path

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import (CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static)
from onnxruntime.quantization.shape_inference import quant_pre_process

from .lite0 import load_lite0

OPSET = 18
EXACT_CONVOLUTIONS = 3  # stem and first block stay fp32: 7-bit weights there cost 2 points of cosine in the head
MAPS = ["head", "middle", "colours"]


class Batches(CalibrationDataReader):
    """Feeds the calibrator batches of uint8 pictures `[batch, height, width, 3]`."""

    def __init__(self, batches):
        self.batches = iter(batches)

    def get_next(self):
        batch = next(self.batches, None)
        return None if batch is None else {"images": batch}


def export_backbone(path):
    """Writes the fp32 graph: `images` uint8 `[batch, height, width, 3]` to `head`, `middle`, `colours`."""
    network, _, _ = load_lite0()
    axes = {"images": {0: "batch", 1: "height", 2: "width"}}
    axes |= {name: {0: "batch", 1: "rows", 2: "columns"} for name in MAPS}
    buffer = io.BytesIO()
    torch.onnx.export(network, torch.zeros(1, 224, 224, 3, dtype=torch.uint8), buffer, input_names=["images"],
                      output_names=MAPS, dynamic_axes=axes, opset_version=OPSET, dynamo=False)
    Path(path).write_bytes(buffer.getvalue())


def without_pads(model):
    """Moves each `Pad` into the convolution after it, so that no quantised tensor is padded on its own."""
    graph = model.graph
    constants = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    pads = {node.output[0]: node for node in graph.node if node.op_type == "Pad"}
    for conv in [node for node in graph.node if node.op_type == "Conv" and node.input[0] in pads]:
        pad = pads[conv.input[0]]
        amounts = constants[pad.input[1]].reshape(2, 4)[:, 2:].reshape(-1).tolist()
        next(a for a in conv.attribute if a.name == "pads").ints[:] = amounts
        conv.input[0] = pad.input[0]
        graph.node.remove(pad)
    return model


def quantise_backbone(fp32, int8, batches):
    """Static QDQ quantisation with 7-bit weights, which plain AVX2 does not saturate."""
    prepared = Path(int8).with_suffix(".prepared.onnx")
    quant_pre_process(str(fp32), str(prepared), skip_symbolic_shape=True)
    onnx.save(without_pads(onnx.load(prepared)), prepared)
    graph = onnx.load(prepared).graph
    convolutions = [node.name for node in graph.node if node.op_type == "Conv"]
    quantize_static(str(prepared), str(int8), Batches(batches), quant_format=QuantFormat.QDQ, per_channel=True,
                    reduce_range=True, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
                    nodes_to_exclude=convolutions[:EXACT_CONVOLUTIONS] + ancestors(graph, "colours"),
                    calibrate_method=CalibrationMethod.MinMax)


def ancestors(graph, output):
    """Names of the nodes that an output is computed from."""
    wanted, names = {output}, []
    for node in reversed(graph.node):
        if wanted & set(node.output):
            wanted |= set(node.input)
            names.append(node.name)
    return names


def session(path, threads=2):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
