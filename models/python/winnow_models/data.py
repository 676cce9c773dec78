"""Composes training contexts and their questions from cached ids, as the runtime would see them."""
import json
import random
import re
from pathlib import Path

import numpy as np
import torch

from . import asking, contexts, drawing, movers, pictures, scenes, vocabulary
from .marks import Marks, Naming
from . import teacher as teaching
from .names import GARMENTS, names_of_class, names_of_folder

QUESTIONS = 8
WHOLE, FITTED, GRID_SIDE = 0, 1, 7
EMPTY = 4  # every fourth needle clip has no needle
LONG = 0.02   # share of clips of which much more is read than is usual
IMAGINED = 0.08  # share of pictures that are made up from an ImageNet class's likeliest codes
ALIKE = 0.42     # share of pictures that are called by a class that they look like
ALIKE_PICTURES, ALIKE_CLASSES, CLEARLY = 25, 8, 0.7
UNTOLD = 0.012  # share of questions that cannot be answered from tokens


def spoken(asked):
    """The same with its options as the question's sentence gives them."""
    def said(option):
        found = re.search(rf"(at|in) the {option}\b", asked.question)
        return found[0] if found else option
    return asking.Asked(asked.kind, asked.question, said(asked.answer), tuple(map(said, asked.options)), asked.about)


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
        self.garments = [int(i) for i in self.mine if self.labels[i] in GARMENTS]

        def load(kind):
            path = Path(work, f"{kind}.npz")
            return dict(np.load(path)) if path.exists() else {}

        self.pictures, self.briefs, self.slides, self.grids = load("pictures")["ids"], load("briefs").get("ids"), load("slides").get("ids"), load("grids")
        self.pans, self.drawn, self.moving, self.easy, self.insets = map(load, ("pans", "drawn", "moving", "easy", "insets"))
        teacher, self.scenes, self.real = load("teacher"), scenes.load(work), load("real")
        self.found, self.found_clips = self.detections(Path(work, "detected.json"))
        self.grid_rows = [i for i, four in enumerate(self.grids["sources"]) if (out[four] == held).all()]
        self.pan_rows = [i for i, source in enumerate(self.pans.get("sources", ())) if out[source] == held]
        self.drawn_truths, self.mover_truths, self.scene_truths, self.inset_truths = (
            [json.loads(truth) for truth in cache.get("truths", ())] for cache in (self.drawn, self.moving, self.scenes, self.insets))
        self.drawn_rows, self.mover_rows, self.scene_rows = (
            self.side(len(truths)) for truths in (self.drawn_truths, self.mover_truths, self.scene_truths))
        self.inset_rows = [i for i, truth in enumerate(self.inset_truths) if all(out[p["source"]] == held for p in truth["placed"])]
        self.easy_questions = {}
        for question, answer, number in json.loads(Path(train, "easyvqa/questions.json").read_text()):
            self.easy_questions.setdefault(number, []).append((question, answer))
        self.easy_rows = [row for row in self.side(len(self.easy.get("ids", ()))) if int(self.easy["numbers"][row]) in self.easy_questions]
        folders = [names_of_folder(label) for label in sorted(set(self.labels))]
        classes = [names_of_class(number) for number in range(1000)]
        self.things = asking.Things(folders, classes)
        self.naming = Naming(self.labels)
        self.prepare_teacher(teacher)
        self.prepare_alike(teacher["pictures"].astype(np.float32))

    def detections(self, path):
        """What a detector found: of each photo, by its index, its boxes and what is not there; of each real clip the same by frame."""
        if not path.exists():
            return [], {}
        found = json.loads(path.read_text())
        return found["photos"], {name: frames for name, frames in found["clips"].items() if name in set(self.real.get("names", ()))}

    def side(self, count):
        """Rows of a cache that is not made of labelled pictures: every twelfth, as it was rendered, is held out."""
        return [i for i in range(count) if (i % 12 == 0) == self.held]

    def kinds(self):
        """Kinds of contexts that can be drawn from what is there."""
        there = {"picture": True, "grid": self.grid_rows, "slides": self.slides is not None, "needle": self.pan_rows and self.briefs is not None, "drawing": self.drawn_rows,
                 "easy": self.easy_rows, "mover": self.mover_rows, "scene": self.scene_rows, "inset": self.inset_rows,
                 "real": self.found_clips and not self.held}
        return {kind for kind, rows in there.items() if rows}

    def prepare_teacher(self, teacher):
        answers = teacher["answers"].astype(np.float32)
        self.answers, self.seen_codes = answers, np.flatnonzero(teacher["counts"] >= 3)
        joint = answers * np.sqrt(teacher["counts"])[:, None] * (teacher["counts"] > 0)[:, None]
        sharp = joint ** 1.5
        top = np.argsort(-sharp, axis=0)[:24].T
        weight = np.take_along_axis(sharp.T, top, 1)
        peak = np.take_along_axis(answers.T, top, 1)[:, :4].mean(1)
        self.class_codes, self.class_weights = top, weight / weight.sum(1, keepdims=True)
        self.good_classes = np.flatnonzero(peak > 0.15)
        self.wanted = self.likeness_of_names(teacher["likeness"], teacher["counts"])
        self.wanted_pictures = self.likeness_of_names(teacher["pictures"], np.ones(len(self.labels), np.float32))

    def likeness_of_names(self, likeness, counts):
        """How much rows that look like classes, `[rows, 1000]`, look like what a name means, `[rows, names]`, each scaled over rows that
        count as often as `counts` says; nan for what the classifier does not know. A name of several classes means the likeliest of them."""
        counts, classes = torch.from_numpy(counts), likeness.astype(np.float32)
        found = np.full((len(classes), len(self.naming.groups[0])), np.nan, np.float32)
        for name in np.flatnonzero(self.naming.targets.any(0)):
            likeliest = classes[:, self.naming.targets[:, name] > 0].max(1, keepdims=True)
            found[:, name] = teaching.scaled(torch.from_numpy(likeliest), counts)[:, 0]
        return found

    def prepare_alike(self, likeness):
        """For each class the pictures, and for each picture the classes, that stand out in both."""
        mine = likeness[self.mine]
        most = np.partition(mine, -ALIKE_PICTURES, axis=0)[-ALIKE_PICTURES]
        order = np.argsort(-mine, axis=1)
        self.like = likeness
        self.classes_alike = {}
        for row, index in enumerate(self.mine):
            found = [int(c) for c in order[row, :ALIKE_CLASSES] if mine[row, c] >= most[c]]
            if found:
                self.classes_alike[int(index)] = found
        self.pictures_alike = {}
        for index, found in self.classes_alike.items():
            for number in found:
                self.pictures_alike.setdefault(number, []).append(index)

    def alike(self, index, number):
        """A picture's names as one of a class."""
        values = self.like[index]
        near = {name for other in np.flatnonzero(values > values[number] - CLEARLY) for name in names_of_class(int(other))}
        likeliest = (values > values[number]).sum() < 2
        return asking.Alike(names_of_class(number), names_of_folder(self.labels[index]), near, likeliest)


