"""Exports a trained reader as a bundle: three graphs over one file of fp16 weights, tokenizer and manifest."""
import io
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from . import bundle
from .reader import PLACE

OPSET = 18
WEIGHTS = "reader.weights"
SMALL = 256  # tensors of fewer numbers stay in the graph, in fp32


class Embed(nn.Module):
    """ids `[tokens]` to codebook rows, kept as int8 with a scale for each of the 256 numbers."""

    def __init__(self, codes, scales):
        super().__init__()
        self.register_buffer("codes", torch.from_numpy(codes))
        self.register_buffer("scales", torch.from_numpy(scales))

    def forward(self, ids):
        return self.codes[ids].float() * self.scales


class Context(nn.Module):
    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, vectors, place, mask):
        return self.reader.context(vectors, place, mask)


class Step(nn.Module):
    """With `blind`, the visual part of the past and the grounding are masked out inside the graph."""

    def __init__(self, reader, blind=False):
        super().__init__()
        self.reader, self.blind = reader, blind

    def forward(self, words, previous, positions, ground, place, visual_mask, past_keys, past_values, past_mask):
        if self.blind:
            tokens = visual_mask.shape[1]
            visual_mask = visual_mask * 0
            past_mask = torch.cat([past_mask[:, :tokens] * 0, past_mask[:, tokens:]], 1)
        return self.reader.step(words, previous, positions, ground, place, visual_mask, past_keys, past_values, past_mask)


def traced(module, inputs, names, outputs, axes):
    buffer = io.BytesIO()
    torch.onnx.export(module.eval(), inputs, buffer, input_names=names, output_names=outputs, dynamic_axes=axes,
                      opset_version=OPSET, dynamo=False, do_constant_folding=False)
    return onnx.load_from_string(buffer.getvalue())


def graphs(reader, codes, scales, blind):
    """Function -> traced model with fp32 weights inside."""
    shape = reader.shape
    b, t, n, past = 2, 5, 3, 7
    cache = (shape.layers, b, shape.heads, past, shape.head_width)
    visual = {"place": {0: "batch", 1: "tokens"}}
    yield "embed", traced(Embed(codes, scales), (torch.zeros(t, dtype=torch.long),), ["ids"], ["vectors"],
                          {"ids": {0: "tokens"}, "vectors": {0: "tokens"}})
    yield "context", traced(
        Context(reader), (torch.zeros(b, t, shape.cell_width), torch.zeros(b, t, PLACE), torch.ones(b, t)),
        ["vectors", "place", "mask"], ["keys", "values", "ground"],
        visual | {"vectors": {0: "batch", 1: "tokens"}, "mask": {0: "batch", 1: "tokens"}, "keys": {1: "batch", 3: "tokens"},
                  "values": {1: "batch", 3: "tokens"}, "ground": {0: "batch", 1: "tokens"}})
    words = torch.ones(b, n, dtype=torch.long)
    row, kept, new = {0: "batch", 1: "length"}, {1: "batch", 3: "past"}, {1: "batch", 3: "length"}
    yield "step", traced(
        Step(reader, blind),
        (words, words, words, torch.zeros(b, t, shape.ground_width), torch.zeros(b, t, PLACE), torch.ones(b, t),
         torch.zeros(cache), torch.zeros(cache), torch.ones(b, past)),
        ["words", "previous", "positions", "ground", "place", "visual_mask", "past_keys", "past_values", "past_mask"],
        ["logits", "keys", "values", "attention"],
        visual | {"words": row, "previous": row, "positions": row, "ground": {0: "batch", 1: "tokens"},
                  "visual_mask": {0: "batch", 1: "tokens"}, "past_keys": kept, "past_values": kept,
                  "past_mask": {0: "batch", 1: "past"}, "logits": row, "keys": new, "values": new,
                  "attention": {0: "batch", 1: "length", 2: "tokens"}})


class WeightsFile:
    """Collects tensors once each, whatever the number of graphs that use them."""

    def __init__(self):
        self.data, self.places = bytearray(), {}

    def place(self, array):
        raw = np.ascontiguousarray(array).tobytes()
        key = (array.dtype.str, array.shape, raw)
        if key not in self.places:
            self.data += b"\0" * (-len(self.data) % 64)
            self.places[key] = (len(self.data), len(raw))
            self.data += raw
        return self.places[key]


