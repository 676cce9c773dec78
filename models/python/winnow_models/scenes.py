"""Tokenizes drawn scenes of the demonstration's generator, with the questions that it asks on them.

    javac -d WORK/classes ../../cli/src/main/java/io/winnow/cli/scenes/*.java
    python -m winnow_models.scenes --classes WORK/classes --bundle ../lite0-cells --work WORK --first 1000000 --count 500

Seeds from 1,000,000 on belong to training; the demonstration and every measurement take lower ones.
"""
import argparse
import json
import random
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

from .material import SIZE, Encoder

WRITER = "io.winnow.cli.scenes.SceneWriter"
CANVASES = [(320, 240), (426, 240), (384, 216), (256, 256)]
LENGTHS = [None, None, None, None, 6.5, 9, 30]  # None: the seed decides
TRAINING_SEEDS = 1_000_000
RUN, ROUNDS = 25, 4


def written(classes, first, count, canvas, seconds=None, rounds=ROUNDS):
    """Yields each scene's truth and its frames uint8 `[frames, 224, 224, 3]`, at two a second."""
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", str(classes), WRITER, "--seed", str(first), "--count", str(count),
               "--width", str(canvas[0]), "--height", str(canvas[1]), "--rounds", str(rounds)]
    command += ["--seconds", str(seconds)] if seconds else []
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        while line := writer.stdout.readline():
            truth = json.loads(line)
            raw = writer.stdout.read(truth["frames"] * 3 * canvas[0] * canvas[1])
            frames = np.frombuffer(raw, np.uint8).reshape(-1, canvas[1], canvas[0], 3)
            yield truth, np.stack([np.asarray(Image.fromarray(f).resize((SIZE, SIZE), Image.Resampling.BILINEAR)) for f in frames])
    if writer.returncode:
        raise RuntimeError(f"{WRITER} ended with {writer.returncode}")


def shard(encode, classes, first, count):
    """Ids of all frames `[frames, 49]`, where each clip starts, and its truth as JSON."""
    rng = random.Random(first)
    ids, starts, truths = [], [0], []
    for run in range(first, first + count, RUN):
        for truth, frames in written(classes, run, min(RUN, first + count - run), rng.choice(CANVASES), rng.choice(LENGTHS)):
            ids.append(encode(frames))
            starts.append(starts[-1] + len(frames))
            truths.append(json.dumps(truth))
    return {"ids": np.concatenate(ids), "starts": np.array(starts), "truths": np.array(truths)}


def joined(shards):
    """One cache of several shards."""
    starts, total = [np.zeros(1, np.int64)], 0
    for part in shards:
        starts.append(part["starts"][1:] + total)
        total += len(part["ids"])
    return {"ids": np.concatenate([part["ids"] for part in shards]), "starts": np.concatenate(starts),
            "truths": np.concatenate([part["truths"] for part in shards])}


def load(work):
    """All shards of a work folder; empty where there is none."""
    paths = sorted(Path(work).glob("scenes-*.npz"))
    return joined([dict(np.load(path)) for path in paths]) if paths else {}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--classes", type=Path, required=True)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--first", type=int, default=TRAINING_SEEDS)
    parser.add_argument("--count", type=int, default=8000)
    parser.add_argument("--shard", type=int, default=500)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    if options.first < TRAINING_SEEDS:
        parser.error("training takes seeds from 1,000,000 on")
    options.work.mkdir(parents=True, exist_ok=True)
    encode = Encoder(options.bundle, options.threads)
    for first in range(options.first, options.first + options.count, options.shard):
        path = options.work / f"scenes-{first}.npz"
        if not path.exists():
            cache = shard(encode, options.classes, first, min(options.shard, options.first + options.count - first))
            partial = path.with_suffix(".partial")
            with partial.open("wb") as out:
                np.savez(out, **cache)
            partial.rename(path)
            print(path.name, cache["ids"].shape, flush=True)


if __name__ == "__main__":
    main()
