"""Flat coloured shapes on flat, graded or photographed backgrounds."""
import math
from dataclasses import dataclass

from PIL import Image, ImageDraw

COLOURS = {"red": (220, 30, 30), "orange": (245, 140, 20), "yellow": (245, 220, 30), "green": (30, 165, 50),
           "teal": (20, 150, 150), "blue": (35, 70, 225), "purple": (130, 50, 180), "pink": (245, 130, 185),
           "brown": (125, 75, 35), "black": (15, 15, 15), "gray": (128, 128, 128), "white": (248, 248, 248)}
KINDS = ("circle", "square", "rectangle", "triangle", "star", "diamond")
SCALE = 3


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


def outline(kind, side):
    """The corners of a shape that fills a square of `side` pixels; circles have many corners."""
    r = side / 2
    turns = {"circle": 36, "triangle": 3, "star": 10, "diamond": 4}.get(kind)
    if turns is None:
        high = r if kind == "square" else r * 0.6
        return [(0, r - high), (side, r - high), (side, r + high), (0, r + high)]
    radii = (1, 0.45) if kind == "star" else (1, 1)
    return [(r + r * radii[i % 2] * math.sin(2 * math.pi * i / turns), r - r * radii[i % 2] * math.cos(2 * math.pi * i / turns))
            for i in range(turns)]


def sprite(shape, canvas_width):
    """RGBA picture of a shape for canvases of that width, drawn large and scaled down."""
    side = max(4, round(shape.width * canvas_width))
    big = Image.new("RGBA", (SCALE * side, SCALE * side), shape.rgb + (0,))
    edge = {"outline": shape.edge, "width": max(1, side // 20)} if shape.edge else {}
    ImageDraw.Draw(big).polygon(outline(shape.kind, SCALE * side - 1), fill=shape.rgb, **edge)
    return big.reduce(SCALE)


def paste(canvas, picture, x, y):
    """Pastes a picture, with its transparency if it has one, so that its centre is at the shares x, y of the canvas."""
    left, top = round(x * canvas.width - picture.width / 2), round(y * canvas.height - picture.height / 2)
    canvas.paste(picture, (left, top), picture if picture.mode == "RGBA" else None)


def draw(canvas, shapes):
    """A copy of the canvas with the shapes drawn on it, later ones above earlier ones."""
    canvas = canvas.copy()
    for shape in shapes:
        paste(canvas, sprite(shape, canvas.width), shape.x, shape.y)
    return canvas
