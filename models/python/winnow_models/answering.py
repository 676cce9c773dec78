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
    """A reader with its words. below: where the words of a question give less than this share of their attention to visual tokens in
    the last layer of a block, later blocks do without them (ToDRE, section 3.3); 0: nowhere."""

    def __init__(self, reader, words, codes, below=0.0):
        self.reader, self.words, self.codes, self.below = reader.eval(), words, codes, below

    def head(self, question):
        return [vocabulary.QUESTION, *self.words(question), vocabulary.ANSWER]

    @torch.no_grad()
    def shares(self, context, question):
        """What the words of a question give of their attention to visual tokens, in the mean, in the last layer of each block but
        the last, if none dropped them before."""
        batch = sight(self.reader, [context], self.codes)
        words = np.array([[self.head(question)]], np.int64)
        asked = batch | {"words": torch.from_numpy(words), "previous": torch.from_numpy(previous_of(words))}
        _, _, shares = packed(self.reader, asked, *self.reader.context(batch["vectors"], batch["place"], batch["mask"]))
        return [float(shares[layers.stop - 1].mean()) for layers in self.reader.shape.parts()[:-1]]

    def seeing(self, context, question):
        """From which layer on a question and its answer do without visual tokens."""
        ends = [layers.stop for layers in self.reader.shape.parts()]
        if self.below > 0:
            return next((end for end, share in zip(ends, self.shares(context, question)) if share < self.below), ends[-1])
        return ends[-1]

    def scores(self, context, pairs):
        """For each `(question, options)` on one context the log-probability of each option, its end included."""
        found, seeing = [None] * len(pairs), [self.seeing(context, question) for question, _ in pairs]
        for layer in set(seeing):
            alike = [i for i in range(len(pairs)) if seeing[i] == layer]
            for i, scores in zip(alike, self.scored(context, [pairs[i] for i in alike], layer)):
                found[i] = scores
        return found

    @torch.no_grad()
    def scored(self, context, pairs, seeing):
        """Scores of pairs that do without visual tokens from one layer on."""
        lines = [(self.head(question), [*self.words(option), vocabulary.END]) for question, options in pairs for option in options]
        length = max(len(head) + len(tail) for head, tail in lines) - 1
        words = np.zeros((1, len(lines), length), np.int64)
        targets = np.full((1, len(lines), length), -100, np.int64)
        for i, (head, tail) in enumerate(lines):
            words[0, i, :len(head) + len(tail) - 1] = (head + tail)[:-1]
            targets[0, i, len(head) - 1:len(head) + len(tail) - 1] = tail
        batch = sight(self.reader, [context], self.codes) | {"words": torch.from_numpy(words), "previous": torch.from_numpy(previous_of(words))}
        hidden = packed(self.reader, batch, *self.reader.context(batch["vectors"], batch["place"], batch["mask"]), seeing)[0][0]
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
        head, seeing = self.head(question), self.seeing(context, question)
        found, sure, ahead = [], [], []
        while len(found) < MOST_ANSWER:
            words = np.array([[head + found]], np.int64)
            asked = batch | {"words": torch.from_numpy(words), "previous": torch.from_numpy(previous_of(words))}
            logits = self.reader.logits(packed(self.reader, asked, *seen, seeing)[0][0, -1]).log_softmax(-1)
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