def shared(model, weights):
    """Moves large tensors into the weights file as fp16 behind a `Cast` (int8 as they are), and strips the graph."""
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        array = numpy_helper.to_array(tensor)
        if array.size < SMALL or array.dtype not in (np.float32, np.int8):
            continue
        name, graph_type = tensor.name, TensorProto.INT8
        stored = array
        if array.dtype == np.float32:
            stored, graph_type = array.astype(np.float16), TensorProto.FLOAT16
            casts.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
            name += ".half"
        offset, length = weights.place(stored)
        graph.initializer.remove(tensor)
        outside = TensorProto(name=name, data_type=graph_type, dims=stored.shape)
        outside.data_location = TensorProto.EXTERNAL
        for key, value in (("location", WEIGHTS), ("offset", offset), ("length", length)):
            outside.external_data.add(key=key, value=str(value))
        graph.initializer.append(outside)
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    for node in graph.node:
        node.doc_string = ""
    del graph.value_info[:]
    model.producer_name, model.producer_version, model.doc_string, graph.doc_string = "", "", "", ""
    return model


def signatures(shape):
    cache = ["layers", "batch", "heads", "past", shape.head_width]
    fresh = ["layers", "batch", "heads", "length", shape.head_width]
    visible = ["layers", "batch", "heads", "tokens", shape.head_width]
    place, ground = ["batch", "tokens", PLACE], ["batch", "tokens", shape.ground_width]
    rows, mask = ["batch", "length"], ["batch", "tokens"]
    return {
        "embed": (bundle.ports(ids=("int64", ["tokens"])), bundle.ports(vectors=("float32", ["tokens", shape.cell_width]))),
        "context": (bundle.ports(vectors=("float32", ["batch", "tokens", shape.cell_width]), place=("float32", place),
                                 mask=("float32", mask)),
                    bundle.ports(keys=("float32", visible), values=("float32", visible), ground=("float32", ground))),
        "step": (bundle.ports(words=("int64", rows), previous=("int64", rows), positions=("int64", rows),
                              ground=("float32", ground), place=("float32", place), visual_mask=("float32", mask),
                              past_keys=("float32", cache), past_values=("float32", cache),
                              past_mask=("float32", ["batch", "past"])),
                 bundle.ports(logits=("float32", ["batch", "length", shape.words]), keys=("float32", fresh),
                              values=("float32", fresh), attention=("float32", ["batch", "length", "tokens"])))}


def write(folder, name, reader, codes, scales, tokenizer, provenance, prune, temperature=1.0, peak=0, blind=False):
    """Writes graphs, weights, tokenizer and manifest; `codes` int8 `[codes, 256]` with `scales` `[256]`."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    weights, listed, shape = WeightsFile(), {}, reader.shape
    ports = signatures(shape)
    for function, model in graphs(reader.eval(), codes, scales, blind):
        onnx.save(shared(model, weights), folder / f"{function}.onnx")
        listed[function] = {"file": f"{function}.onnx", "engine": "onnx", "precision": "fp16", "opset": OPSET,
                            "inputs": ports[function][0], "outputs": ports[function][1]}
    (folder / WEIGHTS).write_bytes(weights.data)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    examples = {"examples": "examples.safetensors"} if (folder / "examples.safetensors").exists() else {}
    bundle.write_manifest(folder, {
        "manifest": 1, "name": name, "role": "reader", "system": "reader", "variant": f"{shape.layers}x{shape.width}",
        "licence": "Apache-2.0", "provenance": provenance, "graphs": listed,
        "codebook": bundle.Inline(size=len(codes), width=shape.cell_width, features="lite0-cells-v1"),
        "reader": {"features": "lite0-cells-v1", "layers": shape.layers, "heads": shape.heads, "headWidth": shape.head_width,
                   "groundWidth": shape.ground_width, "maxContextTokens": prune["maxContextTokens"], "maxQuestionTokens": 96,
                   "maxAnswerTokens": 16,
                   "special": bundle.Inline(pad=0, unknown=1, question=2, answer=3, end=4),
                   "calibration": bundle.Inline(temperature=temperature),
                   "prune": bundle.Inline({key: prune[key] for key in ("windowSeconds", "framesPerSecond", "keep", "still")})},
        "peakBytes": peak} | examples)
