"""Composes training contexts and their questions from cached ids, as the runtime would see them."""
import json
import random
from pathlib import Path

import numpy as np
import torch

from . import asking, contexts, drawing, pictures, vocabulary
from .names import names_of_class, names_of_folder

QUESTIONS = 6
WHOLE, FITTED, GRID_SIDE = 0, 1, 7
EMPTY = 4  # every fourth needle clip has no needle


class Caches:
    """Everything tokenized in advance, and the split of it by source picture."""

    def __init__(self, work, train, codes, held):
        rows = pictures.labelled(train)
        self.labels = [label for _, label, _ in rows]
        self.codes, self.held = codes, held
        self.likeness = contexts.Likeness(codes)
        self.near = np.argsort(-self.likeness.table, axis=1)[:, 1:7].astype(np.int16)
        out = np.array([pictures.held_out(path) for path, _, _ in rows])
        self.mine = np.flatnonzero(out == held)

        def load(kind):
            path = Path(work, f"{kind}.npz")
            return dict(np.load(path)) if path.exists() else None

        self.pictures, self.slides, self.grids = load("pictures")["ids"], load("slides")["ids"], load("grids")
        self.pans, self.drawn, self.moving, self.easy = load("pans"), load("drawn"), load("moving"), load("easy")
        self.real, teacher, self.scenes = load("real"), load("teacher"), load("scenes")
        self.grid_rows = [i for i, four in enumerate(self.grids["sources"]) if out[four[0]] == held and (out[four] == held).all()]
        self.pan_rows = [i for i, source in enumerate(self.pans["sources"]) if out[source] == held]
        self.drawn_rows = self.side(len(self.drawn["ids"]))
        self.mover_rows = self.side(len(self.moving["truths"]))
        self.drawn_truths = [json.loads(t) for t in self.drawn["truths"]]
        self.mover_truths = [json.loads(t) for t in self.moving["truths"]]
        questions = json.loads(Path(train, "easyvqa/questions.json").read_text())
        self.easy_questions = {}
        for question, answer, number in questions:
            self.easy_questions.setdefault(number, []).append((question, answer))
        self.easy_rows = self.side(len(self.easy["ids"]))
        self.scene_rows = self.side(len(self.scenes["starts"]) - 1) if self.scenes else []
        self.scene_truths = [json.loads(t) for t in self.scenes["truths"]] if self.scenes else []
        folders = [names_of_folder(label) for label in sorted(set(self.labels))]
        classes = [names_of_class(number) for number in range(1000)]
        self.folder_things = asking.Things(folders)
        self.things = asking.Things(folders * 4 + classes)
        self.prepare_teacher(teacher)

    def side(self, count):
        """Rows of a cache that is not made of labelled pictures: every twelfth, as it was rendered, is held out."""
        return [i for i in range(count) if (i % 12 == 0) == self.held]

    def prepare_teacher(self, teacher):
        answers = teacher["answers"].astype(np.float32)
        self.answers = answers
        joint = answers * np.sqrt(teacher["counts"])[:, None] * (teacher["counts"] > 0)[:, None]
        sharp = joint ** 1.5
        top = np.argsort(-sharp, axis=0)[:24].T
        weight = np.take_along_axis(sharp.T, top, 1)
        peak = np.take_along_axis(answers.T, top, 1)[:, :4].mean(1)
        self.class_codes, self.class_weights = top, weight / weight.sum(1, keepdims=True)
        self.good_classes = np.flatnonzero(peak > 0.15)


