"""Graphs that multiply in int8: the weights' stored rows as they are, activations as uint8 by ranges seen on training material.

A range belongs to the graph, not to a batch, so that an answer does not depend on what it is computed beside.
"""
import tempfile
from dataclasses import dataclass, field

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from . import backbone
from .running import Running
from .serving import ORT, prune_dead


@dataclass(frozen=True)
class Product:
    """A MatMul of an activation with a stored matrix, and the addition of its bias if one follows."""
    node: object
    transpose: object
    weight: str
    add: object = None
    bias: str = ""


def products(graph):
    """Every product with a matrix that is stored as int8 rows."""
    made = {output: node for node in graph.node for output in node.output}
    stored = {tensor.name: tensor for tensor in graph.initializer}
    readers = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    outputs = {value.name for value in graph.output}

    def steady(name):
        return name in stored or (name in made and all(steady(part) for part in made[name].input))

    def bias_of(add):
        """The input of an addition that is a stored row of numbers."""
        for name in add.input:
            tensor = stored.get(name) or stored.get(name + ".half")
            if tensor is not None and len(tensor.dims) == 1:
                return name
        return ""

    for node in graph.node:
        turned = made.get(node.input[1]) if node.op_type == "MatMul" else None
        # What does not depend on an input is computed once, when the graph is loaded.
        if turned is None or turned.op_type != "Transpose" or turned.input[0] + ".int8" not in stored or steady(node.input[0]):
            continue
        after = readers.get(node.output[0], [])
        add = after[0] if len(after) == 1 and after[0].op_type == "Add" and node.output[0] not in outputs else None
        bias = bias_of(add) if add is not None else ""
        yield Product(node, turned, turned.input[0], add if bias else None, bias)


@dataclass
class Ranges:
    """The least and the greatest number of each activation, 0 included."""
    low: dict = field(default_factory=dict)
    high: dict = field(default_factory=dict)

    def see(self, name, values):
        self.low[name] = min(self.low.get(name, 0.0), float(values.min()))
        self.high[name] = max(self.high.get(name, 0.0), float(values.max()))

    def step(self, name):
        """Scale and zero point of uint8."""
        scale = max(self.high[name] - self.low[name], 1e-6) / 255
        return np.float32(scale), np.uint8(np.clip(np.rint(-self.low[name] / scale), 0, 255))


class Watched:
    """A session that keeps the ranges of what its stored matrices are multiplied with."""

    def __init__(self, path, threads):
        model = onnx.load(path, load_external_data=False)
        self.plain = len(model.graph.output)
        self.names = sorted({product.node.input[0] for product in products(model.graph)})
        model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in self.names)
        # Weights outside of a graph are looked for beside it.
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=path.suffix) as file:
            file.write(model.SerializeToString())
            file.flush()
            self.session = backbone.session(file.name, threads)
        self.ranges = Ranges()

    def get_inputs(self):
        return self.session.get_inputs()

    def get_outputs(self):
        return self.session.get_outputs()[:self.plain]

    def run(self, _, inputs):
        found = self.session.run(None, inputs)
        for name, values in zip(self.names, found[self.plain:]):
            self.ranges.see(name, values)
        return found[:self.plain]


def calibrate(folder, rows, found):
    """Writes `context.int8.onnx`, `step.int8.onnx` and those of later blocks beside the graphs they come from, by what these compute for
    questions `rows` on contexts `found`. Returns their names by function."""
    watched = Running(folder, session=Watched)
    for row in rows:
        context = found[row.context]
        watched.greedy(context.ids, context.place, row.question)
        watched.scores(context.ids, context.place, row.question, row.options)
    files = {}
    for function, graph in watched.functions.items():
        if function == "embed":
            continue
        files[function] = f"{function}.int8.onnx"
        model = onnx.load(folder / f"{function}.onnx", load_external_data=False)
        onnx.save(quantized(model, graph.session.ranges), folder / files[function])
    return files


def quantized(model, ranges):
    """The same graph with products in int8."""
    graph = model.graph
    made = set()

    def constant(name, value):
        if name not in made:
            made.add(name)
            graph.initializer.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    for product in list(products(graph)):
        source, weight = product.node.input[0], product.weight
        scale, zero = ranges.step(source)
        small = f"{source}.uint8"
        nodes = []
        if small not in made:
            made.add(small)
            nodes.append(helper.make_node("QuantizeLinear", [source, constant(f"{source}.step", scale), constant(f"{source}.zero", zero)], [small]))
        turned = f"{weight}.turned"
        if turned not in made:
            made.add(turned)
            nodes.append(helper.make_node("Transpose", [f"{weight}.int8"], [turned], perm=[1, 0]))
            nodes.append(helper.make_node("Reshape", [f"{weight}.scale", constant("int8.flat", np.array([-1]))], [f"{weight}.steps.flat"]))
        end = product.add if product.add is not None else product.node
        inputs = [small, turned, f"{source}.step", f"{weight}.steps.flat", f"{source}.zero", constant(f"{weight}.zero", np.int8(0)), product.bias]
        nodes.append(helper.make_node("MatMulIntegerToFloat", inputs if product.bias else inputs[:-1], end.output, domain=ORT))
        at = list(graph.node).index(product.node)
        graph.node.remove(product.node)
        if product.add is not None:
            graph.node.remove(product.add)
        for node in reversed(nodes):
            graph.node.insert(at, node)
    prune_dead(graph)
    if all(opset.domain != ORT for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid(ORT, 1))
    return model
