"""A reader and material small enough for tests."""
import json
import random
import zlib

import numpy as np
import pytest
import torch
from PIL import Image

from winnow_models import asking, contexts, drawing, movers, vocabulary
from winnow_models.codebook import CODES, WIDTH
from winnow_models.data import Caches
from winnow_models.marks import Naming
from winnow_models.reader import Reader, Shape

LABELS = ["accordion", "beaver", "dress", "ferry", "hat", "lamp", "pizza", "wrench"]


@pytest.fixture(scope="session")
def codes():
    return np.random.default_rng(1).normal(size=(CODES, WIDTH)).astype(np.float32)


@pytest.fixture(scope="session")
def words():
    texts = ["Which comes first: lamp, hat?", "Is there a red star?"]
    return vocabulary.Words(vocabulary.build(["lamp", "hat", "sailing boat"], texts))


@pytest.fixture
def reader(words, codes):
    """Small, and with every weight random, since a fresh reader's grounding adds nothing."""
    torch.manual_seed(3)
    shape = Shape(words=words.size, width=64, layers=3, visual_layers=1, heads=2, head_width=32, relations=1)
    names = torch.from_numpy(Naming(LABELS).pairs(words)[:, :40])
    made = Reader(shape, torch.from_numpy(codes), names)
    for parameter in made.parameters():
        if parameter.ndim > 1 and not parameter.any():
            torch.nn.init.normal_(parameter, std=0.05)
    return made.eval()


@pytest.fixture
def context(codes):
    """What is kept of ten frames of which a third changes each time."""
    rng = np.random.default_rng(5)
    ids = np.repeat(rng.integers(0, CODES, (1, 49)), 10, 0)
    ids[5:, ::3] = rng.integers(0, CODES, (1, 17))
    return contexts.build(contexts.Likeness(codes), ids, most=40)


@pytest.fixture(scope="session")
def work(tmp_path_factory):
    """Caches of random ids with true truths, beside a training folder of blank pictures."""
    folder = tmp_path_factory.mktemp("work")
    numbers, rng = np.random.default_rng(2), random.Random(2)

    def ids(*shape):
        return numbers.integers(0, CODES, shape).astype(np.int16)

    train, count = folder / "train", 0
    for label in LABELS:
        for i in range(16):
            path = train / "images/caltech101" / label / f"{i:02}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (8, 8), (i, zlib.crc32(label.encode()) % 256, 0)).save(path)
            count += 1
    (train / "easyvqa").mkdir()
    (train / "easyvqa/questions.json").write_text(json.dumps([["what is the red shape?", "circle", i] for i in range(24)]))
    np.savez(folder / "pictures.npz", ids=ids(count, 4, 49))
    np.savez(folder / "briefs.npz", ids=ids(count, 49))
    np.savez(folder / "slides.npz", ids=ids(count, 8, 49))
    np.savez(folder / "grids.npz", ids=ids(400, 49), sources=numbers.integers(0, count, (400, 4)))
    np.savez(folder / "pans.npz", ids=np.repeat(ids(30, 1, 49), 120, 1), sources=numbers.integers(0, count, 30))
    shapes = [drawing.random_shape(rng) for _ in range(2)]
    shapes = [{"name": s.colour, "kind": s.kind, "x": s.x, "y": s.y} for s in shapes]
    np.savez(folder / "drawn.npz", ids=ids(24, 49), truths=np.array([json.dumps(shapes)] * 24))
    clips = [movers.one_moves(rng) for _ in range(24)]
    starts = np.cumsum([0, *(len(np.arange(0, seconds, 0.5)) for _, seconds in clips)])
    np.savez(folder / "moving.npz", ids=ids(starts[-1], 49), starts=starts, truths=np.array([json.dumps(movers.described(*clip)) for clip in clips]))
    truths = [{"ground": None, "placed": [{"source": int(a), "x": 0.2, "y": 0.3, "side": 0.3}, {"source": int(b), "x": 0.8, "y": 0.7, "side": 0.3}]}
              for a, b in numbers.integers(0, count, (60, 2))]
    np.savez(folder / "insets.npz", ids=ids(60, 49), truths=np.array([json.dumps(truth) for truth in truths]))
    np.savez(folder / "real.npz", ids=ids(30, 49), starts=np.array([0, 30]), names=np.array(["a.mp4"]))
    (folder / "detected.json").write_text(json.dumps({
        "photos": [[[["person", 0.9, 0, 0, 0.5, 1]], ["car", "dog"]]] * count, "clips": {"a.mp4": [[[["car", 0.8, 0, 0, 1, 1]], ["dog"]]] * 30}}))
    np.savez(folder / "easy.npz", ids=ids(24, 49), numbers=np.arange(24))
    np.savez(folder / "teacher.npz", answers=numbers.dirichlet(np.full(1000, 0.01), CODES).astype(np.float16), counts=np.full(CODES, 5.0, np.float32),
             likeness=numbers.normal(size=(CODES, 1000)).astype(np.float16), pictures=numbers.normal(size=(count, 1000)).astype(np.float16))
    truth = {"seconds": 6.0, "questions": [{"kind": "when", "question": "When does the red star appear: at the start, at the end?", "answer": "start",
                                             "choices": ["start", "end"], "accept": ["at the start"]}],
             "things": [{"colour": "red", "shape": "star", "track": [[0.1 + 0.07 * i, 0.5] for i in range(12)]}]}
    np.savez(folder / "scenes-1000000.npz", ids=ids(24 * 12, 49), starts=np.arange(25) * 12, truths=np.array([json.dumps(truth)] * 24))
    return folder


@pytest.fixture(scope="session")
def caches(work, codes):
    return Caches(work, work / "train", codes, held=False)


@pytest.fixture(scope="session")
def things():
    return asking.Things([[label] for label in LABELS])