class Composer:
    """Draws contexts: each is (ids `[frames, 49]`, single picture or not, rows of `Asked`)."""

    def __init__(self, caches, seed):
        self.caches, self.rng = caches, random.Random(seed)
        self.numbers = np.random.default_rng(seed)
        self.colours, self.kinds = list(drawing.COLOURS), list(drawing.KINDS)

    def source(self):
        return int(self.caches.mine[self.numbers.integers(len(self.caches.mine))])

    def imagined(self, frames=1):
        """Ids `[frames, 49]` of a made-up picture of an ImageNet class: its likeliest codes in the middle of another
        picture's cells, the same in each frame. Returns them with the class's names."""
        caches, rng = self.caches, self.rng
        number = int(rng.choice(caches.good_classes))
        ids = caches.pictures[self.source(), rng.randrange(4)].astype(np.int64).reshape(GRID_SIDE, GRID_SIDE)
        high, wide = rng.randint(3, 6), rng.randint(3, 6)
        top, left = rng.randint(0, GRID_SIDE - high), rng.randint(0, GRID_SIDE - wide)
        part = self.numbers.choice(caches.class_codes[number], (high, wide), p=caches.class_weights[number])
        ids[top:top + high, left:left + wide] = part
        return np.repeat(ids.reshape(1, -1), frames, 0), names_of_class(number)

    def flickered(self, ids, share):
        """Compression noise: a share of cells takes one of the six nearest codes, in later frames only."""
        if len(ids) > 1 and share:
            ids = ids.astype(np.int64)
            hit = self.numbers.random(ids.shape) < share
            hit[0] = False
            ids[hit] = self.caches.near[ids[hit], self.numbers.integers(0, 6, hit.sum())]
        return ids

    def ask(self, make, count=QUESTIONS):
        return [make() for _ in range(count)]

    def picture(self):
        rng, caches = self.rng, self.caches
        if rng.random() < 0.22:
            ids, names = self.imagined()
            return ids, True, self.ask(lambda: self.about_thing(names))
        index = self.source()
        ids = caches.pictures[index, rng.choice([WHOLE, WHOLE, FITTED, 2, 3])][None]
        return ids, True, self.ask(lambda: asking.on_picture(rng, caches.labels[index], caches.things))

    def about_thing(self, names):
        rng, things = self.rng, self.caches.things
        if rng.random() < 0.6:
            stem = rng.choice(["What is in the picture", "What does the image show", "Which of these is shown", "What is this"])
            return asking.choice(rng, "object", stem, asking.a_name(rng, names), things.other(rng, [names], rng.randint(1, 4)))
        return asking.existence(rng, "exists", "picture", names, [names], things)

    def grid(self):
        rng, caches = self.rng, self.caches
        row = int(rng.choice(caches.grid_rows))
        labels = [caches.labels[i] for i in caches.grids["sources"][row]]
        still = rng.random() < 0.4
        ids = caches.grids["ids"][row][None]
        if not still:
            ids = self.flickered(np.repeat(ids, rng.randint(6, 10), 0), rng.choice([0, 0.02, 0.05]))
        medium = "picture" if still else "clip"
        return ids, still, self.ask(lambda: asking.on_grid(rng, labels, caches.things, medium))

    def slide(self, frames):
        """Ids of one picture for some frames, and its names."""
        if self.rng.random() < 0.2:
            ids, names = self.imagined(frames)
            return self.flickered(ids, 0.06), names
        index = self.source()
        start = self.rng.randrange(8 - frames + 1) if frames < 8 else 0
        return self.caches.slides[index][start:start + frames], names_of_folder(self.caches.labels[index])

    def slides(self):
        rng = self.rng
        count, parts, shown, spans, now = rng.choice([3, 4, 5, 6]), [], [], [], 0
        while len(shown) < count:
            frames = rng.randint(3, 8)
            ids, names = self.slide(frames)
            if not any(set(names) & set(other) for other in shown):
                parts.append(ids)
                shown.append(names)
                spans.append((now, now + frames))
                now += frames
        middles = [(a + b) / 4 for a, b in spans]
        ids = self.flickered(np.concatenate(parts), rng.choice([0, 0.02]))
        return ids, False, self.ask(lambda: asking.on_slides(rng, shown, middles, now / 2, self.caches.things))

    def needle(self):
        rng, caches = self.rng, self.caches
        length, parts, ground = rng.randint(70, 120), [], []
        count = rng.choice([1, 2])
        for _ in range(count):
            row = int(rng.choice(caches.pan_rows))
            frames = length // count
            start = rng.randrange(contexts.WINDOW_FRAMES * 7 + 8 - frames + 1) if frames < 120 else 0
            parts.append(caches.pans["ids"][row][start:start + frames])
            ground += names_of_folder(caches.labels[caches.pans["sources"][row]])
        ids, thing, share = np.concatenate(parts).astype(np.int64), None, 0.0
        if rng.randrange(EMPTY):
            while thing is None or set(thing) & set(ground):
                if rng.random() < 0.25:
                    picture, thing = self.imagined()
                else:
                    index = self.source()
                    picture, thing = caches.pictures[index, FITTED][None], names_of_folder(caches.labels[index])
            frames = rng.choice([2, 2, 3])
            start = rng.randint(1, len(ids) - frames - 1)
            ids[start:start + frames] = picture
            share = (start + frames / 2) / len(ids)
        ids = self.flickered(ids, rng.choice([0, 0, 0.02]))
        return ids, False, self.ask(lambda: asking.on_needle(rng, thing, share, ground, caches.things))

    def drawing(self):
        rng, caches = self.rng, self.caches
        row = rng.choice(caches.drawn_rows)
        return caches.drawn["ids"][row][None], True, self.ask(
            lambda: asking.on_drawing(rng, caches.drawn_truths[row], self.colours, self.kinds))

    def easy(self):
        row = self.rng.choice(self.caches.easy_rows)
        asked = self.rng.sample(self.caches.easy_questions[int(self.caches.easy["numbers"][row])], QUESTIONS)
        return self.caches.easy["ids"][row][None], True, [asking.Asked("easyvqa", q, a) for q, a in asked]

    def mover(self):
        rng, caches = self.rng, self.caches
        row = rng.choice(caches.mover_rows)
        start, end = caches.moving["starts"][row:row + 2]
        actors = caches.mover_truths[row]["actors"]
        picture = names_of_folder(caches.labels[int(actors[0]["kind"])]) if actors[0]["name"] == "picture" else None
        ids = self.flickered(caches.moving["ids"][start:end], rng.choice([0, 0.02, 0.04]))
        return ids, False, self.ask(lambda: asking.on_movers(rng, actors, picture, self.colours, caches.things))

    def scene(self):
        """A clip of the scene generator with the questions that came with it."""
        rng, caches = self.rng, self.caches
        row = rng.choice(caches.scene_rows)
        start, end = caches.scenes["starts"][row:row + 2]
        rows = caches.scene_truths[row]["questions"]
        chosen = rng.sample(rows, QUESTIONS) if len(rows) >= QUESTIONS else [rng.choice(rows) for _ in range(QUESTIONS)]
        asked = [asking.Asked("scene-" + q["kind"], q["question"], q["answer"], tuple(q.get("choices", ()))) for q in chosen]
        ids = self.flickered(caches.scenes["ids"][start:end], rng.choice([0, 0, 0.02]))
        return ids, False, asked

    def context(self, ids, single):
        """Prunes as the runtime does, with the keep ratio and the limit varied around what ships."""
        rng = self.rng
        if single:
            keep = 1.0 if rng.random() < 0.75 else rng.choice([0.25, 0.5])
            return contexts.build(self.caches.likeness, ids, keep=keep)
        keep = rng.choice([contexts.KEEP] * 4 + [0.1, 0.15, 0.35, 0.5])
        most = rng.choice([contexts.MOST_TOKENS, 160, 160, 128, 96])
        return contexts.build(self.caches.likeness, ids, keep=keep, most=most)


