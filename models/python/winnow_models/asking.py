"""Questions and answers on what is known of a picture or clip. Each function yields `Asked` rows."""
import re
from dataclasses import dataclass

from .names import GARMENTS, names_of_folder, plural, with_article

MEDIA = {"picture": ["image", "picture", "photo"], "clip": ["video", "clip"]}
NUMBERS = ["zero", "one", "two", "three", "four", "five", "six"]
CORNERS = ["top left", "top right", "bottom left", "bottom right"]
THIRDS = ["first", "middle", "last"]
TIMES = ["start", "middle", "end"]
HEARD_ABSENT = 0.3  # share of names that are not there of things of which there may be no training picture


@dataclass(frozen=True)
class Asked:
    kind: str
    question: str
    answer: str
    options: tuple = ()
    about: tuple = ()   # names in the question of what it asks about, apart from its options


# Words that say in which sense places and times are compared, those first that decide where several stand.
HOW = ("after", "follows", "next", "before", "first", "last", "start", "beginning", "end", "earlier", "later", "longest", "above", "below", "over", "under",
       "left", "right", "top", "bottom")


def how(asked):
    """The word of a question, apart from its alternatives, that says in which sense it compares; none: empty."""
    stem = asked.question
    for option in asked.options:
        stem = re.sub(rf"\b{re.escape(option)}\b", "", stem)
    said = re.findall(r"[a-z]+", stem.lower())
    return next((word for word in HOW if word in said), "")


def listed(rng, stem, options):
    """'stem: a, b, c?' or 'stem: a, b or c?'."""
    if rng.random() < 0.75:
        return f"{stem}: {', '.join(options)}?"
    return f"{stem}: {', '.join(options[:-1])} or {options[-1]}?"


def choice(rng, kind, stem, answer, wrong, about=()):
    options = [answer, *wrong]
    rng.shuffle(options)
    return Asked(kind, listed(rng, stem, options), answer, tuple(options), about)


def fixed(rng, kind, stem, answer, options, named=0.7, about=()):
    """A question with a closed set of answers, mostly named in it."""
    if rng.random() < named:
        order = rng.sample(options, len(options)) if rng.random() < 0.5 else list(options)
        return Asked(kind, listed(rng, stem, order), answer, tuple(order), about)
    return Asked(kind, stem + "?", answer, (), about)


def yes_no(rng, kind, question, answer, about=()):
    return Asked(kind, question + "?", "yes" if answer else "no", ("yes", "no"), about)


def a_name(rng, thing):
    """One of a thing's names, mostly the plainest."""
    return thing[0] if rng.random() < 0.6 else rng.choice(thing)


class Alike(list):
    """Names of a class that a picture looks like more than other pictures do, and more than it looks like other classes, although
    it may not be one. `plain` are the names of what it is, `near` those that would be no wrong answers, and `likeliest` says
    whether it may be said to be there."""

    def __init__(self, names, plain, near, likeliest):
        super().__init__(names)
        self.plain, self.near, self.likeliest = plain, near, likeliest


def plain_names(thing):
    """What a thing is called by who is not asked which of some names fits it best."""
    return thing.plain if isinstance(thing, Alike) else thing


def all_names_of(thing):
    return {*thing, *thing.plain, *thing.near} if isinstance(thing, Alike) else set(thing)


class Things:
    """Names to choose wrong answers from. A thing is a list of names of the same object. `seen` are shown by training pictures,
    of `heard` there may be none; a name of the second kind must be wrong as often as it is right, or else a reader learns that
    what it never saw is never there."""

    def __init__(self, seen, heard=()):
        self.seen, self.heard = seen, heard

    def other(self, rng, shown, count, heard=0.5):
        """`count` names of things of which no name is among those shown, `heard` of them of the second kind."""
        taken = set().union(*map(all_names_of, shown))
        wrong = []
        while len(wrong) < count:
            thing = rng.choice(self.heard if self.heard and rng.random() < heard else self.seen)
            if not taken & set(thing):
                wrong.append(a_name(rng, thing))
                taken |= set(thing)
        return wrong


def existence(rng, kind, medium, thing, shown, things):
    """Is X there: the thing shown for 'yes', another for 'no'."""
    there = rng.random() < 0.5
    if isinstance(thing, Alike) and not thing.likeliest:
        thing = thing.plain
    name = a_name(rng, thing) if there else things.other(rng, shown, 1, HEARD_ABSENT)[0]
    word = rng.choice(MEDIA[medium])
    stem = rng.choice(["Is there {a} in the {m}", "Is there {a} in this {m}", "Does the {m} show {a}", "Can you see {a} in the {m}",
                       "Is {a} visible in the {m}", "Does {a} appear in the {m}", "Is there {a}"])
    return yes_no(rng, kind, stem.format(a=with_article(name), m=word), there, (name,))


