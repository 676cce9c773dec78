"""Exports a trained reader as a bundle: three graphs over one file of int8 weights, tokenizer, examples, card and manifest.

    python -m winnow_models.export --train ../../../shared/data/train --bundle ../lite0-cells --work WORK --checkpoint reader --to ../reader-small
    python -m winnow_models.export ... --checkpoint blind --to ../reader-blind
"""
import argparse
import io
import json
import multiprocessing
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from torch import nn

from . import bundle, contexts, vocabulary
from .answering import Answerer
from .evaluate import held_rows, trained
from .reader import PLACE
from .running import Running
from .shipped import codebook, steps_and_scales
from .tokenizer import high_water_bytes

OPSET = 18
WEIGHTS = "reader.weights"
FEATURES = "lite0-cells-v1"
EXAMPLES = 64
SMALL = 256  # tensors of fewer numbers stay in the graph, in fp32
MATRIX = 4096  # matrices of at least as many numbers are stored as int8 with a scale for each row


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
    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, words, previous, positions, ground, place, visual_mask, past_keys, past_values, past_mask):
        return self.reader.step(words, previous, positions, ground, place, visual_mask, past_keys, past_values, past_mask)


class BlindEmbed(nn.Module):
    """The blind twin takes any id and makes nothing of it, so that it runs in the same line as a reader."""

    def __init__(self, width):
        super().__init__()
        self.width = width

    def forward(self, ids):
        return (ids * 0).float().unsqueeze(-1).expand(-1, self.width)


