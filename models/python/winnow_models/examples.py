"""What every engine must make of a reader's bundle: tensors of each graph, and whole questions with their answers."""
import numpy as np

from . import vocabulary
from .reader import PLACE

EXAMPLES = 64


def examples(running, rows, found):
    """Tensors that every engine must agree on. `embed`, `context` and `step`: inputs and outputs of the graphs, on
    contexts cut short. `read.*`: 64 whole questions with their greedy answers, padded with 0."""
    picked = [(rows[i], found[rows[i].context]) for i in np.linspace(0, len(rows) - 1, EXAMPLES).astype(int)]
    t, few, n = 4, 8, 2
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
