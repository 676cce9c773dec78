"""Graphs of published architectures without weights: each weight is a file beside the graph, named by its key in the
published checkpoint, so that `winnow models convert` only lays a user's tensors out.

    python -m winnow_models.weightless ../published
    python -m winnow_models.weightless --reference ../../operators/model/src/test/resources/published
"""
import argparse
import io
import warnings
from pathlib import Path

import onnx
import torch

from . import bundle, lavit

OPSET = 18
WEIGHTS = "weights"
FLOAT_BYTES = 4

REFERENCE_LAVIT = lavit.Shape(image=112, width=64, heads=4, hidden=279, encoder_layers=2, merger_layers=2, decoder_layers=2,
                              codes=512, words_width=96, condition_width=48)


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


def built(kind, shape):
    """A module none of whose weights are equal, since the exporter keeps one of those that are."""
    with torch.device("meta"):
        module = kind(shape)
    module.to_empty(device="cpu")
    with torch.no_grad():
        for i, weight in enumerate(module.parameters()):
            weight.fill_(i)
    return module


def write_lavit(folder, shape, name, variant):
    """LaVIT's dynamic visual tokenizer of that shape."""
    folder.mkdir(parents=True, exist_ok=True)
    images = torch.zeros(1, shape.image, shape.image, 3, dtype=torch.uint8)
    encoded = ["keep", "ids", "vectors"]
    encode = graph(built(lavit.Tokenizer, shape), {"images": images}, encoded,
                   **{port: {0: "batch"} for port in ["images", *encoded]})
    ids, counts = torch.zeros(2, 3, dtype=torch.int64), torch.tensor([3, 2])
    decode = graph(built(lavit.Reconstructor, shape), {"ids": ids, "counts": counts}, ["features"],
                   unused=["decoder.unet_proj.weight", "decoder.unet_proj.bias"],
                   ids={0: "batch", 1: "tokens"}, counts={0: "batch"}, features={0: "batch"})
    onnx.save(encode, folder / "encode.onnx")
    onnx.save(decode, folder / "decode.onnx")
    numbers = sum(torch.Size(t.dims).numel() for g in (encode, decode) for t in g.graph.initializer)
    patches, width = shape.patches, shape.width

    def described(file, inputs, outputs):
        return {"file": file, "engine": "onnx", "precision": "fp32", "opset": OPSET,
                "inputs": bundle.ports(**inputs), "outputs": bundle.ports(**outputs)}

    manifest = {
        "manifest": 1, "name": name, "role": "image-tokenizer", "system": "lavit", "variant": variant, "licence": "LicenseRef-checkpoint",
        "provenance": "converted from the published checkpoint",
        "graphs": {
            "encode": described("encode.onnx", {"images": ("uint8", ["batch", shape.image, shape.image, 3])},
                                {"keep": ("uint8", ["batch", patches]), "ids": ("int64", ["batch", patches]),
                                 "vectors": ("float32", ["batch", patches, width])}),
            "decode": described("decode.onnx", {"ids": ("int64", ["batch", "tokens"]), "counts": ("int64", ["batch"])},
                                {"features": ("float32", ["batch", patches, width])})},
        "input": {"sizes": bundle.Row([shape.image]), "resize": "squash", "colour": "rgb"},
        "codebook": bundle.Inline(size=shape.codes, width=shape.code_width, features="lavit-v1"),
        "tokens": bundle.Inline(min=1, max=patches, axis="spatial"),
        # Weights, and of the largest layer at batch 8 what it computes: scores of all heads and the hidden layer.
        "peakBytes": FLOAT_BYTES * (numbers + 8 * patches * (3 * shape.heads * patches + 4 * shape.hidden))}
    checkpoint = {
        # What stands before a file's keys in ours; the first that fits most of them is taken.
        "prefixes": bundle.Row(["", "encoder.", "decoder."]),
        # Keys of the published files that the graphs do not need.
        "unused": bundle.Row(["encoder.norm.*", "encoder.head.*", "vit_proj.*", "decoder.unet_*"])}
    text = bundle.text({"checkpoint": checkpoint, "bundle": manifest})
    Path(folder, "published.yaml").write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reference", action="store_true", help="of the sizes of the reference cases")
    options = parser.parse_args()
    shape = REFERENCE_LAVIT if options.reference else lavit.Shape()
    write_lavit(options.folder / "lavit", shape, "lavit", "reference" if options.reference else "eva-g-14")


if __name__ == "__main__":
    main()