class BlindContext(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape

    def forward(self, vectors, place, mask):
        nothing = vectors[..., :1] * 0 + place[..., :1] * 0 + mask.unsqueeze(-1) * 0
        keys = nothing[None, :, None].expand(self.shape.layers, -1, self.shape.heads, -1, self.shape.head_width)
        return keys, keys * 1, nothing.expand(-1, -1, self.shape.ground_width)


class BlindStep(Step):
    """The visual part of the past and the grounding are masked out inside the graph."""

    def forward(self, words, previous, positions, ground, place, visual_mask, past_keys, past_values, past_mask):
        tokens = visual_mask.shape[1]
        past_mask = torch.cat([past_mask[:, :tokens] * 0, past_mask[:, tokens:]], 1)
        return super().forward(words, previous, positions, ground, place, visual_mask * 0, past_keys, past_values, past_mask)


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
    yield "embed", traced(BlindEmbed(shape.cell_width) if blind else Embed(codes, scales), (torch.zeros(t, dtype=torch.long),), ["ids"], ["vectors"],
                          {"ids": {0: "tokens"}, "vectors": {0: "tokens"}})
    yield "context", traced(
        BlindContext(shape) if blind else Context(reader), (torch.zeros(b, t, shape.cell_width), torch.zeros(b, t, PLACE), torch.ones(b, t)),
        ["vectors", "place", "mask"], ["keys", "values", "ground"],
        visual | {"vectors": {0: "batch", 1: "tokens"}, "mask": {0: "batch", 1: "tokens"}, "keys": {1: "batch", 3: "tokens"},
                  "values": {1: "batch", 3: "tokens"}, "ground": {0: "batch", 1: "tokens"}})
    words = torch.ones(b, n, dtype=torch.long)
    row, kept, new = {0: "batch", 1: "length"}, {1: "batch", 3: "past"}, {1: "batch", 3: "length"}
    yield "step", traced(
        BlindStep(reader) if blind else Step(reader),
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


def outside(name, array, kind, weights):
    """An initializer whose data lies in the weights file."""
    offset, length = weights.place(array)
    tensor = TensorProto(name=name, data_type=kind, dims=array.shape)
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", WEIGHTS), ("offset", offset), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))
    return tensor


def rows_int8(array):
    """int8 `[rows, columns]` and float32 scales `[rows, 1]` of a matrix."""
    scales = np.maximum(np.abs(array).max(1, keepdims=True), 1e-8).astype(np.float32) / 127
    return np.rint(array / scales).astype(np.int8), scales


def shared(model, weights):
    """Moves large tensors into the weights file, matrices as int8 with a scale for each row, others as fp16, and strips
    the graph."""
    graph = model.graph
    before = []
    for tensor in list(graph.initializer):
        array, name = numpy_helper.to_array(tensor), tensor.name
        if array.size < SMALL or array.dtype not in (np.float32, np.int8):
            continue
        graph.initializer.remove(tensor)
        if array.dtype == np.int8:
            graph.initializer.append(outside(name, array, TensorProto.INT8, weights))
        elif array.ndim == 2 and array.size >= MATRIX:
            small, scales = rows_int8(array)
            graph.initializer.append(outside(name + ".int8", small, TensorProto.INT8, weights))
            graph.initializer.append(numpy_helper.from_array(scales, name + ".scale"))
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


def write(folder, reader, steps, scales, tokenizer, blind=False):
    """Writes graphs, weights and tokenizer; the codebook as int8 `[codes, 256]` with `scales` `[256]`. Returns the
    manifest's list of graphs."""
    folder.mkdir(parents=True, exist_ok=True)
    weights, listed, ports = WeightsFile(), {}, signatures(reader.shape)
    for function, model in graphs(reader.eval(), steps, scales, blind):
        onnx.save(shared(model, weights), folder / f"{function}.onnx")
        listed[function] = {"file": f"{function}.onnx", "engine": "onnx", "precision": "int8", "opset": OPSET,
                            "inputs": ports[function][0], "outputs": ports[function][1]}
    (folder / WEIGHTS).write_bytes(weights.data)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    return listed


def manifest(folder, shape, listed, codes, provenance, temperature, peak):
    bundle.write_manifest(folder, {
        "manifest": 1, "name": folder.name, "role": "reader", "system": "reader", "variant": f"{shape.layers}x{shape.width}",
        "licence": "Apache-2.0", "provenance": provenance, "graphs": listed,
        "codebook": bundle.Inline(size=codes, width=shape.cell_width, features=FEATURES),
        "reader": {"features": FEATURES, "layers": shape.layers, "heads": shape.heads, "headWidth": shape.head_width,
                   "groundWidth": shape.ground_width, "maxContextTokens": contexts.MOST_TOKENS, "maxQuestionTokens": 96,
                   "maxAnswerTokens": 16, "special": bundle.Inline(pad=0, unknown=1, question=2, answer=3, end=4),
                   "calibration": bundle.Inline(temperature=temperature),
                   "prune": bundle.Inline(windowSeconds=contexts.WINDOW_SECONDS, framesPerSecond=contexts.FRAMES_PER_SECOND,
                                          keep=contexts.KEEP, still=contexts.STILL)},
        "peakBytes": peak, "examples": "examples.safetensors"})


def examples(running, rows, found):
    """Tensors that every engine must agree on. `embed`, `context` and `step`: inputs and outputs of the graphs, on
    contexts cut short. `read.*`: 64 whole questions with their greedy answers, padded with 0."""
    picked = [(rows[i], found[rows[i].context]) for i in np.linspace(0, len(rows) - 1, EXAMPLES).astype(int)]
    t, few, n = 6, 16, 2
    ids = np.stack([context.ids[:t] for _, context in picked])
    vectors = running.embed.run(None, {"ids": ids.reshape(-1)})[0]
    place = np.stack([context.place[:t] for _, context in picked])
    mask = np.ones((len(picked), t), np.float32)
    mask[::4, -1] = 0
    seen = dict(vectors=vectors.reshape(len(picked), t, -1), place=place, mask=mask)
    keys, values, ground = running.context.run(None, seen)
    words = np.array([running.words(row.question)[:n] for row, _ in picked[:few]], np.int64)
    asked = {"words": words, "previous": np.stack([np.full(few, vocabulary.QUESTION), words[:, 0]], 1),
             "positions": np.tile(np.arange(1, n + 1), (few, 1)), "ground": ground[:few], "place": place[:few], "visual_mask": mask[:few],
             "past_keys": keys[:, :few], "past_values": values[:, :few], "past_mask": mask[:few]}
    logits, _, _, attention = running.step.run(None, asked)
    tensors = {"embed.ids": ids.reshape(-1)[:EXAMPLES].astype(np.int32), "embed.vectors": vectors[:EXAMPLES]}
    tensors |= {f"context.{name}": value for name, value in seen.items()} | {"context.ground": ground}
    tensors |= {f"step.{name}": value.astype(np.int32) if value.dtype == np.int64 else value for name, value in asked.items()}
    tensors |= {"step.logits": logits, "step.attention": attention} | whole_questions(running, picked)
    return {name: np.ascontiguousarray(value) for name, value in tensors.items()}


def whole_questions(running, picked):
    """`read.ids`, `.place`, `.tokens` (how many of them count), `.words` with the marks around a question, `.answers`."""
    most = max(len(context.ids) for _, context in picked)
    lines = [[vocabulary.QUESTION, *running.words(row.question), vocabulary.ANSWER] for row, _ in picked]
    ids, place = np.zeros((len(picked), most), np.int32), np.zeros((len(picked), most, PLACE), np.float32)
    words, found = np.zeros((len(picked), max(map(len, lines))), np.int32), np.zeros((len(picked), 16), np.int32)
    for i, ((row, context), line) in enumerate(zip(picked, lines)):
        ids[i, :len(context.ids)], place[i, :len(context.ids)], words[i, :len(line)] = context.ids, context.place, line
        answer = running.greedy(context.ids, context.place, row.question)
        found[i, :len(answer)] = answer
    return {"read.ids": ids, "read.place": place, "read.tokens": np.array([len(context.ids) for _, context in picked], np.int32),
            "read.words": words, "read.answers": found}


def temperature_of(answerer, rows, found, blind):
    """What option scores are divided by so that their softmax is the share of right answers, on held-out questions."""
    scored = [(row, answerer.scores(None if blind else found[row.context], [(row.question, row.options)])[0]) for row in rows
              if row.options and row.answer in row.options]

    def loss(temperature):
        total = 0.0
        for row, scores in scored:
            shares = np.array(scores) / temperature
            total -= shares[row.options.index(row.answer)] - np.logaddexp.reduce(shares)
        return total / len(scored)
    return min((round(float(t), 2) for t in np.geomspace(0.5, 6, 37)), key=loss)


def peak_bytes(folder):
    """Resident memory that the three sessions and a batch of eight full contexts take, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(grown_bytes, (folder,))


def grown_bytes(folder):
    before = high_water_bytes()
    running = Running(folder)
    t, words, b = contexts.MOST_TOKENS, 96, 8
    vectors = running.embed.run(None, {"ids": np.zeros(b * t, np.int64)})[0].reshape(b, t, -1)
    place, mask = np.zeros((b, t, PLACE), np.float32), np.ones((b, t), np.float32)
    keys, values, ground = running.context.run(None, {"vectors": vectors, "place": place, "mask": mask})
    row = np.ones((b, words), np.int64)
    running.step.run(None, {"words": row, "previous": row, "positions": row, "ground": ground, "place": place, "visual_mask": mask,
                            "past_keys": keys, "past_values": values, "past_mask": mask})
    return high_water_bytes() - before


def card(folder, kept, blind, curve, temperature):
    """The bundle's README."""
    shape, minutes = kept["shape"], round(kept["seconds"] / 60)
    size = sum(path.stat().st_size for path in folder.iterdir() if path.name != "README.md") / 1e6
    what = ("The reader's blind twin: a language model of the same kind that sees no picture at all, asked the same questions in the same order. "
            "What it gets right can be guessed from the question; a reader is worth what it gets right beyond that. Its `embed` and `context` "
            "take what a reader's take and give zeros, so that it runs in the same line."
            if blind else "Reader: answers a question on at most 256 visual tokens of the space `lite0-cells-v1`.")
    return f"""# {folder.name}

{what}

| | |
| --- | --- |
| architecture | decoder-only, {shape['layers']} layers x {shape['width']}, {shape['heads']} heads x {shape['head_width']}, {shape['words']} words{'' if blind else '; ' + str(shape['visual_layers']) + ' layers of full attention among visual tokens, and a grounding layer: each word reads where, when and how strongly the tokens show it'} |
| weights | matrices int8 with a scale for each row, vectors fp16, computed with in fp32; {size:.1f} MB in all |
| training | from scratch, {kept['step']} steps, {kept['asked']} questions on {kept['asked'] // 6} contexts, {minutes} minutes on a shared CPU, seed {kept['seed']}; last losses of answers {curve} |
| data | Caltech-101 (CC-BY-4.0), clothing-dataset-small (CC0-1.0), easy-VQA (MIT), composed into grids, slideshows and needles; rendered movers and drawings; drawn scenes of seeds from 1,000,000 on{'' if blind else '; ImageNet class names by the classifier of EfficientNet-Lite0 (Apache-2.0), cell by cell'}; 8 % of the photos and a twelfth of the rest held out |
| calibration | softmax of option scores over {temperature}, fitted on held-out questions |

It answers with the words it was trained on. It cannot read text in pictures, knows no people, and says nothing of sound. Objects
outside Caltech-101 are known by their ImageNet names alone. `examples.safetensors` holds inputs and outputs of each graph, and under
`read.` whole questions with their greedy answers.

Figures on held-out material and on the evaluation folder are in `../python/README.md`, with the commands that made this bundle.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.contexts = 12
    rows, found = held_rows(options)
    tokenizer = Tokenizer.from_file(str(options.work / "tokenizer.json"))
    words = vocabulary.Words(tokenizer)
    reader, kept = trained(options.work / f"{options.checkpoint}.pt", words)
    blind = kept["blind"]
    steps, scales = steps_and_scales(options.bundle)
    listed = write(options.to, reader, steps, scales, tokenizer, blind)
    temperature = temperature_of(Answerer(stored(reader), words, codebook(options.bundle)), rows, found, blind)
    save_file(examples(Running(options.to), rows, found), options.to / "examples.safetensors")
    (options.to / "examples.safetensors").chmod(0o644)
    curve = [json.loads(line)["answer"] for line in (options.work / f"{options.checkpoint}.jsonl").read_text().splitlines()]
    (options.to / "README.md").write_text(card(options.to, kept, blind, round(float(np.mean(curve[-8:])), 3), temperature))
    provenance = ("trained from scratch by winnow_models.train on ids of lite0-cells of Caltech-101, clothing-dataset-small, easy-VQA and "
                  "drawn clips; seed, steps and questions are in its README.md")
    manifest(options.to, reader.shape, listed, len(steps), provenance, temperature, peak_bytes(options.to))


if __name__ == "__main__":
    main()
