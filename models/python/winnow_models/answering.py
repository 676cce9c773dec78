"""Answers questions on contexts: options where they are known are scored, everything else is decoded greedily."""
import numpy as np
import torch

from . import vocabulary
from .reader import PLACE, packed

MOST_ANSWER = 16
NEVER = [vocabulary.PAD, vocabulary.UNKNOWN, vocabulary.QUESTION, vocabulary.ANSWER]


def sight(reader, contexts, codes):
    """vectors, place and mask of contexts; of None, a single masked token, which is what a blind reader gets."""
    most = max([1, *(len(context.ids) for context in contexts if context is not None)])
    ids, place, mask = np.zeros((len(contexts), most), np.int64), np.zeros((len(contexts), most, PLACE), np.float32), np.zeros((len(contexts), most), np.float32)
    for i, context in enumerate(contexts):
        if context is not None:
            n = len(context.ids)
            ids[i, :n], place[i, :n], mask[i, :n] = context.ids, context.place, 1
    return {"vectors": torch.from_numpy(codes[ids]), "place": torch.from_numpy(place), "mask": torch.from_numpy(mask)}


class Answerer:
    """A reader with its words."""

    def __init__(self, reader, words, codes):
        self.reader, self.words, self.codes = reader.eval(), words, codes

    def head(self, question):
        return [vocabulary.QUESTION, *self.words(question), vocabulary.ANSWER]

    @torch.no_grad()
    def scores(self, context, pairs):
        """For each `(question, options)` on one context the log-probability of each option, its end included."""
        lines = [(self.head(question), [*self.words(option), vocabulary.END]) for question, options in pairs for option in options]
        length = max(len(head) + len(tail) for head, tail in lines) - 1
        words = np.zeros((1, len(lines), length), np.int64)
        targets = np.full((1, len(lines), length), -100, np.int64)
        for i, (head, tail) in enumerate(lines):
            words[0, i, :len(head) + len(tail) - 1] = (head + tail)[:-1]
            targets[0, i, len(head) - 1:len(head) + len(tail) - 1] = tail
        batch = sight(self.reader, [context], self.codes) | {"words": torch.from_numpy(words), "previous": torch.from_numpy(previous_of(words))}
        hidden = packed(self.reader, batch, *self.reader.context(batch["vectors"], batch["place"], batch["mask"]))[0][0]
        targets = torch.from_numpy(targets.reshape(-1))
        due = (targets >= 0).nonzero()[:, 0]
        found = self.reader.logits(hidden[due]).log_softmax(-1).gather(1, targets[due][:, None])[:, 0]
        sums = torch.zeros(len(lines)).index_add(0, due // length, found).tolist()
        ends = np.cumsum([len(options) for _, options in pairs])
        return [sums[end - len(options):end] for end, (_, options) in zip(ends, pairs)]

    def greedy(self, context, question):
        """The likeliest next word again and again, and the mean log-probability of the words."""
        found, sure, _ = self.written(context, question)
        return self.words.tokenizer.decode(found), float(np.mean(sure))

    @torch.no_grad()
    def written(self, context, question):
        """Ids of the words that are likeliest one after the other, the log-probability of each and of the end, and by how
        much each was ahead of the second. An answer has at least one word."""
        batch = sight(self.reader, [context], self.codes)
        seen = self.reader.context(batch["vectors"], batch["place"], batch["mask"])
        head = self.head(question)
        found, sure, ahead = [], [], []
        while len(found) < MOST_ANSWER:
            words = np.array([[head + found]], np.int64)
            asked = batch | {"words": torch.from_numpy(words), "previous": torch.from_numpy(previous_of(words))}
            logits = self.reader.logits(packed(self.reader, asked, *seen)[0][0, -1]).log_softmax(-1)
            allowed = logits.index_fill(0, torch.tensor(NEVER if found else [*NEVER, vocabulary.END]), -torch.inf)
            word = int(allowed.argmax())
            best, second = allowed.topk(2).values.tolist()
            sure.append(float(logits[word]))
            ahead.append(best - second)
            if word == vocabulary.END:
                break
            found.append(word)
        return found, sure, ahead

    def answer(self, context, question, options):
        if options:
            scored = self.scores(context, [(question, options)])[0]
            return options[int(np.argmax(scored))]
        return self.greedy(context, question)[0]


def previous_of(words):
    previous = np.zeros_like(words)
    previous[..., 1:] = words[..., :-1]
    return previous