class Batcher:
    """Turns contexts and questions into padded tensors."""

    def __init__(self, caches, words, composer):
        self.caches, self.words, self.composer = caches, words, composer
        self.spread = caches.codes.std(0)

    def batch(self, kinds, size, visual=True):
        """A batch of `size` contexts of random kinds; without `visual`, only the questions."""
        composer, rng = self.composer, self.composer.rng
        rows = [getattr(composer, kind)() for kind in rng.choices(list(kinds), kinds.values(), k=size)]
        batch = self.questions([asked for _, _, asked in rows])
        if visual:
            batch |= self.tokens([composer.context(ids, single) for ids, single, _ in rows])
        return batch

    def tokens(self, found, noisy=True):
        most = max(len(context.ids) for context in found)
        ids = np.zeros((len(found), most), np.int64)
        place, mask = np.zeros((len(found), most, 6), np.float32), np.zeros((len(found), most), np.float32)
        for i, context in enumerate(found):
            n = len(context.ids)
            ids[i, :n], place[i, :n], mask[i, :n] = context.ids, context.place, 1
        vectors = self.caches.codes[ids]
        if noisy:
            noise = self.composer.numbers.normal(size=vectors.shape).astype(np.float32) * self.spread
            amount = self.composer.numbers.choice([0, 0, 0, 0.35], size=(len(found), 1, 1)).astype(np.float32)
            vectors = vectors + noise * amount
        return {"ids": torch.from_numpy(ids), "vectors": torch.from_numpy(vectors), "place": torch.from_numpy(place),
                "mask": torch.from_numpy(mask)}

    def questions(self, rows):
        """words, previous, targets `[b, q, l]`: `<question> .. <answer> .. <end>`, targets only where an answer is due."""
        encoded = [[self.line(asked) for asked in row] for row in rows]
        length = max(len(line) for row in encoded for line, _ in row) - 1
        shape = (len(rows), len(rows[0]), length)
        words, targets = np.zeros(shape, np.int64), np.full(shape, -100, np.int64)
        for i, row in enumerate(encoded):
            for j, (line, due) in enumerate(row):
                words[i, j, :len(line) - 1] = line[:-1]
                targets[i, j, due - 1:len(line) - 1] = line[due:]
        previous = np.zeros(shape, np.int64)
        previous[:, :, 1:] = words[:, :, :-1]
        return {"words": torch.from_numpy(words), "previous": torch.from_numpy(previous), "targets": torch.from_numpy(targets)}

    def line(self, asked):
        """Ids of a whole line, and where its answer begins."""
        head = [vocabulary.QUESTION, *self.words(asked.question), vocabulary.ANSWER]
        return head + [*self.words(asked.answer), vocabulary.END], len(head)
