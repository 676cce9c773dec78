"""Flat coloured shapes on flat, graded or photographed backgrounds."""
import math
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

COLOURS = {"red": (220, 30, 30), "orange": (245, 140, 20), "yellow": (245, 220, 30), "green": (30, 165, 50),
           "teal": (20, 150, 150), "blue": (35, 70, 225), "purple": (130, 50, 180), "pink": (245, 130, 185),
           "brown": (125, 75, 35), "black": (15, 15, 15), "gray": (128, 128, 128), "white": (248, 248, 248)}
KINDS = ("circle", "square", "rectangle", "triangle", "star", "diamond")
SCALE = 2


@dataclass(frozen=True)
class Shape:
    """Centre and width as shares of the picture's sides."""
    kind: str
    colour: str
    rgb: tuple
    x: float
    y: float
    width: float
    edge: tuple | None = None

    def at(self, x, y):
        return replace(self, x=x, y=y)


def jittered(colour, rng, spread=22):
    return tuple(max(0, min(255, c + rng.randint(-spread, spread))) for c in COLOURS[colour])


def random_shape(rng, colour=None, kind=None, width=(0.1, 0.3)):
    colour, wide = colour or rng.choice(list(COLOURS)), rng.uniform(*width)
    edge = rng.choice([None, (255, 255, 255), (0, 0, 0)])
    return Shape(kind or rng.choice(KINDS), colour, jittered(colour, rng), rng.uniform(wide / 2, 1 - wide / 2),
                 rng.uniform(wide / 2, 1 - wide / 2), wide, edge)


def background(rng, size):
    """A flat or vertically graded canvas of `size` (width, height)."""
    first = jittered(rng.choice(list(COLOURS)), rng, 40) if rng.random() < 0.6 else (rng.randint(150, 255),) * 3
    if rng.random() < 0.6:
        return Image.new("RGB", size, first)
    last = jittered(rng.choice(list(COLOURS)), rng, 40)
    mask = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, last), Image.new("RGB", size, first), mask)


def outline(shape, width, height):
    """The corners of a shape's polygon in pixels; circles have many."""
    r = shape.width / 2
    turns = {"circle": 36, "triangle": 3, "star": 10, "diamond": 4}.get(shape.kind)
    if turns is None:
        high = r if shape.kind == "square" else r * 0.6
        corners = [(-r, -high), (r, -high), (r, high), (-r, high)]
    else:
        radii = (1, 0.45) if shape.kind == "star" else (1, 1)
        corners = [(r * radii[i % 2] * math.sin(2 * math.pi * i / turns), -r * radii[i % 2] * math.cos(2 * math.pi * i / turns))
                   for i in range(turns)]
    return [(shape.x * width + dx * width, shape.y * height + dy * width) for dx, dy in corners]


def draw(canvas, shapes):
    """A copy of the canvas with the shapes drawn on it, later ones above earlier ones, edges smoothed."""
    width, height = canvas.size[0] * SCALE, canvas.size[1] * SCALE
    big = canvas.resize((width, height), Image.Resampling.NEAREST)
    pen = ImageDraw.Draw(big)
    for shape in shapes:
        pen.polygon(outline(shape, width, height), fill=shape.rgb, outline=shape.edge, width=width // 100)
    return big.reduce(SCALE)
