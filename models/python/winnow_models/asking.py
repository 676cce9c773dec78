"""Questions and answers on what is known of a picture or clip. Each function yields `Asked` rows."""
from dataclasses import dataclass

from .names import GARMENTS, names_of_folder, plural, with_article

MEDIA = {"picture": ["image", "picture", "photo"], "clip": ["video", "clip"]}
NUMBERS = ["zero", "one", "two", "three", "four", "five", "six"]
CORNERS = ["top left", "top right", "bottom left", "bottom right"]
THIRDS = ["first", "middle", "last"]
TIMES = ["start", "middle", "end"]


@dataclass(frozen=True)
class Asked:
    kind: str
    question: str
    answer: str
    options: tuple = ()


def listed(rng, stem, options):
    """'stem: a, b, c?' or 'stem: a, b or c?'."""
    if rng.random() < 0.75:
        return f"{stem}: {', '.join(options)}?"
    return f"{stem}: {', '.join(options[:-1])} or {options[-1]}?"


def choice(rng, kind, stem, answer, wrong):
    options = [answer, *wrong]
    rng.shuffle(options)
    return Asked(kind, listed(rng, stem, options), answer, tuple(options))


def fixed(rng, kind, stem, answer, options, named=0.7):
    """A question with a closed set of answers, mostly named in it."""
    if rng.random() < named:
        order = rng.sample(options, len(options)) if rng.random() < 0.5 else list(options)
        return Asked(kind, listed(rng, stem, order), answer, tuple(order))
    return Asked(kind, stem + "?", answer)


def yes_no(rng, kind, question, answer):
    return Asked(kind, question + "?", "yes" if answer else "no", ("yes", "no"))


def a_name(rng, thing):
    """One of a thing's names, mostly the plainest."""
    return thing[0] if rng.random() < 0.6 else rng.choice(thing)


class Things:
    """Names to choose wrong answers from. A thing is a list of names of the same object."""

    def __init__(self, things):
        self.things = things

    def other(self, rng, shown, count):
        """`count` names of things of which no name is among those shown."""
        taken = {name for thing in shown for name in thing}
        wrong = []
        while len(wrong) < count:
            thing = rng.choice(self.things)
            if not taken & set(thing):
                wrong.append(a_name(rng, thing))
                taken |= set(thing)
        return wrong


def existence(rng, kind, medium, thing, shown, things):
    """Is X there: the thing shown for 'yes', another for 'no'."""
    there = rng.random() < 0.5
    name = a_name(rng, thing) if there else things.other(rng, shown, 1)[0]
    word = rng.choice(MEDIA[medium])
    stem = rng.choice(["Is there {a} in the {m}", "Is there {a} in this {m}", "Does the {m} show {a}", "Can you see {a} in the {m}",
                       "Is {a} visible in the {m}", "Does {a} appear in the {m}", "Is there {a}"])
    return yes_no(rng, kind, stem.format(a=with_article(name), m=word), there)


def on_picture(rng, label, things, medium="picture"):
    """A picture of one labelled thing."""
    thing = names_of_folder(label)
    word = rng.choice(MEDIA[medium])
    if label in GARMENTS and rng.random() < 0.45:
        stem = rng.choice(["What garment is this", "Which piece of clothing is in the {m}", "Which garment do you see",
                           "What kind of clothing is shown", "Which garment is it"]).format(m=word)
        others = [g for g in GARMENTS if g != label]
        return choice(rng, "garment", stem, label, others if rng.random() < 0.6 else rng.sample(others, rng.randint(1, 5)))
    roll = rng.random()
    if roll < 0.5:
        stem = rng.choice(["What is in the {m}", "What does the {m} show", "Which of these is in the {m}", "What object is this",
                           "What is it", "What can be seen", "Which thing is shown", "What object is shown here"]).format(m=word)
        return choice(rng, "object", stem, a_name(rng, thing), things.other(rng, [thing], rng.choice([1, 2, 3, 3, 3, 4, 5])))
    if roll < 0.68:
        stem = rng.choice(["What is in the {m}?", "What does the {m} show?", "What is this?", "What object is shown?", "What do you see?"])
        return Asked("name", stem.format(m=word), thing[0])
    if roll < 0.95:
        return existence(rng, "exists", medium, thing, [thing], things)
    there = rng.random() < 0.6
    name = thing[0] if there else things.other(rng, [thing], 1)[0]
    return Asked("how-many", f"How many {plural(name)} are in the {word}?", "1" if there else "0")


