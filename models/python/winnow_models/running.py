"""Runs a reader's bundle with ONNX Runtime the way Winnow does: a prefix of visual tokens, then words with a cache."""
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from . import backbone, vocabulary


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
    """The three graphs of a bundle and its words. One context at a time.

    int8: whether to run the graphs that multiply in int8 where there are; session: opens a file.
    """

    def __init__(self, folder, threads=1, int8=False, session=backbone.session):
        def graph(name):
            small = Path(folder, f"{name}.int8.onnx")
            return Graph(session(small if int8 and small.exists() else Path(folder, f"{name}.onnx"), threads))

        self.embed, self.context, self.step = map(graph, ("embed", "context", "step"))
        self.words = vocabulary.Words(Tokenizer.from_file(str(Path(folder, "tokenizer.json"))))

    def prefix(self, ids, place):
        """ids `[t]`, place `[t, 6]` to what every step needs of the context."""
        vectors = self.embed.run(None, {"ids": ids.astype(np.int64)})[0][None]
        mask = np.ones((1, len(ids)), np.float32)
        keys, values, ground = self.context.run(None, {"vectors": vectors, "place": place[None], "mask": mask})
        none = np.zeros((len(keys), 1, keys.shape[2], 1, 0, keys.shape[4]), np.float32)
        return {"ground": ground, "place": place[None], "visual_mask": mask, "visual_keys": keys, "visual_values": values,
                "past_keys": none, "past_values": none, "past_mask": np.zeros((1, 1, 0), np.float32)}

    def stepped(self, state, words, before, position):
        """Log-probabilities behind each of the words, and the state with the words in its past."""
        inputs = state | {"words": np.array([[words]], np.int64), "previous": np.array([[[before, *words[:-1]]]], np.int64),
                          "positions": np.arange(position, position + len(words))[None, None]}
        logits, keys, values, attention = self.step.run(None, inputs)
        peak = logits.max(-1, keepdims=True)
        logs = logits - peak - np.log(np.exp(logits - peak).sum(-1, keepdims=True))
        after = state | {"past_keys": np.concatenate([state["past_keys"], keys], 4),
                         "past_values": np.concatenate([state["past_values"], values], 4),
                         "past_mask": np.concatenate([state["past_mask"], np.ones((1, 1, len(words)), np.float32)], 2)}
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
