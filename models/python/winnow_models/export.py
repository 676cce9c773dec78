"""Exports a trained reader as a bundle: graphs over one file of int8 weights, tokenizer, examples, card and manifest.

    python -m winnow_models.export --train ../../../shared/data/train --bundle ../lite0-cells --work WORK --checkpoint reader --to ../reader-small
    python -m winnow_models.export ... --checkpoint blind --to ../reader-blind
    python -m winnow_models.export ... --reader ../reader-blind --blind --blocks 3 2 1 --to NEW
"""
import argparse
import json
import multiprocessing
from pathlib import Path

import numpy as np
import onnx
import torch
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from . import bundle, contexts, vocabulary
from .answering import Answerer
from .bf16 import archives
from .card import card, temperature_of, trained_how, written_temperature_of
from .compact import WEIGHTS, WeightsFile, shared, stored
from .evaluate import held_rows, trained
from .examples import examples
from .graphs import graphs, signatures
from .int8 import calibrate
from .reader import PLACE
from .running import Running
from .serving import OPSET
from .shipped import codebook, steps_and_scales, training
from .shipped import reader as shipped_reader
from .tokenizer import high_water_bytes

FEATURES = "lite0-cells-v1"
CALIBRATION = 128  # questions whose activations decide the ranges of int8


def write(folder, reader, steps, scales, tokenizer, blind=False):
    """Writes graphs, weights and tokenizer; the codebook as int8 `[codes, 256]` with `scales` `[256]`. Returns the
    manifest's list of graphs."""
    folder.mkdir(parents=True, exist_ok=True)
    weights, listed, ports = WeightsFile(), {}, signatures(reader.shape)
    for function, model in graphs(reader.eval(), steps, scales, blind):
        onnx.save(shared(model, weights), folder / f"{function}.onnx")
        listed[function] = {"file": f"{function}.onnx", "engine": "onnx", "precision": "int8", "opset": OPSET,
                            "inputs": ports[function][0], "outputs": ports[function][1]}
    for function, archive in ({} if blind else archives(reader, weights)).items():
        (folder / f"{function}.bf16.torchscript").write_bytes(archive)
        listed[function]["engines"] = {"torch-bf16": {"file": f"{function}.bf16.torchscript"}}
    (folder / WEIGHTS).write_bytes(weights.data)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    return listed


def add_int8(folder, listed, rows, found):
    """Adds the graphs that multiply in int8, with ranges of activations from questions `rows` on contexts `found`."""
    for function, file in calibrate(folder, rows, found).items():
        listed[function]["engines"] = {"onnx-int8": {"file": file}} | listed[function].get("engines", {})


def manifest(folder, shape, listed, codes, provenance, temperature, written, peak):
    bundle.write_manifest(folder, {
        "manifest": 1, "name": folder.name, "role": "reader", "system": "reader", "variant": f"{shape.layers}x{shape.width}",
        "licence": "Apache-2.0", "provenance": provenance, "graphs": listed,
        "codebook": bundle.Inline(size=codes, width=shape.cell_width, features=FEATURES),
        "reader": {"features": FEATURES, "layers": shape.layers, "heads": shape.heads, "headWidth": shape.head_width,
                   "groundWidth": shape.ground_width, "maxContextTokens": contexts.LONGEST, "usualContextTokens": contexts.MOST_TOKENS, "maxQuestionTokens": 96,
                   "maxAnswerTokens": 16, "special": bundle.Inline(pad=0, unknown=1, question=2, answer=3, end=4),
                   "calibration": bundle.Inline(temperature=temperature, written=written),
                   "prune": bundle.Inline(windowSeconds=contexts.WINDOW_SECONDS, framesPerSecond=contexts.FRAMES_PER_SECOND,
                                          keep=contexts.KEEP, still=contexts.STILL)},
        "peakBytes": peak, "examples": "examples.safetensors"})


def peak_bytes(folder):
    """Resident memory that the sessions and a batch of eight full contexts take, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(grown_bytes, (folder,))


def grown_bytes(folder):
    before = high_water_bytes()
    running = Running(folder)
    t, words, b = contexts.MOST_TOKENS, 96, 8
    vectors = running.embed.run(None, {"ids": np.zeros(b * t, np.int64)})[0].reshape(b, t, -1)
    place, mask = np.zeros((b, t, PLACE), np.float32), np.ones((b, t), np.float32)
    line = np.ones((b, 1, words), np.int64)
    blocks = running.seen(vectors, place, mask)
    for block in blocks:
        past = np.zeros((*block["past_keys"].shape[:4], words, block["past_keys"].shape[5]), np.float32)
        block |= {"past_keys": past, "past_values": past, "past_mask": np.ones((b, 1, words), np.float32)}
    running.through(blocks, {"words": line, "previous": line, "positions": line})
    return high_water_bytes() - before


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--checkpoint", help="of a training in WORK")
    parser.add_argument("--reader", type=Path, help="bundle of a reader whose weights are exported anew, in today's form")
    parser.add_argument("--blocks", type=int, nargs="+", default=[], help="word layers of each block of --reader")
    parser.add_argument("--blind", action="store_true", help="--reader is a blind twin")
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.contexts = 12
    rows, found = held_rows(options)
    codes = codebook(options.bundle)
    if options.reader:
        tokenizer = Tokenizer.from_file(str(options.reader / "tokenizer.json"))
        words = vocabulary.Words(tokenizer)
        reader = shipped_reader(options.reader, codes, options.blocks)
        kept = {"shape": reader.shape.as_dict(), "blind": options.blind, "training": training(options.reader)}
    else:
        tokenizer = Tokenizer.from_file(str(options.work / "tokenizer.json"))
        words = vocabulary.Words(tokenizer)
        reader, kept = trained(options.work / f"{options.checkpoint}.pt", words)
    blind = kept["blind"]
    steps, scales = steps_and_scales(options.bundle)
    listed = write(options.to, reader, steps, scales, tokenizer, blind)
    if not blind:
        add_int8(options.to, listed, rows[::max(1, len(rows) // CALIBRATION)], found)
    answerer = Answerer(stored(reader), words, codes)
    temperature = temperature_of(answerer, rows, found, blind)
    written = written_temperature_of(answerer, rows, found, blind)
    save_file(examples(Running(options.to), answerer, rows, found, blind), options.to / "examples.safetensors")
    (options.to / "examples.safetensors").chmod(0o644)
    if "training" not in kept:
        curve = [json.loads(line)["answer"] for line in (options.work / f"{options.checkpoint}.jsonl").read_text().splitlines()]
        kept["training"] = trained_how(kept, round(float(np.mean(curve[-8:])), 3))
    (options.to / "README.md").write_text(card(options.to, kept, blind, temperature, written))
    provenance = ("trained by winnow_models.train on ids of lite0-cells of Caltech-101, clothing-dataset-small, easy-VQA and "
                  "drawn clips; seed, steps and questions are in its README.md")
    manifest(options.to, reader.shape, listed, len(steps), provenance, temperature, written, peak_bytes(options.to))


if __name__ == "__main__":
    main()