def on_grid(rng, labels, things, medium):
    """Four labelled pictures in reading order."""
    shown = [names_of_folder(label) for label in labels]
    names = [a_name(rng, thing) for thing in shown]
    i = rng.randrange(4)
    clear = len(set(labels)) == 4 and all(not set(a) & set(b) for k, a in enumerate(shown) for b in shown[:k])
    roll = rng.random()
    if not clear or roll < 0.12:
        return existence(rng, "exists", medium, shown[i], shown, things)
    if roll < 0.37:
        stem = rng.choice(["What is in the {c} corner", "What is in the {c}", "Which thing is at the {c}", "What can be seen at the {c}",
                           "What is shown in the {c} part"]).format(c=CORNERS[i])
        if rng.random() < 0.2:
            return Asked("corner-name", stem + "?", shown[i][0])
        wrong = [n for k, n in enumerate(names) if k != i]
        return choice(rng, "corner-object", stem, names[i], wrong if rng.random() < 0.75 else things.other(rng, shown, 3))
    if roll < 0.62:
        stem = rng.choice(["In which corner is the {n}", "Where is the {n}", "Which corner shows the {n}", "Where can the {n} be seen"])
        return fixed(rng, "corner", stem.format(n=names[i]), CORNERS[i], CORNERS)
    axis = rng.random() < 0.6
    j = rng.choice([k for k in range(4) if (k % 2 != i % 2 if axis else k // 2 != i // 2)])
    relations = ["to the left of", "left of", "to the right of", "right of"] if axis else ["above", "below", "over", "under"]
    relation = rng.choice(relations)
    before = (i % 2 < j % 2) if axis else (i // 2 < j // 2)
    true = before if relation in ("to the left of", "left of", "above", "over") else not before
    return yes_no(rng, "side", f"Is the {names[i]} {relation} the {names[j]}", true)


def on_slides(rng, shown, middles, length, things):
    """Pictures one after another. shown: names of each; middles: seconds at the middle of each; length: of the clip."""
    count, word = len(shown), rng.choice(MEDIA["clip"])
    names = [a_name(rng, thing) for thing in shown]
    roll = rng.random()
    if roll < 0.18:
        i, j = sorted(rng.sample(range(count), 2))
        first = rng.random() < 0.6
        stem = rng.choice(["Which comes first", "What appears first", "Which is seen first", "Which one is shown earlier"] if first
                          else ["Which comes last", "What appears last", "Which is seen last", "Which one is shown later"])
        return choice(rng, "order", stem, names[i if first else j], [names[j if first else i]])
    if roll < 0.34:
        first = rng.random() < 0.5
        stem = rng.choice(["What is shown first in the {m}", "What does the {m} start with", "What is seen at the beginning of the {m}",
                           "What is at the start of the {m}", "What is shown at the start"] if first else
                          ["What is shown last in the {m}", "What does the {m} end with", "What is seen at the end of the {m}",
                           "What is at the end of the {m}", "What is shown at the end"]).format(m=word)
        i = 0 if first else count - 1
        if rng.random() < 0.2:
            return Asked("edge-name", stem + "?", shown[i][0])
        return choice(rng, "edge", stem, names[i], [n for k, n in enumerate(names) if k != i][:5])
    if roll < 0.52:
        i = rng.randrange(count - 1)
        after = rng.random() < 0.7
        a, b = (i, i + 1) if after else (i + 1, i)
        stem = rng.choice(["What comes after the {n}", "What follows the {n}", "What is shown right after the {n}",
                           "What is seen directly after the {n}", "Which thing comes next after the {n}"] if after else
                          ["What comes before the {n}", "What is shown right before the {n}", "What is seen directly before the {n}"])
        wrong = [n for k, n in enumerate(names) if k not in (a, b)]
        wrong += things.other(rng, shown, max(0, 3 - len(wrong)))
        return choice(rng, "after" if after else "before", stem.format(n=names[a]), names[b], wrong)
    if roll < 0.7:
        i = rng.randrange(count)
        share = middles[i] / length
        if rng.random() < 0.6:
            middle = min(range(1, count - 1), key=lambda k: abs(middles[k] - length / 2))
            i = rng.choice([0, middle, count - 1])
            time = TIMES[{0: 0, middle: 1, count - 1: 2}[i]]
            stem = rng.choice(["When is the {n} shown", "When does the {n} appear", "At what time of the {m} is the {n} seen",
                               "When in the {m} can the {n} be seen"])
            return fixed(rng, "when", stem.format(n=names[i], m=word), time, TIMES, 0.9)
        stem = rng.choice(["In which third of the {m} does the {n} appear", "Which third of the {m} shows the {n}"])
        return fixed(rng, "third", stem.format(n=names[i], m=word), THIRDS[min(2, int(3 * share))], THIRDS, 0.85)
    if roll < 0.9:
        return existence(rng, "exists", "clip", rng.choice(shown), shown, things)
    stem = rng.choice(["How many pictures are shown", "How many things appear one after the other", "How many different objects are shown",
                       "How many scenes does the {m} have"]).format(m=word)
    return fixed(rng, "how-many-slides", stem, str(count), ["3", "4", "5", "6"], 0.7)


def on_needle(rng, thing, share, ground, things):
    """A long shot of `ground` (names) with `thing` for a second at `share` of its length, or without (thing None)."""
    shown, word, roll = [thing or ground, ground], rng.choice(MEDIA["clip"]), rng.random()
    if thing is None or roll < 0.35:
        there = thing is not None and rng.random() < 0.62
        name = a_name(rng, thing) if there else things.other(rng, shown, 1)[0]
        stem = rng.choice(["Is there {a} in the {m}", "Does the {m} show {a} at any time", "Can you see {a} in the {m}", "Does {a} appear in the {m}",
                           "Is {a} ever shown"])
        return yes_no(rng, "exists-long", stem.format(a=with_article(name), m=word), there)
    if roll < 0.66:
        stem = rng.choice(["What appears for a moment", "What is seen only for a second", "What appears briefly", "What is shown for a short time",
                           "Which object flashes up in the {m}", "What interrupts the {m} for a moment"]).format(m=word)
        if rng.random() < 0.2:
            return Asked("brief-name", stem + "?", thing[0])
        return choice(rng, "brief", stem, a_name(rng, thing), things.other(rng, shown, rng.choice([1, 2, 3, 3, 3])))
    name = a_name(rng, thing)
    if rng.random() < 0.65:
        stem = rng.choice(["In which third of the {m} does the {n} appear", "Which third of the {m} shows the {n}", "In which third can the {n} be seen"])
        return fixed(rng, "third-long", stem.format(m=word, n=name), THIRDS[min(2, int(3 * share))], THIRDS, 0.85)
    stem = rng.choice(["When is the {n} shown", "When does the {n} appear", "When in the {m} can the {n} be seen"])
    return fixed(rng, "when-long", stem.format(m=word, n=name), TIMES[min(2, int(3 * share))], TIMES, 0.85)


def coloured(actor):
    return f"{actor['name']} shape"


def on_drawing(rng, shapes, colours, kinds, medium="picture"):
    """Still shapes: dicts of name (colour), kind, x, y."""
    names, roll, word = [s["name"] for s in shapes], rng.random(), rng.choice(MEDIA[medium])
    single = [s for s in shapes if names.count(s["name"]) == 1]
    shape = rng.choice(single or shapes)
    if roll < 0.2:
        stem = rng.choice(["How many shapes are in the {m}", "How many shapes are drawn", "How many coloured shapes do you see",
                           "How many shapes are there"]).format(m=word)
        return fixed(rng, "count-shapes", stem, str(len(shapes)), sorted({str(len(shapes)), *rng.sample("123456", 3)}), 0.6)
    if roll < 0.5 or not single:
        there = rng.random() < 0.5
        name = shape["name"] if there else rng.choice([c for c in colours if c not in names])
        stem = rng.choice(["Is there a {n} shape", "Is there a {n} shape in the {m}", "Is a {n} shape drawn", "Does the {m} contain a {n} shape",
                           "Is there something {n}"])
        return yes_no(rng, "colour-exists", stem.format(n=name, m=word), there)
    if roll < 0.62:
        others = [k for k in kinds if k != shape["kind"]]
        if rng.random() < 0.5:
            there = rng.random() < 0.5
            kind = shape["kind"] if there else rng.choice([k for k in kinds if k not in [s["kind"] for s in shapes]] or [shape["kind"]])
            return yes_no(rng, "kind-exists", f"Is there a {kind}", kind in [s["kind"] for s in shapes])
        return choice(rng, "kind", f"What is the {shape['name']} shape", shape["kind"], rng.sample(others, 3))
    if roll < 0.75:
        kind_count = [s["kind"] for s in shapes].count(shape["kind"])
        thing = shape["kind"] if kind_count == 1 and len(shapes) > 1 else "shape" if len(shapes) == 1 else None
        if thing:
            wrong = rng.sample([c for c in colours if c not in names], 3)
            stem = rng.choice(["What colour is the {k}", "What color is the {k}", "Which colour does the {k} have"]).format(k=thing)
            return choice(rng, "colour", stem, shape["name"], wrong) if rng.random() < 0.7 else Asked("colour", stem + "?", shape["name"])
    others = [s for s in single if s is not shape and abs(s["x"] - shape["x"]) > 0.2]
    if others:
        other = rng.choice(others)
        left = rng.random() < 0.5
        true = (shape["x"] < other["x"]) == left
        side = rng.choice(["left of", "to the left of"] if left else ["right of", "to the right of"])
        return yes_no(rng, "shape-side", f"Is the {coloured(shape)} {side} the {coloured(other)}", true)
    where = ("top" if shape["y"] < 0.5 else "bottom") + " " + ("left" if shape["x"] < 0.5 else "right")
    return fixed(rng, "shape-corner", f"Where is the {coloured(shape)}", where, CORNERS, 0.8)


def on_movers(rng, actors, picture_names, colours, things):
    """A rendered mover clip: its actors as dicts."""
    moving = [a for a in actors if a["way"]]
    roll = rng.random()
    if actors[0]["name"] == "picture":
        actor, what = actors[0], rng.choice(["framed picture", "picture", "picture in the frame"])
        if roll < 0.35:
            return yes_no(rng, "moves", rng.choice(["Is the {w} moving", "Does the {w} move"]).format(w=what), bool(actor["way"]))
        if roll < 0.7 and actor["way"]:
            return direction(rng, what, actor["way"])
        stem = rng.choice(["What is in the {w}", "What can be seen in the {w}", "What does the {w} show"]).format(w=what)
        return choice(rng, "framed", stem, a_name(rng, picture_names), things.other(rng, [picture_names], 3))
    still = [a for a in actors if not a["way"]]
    leaving = sorted((a for a in actors if a["leaves"]), key=lambda a: a["end"])
    if len(leaving) > 1 and roll < 0.5:
        first = rng.random() < 0.5
        stem = rng.choice(["Which shape leaves first", "Which shape is gone first", "Which shape goes out of the picture first"] if first else
                          ["Which shape leaves last", "Which shape stays longest", "Which shape goes out of the picture last"])
        pair = [leaving[0]["name"], leaving[-1]["name"]]
        return choice(rng, "leaves", stem, pair[0 if first else 1], [pair[1 if first else 0]])
    if roll < 0.3 and len(moving) == 1:
        wrong = [a["name"] for a in still] + rng.sample([c for c in colours if c not in [a["name"] for a in actors]], 3)
        stem = rng.choice(["What colour is the shape that moves", "What colour is the moving shape", "What color does the moving shape have",
                           "Which shape moves", "Which colour moves"])
        return choice(rng, "moving-colour", stem, moving[0]["name"], wrong[:3])
    if roll < 0.6 and moving:
        actor = rng.choice(moving)
        what = coloured(actor) if len(moving) > 1 or rng.random() < 0.5 else rng.choice(["shape", "moving shape"])
        return direction(rng, what, actor["way"])
    if roll < 0.8 and (still and moving or not moving):
        actor = rng.choice(moving if moving and rng.random() < 0.5 else still)
        return yes_no(rng, "moves", rng.choice(["Is the {w} moving", "Does the {w} move", "Does the {w} change its place"]).format(w=coloured(actor)),
                      bool(actor["way"]))
    if roll < 0.9:
        stem = rng.choice(["How many shapes are there", "How many shapes are drawn", "How many coloured shapes can you see"])
        return fixed(rng, "count-shapes", stem, str(len(actors)), ["1", "2", "3", "4"], 0.75)
    shapes = [{"name": a["name"], "kind": a["kind"], "x": a["x"], "y": a["y"]} for a in actors]
    there = rng.random() < 0.5
    name = rng.choice(shapes)["name"] if there else rng.choice([c for c in colours if c not in [s["name"] for s in shapes]])
    return yes_no(rng, "colour-exists", f"Is there a {name} shape in the {rng.choice(MEDIA['clip'])}", there)


def direction(rng, what, way):
    stem = rng.choice(["Which way does the {w} move", "Where does the {w} move", "Which way does the {w} go", "In what direction is the {w} moving",
                       "Where is the {w} going"]).format(w=what)
    return fixed(rng, "direction", stem, way, ["left", "right", "up", "down"], 0.8)
