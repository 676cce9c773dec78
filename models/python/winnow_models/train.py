"""Trains a reader or its blind twin on caches that winnow_models.material, .scenes and .teacher left.

    python -m winnow_models.train --train ../../../shared/data/train --bundle ../lite0-cells --work WORK --name reader --steps 6000
    python -m winnow_models.train ... --name blind --blind --steps 6000

Goes on from the last checkpoint `WORK/NAME.pt` if there is one. What a step sees depends on the seed and its number alone, so
that a run that was cut off sees what an undisturbed one would have seen, and the blind twin is asked the same questions.
"""
import argparse
import json
import math
import multiprocessing
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from . import asking, drawing, movers, vocabulary
from . import reader as reading
from .data import Batcher, Caches, Composer
from .marks import GROUNDS, LIGHTS
from .initial import start_from
from .names import names_of_folder
from .reader import Reader, Shape
from .shipped import codebook

SINGLES = {"picture": 5, "drawing": 2, "grid": 2, "easy": 1, "scene": 1}
MIX = {"scene": 18, "slides": 22, "needle": 13, "picture": 14, "grid": 7, "inset": 6, "mover": 19, "drawing": 3, "easy": 3, "real": 1}
ALIGNING = {"picture": 5, "grid": 2, "drawing": 3, "scene": 3, "mover": 1}
CHECKPOINT_STEPS, LOG_STEPS = 50, 25
AVERAGE = 0.998


@dataclass(frozen=True)
class Plan:
    """Which steps align, which see single pictures, and how the learning rate goes."""
    steps: int
    align: int
    singles: int
    rate: float
    cooling: float
    contexts: int
    part: int
    unseen: float = 0.0

    @property
    def parts(self):
        return self.contexts // self.part

    def kinds(self, step):
        return ALIGNING if step < self.align else SINGLES if step < self.align + self.singles else MIX

    def rate_at(self, step):
        left = (self.steps - step) / (self.cooling * self.steps)
        return self.rate * min(1, (step + 1) / 150, max(0.02, left))


def word_texts(caches, rounds=600):
    """Questions and answers of all kinds, for the words that they need."""
    rng, things = random.Random(11), caches.things
    def names():
        return names_of_folder(rng.choice(caches.labels))
    for _ in range(rounds):
        labels = rng.sample(caches.labels, 4)
        four = [names_of_folder(label) for label in labels]
        shapes = [drawing.random_shape(rng) for _ in range(rng.randint(1, 5))]
        shapes = [{"name": shape.colour, "kind": shape.kind, "x": shape.x, "y": shape.y} for shape in shapes]
        played = rng.choice([movers.one_moves, movers.some_leave, lambda rng: movers.framed(rng, 0)])(rng)
        actors = movers.described(*played)["actors"]
        medium = rng.choice(list(asking.MEDIA))
        asked = [asking.on_picture(rng, labels[0], things, medium), asking.on_grid(rng, four, things, medium),
                 asking.on_slides(rng, four, [1, 3, 5, 7], 8, things), asking.on_needle(rng, names(), rng.random(), names(), things),
                 asking.on_drawing(rng, shapes, list(drawing.COLOURS), list(drawing.KINDS)),
                 asking.on_movers(rng, actors, names(), list(drawing.COLOURS), things)]
        for each in asked:
            yield from (each.question, each.answer, *each.options)
    for truth in caches.scene_truths[:rounds]:
        for each in truth["questions"]:
            yield from (each["question"], each["answer"], *each.get("choices", ()))
    for each in list(caches.easy_questions.values())[:rounds]:
        for question, answer in each:
            yield from (question, answer)


def tokenizer_of(work, caches):
    path = Path(work, "tokenizer.json")
    if not path.exists():
        vocabulary.build(caches.naming.groups[0], word_texts(caches)).save(str(path))
    return Tokenizer.from_file(str(path))


def produce(queue, caches, words, plan, seed, first, blind):
    """Puts the arrays of each step in turn."""
    there = caches.kinds()
    for step in range(first, plan.steps):
        kinds = {kind: weight for kind, weight in plan.kinds(step).items() if kind in there}
        batcher = Batcher(caches, words, Composer(caches, seed * 10_000_000 + step))
        parts = batcher.batches(kinds, plan.contexts, plan.parts, visual=not blind)
        queue.put([hidden(part) if batcher.composer.rng.random() < plan.unseen and step >= plan.align else part for part in parts])


def hidden(part):
    """Without what is seen: what can be known of answers from questions, such as that they name their options, is
    learnt faster from these."""
    return {key: part[key] for key in ("words", "previous", "targets", "about", "named", "chosen")}


