"""Weights outside of graphs: one file for all graphs of a bundle, matrices as int8 with a scale for each row, others as fp16."""
import numpy as np
import torch
from onnx import TensorProto, helper, numpy_helper

WEIGHTS = "reader.weights"
SMALL = 256  # tensors of fewer numbers stay in the graph, in fp32
MATRIX = 4096  # matrices of at least as many numbers become int8


class WeightsFile:
    """Collects tensors once each, whatever the number of graphs that use them."""

    def __init__(self, name=WEIGHTS):
        self.name, self.data, self.places = name, bytearray(), {}

    def place(self, array):
        raw = np.ascontiguousarray(array).tobytes()
        key = (array.dtype.str, array.shape, raw)
        if key not in self.places:
            self.data += b"\0" * (-len(self.data) % 64)
            self.places[key] = (len(self.data), len(raw))
            self.data += raw
        return self.places[key]


def outside(name, array, kind, weights):
    """An initializer whose data lies in the weights file."""
    offset, length = weights.place(array)
    tensor = TensorProto(name=name, data_type=kind, dims=array.shape)
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", weights.name), ("offset", offset), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))
    return tensor


def rows_int8(array):
    """int8 `[rows, columns]` and float32 scales `[rows, 1]` of a matrix."""
    scales = np.maximum(np.abs(array).max(1, keepdims=True), 1e-8).astype(np.float32) / 127
    return np.rint(array / scales).astype(np.int8), scales


def shared(model, weights, exact=()):
    """Moves large tensors into the weights file, matrices as int8 with a scale for each row, others as fp16, but those named in
    `exact`, and strips the graph."""
    graph = model.graph
    before = []
    for tensor in list(graph.initializer):
        array, name = numpy_helper.to_array(tensor), tensor.name
        if name in exact or array.size < SMALL or array.dtype not in (np.float32, np.int8):
            continue
        graph.initializer.remove(tensor)
        if array.dtype == np.int8:
            graph.initializer.append(outside(name, array, TensorProto.INT8, weights))
        elif array.ndim == 2 and array.size >= MATRIX:
            small, scales = rows_int8(array)
            graph.initializer.append(outside(name + ".int8", small, TensorProto.INT8, weights))
            graph.initializer.append(outside(name + ".scale", scales, TensorProto.FLOAT, weights))
            before.append(helper.make_node("Cast", [name + ".int8"], [name + ".steps"], to=TensorProto.FLOAT))
            before.append(helper.make_node("Mul", [name + ".steps", name + ".scale"], [name]))
        else:
            graph.initializer.append(outside(name + ".half", array.astype(np.float16), TensorProto.FLOAT16, weights))
            before.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
    nodes = before + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    for node in graph.node:
        node.doc_string = ""
    del graph.value_info[:]
    model.producer_name, model.producer_version, model.doc_string, graph.doc_string = "", "", "", ""
    return model


def stored(reader):
    """Rounds a reader's weights in place to what its bundle will hold."""
    for parameter in reader.parameters():
        array = parameter.detach().numpy()
        if array.ndim == 2 and array.size >= MATRIX:
            small, scales = rows_int8(array)
            parameter.data = torch.from_numpy(small.astype(np.float32) * scales)
        elif array.size >= SMALL:
            parameter.data = torch.from_numpy(array.astype(np.float16).astype(np.float32))
    return reader
