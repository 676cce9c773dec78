"""Short rendered clips of moving shapes and framed pictures, with what is true of them."""
from dataclasses import asdict, dataclass

import numpy as np
from PIL import Image, ImageOps

from . import drawing, pictures

CANVAS = (320, 240)
STEPS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
FRAMES_PER_SECOND = 2


@dataclass
class Actor:
    """Something on the canvas: where it starts, which way it goes if it does, and by how much of the canvas."""
    name: str           # the colour of a shape, or `picture`
    kind: str           # the kind of a shape, or the index of the framed picture
    x: float
    y: float
    way: str            # a key of STEPS, or "" for what stays
    begin: float        # seconds
    end: float
    distance: float     # of the canvas's side along the way

    def place(self, seconds):
        if not self.way:
            return self.x, self.y
        done = min(max((seconds - self.begin) / (self.end - self.begin), 0), 1) * self.distance
        dx, dy = STEPS[self.way]
        return self.x + dx * done, self.y + dy * done

    def leaves(self):
        x, y = self.place(self.end)
        return not (0 < x < 1 and 0 < y < 1)


def backwards(actors, frames):
    """Actors, as `described` gives them, of the clip of so many frames played backwards."""
    opposite = {"left": "right", "right": "left", "up": "down", "down": "up", "": ""}
    last = (frames - 1) / FRAMES_PER_SECOND
    played = []
    for each in actors:
        actor = Actor(**{key: value for key, value in each.items() if key != "leaves"})
        x, y = actor.place(last)
        begin, end = last - actor.end, last - actor.begin
        turned = Actor(actor.name, actor.kind, x, y, opposite[actor.way], begin, end, actor.distance)
        if actor.end > last:  # it had not yet arrived: it starts where it was seen last
            turned = Actor(actor.name, actor.kind, x, y, opposite[actor.way], 0, end,
                           actor.distance * (last - actor.begin) / (actor.end - actor.begin))
        played.append(asdict(turned) | {"leaves": bool(turned.way) and turned.leaves()})
    return played


def lanes(count, rng):
    """Start places on a 3x3 grid of which the first owns its row or column: (way, places)."""
    way, lane = rng.choice(list(STEPS)), rng.randrange(3)
    x, y = STEPS[way]
    start = (1 - x, lane) if x else (lane, 1 - y)
    free = [(i, j) for i in range(3) for j in range(3) if (j if x else i) != lane]
    cells = [start] + rng.sample(free, count - 1)
    return way, [(0.17 + 0.33 * i + rng.uniform(-0.04, 0.04), 0.17 + 0.33 * j + rng.uniform(-0.04, 0.04)) for i, j in cells]


def one_moves(rng):
    """One to four shapes; the first crosses the canvas, or in a tenth of clips nothing moves."""
    count, seconds = rng.randint(1, 4), rng.uniform(2, 3.5)
    way, places = lanes(count, rng)
    still = rng.random() < 0.1
    colours = rng.sample(list(drawing.COLOURS), count)
    actors = [Actor(colour, rng.choice(drawing.KINDS), x, y, way if i == 0 and not still else "", 0.5, 0.5 + seconds,
                    rng.uniform(0.5, 0.68)) for i, (colour, (x, y)) in enumerate(zip(colours, places))]
    return actors, seconds + 1


def some_leave(rng):
    """Two shapes in their own lanes leave the canvas one after the other."""
    early = 0.5 + rng.uniform(1, 2.2)
    late = early + rng.uniform(0.9, 1.8)
    first, last = rng.sample(list(drawing.COLOURS), 2)
    across = rng.random() < 0.5
    ways = ["left", "right"] if across else ["up", "down"]
    lane = rng.sample([0.17, 0.5, 0.83], 2)
    actors = []
    for colour, where, end in ((first, lane[0], early), (last, lane[1], late)):
        x, y = (0.5 + rng.uniform(-0.1, 0.1), where) if across else (where, 0.5 + rng.uniform(-0.1, 0.1))
        actors.append(Actor(colour, rng.choice(drawing.KINDS), x, y, rng.choice(ways), 0.5, end, 0.75))
    rng.shuffle(actors)
    return actors, late + 0.7


def framed(rng, index):
    """A framed picture that crosses part of the canvas or stays where others start."""
    seconds, way, moves = rng.uniform(2, 3), rng.choice(list(STEPS)), rng.random() < 0.6
    x, y = STEPS[way]
    aside = rng.uniform(-0.08, 0.08)
    return [Actor("picture", str(index), 0.5 - x * 0.23 + aside * abs(y), 0.5 - y * 0.23 + aside * abs(x),
                  way if moves else "", 0.5, 0.5 + seconds, 0.46)], seconds + 1


def render(actors, seconds, ground, rng, picture=None):
    """uint8 frames `[frames, 224, 224, 3]` at two a second."""
    looks = []
    for actor in actors:
        if actor.name == "picture":
            inside = pictures.fitted(picture, (rng.randint(90, 120), rng.randint(68, 90)))
            looks.append(ImageOps.expand(inside, 3, "white"))
        else:
            edge = rng.choice([None, (255, 255, 255), (0, 0, 0)])
            shape = drawing.Shape(actor.kind, actor.name, drawing.jittered(actor.name, rng), 0, 0, rng.uniform(0.14, 0.2), edge)
            looks.append(drawing.sprite(shape, CANVAS[0]))
    frames = []
    for t in np.arange(0, seconds, 1 / FRAMES_PER_SECOND):
        frame = ground.copy()
        for actor, look in zip(actors, looks):
            drawing.paste(frame, look, *actor.place(t))
        frames.append(pictures.squashed(frame, 224))
    return np.stack(frames)


def ground(photo, rng):
    """The canvas behind: a photo, or in a third of clips a flat or graded one."""
    return drawing.background(rng, CANVAS) if rng.random() < 0.35 else photo.resize(CANVAS, Image.Resampling.BILINEAR)


def described(actors, seconds):
    return {"seconds": seconds, "actors": [asdict(actor) | {"leaves": bool(actor.way) and actor.leaves()} for actor in actors]}