def tensors(batch, caches, spread, generator):
    """Adds the vectors of ids, some of them noisy. A blind batch has one masked token."""
    batch = {key: torch.from_numpy(value) for key, value in batch.items()}
    if "ids" not in batch:
        b = len(batch["words"])
        return batch | {"vectors": torch.zeros(b, 1, spread.shape[0]), "place": torch.zeros(b, 1, reading.PLACE), "mask": torch.zeros(b, 1)}
    vectors = torch.from_numpy(caches.codes)[batch["ids"]]
    noisy = batch["noise"][:, 0, 0] > 0
    if noisy.any():
        some = vectors[noisy]
        vectors[noisy] = some + torch.randn(some.shape, generator=generator) * spread * batch["noise"][noisy]
    return batch | {"vectors": vectors}


class Losses:
    """The losses of one part of a step."""

    def __init__(self, reader, caches, words, parts, blind, bf16):
        self.reader, self.caches, self.parts, self.blind, self.bf16 = reader, caches, parts, blind, bf16
        self.spread = torch.from_numpy(caches.codes.std(0))
        self.pictures = torch.from_numpy(caches.wanted_pictures)
        self.settings = [torch.tensor([words(word)[-1] for word in view]) for view in (GROUNDS, LIGHTS)]

    def backward(self, part, number, aligning):
        """Adds a part's gradients to those there are; returns its losses of answers, alignment and pointing."""
        generator = torch.Generator().manual_seed(number)
        batch = tensors(part, self.caches, self.spread, generator)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.bf16):
            answer, align, point = self.of(batch, aligning and not self.blind, generator)
        ((answer + (1.0 if aligning else 0.15) * align + 0.15 * point) / self.parts).backward()
        return float(answer.detach()), float(align.detach()), float(point.detach())

    def of(self, batch, aligning, generator):
        if self.blind or "ids" not in batch:
            answer, _, point = reading.answer_loss(self.reader, batch)
            return answer, torch.zeros(()), point
        if aligning:
            ground = self.reader.context(batch["vectors"], batch["place"], batch["mask"])[2]
            answer = point = torch.zeros(())
        else:
            answer, ground, point = reading.answer_loss(self.reader, batch)
        some = self.caches.seen_codes[torch.randint(len(self.caches.seen_codes), (64,), generator=generator).numpy()]
        with torch.autocast("cpu", enabled=False):
            align = reading.aligned(self.reader, ground, batch, self.settings, self.pictures)
            align = align + 2 * reading.taught(self.reader, torch.from_numpy(self.caches.codes[some]), torch.from_numpy(self.caches.wanted[some]))
        return answer, align, point


def work(losses, gradients, tasks, results):
    """A process of its own: adds the gradients of parts to its share of memory."""
    torch.set_num_threads(1)
    for parameter, gradient in zip(losses.reader.parameters(), gradients):
        parameter.grad = gradient
    while task := tasks.get():
        results.put(losses.backward(*task))