class Composer:
    """Draws contexts: each is (ids `[frames, 49]`, single picture or not, rows of `Asked`, `Marks`)."""

    def __init__(self, caches, seed):
        self.caches, self.rng = caches, random.Random(seed)
        self.numbers = np.random.default_rng(seed)
        self.colours, self.kinds = list(drawing.COLOURS), list(drawing.KINDS)
        self.alike_classes = sorted(caches.pictures_alike)

    def source(self):
        return int(self.caches.mine[self.numbers.integers(len(self.caches.mine))])

    def thing(self):
        """A picture's index and names; often those of a class that it looks like, each class as often."""
        if self.rng.random() < ALIKE:
            number = self.rng.choice(self.alike_classes)
            index = self.rng.choice(self.caches.pictures_alike[number])
            return index, self.caches.alike(index, number)
        index = self.source()
        return index, self.own_names(index)

    def own_names(self, index):
        return names_of_folder(self.caches.labels[index])

    def names(self, index):
        """Names of a picture that is there already; sometimes those of a class that it looks like."""
        found = self.caches.classes_alike.get(int(index))
        return self.caches.alike(index, self.rng.choice(found)) if found and self.rng.random() < ALIKE else self.own_names(index)

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

    def ask(self, make, count=QUESTIONS, medium="picture"):
        return [make() if self.rng.random() > UNTOLD else asking.on_nothing(self.rng, medium) for _ in range(count)]

    def picture(self):
        rng, caches = self.rng, self.caches
        if rng.random() < IMAGINED:
            ids, names = self.imagined()
            return ids, True, self.ask(lambda: self.about_thing(names)), Marks()
        # One in five is of a garment, which are few among the training pictures.
        index, names = (int(rng.choice(caches.garments)), None) if rng.random() < 0.2 else self.thing()
        ids = caches.pictures[index, rng.choice([WHOLE, WHOLE, FITTED, 2, 3])][None]
        own = self.own_names(index)
        marks = Marks().area(0, 1, own, picture=index)
        if isinstance(names, asking.Alike):
            return ids, True, self.ask(lambda: self.about_thing(names)), marks
        found, absent = self.seen_by_detector([caches.found[index]] if caches.found else [], own)

        def make():
            if (found and rng.random() < 0.3) or (absent and rng.random() < 0.05):
                return asking.on_found(rng, found, absent, "picture")
            return asking.on_picture(rng, caches.labels[index], caches.things)
        return ids, True, self.ask(make), marks

    def seen_by_detector(self, frames, own=()):
        """Names found in any frame, and those absent from every one and not among `own`."""
        found = sorted({box[0] for boxes, _ in frames for box in boxes})
        absent = set.intersection(*(set(names) for _, names in frames)) - set(found) - set(own) if frames else set()
        return found, sorted(absent)

    def real(self):
        """A stretch of real footage, asked for what a detector found in it."""
        rng, caches = self.rng, self.caches
        name = rng.choice(list(caches.found_clips))
        at = list(caches.real["names"]).index(name)
        start, end = caches.real["starts"][at:at + 2]
        frames = min(end - start, rng.randint(4, 40))
        start += rng.randint(0, end - start - frames)
        first = caches.real["starts"][at]
        found, absent = self.seen_by_detector(caches.found_clips[name][start - first:start - first + frames])
        if not found and not absent:
            return self.picture()
        ids = self.flickered(caches.real["ids"][start:start + frames], rng.choice([0, 0.02, 0.04]))
        return ids, False, self.ask(lambda: asking.on_found(rng, found, absent, "clip"), medium="clip"), Marks()

    def about_thing(self, names):
        rng, things = self.rng, self.caches.things
        if rng.random() < 0.6:
            stem = rng.choice(["What is in the picture", "What does the image show", "Which of these is shown", "What is this"])
            return asking.choice(rng, "object", stem, asking.a_name(rng, names), things.other(rng, [names], rng.randint(1, 4)))
        return asking.existence(rng, "exists", "picture", names, [names], things)

    def grid(self):
        rng, caches = self.rng, self.caches
        row = int(rng.choice(caches.grid_rows))
        sources = caches.grids["sources"][row]
        shown = [self.names(i) for i in sources]
        still = rng.random() < 0.4
        ids = caches.grids["ids"][row][None]
        if not still:
            ids = self.flickered(np.repeat(ids, rng.randint(6, 10), 0), rng.choice([0, 0.02, 0.05]))
        medium, marks = "picture" if still else "clip", Marks()
        for corner, index in enumerate(sources):
            marks.area(0, len(ids), self.own_names(index), (corner % 2 / 2, corner // 2 / 2, corner % 2 / 2 + 0.5, corner // 2 / 2 + 0.5), int(index))
        return ids, still, self.ask(lambda: asking.on_grid(rng, shown, caches.things, medium)), marks

    def inset(self):
        rng, caches = self.rng, self.caches
        row = int(rng.choice(caches.inset_rows))
        truth, marks = caches.inset_truths[row], Marks()
        placed = [(self.names(p["source"]), p["x"], p["y"]) for p in truth["placed"]]
        ground = None if truth["ground"] is None else self.own_names(truth["ground"])
        for p, (names, x, y) in zip(truth["placed"], placed):
            marks.area(0, 1, self.own_names(p["source"]), (x - p["side"] / 2, y - p["side"] / 2, x + p["side"] / 2, y + p["side"] / 2), p["source"])
        return caches.insets["ids"][row][None], True, self.ask(lambda: asking.on_insets(rng, placed, ground, caches.things)), marks

    def slide(self, frames):
        """Ids of one picture for some frames, its names and its index (-1: made up)."""
        if self.rng.random() < IMAGINED:
            ids, names = self.imagined(frames)
            return self.flickered(ids, 0.06), names, -1
        index, names = self.thing()
        start = self.rng.randrange(8 - frames + 1) if frames < 8 else 0
        return self.caches.slides[index][start:start + frames], names, index

    def slides(self):
        rng = self.rng
        count, parts, shown, sources, spans, now = rng.choice([3, 4, 5, 6]), [], [], [], [], 0
        while len(shown) < count:
            frames = rng.randint(3, 8)
            ids, names, index = self.slide(frames)
            if not any(asking.all_names_of(names) & asking.all_names_of(other) for other in shown):
                parts.append(ids)
                shown.append(names)
                sources.append(index)
                spans.append((now, now + frames))
                now += frames
        middles = [(a + b) / 4 for a, b in spans]
        ids = self.flickered(np.concatenate(parts), rng.choice([0, 0.02]))
        marks = Marks()
        for (first, last), names, index in zip(spans, shown, sources):
            marks.area(first, last, asking.plain_names(names), picture=index)
        return ids, False, self.ask(lambda: asking.on_slides(rng, shown, middles, now / 2, self.caches.things), medium="clip"), marks

    def needle(self):
        rng, caches = self.rng, self.caches
        length, parts, ground = rng.randint(70, 120), [], []
        count = rng.choice([1, 2])
        for _ in range(count):
            row = int(rng.choice(caches.pan_rows))
            frames = length // count
            start = rng.randrange(contexts.WINDOW_FRAMES * 7 + 8 - frames + 1) if frames < 120 else 0
            parts.append(caches.pans["ids"][row][start:start + frames])
            ground += self.own_names(caches.pans["sources"][row])
        ids, thing, share, marks, index = np.concatenate(parts).astype(np.int64), None, 0.0, Marks(), -1
        if rng.randrange(EMPTY):
            while thing is None or asking.all_names_of(thing) & set(ground):
                if rng.random() < IMAGINED:
                    picture, thing, index = *self.imagined(), -1
                else:
                    index, thing = self.thing()
                    picture = caches.pictures[index, FITTED][None] if rng.random() < 0.5 else caches.briefs[index][None]
            frames = rng.choice([2, 2, 3])
            start = rng.randint(1, len(ids) - frames - 1)
            ids[start:start + frames] = picture
            share = (start + frames / 2) / len(ids)
            marks.area(start, start + frames, asking.plain_names(thing), picture=index)
        ids = self.flickered(ids, rng.choice([0, 0, 0.02]))
        return ids, False, self.ask(lambda: asking.on_needle(rng, thing, share, ground, caches.things), medium="clip"), marks

    def drawing(self):
        rng, caches = self.rng, self.caches
        row = rng.choice(caches.drawn_rows)
        return caches.drawn["ids"][row][None], True, self.ask(
            lambda: asking.on_drawing(rng, caches.drawn_truths[row], self.colours, self.kinds)), Marks().drawn(
                [(0, s["x"], s["y"], s["name"], s["kind"]) for s in caches.drawn_truths[row]])

    def easy(self):
        row = self.rng.choice(self.caches.easy_rows)
        known = self.caches.easy_questions[int(self.caches.easy["numbers"][row])]
        asked = self.rng.sample(known, QUESTIONS) if len(known) >= QUESTIONS else self.rng.choices(known, k=QUESTIONS)
        return self.caches.easy["ids"][row][None], True, [asking.Asked("easyvqa", q, a) for q, a in asked], Marks()

    def mover(self):
        rng, caches = self.rng, self.caches
        row = rng.choice(caches.mover_rows)
        start, end = caches.moving["starts"][row:row + 2]
        actors = caches.mover_truths[row]["actors"]
        picture = self.names(int(actors[0]["kind"])) if actors[0]["name"] == "picture" else None
        ids = caches.moving["ids"][start:end]
        if rng.random() < 0.5:
            ids, actors = ids[::-1], movers.backwards(actors, len(ids))
        ids = self.flickered(ids, rng.choice([0, 0.02, 0.04]))
        return ids, False, self.ask(lambda: asking.on_movers(rng, actors, picture, self.colours, caches.things), medium="clip"), self.moving_marks(actors, len(ids), picture)

    def moving_marks(self, actors, frames, picture):
        marks = Marks()
        played = [movers.Actor(**{key: value for key, value in actor.items() if key != "leaves"}) for actor in actors]
        if picture:
            for frame in range(frames):
                x, y = played[0].place(frame / movers.FRAMES_PER_SECOND)
                marks.area(frame, frame + 1, asking.plain_names(picture), (x - 0.15, y - 0.15, x + 0.15, y + 0.15))
            return marks
        return marks.drawn([(frame, *actor.place(frame / movers.FRAMES_PER_SECOND), actor.name, actor.kind)
                            for actor in played for frame in range(frames)])

    def scene(self):
        """A clip of the scene generator with the questions that came with it."""
        rng, caches = self.rng, self.caches
        row = rng.choice(caches.scene_rows)
        start, end = caches.scenes["starts"][row:row + 2]
        rows = caches.scene_truths[row]["questions"]
        chosen = rng.sample(rows, QUESTIONS) if len(rows) >= QUESTIONS else [rng.choice(rows) for _ in range(QUESTIONS)]
        asked = [asking.Asked("scene-" + q["kind"], q["question"], q["answer"], tuple(q.get("choices", ())), self.things_of(q)) for q in chosen]
        # As the runtime does, which takes the alternatives as the question gives them: 'at the start' for 'start'.
        asked = [spoken(each) if each.kind == "scene-when" and rng.random() < 0.6 else each for each in asked]
        ids = self.flickered(caches.scenes["ids"][start:end], rng.choice([0, 0, 0.02]))
        marks = Marks().setting(rows).drawn([(frame, x, y, thing["colour"], thing["shape"]) for thing in caches.scene_truths[row]["things"]
                               for frame, (x, y) in enumerate(thing["track"])])
        return ids, False, asked, marks

    def things_of(self, question):
        """The colours that a scene's question names outside its alternatives: of what it is about."""
        named = {word for choice in question.get("choices", ()) for word in choice.split()}
        return tuple(word for word in re.findall(r"[a-z]+", question["question"].lower()) if word in drawing.COLOURS and word not in named)

    def context(self, ids, single):
        """Prunes as the runtime does, with the keep ratio and the limit varied around what ships."""
        rng = self.rng
        if single:
            keep = 1.0 if rng.random() < 0.75 else rng.choice([0.25, 0.5])
            return contexts.build(self.caches.likeness, ids, keep=keep)
        keep = rng.choice([contexts.KEEP] * 4 + [0.1, 0.15, 0.35, 0.5])
        if rng.random() < LONG:
            return contexts.build(self.caches.likeness, ids, keep=0.5, most=rng.choice([512, contexts.LONGEST]))
        most = rng.choice([contexts.MOST_TOKENS, 160, 128, 96, 96])
        return contexts.build(self.caches.likeness, ids, keep=keep, most=most)


class Batcher:
    """Turns contexts and questions into padded arrays."""

    def __init__(self, caches, words, composer):
        self.caches, self.words, self.composer = caches, words, composer

    def batches(self, kinds, size, parts, visual=True):
        """`size` contexts of random kinds as `parts` batches, each of contexts of about the same number of tokens; without
        `visual`, only their questions, and the same ones."""
        composer, rng = self.composer, self.composer.rng
        rows = [getattr(composer, kind)() for kind in rng.choices(list(kinds), kinds.values(), k=size)]
        if not visual:
            rows.sort(key=lambda row: max(len(self.line(asked)[0]) for asked in row[2]))
            found = [None] * size
        else:
            found = [composer.context(ids, single) for ids, single, _, _ in rows]
            order = sorted(range(size), key=lambda i: len(found[i].ids))
            rows, found = [rows[i] for i in order], [found[i] for i in order]
        for start in range(0, size, size // parts):
            some = slice(start, start + size // parts)
            batch = self.questions([asked for _, _, asked, _ in rows[some]])
            if visual:
                batch |= self.tokens(found[some], [marks for _, _, _, marks in rows[some]])
            yield batch

    def tokens(self, found, marks=None):
        """ids, mask `[b, t]`, place `[b, t, 6]`, strength of noise `[b, 1, 1]`, and labels of tokens where there are marks."""
        most = max(len(context.ids) for context in found)
        ids = np.zeros((len(found), most), np.int64)
        place, mask = np.zeros((len(found), most, 6), np.float32), np.zeros((len(found), most), np.float32)
        for i, context in enumerate(found):
            n = len(context.ids)
            ids[i, :n], place[i, :n], mask[i, :n] = context.ids, context.place, 1
        batch = {"ids": ids, "place": place, "mask": mask}
        if marks is None:
            return batch
        noise = self.composer.numbers.choice([0, 0, 0, 0.35], size=(len(found), 1, 1)).astype(np.float32)
        return batch | {"noise": noise} | self.caches.naming.labelled(found, marks, most, self.composer.rng)

    def questions(self, rows):
        """words, previous, targets `[b, q, l]`: `<question> .. <answer> .. <end>`, targets only where an answer is due; about
        `[b, q, 3]`: at which words the two things that a question is about are named, and how (-1: nowhere); named `[b, q, l]`: 1 at its alternatives;
        chosen `[b, q]`: at which word the right one is named (-1: nowhere)."""
        encoded = [[self.line(asked) for asked in row] for row in rows]
        length = max(len(line) for row in encoded for line, _ in row) - 1
        shape = (len(rows), max(len(row) for row in rows), length)
        words, targets = np.zeros(shape, np.int64), np.full(shape, -100, np.int64)
        for i, row in enumerate(encoded):
            for j, (line, due) in enumerate(row):
                words[i, j, :len(line) - 1] = line[:-1]
                targets[i, j, due - 1:len(line) - 1] = line[due:]
        about, named = np.full((*shape[:2], 3), -1, np.int64), np.zeros(shape, np.float32)
        chosen = np.full(shape[:2], -1, np.int64)
        for i, row in enumerate(rows):
            for j, asked in enumerate(row):
                due = encoded[i][j][1]
                for k, name in enumerate(asked.about[:2]):
                    about[i, j, k] = self.place_of(words[i, j, :due], name)
                about[i, j, 2] = self.place_of(words[i, j, :due], asking.how(asked))
                for option in asked.options if len(asked.options) > 1 else ():
                    at = self.place_of(words[i, j, :due], option)
                    if at >= 0:
                        named[i, j, at] = 1
                        if option == asked.answer:
                            chosen[i, j] = at
        previous = np.zeros(shape, np.int64)
        previous[:, :, 1:] = words[:, :, :-1]
        return {"words": words, "previous": previous, "targets": targets, "about": about, "named": named, "chosen": chosen}

    def place_of(self, words, name):
        """Where the last word of a name stands among the words of a question, -1 where it does not."""
        wanted = self.words(name) if name else []
        for at in range(len(words) - len(wanted) + 1) if wanted else ():
            if list(words[at:at + len(wanted)]) == wanted:
                return at + len(wanted) - 1
        return -1

    def line(self, asked):
        """Ids of a whole line, and where its answer begins."""
        head = [vocabulary.QUESTION, *self.words(asked.question), vocabulary.ANSWER]
        return head + [*self.words(asked.answer), vocabulary.END], len(head)