def on_found(rng, found, absent, medium):
    """What a detector found in a picture or clip, names, and what it is sure is not there."""
    there = bool(found) and (not absent or rng.random() < 0.5)
    name = rng.choice(found if there else absent)
    word = rng.choice(MEDIA[medium])
    some, many = with_article(name), plural(name)
    stem = rng.choice(["Is there {a} in the {m}", "Does the {m} show {a}", "Can you see {a} in the {m}", "Is {a} visible in the {m}", "Are there any {p} in the {m}",
                       "Is there {a}"])
    return yes_no(rng, "exists-found", stem.format(a=some, p=many, m=word), there, (many if "{p}" in stem else name,))


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
    return Asked("how-many", f"How many {plural(name)} are in the {word}?", "1" if there else "0", (), (plural(name),))


def relative(rng, first, second, across, before):
    """Where one thing is, seen from another, with the alternatives named."""
    ways = ["left", "right"] if across else ["above", "below"]
    stem = rng.choice(["Where is the {a}, seen from the {b}", "On which side of the {b} is the {a}", "Where is the {a} relative to the {b}"])
    about = (first, second)
    return fixed(rng, "relative", stem.format(a=first, b=second), ways[0 if before else 1], ways, 1.0, about)


def on_grid(rng, shown, things, medium):
    """Four pictures in reading order: names of each."""
    names = [a_name(rng, thing) for thing in shown]
    i = rng.randrange(4)
    clear = all(not all_names_of(a) & all_names_of(b) for k, a in enumerate(shown) for b in shown[:k])
    roll = rng.random()
    if not clear or roll < 0.12:
        return existence(rng, "exists", medium, shown[i], shown, things)
    if roll < 0.37:
        stem = rng.choice(["What is in the {c} corner", "What is in the {c}", "Which thing is at the {c}", "What can be seen at the {c}",
                           "What is shown in the {c} part"]).format(c=CORNERS[i])
        if rng.random() < 0.2:
            return Asked("corner-name", stem + "?", plain_names(shown[i])[0])
        wrong = [n for k, n in enumerate(names) if k != i]
        return choice(rng, "corner-object", stem, names[i], wrong if rng.random() < 0.75 else things.other(rng, shown, 3))
    if roll < 0.62:
        stem = rng.choice(["In which corner is the {n}", "Where is the {n}", "Which corner shows the {n}", "Where can the {n} be seen"])
        return fixed(rng, "corner", stem.format(n=names[i]), CORNERS[i], CORNERS, about=(names[i],))
    axis = rng.random() < 0.6
    j = rng.choice([k for k in range(4) if (k % 2 != i % 2 if axis else k // 2 != i // 2)])
    relations = ["to the left of", "left of", "to the right of", "right of"] if axis else ["above", "below", "over", "under"]
    relation = rng.choice(relations)
    before = (i % 2 < j % 2) if axis else (i // 2 < j // 2)
    if rng.random() < 0.3:
        return relative(rng, names[i], names[j], axis, before)
    true = before if relation in ("to the left of", "left of", "above", "over") else not before
    return yes_no(rng, "side", f"Is the {names[i]} {relation} the {names[j]}", true, (names[i], names[j]))


def on_insets(rng, placed, ground, things):
    """Small pictures at places `(names, x, y)` on a ground that shows `ground` (names, or None)."""
    word = rng.choice(MEDIA["picture"])
    shown = [names for names, _, _ in placed] + ([ground] if ground else [])
    alone = [p for p in placed if sum(bool(all_names_of(p[0]) & all_names_of(names)) for names in shown) == 1]
    roll = rng.random()
    if roll < 0.12:
        stem = rng.choice(["How many small pictures are there", "How many small pictures are in the {m}", "How many pictures are pasted on the {m}"])
        return fixed(rng, "count-insets", stem.format(m=word), str(len(placed)), list("1234"), 0.7)
    if roll < 0.45 or not alone:
        return existence(rng, "exists-inset", "picture", rng.choice(placed)[0], shown, things)
    thing, x, y = rng.choice(alone)
    name, others = a_name(rng, thing), [p for p in alone if p[0] is not thing]
    apart = [(p, across) for p in others for across in (True, False) if abs((x - p[1]) if across else (y - p[2])) > 0.2]
    if apart and roll < 0.75:
        (other, there_x, there_y), across = rng.choice(apart)
        relations = ["to the left of", "left of", "to the right of", "right of"] if across else ["above", "below", "over", "under"]
        relation = rng.choice(relations)
        before = x < there_x if across else y < there_y
        true = before if relation in ("to the left of", "left of", "above", "over") else not before
        second = a_name(rng, other)
        if rng.random() < 0.3:
            return relative(rng, name, second, across, before)
        return yes_no(rng, "side", f"Is the {name} {relation} the {second}", true, (name, second))
    if abs(x - 0.5) > 0.1 and abs(y - 0.5) > 0.1 and roll < 0.87:
        where = ("top" if y < 0.5 else "bottom") + " " + ("left" if x < 0.5 else "right")
        stem = rng.choice(["In which corner is the {n}", "Where is the {n}", "In which part of the {m} is the {n}"])
        return fixed(rng, "corner", stem.format(n=name, m=word), where, CORNERS, 0.85, (name,))
    across = abs(x - 0.5) > abs(y - 0.5)
    where = ("left" if x < 0.5 else "right") if across else ("top" if y < 0.5 else "bottom")
    stem = rng.choice(["On which side of the {m} is the {n}", "Which side is the {n} on", "Where is the {n}"])
    return fixed(rng, "half", stem.format(n=name, m=word), where, ["left", "right"] if across else ["top", "bottom"], 1.0, (name,))


# What no token of this space can tell, whatever the picture.
UNTOLD = ["What does the text in the {m} say", "What is written on the sign", "What is the name of the person", "Who is this person", "How old is the person",
          "What is the weather like tomorrow", "What time is it", "What is the date", "Who took the {m}", "Who made this {m}", "What does it smell like",
          "What is the person saying", "What song is playing", "What is the price", "What is the phone number", "In which country is this", "What city is this",
          "What happens after the {m}", "What brand is it", "What number is on the shirt"]


def on_nothing(rng, medium):
    """A question that nobody can answer from tokens."""
    return Asked("untold", rng.choice(UNTOLD).format(m=rng.choice(MEDIA[medium])) + "?", "unknown")


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
            return Asked("edge-name", stem + "?", plain_names(shown[i])[0])
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
        return choice(rng, "after" if after else "before", stem.format(n=names[a]), names[b], wrong, (names[a],))
    if roll < 0.7:
        i = rng.randrange(count)
        share = middles[i] / length
        if rng.random() < 0.6:
            middle = min(range(1, count - 1), key=lambda k: abs(middles[k] - length / 2))
            i = rng.choice([0, middle, count - 1])
            time = TIMES[{0: 0, middle: 1, count - 1: 2}[i]]
            stem = rng.choice(["When is the {n} shown", "When does the {n} appear", "At what time of the {m} is the {n} seen",
                               "When in the {m} can the {n} be seen"])
            return fixed(rng, "when", stem.format(n=names[i], m=word), time, TIMES, 0.9, (names[i],))
        stem = rng.choice(["In which third of the {m} does the {n} appear", "Which third of the {m} shows the {n}"])
        return fixed(rng, "third", stem.format(n=names[i], m=word), THIRDS[min(2, int(3 * share))], THIRDS, 0.85, (names[i],))
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
        sure = thing.plain if isinstance(thing, Alike) and not thing.likeliest else thing
        name = a_name(rng, sure) if there else things.other(rng, shown, 1, HEARD_ABSENT)[0]
        stem = rng.choice(["Is there {a} in the {m}", "Does the {m} show {a} at any time", "Can you see {a} in the {m}", "Does {a} appear in the {m}",
                           "Is {a} ever shown"])
        return yes_no(rng, "exists-long", stem.format(a=with_article(name), m=word), there, (name,))
    if roll < 0.66:
        stem = rng.choice(["What appears for a moment", "What is seen only for a second", "What appears briefly", "What is shown for a short time",
                           "Which object flashes up in the {m}", "What interrupts the {m} for a moment"]).format(m=word)
        if rng.random() < 0.2:
            return Asked("brief-name", stem + "?", plain_names(thing)[0])
        return choice(rng, "brief", stem, a_name(rng, thing), things.other(rng, shown, rng.choice([1, 2, 3, 3, 3])))
    name = a_name(rng, thing)
    if rng.random() < 0.65:
        stem = rng.choice(["In which third of the {m} does the {n} appear", "Which third of the {m} shows the {n}", "In which third can the {n} be seen"])
        return fixed(rng, "third-long", stem.format(m=word, n=name), THIRDS[min(2, int(3 * share))], THIRDS, 0.85, (name,))
    stem = rng.choice(["When is the {n} shown", "When does the {n} appear", "When in the {m} can the {n} be seen"])
    return fixed(rng, "when-long", stem.format(m=word, n=name), TIMES[min(2, int(3 * share))], TIMES, 0.85, (name,))


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
        return yes_no(rng, "colour-exists", stem.format(n=name, m=word), there, (name,))
    if roll < 0.62:
        others = [k for k in kinds if k != shape["kind"]]
        if rng.random() < 0.5:
            there = rng.random() < 0.5
            kind = shape["kind"] if there else rng.choice([k for k in kinds if k not in [s["kind"] for s in shapes]] or [shape["kind"]])
            return yes_no(rng, "kind-exists", f"Is there a {kind}", kind in [s["kind"] for s in shapes], (kind,))
        return choice(rng, "kind", f"What is the {shape['name']} shape", shape["kind"], rng.sample(others, 3), (shape["name"],))
    if roll < 0.75:
        kind_count = [s["kind"] for s in shapes].count(shape["kind"])
        thing = shape["kind"] if kind_count == 1 and len(shapes) > 1 else "shape" if len(shapes) == 1 else None
        if thing:
            wrong = rng.sample([c for c in colours if c not in names], 3)
            stem = rng.choice(["What colour is the {k}", "What color is the {k}", "Which colour does the {k} have"]).format(k=thing)
            about = () if thing == "shape" else (thing,)
            return choice(rng, "colour", stem, shape["name"], wrong, about) if rng.random() < 0.7 else Asked("colour", stem + "?", shape["name"], (), about)
    others = [s for s in single if s is not shape and abs(s["x"] - shape["x"]) > 0.2]
    if others:
        other = rng.choice(others)
        left = rng.random() < 0.5
        true = (shape["x"] < other["x"]) == left
        side = rng.choice(["left of", "to the left of"] if left else ["right of", "to the right of"])
        return yes_no(rng, "shape-side", f"Is the {coloured(shape)} {side} the {coloured(other)}", true, (shape["name"], other["name"]))
    where = ("top" if shape["y"] < 0.5 else "bottom") + " " + ("left" if shape["x"] < 0.5 else "right")
    return fixed(rng, "shape-corner", f"Where is the {coloured(shape)}", where, CORNERS, 0.8, (shape["name"],))


def on_movers(rng, actors, picture_names, colours, things):
    """A rendered mover clip: its actors as dicts."""
    moving = [a for a in actors if a["way"]]
    roll = rng.random()
    if actors[0]["name"] == "picture":
        actor, what = actors[0], rng.choice(["framed picture", "picture", "picture in the frame"])
        if roll < 0.35:
            return yes_no(rng, "moves", rng.choice(["Is the {w} moving", "Does the {w} move"]).format(w=what), bool(actor["way"]), ("picture",))
        if roll < 0.7 and actor["way"]:
            return direction(rng, what, actor["way"], ("picture",))
        stem = rng.choice(["What is in the {w}", "What can be seen in the {w}", "What does the {w} show"]).format(w=what)
        return choice(rng, "framed", stem, a_name(rng, picture_names), things.other(rng, [picture_names], 3))
    still = [a for a in actors if not a["way"]]
    leaving = sorted((a for a in actors if a["leaves"]), key=lambda a: a["end"])
    if len(leaving) > 1 and roll < 0.4:
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
    if moving and roll < (0.72 if leaving else 0.6):
        actor = rng.choice(moving)
        what = coloured(actor) if len(moving) > 1 or rng.random() < 0.5 else rng.choice(["shape", "moving shape"])
        return direction(rng, what, actor["way"], (actor["name"] if what == coloured(actor) else what.split()[0],))
    if roll < 0.8 and (still and moving or not moving):
        actor = rng.choice(moving if moving and rng.random() < 0.5 else still)
        return yes_no(rng, "moves", rng.choice(["Is the {w} moving", "Does the {w} move", "Does the {w} change its place"]).format(w=coloured(actor)),
                      bool(actor["way"]), (actor["name"],))
    if roll < 0.9:
        stem = rng.choice(["How many shapes are there", "How many shapes are drawn", "How many coloured shapes can you see"])
        return fixed(rng, "count-shapes", stem, str(len(actors)), ["1", "2", "3", "4"], 0.75)
    shapes = [{"name": a["name"], "kind": a["kind"], "x": a["x"], "y": a["y"]} for a in actors]
    there = rng.random() < 0.5
    name = rng.choice(shapes)["name"] if there else rng.choice([c for c in colours if c not in [s["name"] for s in shapes]])
    return yes_no(rng, "colour-exists", f"Is there a {name} shape in the {rng.choice(MEDIA['clip'])}", there, (name,))


def direction(rng, what, way, about=()):
    stem = rng.choice(["Which way does the {w} move", "Where does the {w} move", "Which way does the {w} go", "In what direction is the {w} moving",
                       "Where is the {w} going"]).format(w=what)
    return fixed(rng, "direction", stem, way, ["left", "right", "up", "down"], 0.8, about)
