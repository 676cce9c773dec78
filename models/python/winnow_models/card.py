"""The model card of a reader's bundle: what it is, what it learnt from, how its confidence is calibrated."""
import numpy as np

from . import contexts
from .data import QUESTIONS


def temperature_of(answerer, rows, found, blind):
    """What option scores are divided by so that their softmax is the share of right answers, on held-out questions."""
    scored = [(row, answerer.scores(None if blind else found[row.context], [(row.question, row.options)])[0]) for row in rows
              if row.options and row.answer in row.options]

    def loss(temperature):
        total = 0.0
        for row, scores in scored:
            shares = np.array(scores) / temperature
            total -= shares[row.options.index(row.answer)] - np.logaddexp.reduce(shares)
        return total / len(scored)
    return min((round(float(t), 2) for t in np.geomspace(0.5, 6, 37)), key=loss)


def written_temperature_of(answerer, rows, found, blind):
    """What the log-probabilities of a freely written answer and of any other are divided by so that the answer's share is that
    of right answers, on held-out questions."""
    logs, right = [], []
    for row in rows:
        if not row.options:
            words, sure, _ = answerer.written(None if blind else found[row.context], row.question)
            logs.append(min(sum(sure), -1e-9))
            right.append(row.right(answerer.words.tokenizer.decode(words)))
    logs, right = np.array(logs), np.array(right)
    odds = logs - np.log(-np.expm1(logs))

    def loss(temperature):
        return np.mean(np.where(right, np.logaddexp(0, -odds / temperature), np.logaddexp(0, odds / temperature)))
    return min((round(float(t), 2) for t in np.geomspace(0.5, 12, 49)), key=loss) if len(logs) else 1.0


def trained_how(kept, curve):
    """What a card says of the training that a checkpoint is of."""
    before = kept.get("before", 0)
    began = f"from an earlier {'twin' if kept['blind'] else 'reader'} that was asked {before:,} questions" if before else "from scratch"
    return (f"{began}, {kept['step']:,} steps, {kept['asked']:,} questions on {kept['asked'] // QUESTIONS:,} contexts, {round(kept['seconds'] / 60)} minutes on a "
            f"shared CPU, seed {kept['seed']}; last losses of answers {curve}")


def card(folder, kept, blind, temperature, written):
    """The bundle's README."""
    shape = kept["shape"]
    size = sum(path.stat().st_size for path in folder.iterdir() if path.name != "README.md") / 1e6
    what = ("The reader's blind twin: a language model of the same kind that sees no picture at all, asked the same questions in the same order. "
            "What it gets right can be guessed from the question; a reader is worth what it gets right beyond that. Its `embed` and `context` "
            "take what a reader's take and give zeros, so that it runs in the same line."
            if blind else f"Reader: answers a question on at most {contexts.LONGEST} visual tokens, mostly {contexts.MOST_TOKENS}, of the space `lite0-cells-v1`.")
    return f"""# {folder.name}

{what}

| | |
| --- | --- |
| architecture | decoder-only, {shape['layers']} layers x {shape['width']}, {shape['heads']} heads x {shape['head_width']}, {shape['words']} words{'' if blind else '; ' + str(shape['visual_layers']) + ' layers of full attention among visual tokens, a grounding layer: each word reads where, when and how strongly the tokens show it; a layer that compares these among the words of a question'}; graphs of {' + '.join(map(str, shape['blocks'] or [shape['layers']]))} layers |
| weights | matrices int8 with a scale for each row, vectors fp16, computed with in fp32; {size:.1f} MB in all |
| training | {kept['training']} |
| data | Caltech-101 (CC-BY-4.0), clothing-dataset-small (CC0-1.0), easy-VQA (MIT), composed into grids, insets, slideshows and needles; rendered movers and drawings; 38 short clips; drawn scenes of seeds from 1,000,000 on{'' if blind else '; ImageNet class names by the classifier of EfficientNet-Lite0 (Apache-2.0), cell by cell; people, cars and other things that an SSD MobileNet v2 (Open Images, Apache-2.0) finds'}; 8 % of the photos and a twelfth of the rest held out |
| calibration | softmax of option scores over {temperature}, and of a written answer against any other over {written}, fitted on held-out questions |

It answers with the words it was trained on. It cannot read text in pictures, knows no people, and says nothing of sound. Objects
outside Caltech-101 are known by their ImageNet names alone. `examples.safetensors` holds inputs and outputs of each graph, and under
`read.` 200 questions with the greedy answers that PyTorch gives in fp32.

Figures on held-out material and on the evaluation folder are in `../python/README.md`, with the commands that made this bundle.
"""
