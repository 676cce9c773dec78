"""What ImageNet's classifier says of each code, by the cells that the code stands for, and of each picture.

    python -m winnow_models.teacher --train ../../../shared/data/train --bundle ../lite0-cells --work WORK
"""
import argparse
import random
from pathlib import Path

import numpy as np
import torch

from . import backbone, pictures
from .codebook import CODES
from .lite0 import load_lite0
from .material import SIZE, Encoder, Library

SHARPNESS = 1.2  # logits of single cells are flatter than those of whole pictures


def said(library, encode, session, rng):
    """Of codes: float16 `answers` `[codes, 1000]`, means of probabilities, `likeness` `[codes, 1000]`, means of logits, each class
    scaled to a mean of 0 and a deviation of 1 over cells, and how many cells each stood for, `counts` `[codes]`. Of all pictures:
    `pictures` `[pictures, 1000]`, their logits scaled in the same way."""
    _, weight, bias = load_lite0()
    answers, logits, counts, whole = torch.zeros(CODES, 1000), torch.zeros(CODES, 1000), torch.zeros(CODES), []
    for index in range(len(library.rows)):
        picture = library.picture(index)
        views = [picture] if library.held[index] else [picture, pictures.cropped(picture, rng, 0.4)]
        views = np.stack([pictures.squashed(view, SIZE) for view in views])
        head = torch.from_numpy(session.run(["head"], {"images": views})[0]).reshape(len(views), -1, weight.shape[1])
        whole.append((head[0].mean(0) @ weight.T + bias).detach())
        if library.held[index]:
            continue
        # A cell's own answer, steadied by the picture's.
        steadied = (0.6 * head + 0.4 * head.mean(1, keepdim=True)).flatten(0, 1) @ weight.T + bias
        ids = torch.from_numpy(encode(views).astype(np.int64)).reshape(-1)
        answers.index_add_(0, ids, steadied.mul(SHARPNESS).softmax(-1))
        logits.index_add_(0, ids, steadied)
        counts.index_add_(0, ids, torch.ones(len(ids)))
    share, kept = counts.clamp(min=1)[:, None], torch.tensor(library.kept)
    whole = torch.stack(whole)
    return {"answers": (answers / share).detach().half().numpy(), "likeness": scaled(logits / share, counts).detach().half().numpy(),
            "counts": counts.numpy(), "pictures": ((whole - whole[kept].mean(0)) / whole[kept].std(0)).half().numpy()}


def scaled(logits, counts):
    """Each column with a mean of 0 and a deviation of 1 over rows that count as often as `counts` says."""
    weights = (counts / counts.sum())[:, None]
    centred = logits - (logits * weights).sum(0)
    return centred / (centred**2 * weights).sum(0).sqrt()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--backbone", type=Path, required=True, help="int8 backbone that winnow_models.tokenizer left")
    options = parser.parse_args()
    torch.set_num_threads(1)
    library = Library(options.train)
    np.savez(options.work / "teacher.npz",
             **said(library, Encoder(options.bundle, 1), backbone.session(options.backbone, 1), random.Random(5)))


if __name__ == "__main__":
    main()
