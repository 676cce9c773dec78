"""The form in which a reader is run: the same function of the same weights, laid out so that engines move less memory.

Fused projections become one layer for each part, since an engine would copy the parts out; attention among visual tokens is one
operator; what goes in or out for every layer is one port a layer.
"""
import copy

import numpy as np
import onnx
import torch
from onnx import helper
from torch import nn
from torch.onnx import register_custom_op_symbolic
from torch.onnx.symbolic_helper import parse_args

OPSET = 18
ORT = "com.microsoft"  # the domain of ONNX Runtime's own operators


class Parts(tuple):
    """What a fused projection gives, in parts already."""

    def chunk(self, count, axis):
        assert count == len(self) and axis == -1
        return self


class Apart(nn.Module):
    """A fused projection as one linear layer for each part."""

    def __init__(self, fused, count):
        super().__init__()
        rows = fused.out_features // count
        self.parts = nn.ModuleList(nn.Linear(fused.in_features, rows) for _ in range(count))
        for i, part in enumerate(self.parts):
            part.weight.data = fused.weight.data[i * rows:(i + 1) * rows].clone()
            part.bias.data = fused.bias.data[i * rows:(i + 1) * rows].clone()

    def forward(self, x):
        return Parts(part(x) for part in self.parts)


@torch.library.custom_op("winnow::attention", mutates_args=())
def attention(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, heads: int, scale: float) -> torch.Tensor:
    """softmax(q k^T * scale) v of q, k `[b, t, heads * e]` and v `[b, t, heads * d]`."""
    b, t, _ = q.shape
    q, k, v = (x.reshape(b, t, heads, -1).transpose(1, 2) for x in (q, k, v))
    return ((q @ k.transpose(-1, -2) * scale).softmax(-1) @ v).transpose(1, 2).reshape(b, t, -1)


@parse_args("v", "v", "v", "i", "f")
def fused_attention(g, q, k, v, heads, scale):
    return g.op(f"{ORT}::MultiHeadAttention", q, k, v, num_heads_i=heads, scale_f=scale).setType(v.type())


@parse_args("v", "is", "i")
def log_total(g, x, axes, keep):
    """log-sum-exp by ONNX Runtime's log-softmax, which is many times faster than its ReduceLogSumExp."""
    assert list(axes) == [-1] and keep
    first = [g.op("Constant", value_t=torch.tensor([i])) for i in (0, 1, -1)]
    return g.op("Sub", g.op("Slice", x, *first), g.op("Slice", g.op("LogSoftmax", x, axis_i=-1), *first))


def register():
    """Teaches the exporter the operators of this form."""
    register_custom_op_symbolic("winnow::attention", fused_attention, OPSET)
    register_custom_op_symbolic("aten::logsumexp", log_total, OPSET)


class ServedVisualLayer(nn.Module):
    """A `VisualLayer` whose attention is one operator. The mask becomes one more number of each query and key, so that the
    operator needs none and never writes `[t, t]` scores down."""

    def __init__(self, layer):
        super().__init__()
        self.heads, self.norm, self.norm_mlp, self.out, self.mlp = layer.heads, layer.norm, layer.norm_mlp, layer.out, layer.mlp
        self.qkv = Apart(layer.qkv, 3)
        self.scale = (layer.qkv.out_features // 3 // layer.heads) ** -0.5

    def forward(self, x, bias):
        b, t, _ = x.shape
        q, k, v = self.qkv(self.norm(x))
        column = torch.ones(b, t, self.heads, 1)
        masked = bias.reshape(b, t, 1, 1) / self.scale
        q = torch.cat([q.reshape(b, t, self.heads, -1), column], -1).reshape(b, t, -1)
        k = torch.cat([k.reshape(b, t, self.heads, -1), column * masked], -1).reshape(b, t, -1)
        x = x + self.out(torch.ops.winnow.attention(q, k, v, self.heads, self.scale))
        return x + self.mlp(self.norm_mlp(x))


def served(reader):
    """A copy of a reader in the form that is run."""
    form = copy.deepcopy(reader)
    form.visual = nn.ModuleList(ServedVisualLayer(layer) for layer in form.visual)
    for layer in form.layers:
        layer.visual_kv = Apart(layer.visual_kv, 2)
    return form


def layered(model, inputs, outputs):
    """Replaces ports `[layers, ...]` of a traced model by one port a layer, `name.0`, `name.1`, ... An input must be read by
    constant index alone, an output be stacked from its layers."""
    graph = model.graph
    for name in inputs:
        part_input(graph, name)
    for name in outputs:
        part_output(graph, name)
    prune_dead(graph)
    return model


def constants(graph):
    values = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer if not tensor.external_data}
    return values | {node.output[0]: onnx.numpy_helper.to_array(node.attribute[0].t) for node in graph.node
                     if node.op_type == "Constant" and node.attribute[0].name == "value"}


def shape_of(value):
    return [axis.dim_param or axis.dim_value for axis in value.type.tensor_type.shape.dim]


def part_input(graph, name):
    port = next(value for value in graph.input if value.name == name)
    known, (layers, *rest) = constants(graph), shape_of(port)
    for node in [node for node in graph.node if name in node.input]:
        if node.op_type == "Gather" and not any(a.name == "axis" and a.i for a in node.attribute):
            node.CopyFrom(helper.make_node("Identity", [f"{name}.{int(known[node.input[1]])}"], node.output))
        elif node.op_type == "Shape":
            # The extents of all layers are those of one, behind their number.
            one, first = f"{node.output[0]}.one", f"{node.output[0]}.layers"
            graph.initializer.append(onnx.numpy_helper.from_array(np.array([layers], np.int64), first))
            graph.node.insert(0, helper.make_node("Shape", [f"{name}.0"], [one]))
            node.CopyFrom(helper.make_node("Concat", [first, one], node.output, axis=0))
        else:
            raise ValueError(f"{name} is read by {node.op_type}, so it cannot be parted")
    kind = port.type.tensor_type.elem_type
    at = list(graph.input).index(port)
    kept = [*list(graph.input)[:at], *(helper.make_tensor_value_info(f"{name}.{i}", kind, rest) for i in range(layers)), *list(graph.input)[at + 1:]]
    del graph.input[:]
    graph.input.extend(kept)


def part_output(graph, name):
    port = next(value for value in graph.output if value.name == name)
    made = {output: node for node in graph.node for output in node.output}
    stack = made[name]
    if stack.op_type != "Concat" or any(made[part].op_type != "Unsqueeze" for part in stack.input):
        raise ValueError(f"{name} is made by {stack.op_type}, so it cannot be parted")
    layers, *rest = shape_of(port)
    sources = [made[part].input[0] for part in stack.input]
    graph.node.remove(stack)
    graph.node.extend(helper.make_node("Identity", [source], [f"{name}.{i}"]) for i, source in enumerate(sources))
    kind = port.type.tensor_type.elem_type
    at = list(graph.output).index(port)
    kept = [*list(graph.output)[:at], *(helper.make_tensor_value_info(f"{name}.{i}", kind, rest) for i in range(len(sources))), *list(graph.output)[at + 1:]]
    del graph.output[:]
    graph.output.extend(kept)


def prune_dead(graph):
    """Drops nodes and initializers that nothing reads."""
    while True:
        read = {name for node in graph.node for name in node.input} | {value.name for value in graph.output}
        dead = [node for node in graph.node if not read.intersection(node.output)]
        if not dead:
            break
        for node in dead:
            graph.node.remove(node)
    for tensor in [tensor for tensor in graph.initializer if tensor.name not in read]:
        graph.initializer.remove(tensor)
