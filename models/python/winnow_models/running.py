"""Runs a reader's bundle with ONNX Runtime the way Winnow does: a prefix of visual tokens, then words with a cache."""
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from . import backbone, vocabulary
from .graphs import numbered


class Graph:
    """A graph with its ports as the manifest lists them: what the file has once for each layer, `name.0`, `name.1`, ..., is one
    stacked tensor here. Run as a session is."""

    def __init__(self, session):
        self.session = session
        self.inputs, self.outputs = ([port.name for port in ports] for ports in (session.get_inputs(), session.get_outputs()))

    def run(self, _, inputs):
        found = {}
        for port, value in zip(self.outputs, self.session.run(None, {port: self.part(inputs, port) for port in self.inputs})):
            found.setdefault(port.rpartition(".")[0] or port, []).append(value)
        return [values[0] if name in self.outputs else np.stack(values) for name, values in found.items()]

    @staticmethod
    def part(inputs, port):
        name, _, layer = port.rpartition(".")
        return inputs[port] if port in inputs else np.ascontiguousarray(inputs[name][int(layer)])


class Running:
    """The graphs of a bundle and its words. One context at a time.

    int8: whether to run the graphs that multiply in int8 where there are; session: opens a file; below: as in `Answerer`.
    """

    def __init__(self, folder, threads=1, int8=False, session=backbone.session, below=0.0):
        def graph(name):
            small = Path(folder, f"{name}.int8.onnx")
            return Graph(session(small if int8 and small.exists() else Path(folder, f"{name}.onnx"), threads))

        blocks = range(sum(1 for path in Path(folder).glob("step*.onnx") if ".int8" not in path.name))
        self.functions = {name: graph(name) for name in ["embed", *(numbered(name, block) for block in blocks for name in ("context", "step"))]}
        self.embed, self.contexts, self.steps = self.functions["embed"], *(
            [self.functions[numbered(name, block)] for block in blocks] for name in ("context", "step"))
        self.words = vocabulary.Words(Tokenizer.from_file(str(Path(folder, "tokenizer.json"))))
        self.below = below

    def prefix(self, ids, place):
        """ids `[t]`, place `[t, 6]` to what the steps of each block need of the context."""
        vectors = self.embed.run(None, {"ids": ids.astype(np.int64)})[0][None]
        return self.seen(vectors, place[None], np.ones((1, len(ids)), np.float32))

    def seen(self, vectors, place, mask, rows=1):
        """vectors `[b, t, 256]`, place `[b, t, 6]`, mask `[b, t]` to what the steps of each block need of contexts, for `rows` questions
        on each without a word so far."""
        visual, keys, values, ground = self.contexts[0].run(None, {"vectors": vectors, "place": place, "mask": mask})
        pairs = [(keys, values), *(graph.run(None, {"visual": visual}) for graph in self.contexts[1:])]
        blocks = []
        for keys, values in pairs:
            none = np.zeros((len(keys), len(mask), keys.shape[2], rows, 0, keys.shape[4]), np.float32)
            blocks.append({"visual_mask": mask, "visual_keys": keys, "visual_values": values, "past_keys": none, "past_values": none,
                           "past_mask": np.zeros((len(mask), rows, 0), np.float32)})
        blocks[0] |= {"ground": ground, "place": place}
        return blocks

    def through(self, blocks, asked, decide=False):
        """Words of the first block's inputs `asked` through all blocks: logits, attention, each block's keys and values, and the
        blocks, which after a decision have no visual tokens where they are dropped."""
        found, state, dropped = [], dict(asked), False
        blocks = list(blocks)
        for i, graph in enumerate(self.steps):
            if dropped:
                blocks[i] = blind(blocks[i])
            first, *more = graph.run(None, blocks[i] | state)
            found.append(more[:2])
            if i == 0:
                attention = more[-1]
            if i + 1 < len(self.steps):
                dropped = dropped or (decide and float(more[2].mean()) < self.below)
                state = {"hidden": first}
        return first, attention, found, blocks

    def stepped(self, blocks, words, before, position):
        """Log-probabilities behind each of the words, what the next words need, with these in their past, and where they look."""
        asked = {"words": np.array([[words]], np.int64), "previous": np.array([[[before, *words[:-1]]]], np.int64),
                 "positions": np.arange(position, position + len(words))[None, None]}
        logits, attention, pairs, blocks = self.through(blocks, asked, decide=position == 0 and self.below > 0)
        peak = logits.max(-1, keepdims=True)
        logs = logits - peak - np.log(np.exp(logits - peak).sum(-1, keepdims=True))
        after = [block | {"past_keys": np.concatenate([block["past_keys"], keys], 4),
                          "past_values": np.concatenate([block["past_values"], values], 4),
                          "past_mask": np.concatenate([block["past_mask"], np.ones((1, 1, len(words)), np.float32)], 2)}
                 for block, (keys, values) in zip(blocks, pairs)]
        return logs[0, 0], after, attention[0, 0]

    def greedy(self, ids, place, question, most=16):
        """Ids of the answer's words, without the end."""
        line = [vocabulary.QUESTION, *self.words(question), vocabulary.ANSWER]
        logs, state, _ = self.stepped(self.prefix(ids, place), line, 0, 0)
        found = []
        while len(found) < most:
            word = int(logs[-1].argmax())
            if word == vocabulary.END:
                break
            logs, state, _ = self.stepped(state, [word], (line + found)[-1], len(line) + len(found))
            found.append(word)
        return found

    def scores(self, ids, place, question, options):
        """The log-probability of each option, its end included."""
        line = [vocabulary.QUESTION, *self.words(question), vocabulary.ANSWER]
        first, state, _ = self.stepped(self.prefix(ids, place), line, 0, 0)
        found = []
        for option in options:
            words = self.words(option)
            logs, _, _ = self.stepped(state, words, line[-1], len(line))
            found.append(float(first[-1][words[0]] + sum(row[word] for row, word in zip(logs, [*words[1:], vocabulary.END]))))
        return found


def blind(block):
    """A block's inputs without its visual tokens."""
    return block | {"visual_mask": block["visual_mask"][:, :0], "visual_keys": block["visual_keys"][..., :0, :],
                    "visual_values": block["visual_values"][..., :0, :]}
