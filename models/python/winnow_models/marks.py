"""What is known of single tokens, for the alignment of cells with words: names of areas, colours and kinds of shapes."""
import math

import numpy as np

from . import drawing, vocabulary
from .names import IMAGENET, all_names, names_of_class

SHAPES = (*drawing.KINDS, "heart")
CLEAR = 0.24  # sides of the picture between a cell's middle and that of the nearest shape, for a cell without a shape
NONE = "none"
GROUNDS, LIGHTS = ("grass", "sea", "desert", "city"), ("day", "sunset", "night")
HORIZON = 0.64


class Marks:
    """Areas `(first frame, frame after the last, names, box, picture)` that show a named thing, and drawn shapes by frame."""

    def __init__(self):
        self.areas, self.shapes, self.settings = [], None, []

    def area(self, first, after, names, box=(0, 0, 1, 1), picture=-1):
        """`picture`: the index of the training picture that is shown there, if one is."""
        self.areas.append((first, after, names, box, picture))
        return self

    def drawn(self, shapes):
        """shapes: `(frame, x, y, colour, kind)` of the middle of each in each frame."""
        self.shapes = shapes
        return self

    def setting(self, questions):
        """What a scene's own questions say of its ground, and of its sky at the start and at the end."""
        for question in questions:
            if question["kind"] == "ground":
                self.settings.append(("ground", GROUNDS.index(question["answer"]), 0.0, math.inf))
            elif question["kind"].startswith("background"):
                self.settings.append(("light", LIGHTS.index(question["answer"]), *question["evidence"]))
        return self


class Naming:
    """The names that exclude each other in a cell, in three groups, and labels of tokens as indices into them."""

    def __init__(self, labels):
        self.groups = [all_names(labels), [*drawing.COLOURS, NONE], [*SHAPES, NONE]]
        self.index = [{name: i for i, name in enumerate(group)} for group in self.groups]
        self.targets = np.zeros((len(IMAGENET), len(self.groups[0])), np.float32)
        for number in range(len(IMAGENET)):
            own, *broader = [self.index[0][name] for name in names_of_class(number)]
            self.targets[number, own] += 0.5 if broader else 1
            self.targets[number, broader] += 0.5 / max(1, len(broader))

    def pairs(self, words):
        """int64 `[3, names, 2]` as the reader takes them."""
        most = max(map(len, self.groups))
        found = np.full((len(self.groups), most, 2), -1, np.int64)
        for i, group in enumerate(self.groups):
            known = group[:-1] if i else group
            pairs = words.last_pairs(known) + ([(vocabulary.UNKNOWN, 0)] if i else [])
            found[i, :len(group)] = pairs
        return found

    def labelled(self, contexts, marks, most, rng):
        """area `[b, t]` numbers areas through the batch (-1: none), area_names and area_pictures `[areas]`; colour, shape, ground, light
        `[b, t]` (-1: unknown)."""
        area, names, shown = np.full((len(contexts), most), -1, np.int64), [], []
        colour, shape, views = area.copy(), area.copy(), {"ground": area.copy(), "light": area.copy()}
        for row, (context, mark) in enumerate(zip(contexts, marks)):
            frame, x, y = np.rint(context.place[:, 4] * 2).astype(int), context.place[:, 0], context.place[:, 1]
            n = len(frame)
            for first, after, known, (left, top, right, bottom), picture in mark.areas:
                inside = (frame >= first) & (frame < after) & (x >= left) & (x < right) & (y >= top) & (y < bottom)
                if inside.any():
                    area[row, :n][inside] = len(names)
                    shown.append(picture)
                    names.append(self.index[0][known[0] if rng.random() < 0.6 else rng.choice(known)])
            if mark.shapes is not None:
                self.label_shapes(mark.shapes, frame, x, y, context.place[0, 2], colour[row], shape[row])
            for view, answer, start, end in mark.settings:
                beyond = y > HORIZON if view == "ground" else (y < HORIZON) & (frame / 2 >= start) & (frame / 2 <= end)
                views[view][row, :n][beyond & (shape[row, :n] == self.index[2][NONE])] = answer
        return {"area": area, "area_names": np.array(names, np.int64), "area_pictures": np.array(shown, np.int64), "colour": colour, "shape": shape} | views

    def label_shapes(self, shapes, frame, x, y, cell, colour, shape):
        n = len(frame)
        places = np.array([[f, px, py] for f, px, py, _, _ in shapes], np.float32)
        kinds = np.array([[self.index[1][c], self.index[2][k]] for _, _, _, c, k in shapes])
        same = frame[:, None] == places[None, :, 0]
        away = np.maximum(np.abs(x[:, None] - places[None, :, 1]), np.abs(y[:, None] - places[None, :, 2]))
        away = np.where(same, away, math.inf)
        nearest = away.argmin(1)
        distance = away[np.arange(n), nearest]
        hit, clear = distance <= cell / 2, distance > CLEAR
        for labels, column, group in ((colour, 0, 1), (shape, 1, 2)):
            labels[:n][hit] = kinds[nearest[hit], column]
            labels[:n][clear] = self.index[group][NONE]