class Trainer:
    """Parameters and gradients lie in shared memory; `workers` processes of one thread share a step's parts."""

    def __init__(self, options, plan):
        self.options, self.plan = options, plan
        self.caches = Caches(options.work, options.train, codebook(options.bundle), held=False)
        self.words = vocabulary.Words(tokenizer_of(options.work, self.caches))
        torch.manual_seed(options.seed)
        shape = Shape(words=self.words.size, width=options.width, layers=options.layers, heads=options.width // 64, relations=options.relations)
        self.reader = Reader(shape, torch.from_numpy(self.caches.codes), torch.from_numpy(self.caches.naming.pairs(self.words)))
        if options.start:
            start_from(self.reader, options.start, options.blind)
        self.average = {name: value.clone() for name, value in self.reader.state_dict().items()}
        self.parameters = list(self.reader.parameters())
        groups = [{"params": [p for p in self.parameters if p.ndim >= 2], "weight_decay": 0.03},
                  {"params": [p for p in self.parameters if p.ndim < 2], "weight_decay": 0}]
        self.optimiser = torch.optim.AdamW(groups, lr=plan.rate, betas=(0.9, 0.98))
        self.step, self.asked, self.seconds, self.before = 0, 0, 0.0, options.before
        self.path = options.work / f"{options.name}.pt"
        if self.path.exists():
            self.restore(torch.load(self.path, weights_only=False))

    def restore(self, kept):
        self.reader.load_state_dict(kept["reader"])
        self.average = kept["average"]
        self.optimiser.load_state_dict(kept["optimiser"])
        self.step, self.asked, self.seconds = kept["step"], kept["asked"], kept["seconds"]

    def save(self):
        partial = self.path.with_suffix(".partial")
        torch.save({"reader": self.reader.state_dict(), "average": self.average, "optimiser": self.optimiser.state_dict(), "step": self.step,
                    "asked": self.asked, "seconds": self.seconds, "before": self.before, "shape": self.reader.shape.as_dict(), "seed": self.options.seed,
                    "blind": self.options.blind}, partial)
        partial.rename(self.path)

    def start(self):
        """Starts the processes that compose and that compute; forked, so that they share what is loaded."""
        context = multiprocessing.get_context("fork")
        self.reader.share_memory()
        self.gradients = [[torch.zeros_like(p).share_memory_() for p in self.parameters] for _ in range(self.options.workers)]
        self.made, self.tasks, self.results = context.Queue(maxsize=4), context.Queue(), context.Queue()
        losses = Losses(self.reader, self.caches, self.words, self.plan.parts, self.options.blind, self.options.bf16)
        context.Process(target=produce, daemon=True, args=(
            self.made, self.caches, self.words, self.plan, self.options.seed, self.step, self.options.blind)).start()
        for gradients in self.gradients:
            context.Process(target=work, daemon=True, args=(losses, gradients, self.tasks, self.results)).start()

    def one_step(self, parts):
        """One update; returns the mean losses of answers, alignment and pointing."""
        aligning = self.step < self.plan.align and not self.options.blind
        for i, part in enumerate(reversed(parts)):
            self.tasks.put((part, self.step * len(parts) + i, aligning))
            self.asked += 0 if aligning else part["words"].shape[0] * part["words"].shape[1]
        found = np.mean([self.results.get(timeout=600) for _ in parts], 0)
        for parameter, *shares in zip(self.parameters, *self.gradients):
            parameter.grad = sum(shares[1:], shares[0].clone())
            for share in shares:
                share.zero_()
        for group in self.optimiser.param_groups:
            group["lr"] = self.plan.rate_at(self.step)
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()
        self.follow()
        self.step += 1
        return found

    def follow(self):
        """Moves the average of weights, which is what is evaluated and exported, towards them."""
        keep = min(AVERAGE, (self.step + 1) / (self.step + 10))
        for name, parameter in self.reader.named_parameters():
            self.average[name].lerp_(parameter.detach(), 1 - keep)

    def run(self):
        self.start()
        curves = (self.options.work / f"{self.options.name}.jsonl").open("a")
        sums, began, waited = np.zeros(3), time.time(), 0.0
        while self.step < self.plan.steps:
            since = time.time()
            parts = self.made.get(timeout=600)
            waited += time.time() - since
            sums += self.one_step(parts)
            if self.step % LOG_STEPS == 0:
                took = time.time() - began
                self.seconds += took
                answer, align, point = sums / LOG_STEPS
                print(json.dumps({"step": self.step, "questions": self.asked, "seconds": round(self.seconds), "answer": round(answer, 4),
                                  "align": round(align, 4), "point": round(point, 4), "rate": round(self.plan.rate_at(self.step), 6), "perStep": round(took / LOG_STEPS, 3),
                                  "waited": round(waited / LOG_STEPS, 3)}), file=curves, flush=True)
                if not math.isfinite(answer + align):
                    raise RuntimeError(f"the loss is not finite at step {self.step}")
                sums, began, waited = np.zeros(3), time.time(), 0.0
            if self.step % CHECKPOINT_STEPS == 0:
                self.save()
        self.save()
        for _ in self.gradients:
            self.tasks.put(None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", default="reader")
    parser.add_argument("--start", type=Path, help="bundle of a reader to train on from, of as many layers or fewer")
    parser.add_argument("--before", type=int, default=0, help="questions that the bundle to start from was asked, for the card")
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--align", type=int, default=400)
    parser.add_argument("--singles", type=int, default=500)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--cooling", type=float, default=0.3, help="share of the steps over which the rate falls")
    parser.add_argument("--contexts", type=int, default=12, help="of a step, eight questions each")
    parser.add_argument("--part", type=int, default=4, help="contexts that are computed at once")
    parser.add_argument("--unseen", type=float, default=0.0, help="share of parts whose contexts are hidden")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--relations", type=int, default=0, help="layers that compare places")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="processes of one thread that compute")
    parser.add_argument("--bf16", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    Trainer(options, Plan(options.steps, options.align, options.singles, options.rate, options.cooling,
                          options.contexts, options.part, options.unseen)).run()


if __name__ == "__main__":
    main()
