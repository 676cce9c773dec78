"""What every engine must make of a reader's bundle: tensors of each graph, and whole questions with their answers."""
from collections import defaultdict
from dataclasses import replace

import numpy as np

from . import vocabulary
from .answering import MOST_ANSWER
from .graphs import numbered

EXAMPLES = 64
PROMPTS, CONTEXTS = 200, 40


def examples(running, answerer, rows, found, blind=False):
    """Tensors that every engine must agree on. `embed`, `context`, `step`, `step-2` and so on: inputs and outputs of graphs, on
    contexts cut short. `read.*`: whole questions."""
    return {name: np.ascontiguousarray(value) for name, value in (graphs(running, rows, found) | whole_questions(answerer, rows, found, blind)).items()}


def graphs(running, rows, found):
    picked = [(rows[i], found[rows[i].context]) for i in np.linspace(0, len(rows) - 1, EXAMPLES).astype(int)]
    t, few, n = 4, 8, 2
    ids = np.stack([context.ids[:t] for _, context in picked])
    vectors = running.embed.run(None, {"ids": ids.reshape(-1)})[0]
    place = np.stack([context.place[:t] for _, context in picked])
    mask = np.ones((len(picked), t), np.float32)
    mask[::4, -1] = 0
    seen = dict(vectors=vectors.reshape(len(picked), t, -1), place=place, mask=mask)
    visual, _, _, ground = running.contexts[0].run(None, seen)
    tensors = {"embed.ids": ids.reshape(-1)[:EXAMPLES].astype(np.int32), "embed.vectors": vectors[:EXAMPLES]}
    tensors |= {f"context.{name}": value for name, value in seen.items()} | {"context.visual": visual, "context.ground": ground}
    lines = [running.words(row.question) for row, _ in picked[:few]]
    words = np.array([[line[:n], line[-n:]] for line in lines], np.int64)
    blocks, nowhere = running.seen(*(value[:few] for value in seen.values()), rows=2), np.zeros((few, 2, 1), np.int64)
    mark = {"words": nowhere + vocabulary.QUESTION, "previous": nowhere, "positions": nowhere}
    _, _, pairs, _ = running.through(blocks, mark)
    # The first of two rows on each context has the mark before a question behind it, the second nothing.
    behind = np.tile(np.array([[1], [0]], np.float32), (few, 1, 1))
    blocks = [block | {"past_keys": keys, "past_values": values, "past_mask": behind} for block, (keys, values) in zip(blocks, pairs)]
    given = {"words": words, "previous": np.stack([np.full((few, 2), vocabulary.QUESTION), words[..., 0]], -1),
             "positions": np.tile(np.arange(1, n + 1), (few, 2, 1))}
    for i, graph in enumerate(running.steps):
        if i > 0:
            tensors |= {f"{numbered('context', i)}.visual": visual[:few], f"{numbered('context', i)}.keys": blocks[i]["visual_keys"]}
        given |= blocks[i]
        outputs = dict(zip(dict.fromkeys(name.partition(".")[0] for name in graph.outputs), graph.run(None, given)))
        function = numbered("step", i)
        tensors |= {f"{function}.{name}": value.astype(np.int32) if value.dtype == np.int64 else value for name, value in given.items()}
        tensors |= {f"{function}.{name}": value for name, value in outputs.items() if name not in ("keys", "values")}
        given = {"hidden": outputs.get("next_hidden")}
    return tensors


def whole_questions(answerer, rows, found, blind):
    """Questions with the greedy answers that PyTorch computes in fp32 with the bundle's weights. Of contexts, one behind the
    other: `read.ids`, `.place` (in fp16, as the answers were given) and `.tokens`, how many each has. Of questions, padded with
    0: `read.contexts`, the number of each's context, `.words` with the marks around a question, `.answers`, `.ahead`: by how
    much each word of an answer and its end were likelier than the second, in logits, and `.shares` `[questions, blocks - 1]`: what the
    question's words give of their attention to visual tokens at the end of each block. Answers are given as `answerer.below` says."""
    by_context = defaultdict(list)
    for row in rows:
        by_context[row.context].append(row)
    numbers = [list(by_context)[i] for i in np.linspace(0, len(by_context) - 1, CONTEXTS).astype(int)]
    contexts = [replace(found[number], place=found[number].place.astype(np.float16).astype(np.float32)) for number in numbers]
    picked = [(i // (PROMPTS // CONTEXTS), by_context[numbers[i // (PROMPTS // CONTEXTS)]]) for i in range(PROMPTS)]
    picked = [(context, some[i % len(some)]) for i, (context, some) in enumerate(picked)]
    lines = [answerer.head(row.question) for _, row in picked]
    words = np.zeros((PROMPTS, max(map(len, lines))), np.int32)
    answers, ahead = np.zeros((PROMPTS, MOST_ANSWER), np.int32), np.zeros((PROMPTS, MOST_ANSWER + 1), np.float32)
    for i, ((context, row), line) in enumerate(zip(picked, lines)):
        answer, _, gaps = answerer.written(None if blind else contexts[context], row.question)
        words[i, :len(line)], answers[i, :len(answer)], ahead[i, :len(gaps)] = line, answer, gaps
    return {"read.ids": np.concatenate([context.ids for context in contexts]).astype(np.int32),
            "read.place": np.concatenate([context.place for context in contexts]).astype(np.float16),
            "read.tokens": np.array([len(context.ids) for context in contexts], np.int32),
            "read.contexts": np.array([context for context, _ in picked], np.int32),
            "read.shares": np.array([answerer.shares(None if blind else contexts[context], row.question) for context, row in picked], np.float32),
            "read.words": words, "read.answers": answers, "read.ahead": ahead}
