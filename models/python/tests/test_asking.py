import random

import pytest

from winnow_models import asking, drawing, movers
from winnow_models.data import ALIKE_CLASSES, ALIKE_PICTURES, Batcher, Composer, spoken

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


def test_what_a_picture_looks_like_is_not_wrong_beside_what_it_is(things):
    rng, thing = random.Random(1), asking.Alike(["wombat"], ["beaver"], {"lamp"}, False)
    for _ in range(50):
        assert not {"beaver", "wombat", "lamp"} & set(things.other(rng, [thing], 3))
        asked = asking.existence(rng, "exists", "picture", thing, [thing], things)
        assert asked.answer == "no" or asked.about == ("beaver",)
    assert asking.plain_names(thing) == ["beaver"] and asking.plain_names(["hat"]) == ["hat"]


def test_a_picture_is_called_by_classes_that_stand_out_in_it(caches):
    assert caches.pictures_alike
    for number, found in caches.pictures_alike.items():
        for index in found:
            values = caches.like[index]
            assert index in caches.mine and (values > values[number]).sum() < ALIKE_CLASSES
            assert (caches.like[caches.mine, number] > values[number]).sum() < ALIKE_PICTURES
            assert set(caches.alike(index, number)) <= caches.alike(index, number).near


def test_names_of_both_kinds_are_right_about_as_often_as_wrong(caches):
    composer, right, named = Composer(caches, 6), [0, 0], [0, 0]
    seen = {name for thing in caches.things.seen for name in thing}
    for _ in range(150):
        for asked in composer.slides()[2]:
            if asked.kind in ("edge", "after", "order"):
                for option in asked.options:
                    named[option in seen] += 1
                    right[option in seen] += option == asked.answer
    assert 0.75 < (right[0] / named[0]) / (right[1] / named[1]) < 1.33


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
