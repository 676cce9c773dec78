"""What a reader and its blind twin answer: on held-out training material, on drawn scenes, and on a folder of questions.

    python -m winnow_models.evaluate held  --train ../../../shared/data/train --bundle ../lite0-cells --work WORK
    python -m winnow_models.evaluate demo  --classes WORK/classes ...
    python -m winnow_models.evaluate data  --data ../../../shared/data/eval ...

Every table has the share of right answers of the reader, of the reader shown another clip, of the blind twin, and of always giving
the commonest answer. Nothing may be chosen by `data` or `demo`: choose by `held`.
"""
import argparse
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from tokenizers import Tokenizer

from . import contexts, material, pictures, scenes, vocabulary
from .answering import Answerer
from .asking import Asked
from .data import Caches, Composer, spoken
from .reader import Reader, Shape
from .shipped import codebook

NUMBERS = {word: str(i) for i, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
# As `winnow demo` draws them.
DEMO_SEEDS, DEMO_SECONDS, DEMO_SIZE = range(1, 21), 16, (480, 360)
HELD_CONTEXTS = 40


@dataclass(frozen=True)
class Row:
    """A question with what counts as right; `context` numbers what it is asked on."""
    kind: str
    context: int
    question: str
    options: tuple
    answer: str
    accept: tuple = ()

    def right(self, answer):
        return plain(answer) in {plain(text) for text in (self.answer, *self.accept)}


def plain(text):
    """Lower case, without articles and punctuation, number words as digits."""
    words = re.sub(r"[^\w\s]", " ", text.lower()).split()
    return " ".join(NUMBERS.get(word, word) for word in words if word not in ("a", "an", "the"))


def trained(path, words):
    """The averaged weights of a checkpoint."""
    kept = torch.load(path, weights_only=False)
    reader = Reader(Shape(**kept["shape"]), kept["average"]["codes"], kept["average"]["names"])
    reader.load_state_dict(kept["average"])
    return reader.eval(), kept


def answers(answerer, rows, found, shown):
    """Answers to rows, each on the context that `shown` says for its own; None: on nothing."""
    by_context = defaultdict(list)
    for i, row in enumerate(rows):
        by_context[row.context].append(i)
    given = [None] * len(rows)
    for number, members in by_context.items():
        context = None if shown is None else found[shown[number]]
        scored = [i for i in members if rows[i].options]
        for start in range(0, len(scored), 8):
            some = scored[start:start + 8]
            for i, scores in zip(some, answerer.scores(context, [(rows[i].question, rows[i].options) for i in some])):
                given[i] = rows[i].options[int(np.argmax(scores))]
        for i in members:
            if not rows[i].options:
                given[i] = answerer.greedy(context, rows[i].question)[0]
    return given


def table(rows, columns):
    """Markdown: a line a kind, a column of right answers in percent for each of `columns`, name -> answers."""
    groups = defaultdict(list)
    for i, row in enumerate(rows):
        groups[row.kind].append(i)
    lines = ["| type | n | " + " | ".join(columns) + " |", "| --- | --: |" + " --: |" * len(columns)]
    for kind, members in [*sorted(groups.items()), ("all", range(len(rows)))]:
        shares = [100 * np.mean([rows[i].right(given[i]) for i in members]) for given in columns.values()]
        lines.append(f"| {kind} | {len(members)} | " + " | ".join(f"{share:.1f}" for share in shares) + " |")
    return "\n".join(lines)


def majority(rows):
    commonest = {kind: Counter(row.answer for row in rows if row.kind == kind).most_common(1)[0][0] for kind in {row.kind for row in rows}}
    return [commonest[row.kind] for row in rows]


def compared(options, rows, found):
    """The whole table."""
    words = vocabulary.Words(Tokenizer.from_file(str(options.work / "tokenizer.json")))
    codes = codebook(options.bundle)
    columns = {}
    reader = Answerer(trained(options.work / f"{options.reader}.pt", words)[0], words, codes)
    own = {i: i for i in range(len(found))}
    columns["reader"] = answers(reader, rows, found, own)
    if not options.brief:
        columns["another clip"] = answers(reader, rows, found, {i: (i + len(found) // 2) % len(found) for i in own})
        blind = options.work / f"{options.blind}.pt"
        if blind.exists():
            columns["blind twin"] = answers(Answerer(trained(blind, words)[0], words, codes), rows, found, None)
        columns["commonest"] = majority(rows)
    if options.answers:
        with options.answers.open("w") as out:
            for i, row in enumerate(rows):
                print(json.dumps({"kind": row.kind, "question": row.question, "answer": row.answer} | {name: given[i] for name, given in columns.items()}), file=out)
    return table(rows, columns)


def held_rows(options):
    """Questions on contexts of the held-out side, each kind as often."""
    caches = Caches(options.work, options.train, codebook(options.bundle), held=True)
    composer = Composer(caches, 77)
    rows, found = [], []
    for kind in sorted(caches.kinds()):
        for _ in range(options.contexts):
            ids, single, asked, _ = getattr(composer, kind)()
            rows += [Row(each.kind, len(found), each.question, each.options, each.answer) for each in asked]
            found.append(contexts.build(caches.likeness, ids, keep=1.0 if single else contexts.KEEP))
    return rows, found


def demo_rows(options):
    """The demonstration's own scenes and questions."""
    likeness, encode = contexts.Likeness(codebook(options.bundle)), material.Encoder(options.bundle, 1)
    rows, found = [], []
    for seed in DEMO_SEEDS:
        for truth, frames in scenes.written(options.classes, seed, 1, DEMO_SIZE, DEMO_SECONDS, rounds=1):
            for q in truth["questions"]:
                asked = spoken(Asked(q["kind"], q["question"], q["answer"], tuple(q.get("choices", ()))))
                rows.append(Row(asked.kind, len(found), asked.question, asked.options, q["answer"], (asked.answer, *q["accept"])))
            found.append(contexts.build(likeness, encode(frames)))
    return rows, found


def data_rows(options):
    """A folder of pictures and clips with questions: `qa/*.jsonl`, `composed/qa.jsonl` and `easyvqa`."""
    likeness, encode = contexts.Likeness(codebook(options.bundle)), material.Encoder(options.bundle, 2)
    rows, found, media = [], [], {}

    def number(path):
        if path not in media:
            media[path] = len(found)
            found.append(context_of(options.data / path, likeness, encode))
        return media[path]

    for path in [*sorted((options.data / "qa").glob("*.jsonl")), options.data / "composed/qa.jsonl"]:
        for line in path.read_text().splitlines():
            q = json.loads(line)
            choices = tuple(q.get("choices", ())) or (("yes", "no") if q["answer"] in ("yes", "no") else ())
            prefix = "clip-" if q["kind"] == "video" and q["media"].startswith("videos") else ""
            rows.append(Row(prefix + q["type"], number(q["media"]), q["question"], choices, q["answer"], tuple(q.get("accept", ()))))
    easy = options.data / "easyvqa"
    for question, answer, picture in json.loads((easy / "questions.json").read_text())[:options.easy]:
        path = next(iter(easy.rglob(f"{picture}.png"))).relative_to(options.data)
        rows.append(Row("easyvqa", number(str(path)), question, ("yes", "no") if answer in ("yes", "no") else (), answer))
    return rows, found


def context_of(path, likeness, encode):
    if path.suffix.lower() in (".png", ".jpg", ".jpeg"):
        return contexts.build(likeness, encode([pictures.squashed(Image.open(path), material.SIZE)]), keep=1.0)
    return contexts.build(likeness, encode(list(material.clip_frames(path, 600))))


ROWS = {"held": held_rows, "demo": demo_rows, "data": data_rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", choices=ROWS)
    parser.add_argument("--train", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--classes", type=Path, help="compiled scene generator")
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--reader", default="reader")
    parser.add_argument("--blind", default="blind")
    parser.add_argument("--contexts", type=int, default=HELD_CONTEXTS, help="held-out contexts of each kind")
    parser.add_argument("--easy", type=int, default=400)
    parser.add_argument("--brief", action="store_true", help="the reader alone, without baselines")
    parser.add_argument("--answers", type=Path, help="writes every answer as a line of JSON")
    options = parser.parse_args()
    torch.set_num_threads(1)
    random.seed(0)
    rows, found = ROWS[options.rows](options)
    print(compared(options, rows, found))


if __name__ == "__main__":
    main()
