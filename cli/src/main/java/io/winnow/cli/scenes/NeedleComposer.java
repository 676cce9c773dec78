package io.winnow.cli.scenes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes long scenes in which one thing crosses the picture once and nothing else happens but the change of light: a needle, with questions about it. */
public final class NeedleComposer {
    private static final double SLOWEST = 0.21;
    private static final double FASTEST = 0.45;
    private static final double MARGIN_SECONDS = 1;
    private static final int ROUNDS = 100;
    private static final List<QuestionKind> KINDS = List.of(
            QuestionKind.EXISTS, QuestionKind.COLOUR, QuestionKind.SHAPE, QuestionKind.DIRECTION, QuestionKind.WHEN);

    private NeedleComposer() {}

    /**
     * A scene with a needle.
     *
     * @param seed decides everything but where the needle lies
     * @param seconds that it lasts, at least {@link SceneComposer#SHORTEST_SECONDS}
     * @param place share of it after which the needle comes in, moved so that all of it is seen
     */
    public static Scene compose(long seed, double seconds, double place) {
        Dealer dealer = new Dealer(seed);
        Background background = SceneComposer.background(dealer, seconds);
        double speed = dealer.between(SLOWEST, FASTEST);
        double latest = seconds - 1 / speed - MARGIN_SECONDS;
        double enters = Math.max(MARGIN_SECONDS, Math.min(latest, place * seconds));
        Direction direction = dealer.one(List.of(Direction.values()));
        Thing needle = new Thing(
                dealer.one(List.of(ThingShape.values())),
                dealer.one(List.of(ThingColour.values())),
                dealer.between(0.25, 0.3),
                new Motion.Crossing(direction, dealer.between(0.25, 0.75), enters, speed));
        return new Scene(seed, seconds, background, List.of(needle), Optional.empty());
    }

    /** A question of each kind that a needle answers: whether there is such a thing, its colour and shape, which way and when it comes. */
    public static List<SceneQuestion> questions(Scene scene) {
        Map<QuestionKind, SceneQuestion> found = new EnumMap<>(QuestionKind.class);
        for (long round = 0; found.size() < KINDS.size() && round < ROUNDS; round++) {
            for (SceneQuestion question : SceneQuestions.all(scene.inRound(round))) {
                KINDS.stream()
                        .filter(kind -> kind.key().equals(question.kind()))
                        .forEach(kind -> found.putIfAbsent(kind, question));
            }
        }
        return new ArrayList<>(found.values());
    }
}
