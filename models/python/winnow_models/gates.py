"""Teaches the words of a trained reader to look away from visual tokens in late layers, where answers do not suffer.

    python -m winnow_models.gates --train ../../../shared/data/train --bundle ../lite0-cells --work WORK --reader ../reader-small \\
        --blocks 3 2 1 --name gated

A softmax has to put its weight somewhere, and without a token that says nothing words put it on visual tokens that later layers make
little of. The bias of each head between words and visual tokens is trained by the loss of answers and the share of attention that visual
tokens get from the last layer of the first block on, and the word layers with it, at a rate a thousand times smaller, so that they make
up for what they no longer see. Where the share then is small, visual tokens can be dropped (ToDRE, section 3.3). Writes a checkpoint
for `export`.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from . import reader as reading
from . import shipped, vocabulary
from .data import Batcher, Caches, Composer
from .train import MIX, tensors

RATE, LAYERS_RATE, COOLING = 0.2, 2e-4, 0.5
LOGGED = 20
RISING = 20


def losses(reader, batch):
    """Mean cross-entropy of answer words, and the mean share of attention of a question's words for visual tokens in each layer."""
    keys, values, ground = reader.context(batch["vectors"], batch["place"], batch["mask"])
    hidden, _, shares = reading.packed(reader, batch, keys, values, ground)
    targets = batch["targets"].reshape(hidden.shape[:2])
    due = targets >= 0
    asked = reading.question_words(batch["words"].flatten(1), batch["words"].shape[-1])
    answer = torch.nn.functional.cross_entropy(reader.logits(hidden[due]), targets[due])
    return answer, torch.stack([(share * asked).sum() / asked.sum() for share in shares])


def train(reader, caches, words, options, curve):
    """Trains biases and word layers; returns how many questions were asked."""
    for parameter in reader.parameters():
        parameter.requires_grad_(False)
    layers = [*reader.layers.parameters(), *reader.relations.parameters(), *reader.norm.parameters()]
    for parameter in (reader.to_visual, *layers):
        parameter.requires_grad_(True)
    groups = [{"params": [reader.to_visual], "full": RATE}, {"params": layers, "full": LAYERS_RATE}]
    optimiser = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), weight_decay=0)
    late, spread, asked = reader.shape.parts()[0].stop - 1, torch.from_numpy(caches.codes.std(0)), 0
    kinds = {kind: weight for kind, weight in MIX.items() if kind in caches.kinds()}
    sums = np.zeros(2)
    for step in range(options.steps):
        batcher = Batcher(caches, words, Composer(caches, options.seed * 10_000_000 + step))
        for number, part in enumerate(batcher.batches(kinds, options.contexts, options.parts)):
            batch = tensors(part, caches, spread, torch.Generator().manual_seed(step * options.parts + number))
            answer, shares = losses(reader, batch)
            ((answer + options.price * shares[late:].mean()) / options.parts).backward()
            asked += part["words"].shape[0] * part["words"].shape[1]
            sums += np.array([float(answer.detach()), float(shares[late:].mean().detach())]) / options.parts
        torch.nn.utils.clip_grad_norm_(layers, 1.0)
        for group in optimiser.param_groups:
            group["lr"] = group["full"] * min(1, (step + 1) / RISING, (options.steps - step) / max(1, COOLING * options.steps))
        optimiser.step()
        optimiser.zero_grad()
        if (step + 1) % LOGGED == 0:
            print(json.dumps({"step": step + 1, "answer": round(sums[0] / LOGGED, 4), "share": round(sums[1] / LOGGED, 4)}), file=curve, flush=True)
            sums[:] = 0
    return asked


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--reader", type=Path, required=True, help="bundle of the reader")
    parser.add_argument("--blocks", type=int, nargs="+", required=True, help="word layers of each block")
    parser.add_argument("--name", default="gated")
    parser.add_argument("--price", type=float, default=0.3, help="what a whole share costs, beside the loss of answers")
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--contexts", type=int, default=12, help="of a step, eight questions each")
    parser.add_argument("--parts", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    caches = Caches(options.work, options.train, shipped.codebook(options.bundle), held=False)
    words = vocabulary.Words(Tokenizer.from_file(str(options.reader / "tokenizer.json")))
    reader, before = shipped.reader(options.reader, caches.codes, options.blocks), shipped.training(options.reader)
    with (options.work / f"{options.name}.jsonl").open("a") as curve:
        asked = train(reader, caches, words, options, curve)
    training = (f"{before}; then of its word layers and their bias of attention to visual tokens alone {options.steps:,} steps, "
                f"{asked:,} questions, a whole share priced at {options.price}, seed {options.seed}")
    torch.save({"average": reader.state_dict(), "shape": reader.shape.as_dict(), "blind": False, "training": training},
               options.work / f"{options.name}.pt")


if __name__ == "__main__":
    main()
