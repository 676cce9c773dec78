import random

import pytest

from winnow_models import asking, drawing, movers
from winnow_models.data import Batcher, Composer, spoken

KINDS = ["picture", "grid", "slides", "needle", "drawing", "easy", "mover", "scene", "inset", "real"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_is_one_of_the_options_that_the_question_names(caches, kind):
    composer = Composer(caches, 4)
    for _ in range(12):
        ids, single, asked, _ = getattr(composer, kind)()
        assert ids.shape[1] == 49 and (len(ids) == 1) >= single
        for each in asked:
            if each.options:
                assert each.options.count(each.answer) == 1
                assert set(each.options) <= {"yes", "no"} or all(option in each.question for option in each.options)


def test_wrong_answers_name_nothing_that_is_shown(things):
    rng = random.Random(1)
    for _ in range(50):
        assert not {"lamp", "hat"} & set(things.other(rng, [["lamp"], ["hat"]], 3))


@pytest.mark.parametrize("seed", range(30))
def test_the_way_of_a_mover_is_where_it_goes(seed, things):
    rng = random.Random(seed)
    actors, seconds = movers.one_moves(rng)
    truth = movers.described(actors, seconds)["actors"]
    for _ in range(20):
        asked = asking.on_movers(rng, truth, None, list(drawing.COLOURS), things)
        if asked.kind == "direction":
            (x0, y0), (x1, y1) = actors[0].place(0), actors[0].place(seconds)
            assert asked.answer == {(-1, 0): "left", (1, 0): "right", (0, -1): "up", (0, 1): "down"}[round_sign(x1 - x0), round_sign(y1 - y0)]


def round_sign(difference):
    return 0 if abs(difference) < 1e-6 else 1 if difference > 0 else -1


def test_options_are_taken_as_the_sentence_gives_them():
    asked = asking.Asked("scene-when", "When does it appear: at the start, in the middle?", "middle", ("start", "middle"))
    assert spoken(asked).answer == "in the middle" and spoken(asked).options == ("at the start", "in the middle")


@pytest.mark.parametrize("seed", range(12))
def test_a_clip_played_backwards_has_its_actors_where_they_were(seed):
    rng = random.Random(seed)
    actors, seconds = rng.choice([movers.one_moves, movers.some_leave])(rng)
    frames = len(range(0, int(seconds * 1000), 500))
    turned = [movers.Actor(**{key: value for key, value in actor.items() if key != "leaves"})
              for actor in movers.backwards(movers.described(actors, seconds)["actors"], frames)]
    for frame in range(frames):
        for actor, other in zip(actors, turned):
            assert other.place((frames - 1 - frame) / movers.FRAMES_PER_SECOND) == pytest.approx(actor.place(frame / movers.FRAMES_PER_SECOND), abs=1e-6)


def test_how_a_question_compares_is_said_outside_its_alternatives():
    assert asking.how(asking.Asked("", "Which comes first: left, right?", "left", ("left", "right"))) == "first"
    assert asking.how(asking.Asked("", "What is shown right after the lamp: hat, ant?", "hat", ("hat", "ant"))) == "after"
    assert asking.how(asking.Asked("", "What is this?", "lamp")) == ""


def test_what_a_question_is_about_stands_in_it(caches, words):
    batcher = Batcher(caches, words, Composer(caches, 3))
    asked = asking.Asked("side", "Is the sailing boat left of the hat?", "yes", ("yes", "no"), ("sailing boat", "hat"))
    found = batcher.questions([[asked]])
    line, boat, hat = found["words"][0, 0], words("sailing boat"), words("hat")
    assert line[found["about"][0, 0, 0]] == boat[-1] and line[found["about"][0, 0, 1]] == hat[-1]
    assert line[found["about"][0, 0, 2]] == words("left")[0] and found["chosen"][0, 0] == -1
    asked = asking.choice(random.Random(1), "order", "Which comes first", "sailing boat", ["hat"])
    found = batcher.questions([[asked]])
    line = found["words"][0, 0]
    assert line[found["chosen"][0, 0]] == boat[-1] and set(line[found["named"][0, 0] > 0]) == {boat[-1], hat[-1]}
