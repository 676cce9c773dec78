"""Training in steps that resumes: what a step sees depends on the seed and the step alone."""
import json
import time

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

MEMORY = 0.99       # what is kept is a running mean of the weights
SAVED_EVERY = 60    # seconds
RISING = 100        # steps in which the rate rises


def arguments(parser, steps, rate, cooling, every):
    """The options of every such training, with these defaults."""
    parser.add_argument("--steps", type=int, default=steps)
    parser.add_argument("--rate", type=float, default=rate)
    parser.add_argument("--cooling", type=float, default=cooling, help="share of the steps in which the rate falls")
    parser.add_argument("--every", type=int, default=every, help="steps from one point of the curves to the next")


class Steps:
    """Trains a module by `loss` and keeps its weights, the optimiser and the step in `NAME.pt`, curves in `NAME.jsonl`."""

    def __init__(self, options, name, module, seed):
        self.options, self.module, self.seed = options, module, seed
        self.path, self.curve = options.work / f"{name}.pt", options.work / f"{name}.jsonl"
        self.mean = AveragedModel(module, multi_avg_fn=get_ema_multi_avg_fn(MEMORY))
        self.optimiser = torch.optim.AdamW(module.parameters(), lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.step, self.seconds = 0, 0.0
        if self.path.exists():
            kept = torch.load(self.path)
            self.module.load_state_dict(kept["latest"])
            self.mean.module.load_state_dict(kept["weights"])
            self.optimiser.load_state_dict(kept["optimiser"])
            self.step, self.seconds = kept["step"], kept["seconds"]
            self.mean.n_averaged.fill_(self.step)

    def loss(self, numbers):
        """Of a batch that a generator of random numbers chooses."""
        raise NotImplementedError

    def figures(self):
        """What the curves have beside the loss, of the mean weights."""
        return {}

    def save(self, **more):
        partial = self.path.with_suffix(".partial")
        torch.save({"weights": self.mean.module.state_dict(), "latest": self.module.state_dict(), "optimiser": self.optimiser.state_dict(),
                    "step": self.step, "seconds": self.seconds, **more}, partial)
        partial.rename(self.path)

    def rate(self):
        """Rises at first, stays, and falls to nothing over the last share of the steps."""
        left = (self.options.steps - self.step) / max(1, self.options.steps * self.options.cooling)
        return self.options.rate * min(1, (self.step + 1) / RISING, left)

    def one(self):
        loss = self.loss(np.random.default_rng([self.seed, self.step]))
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate()
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.module.parameters(), 1.0)
        self.optimiser.step()
        self.mean.update_parameters(self.module)
        self.step += 1
        return float(loss.detach())

    def note(self, **figures):
        with open(self.curve, "a") as curve:
            print(json.dumps({"step": self.step, "seconds": round(self.seconds), **figures}), file=curve)

    def run(self):
        began, losses, saved = time.monotonic() - self.seconds, [], time.monotonic()
        while self.step < self.options.steps:
            losses.append(self.one())
            self.seconds, last = time.monotonic() - began, self.step == self.options.steps
            if time.monotonic() - saved > SAVED_EVERY or last:
                self.save()
                saved = time.monotonic()
            if self.step % self.options.every == 0 or last:
                self.note(loss=round(float(np.mean(losses)), 4), **self.figures())
                losses.clear()
