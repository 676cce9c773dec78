"""Graphs without weights: each weight is a file beside the graph, named by its key in the published checkpoint, so that
`winnow models convert` only lays a user's tensors out."""
import io
import warnings

import onnx
import torch

OPSET = 18
WEIGHTS = "weights"
FLOAT_BYTES = 4


def graph(module, inputs, outputs, unused=(), **dynamic):
    """
    The graph of a module.

    inputs: name to an example; outputs: names; unused: weights that they do not depend on; dynamic: a port's name to those of its axes whose size may change, `{axis: name}`
    """
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(module.eval(), tuple(inputs.values()), buffer, input_names=list(inputs), output_names=outputs,
                          dynamic_axes=dynamic, opset_version=OPSET, export_params=False, do_constant_folding=False,
                          dynamo=False)
    model = onnx.load_from_string(buffer.getvalue())
    weights = [port for port in model.graph.input if port.name not in inputs]
    lost = dict(module.named_parameters()).keys() - {port.name for port in weights} - set(unused)
    assert not lost, f"the graph does not need {sorted(lost)}"
    for port in weights:
        model.graph.input.remove(port)
        model.graph.initializer.append(outside(port))
    merge_equal_nodes(model.graph, set(outputs))
    return anonymous(model, {*inputs, *outputs, *(port.name for port in weights)})


def outside(port):
    """The weight that a graph takes as an input, as one that lies in a file."""
    kind = port.type.tensor_type
    assert kind.elem_type == onnx.TensorProto.FLOAT, f"{port.name} is not float32"
    tensor = onnx.TensorProto(name=port.name, data_type=kind.elem_type, data_location=onnx.TensorProto.EXTERNAL)
    tensor.dims.extend(extent.dim_value for extent in kind.shape.dim)
    size = FLOAT_BYTES
    for extent in tensor.dims:
        size *= extent
    for key, value in (("location", f"{WEIGHTS}/{port.name}"), ("offset", "0"), ("length", str(size))):
        tensor.external_data.add(key=key, value=value)
    return tensor


def merge_equal_nodes(graph, outputs):
    """Keeps one of nodes that compute the same, and none that computes nothing: two in five of an exported graph."""
    same, first, kept = {}, {}, []
    for node in graph.node:
        node.input[:] = [same.get(name, name) for name in node.input]
        if node.op_type == "Identity" and node.output[0] not in outputs:
            same[node.output[0]] = node.input[0]
            continue
        node.name = node.doc_string = ""
        key = (node.op_type, tuple(node.input), tuple(a.SerializeToString(deterministic=True) for a in node.attribute))
        if key in first and not outputs & set(node.output):
            same |= dict(zip(node.output, first[key]))
            continue
        first.setdefault(key, list(node.output))
        kept.append(node)
    del graph.node[:]
    graph.node.extend(kept)


def anonymous(model, kept):
    """Without what only says where a node came from, and with short names but for those kept."""
    names = {"": ""} | {name: name for name in kept}

    def rename(name):
        return names.setdefault(name, f"v{len(names)}")

    for node in model.graph.node:
        node.input[:] = map(rename, node.input)
        node.output[:] = map(rename, node.output)
    del model.graph.value_info[:], model.metadata_props[:]
    model.producer_name = model.producer_version = model.doc_string = model.graph.doc_string = ""
    model.graph.name = "graph"
    return model


def built(kind):
    """A module none of whose weights are equal, since the exporter keeps one of those that are; each takes the memory of one number."""
    with torch.device("meta"):
        module = kind()
    owners = [(owner, name, weight.shape) for owner in module.modules() for name, weight in owner.named_parameters(recurse=False)]
    for number, (owner, name, shape) in enumerate(owners):
        setattr(owner, name, torch.nn.Parameter(torch.tensor(float(number)).expand(shape), requires_grad=False))
    return module
