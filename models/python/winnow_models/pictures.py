"""The training pictures: listing, the split by source picture, and loading at an encoder's size."""
import hashlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter, ImageOps

HELD_OUT_PERCENT = 8
PLAIN_NAMES = {"airplanes": "airplane", "bass": "bass fish", "buddha": "buddha statue", "car side": "car",
               "cellphone": "cell phone", "ewer": "jug", "faces": "face", "gerenuk": "antelope", "ketch": "sailing boat",
               "leopards": "leopard", "motorbikes": "motorbike", "outwear": "jacket", "longsleeve": "long-sleeved shirt",
               "rhino": "rhinoceros", "schooner": "sailing boat", "sea horse": "seahorse", "water lilly": "water lily",
               "crocodile head": "crocodile", "cougar body": "cougar", "cougar face": "cougar", "hawksbill": "turtle",
               "flamingo head": "flamingo", "yin yang": "yin-yang symbol", "windsor chair": "chair",
               "headphone": "headset"}


def labelled(train):
    """All photos of the training folder in order: (path, class folder's name in words, set `caltech101|clothing`)."""
    return [(path, path.parent.name.replace("_", " ").lower(), path.parts[-3])
            for path in sorted(Path(train, "images").glob("*/*/*.jpg"))]


def held_out(path):
    """Whether a source picture is kept for the held-out figures: decided by its name alone."""
    key = "/".join(Path(path).parts[-3:])
    return hashlib.sha256(key.encode()).digest()[0] * 100 < HELD_OUT_PERCENT * 256


def squashed(picture, size):
    """uint8 `[size, size, 3]` of a PIL picture: both sides are resized, the aspect ratio is given up."""
    return np.asarray(picture.convert("RGB").resize((size, size), Image.Resampling.BILINEAR))


def fitted(picture, size, blurred=True):
    """The whole picture inside `size` (width, height), on a blurred copy of itself or on white."""
    picture = picture.convert("RGB")
    canvas = picture.resize(size).filter(ImageFilter.GaussianBlur(14)) if blurred else Image.new("RGB", size, "white")
    inside = ImageOps.contain(picture, size, Image.Resampling.BILINEAR)
    canvas.paste(inside, ((size[0] - inside.width) // 2, (size[1] - inside.height) // 2))
    return canvas


def cropped(picture, rng, least=0.5):
    """A random part with sides of `least` to 1 of the picture's, mirrored half of the time."""
    wide, high = (round(side * rng.uniform(least, 1)) for side in picture.size)
    left, top = rng.randint(0, picture.width - wide), rng.randint(0, picture.height - high)
    part = picture.crop((left, top, left + wide, top + high))
    return ImageOps.mirror(part) if rng.random() < 0.5 else part


def grid(pictures, rng, size=(320, 240)):
    """A canvas with four pictures in a 2x2 grid with random margins."""
    canvas = Image.new("RGB", size, tuple(rng.randint(20, 235) for _ in range(3)))
    margin = rng.uniform(0, 0.1)
    wide, high = (round(side * (0.5 - margin)) for side in size)
    for i, picture in enumerate(pictures):
        left = round((i % 2) * size[0] / 2 + (size[0] / 2 - wide) * rng.random())
        top = round((i // 2) * size[1] / 2 + (size[1] / 2 - high) * rng.random())
        canvas.paste(fitted(picture, (wide, high)), (left, top))
    return canvas
