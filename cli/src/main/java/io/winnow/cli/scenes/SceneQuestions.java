package io.winnow.cli.scenes;

import io.winnow.cli.scenes.Motion.Pausing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Asks about a scene. Where an answer can be dealt it is dealt before what is asked about is chosen, so that guessing
 * without looking stays at chance. What could be disputed is not asked.
 */
public final class SceneQuestions {
    /** Events closer than this are not compared, in seconds: three samples of two a second. */
    public static final double MARGIN_SECONDS = 1.5;

    private static final int FEWEST = 5;
    private static final int MOST = 7;
    private static final long QUESTIONS = 0x9E5710AL;
    private static final List<String> NUMBERS = List.of("one", "two", "three", "four", "five", "six");

    private final Scene scene;
    private final Dealer dealer;
    private final Subjects subjects;

    private SceneQuestions(Scene scene) {
        this.scene = scene;
        this.dealer = new Dealer(scene.seed() ^ QUESTIONS << 32);
        this.subjects = new Subjects(scene, dealer);
    }

    /** Five to seven questions of different kinds. */
    public static List<SceneQuestion> of(Scene scene) {
        SceneQuestions questions = new SceneQuestions(scene);
        int count = FEWEST + questions.dealer.below(MOST - FEWEST + 1);
        List<SceneQuestion> all = questions.asked();
        return all.subList(0, Math.min(count, all.size()));
    }

    /** A question of every kind that the scene has an answer to, in an order that the seed decides. */
    public static List<SceneQuestion> all(Scene scene) {
        return new SceneQuestions(scene).asked();
    }

    private List<SceneQuestion> asked() {
        List<SceneQuestion> asked = new ArrayList<>();
        for (QuestionKind kind : dealer.shuffled(List.of(QuestionKind.values()))) {
            draft(kind).ifPresent(draft -> asked.add(draft.worded(dealer)));
        }
        return List.copyOf(asked);
    }

    private Optional<Draft> draft(QuestionKind kind) {
        return switch (kind) {
            case COLOUR -> colour();
            case SHAPE -> Optional.of(shape());
            case EXISTS -> Optional.of(exists());
            case DIRECTION -> Optional.of(direction());
            case ENTERS_FIRST -> first(kind);
            case LEAVES_FIRST -> first(kind);
            case STOPS -> stops();
            case MEETS -> meets();
            case COUNT -> Optional.of(count());
            case BACKGROUND_START -> Optional.of(sky(kind));
            case BACKGROUND_END -> Optional.of(sky(kind));
            case GROUND -> Optional.of(ground());
            case LIGHT -> Optional.of(light());
            case WHEN -> when();
        };
    }

    private Optional<Draft> colour() {
        return subjects.any(subjects::aloneInShape).map(thing -> {
            List<String> options = subjects.colourOptions(thing);
            List<String> accept = thing.colour().synonyms();
            return seen(
                    QuestionKind.COLOUR,
                    thing,
                    thing.shape().word(),
                    options,
                    thing.colour().word(),
                    accept);
        });
    }

    private Draft shape() {
        Thing thing = dealer.one(scene.things());
        List<String> options = subjects.shapeOptions(thing);
        List<String> accept = thing.shape().synonyms();
        return seen(
                QuestionKind.SHAPE,
                thing,
                thing.colour().word(),
                options,
                thing.shape().word(),
                accept);
    }

    private Draft exists() {
        Thing thing = dealer.one(scene.things());
        if (dealer.chance(0.5)) {
            List<String> name = List.of(thing.name());
            return Draft.yesOrNo(QuestionKind.EXISTS, name, true, start(thing), scene.lastSeen(thing));
        }
        return Draft.yesOrNo(QuestionKind.EXISTS, List.of(subjects.absent(thing)), false, 0, scene.seconds());
    }

    private Draft direction() {
        Direction answer = dealer.one(List.of(Direction.values()));
        Thing thing = subjects.any(t -> t.motion().direction() == answer).orElseGet(() -> dealer.one(scene.things()));
        List<String> options = dealer.shuffled(
                Arrays.stream(Direction.values()).map(Direction::word).toList());
        return seen(
                QuestionKind.DIRECTION,
                thing,
                thing.name(),
                options,
                thing.motion().direction().word(),
                List.of());
    }

    private Optional<Draft> first(QuestionKind kind) {
        boolean entering = kind == QuestionKind.ENTERS_FIRST;
        return subjects.pair((a, b) -> (entering || (scene.leaves(a) && scene.leaves(b)))
                        && Math.abs(time(a, entering) - time(b, entering)) >= MARGIN_SECONDS)
                .map(pair -> {
                    boolean earlier = time(pair.get(0), entering) < time(pair.get(1), entering);
                    Thing first = pair.get(earlier ? 0 : 1);
                    Thing second = pair.get(earlier ? 1 : 0);
                    List<String> names = pair.stream().map(Thing::name).toList();
                    double end = Math.min(time(second, entering) + 0.5, scene.seconds());
                    List<String> accept = subjects.shortNames(first, second);
                    double start = Math.max(0, time(first, entering) - 0.5);
                    return Draft.choice(kind, List.of(), names, first.name(), accept, start, end)
                            .showing(names.stream().map(name -> "the " + name).toList());
                });
    }

    private Optional<Draft> stops() {
        boolean yes = dealer.chance(0.5);
        return subjects.any(thing -> thing.motion() instanceof Pausing == yes).map(thing -> {
            double start = start(thing);
            double end = scene.lastSeen(thing);
            if (thing.motion() instanceof Pausing pausing) {
                start = pausing.since();
                end = Math.min(pausing.until(), scene.seconds());
            }
            return Draft.yesOrNo(QuestionKind.STOPS, List.of(thing.name()), yes, start, end);
        });
    }

    private Optional<Draft> meets() {
        boolean yes = scene.meeting().isPresent() && (scene.things().size() == 2 || dealer.chance(0.75));
        return subjects.pair((a, b) -> scene.meet(a, b) == yes).map(pair -> {
            double start = scene.meeting().filter(m -> yes).map(Meeting::start).orElse(0.0);
            double end = scene.meeting().filter(m -> yes).map(Meeting::end).orElse(scene.seconds());
            List<String> names = pair.stream().map(Thing::name).toList();
            return Draft.yesOrNo(QuestionKind.MEETS, names, yes, start, end);
        });
    }

    private Draft count() {
        int count = scene.things().size();
        int least = count <= 4 ? 1 : 3;
        List<String> options = new ArrayList<>();
        for (int i = least; i < least + 4; i++) {
            options.add(Integer.toString(i));
        }
        return Draft.choice(
                QuestionKind.COUNT,
                List.of(),
                options,
                Integer.toString(count),
                List.of(NUMBERS.get(count - 1)),
                0,
                scene.seconds());
    }

    private Draft sky(QuestionKind kind) {
        Background background = scene.background();
        boolean atStart = kind == QuestionKind.BACKGROUND_START;
        Daylight light = atStart ? background.start() : background.end();
        List<String> options = dealer.shuffled(
                Arrays.stream(Daylight.values()).map(Daylight::word).toList());
        double start = atStart ? 0 : background.changeEnd();
        double end = atStart ? background.changeStart() : scene.seconds();
        return Draft.choice(kind, List.of(), options, light.word(), light.synonyms(), start, end);
    }

    private Draft ground() {
        Ground ground = scene.background().ground();
        List<String> options =
                dealer.shuffled(Arrays.stream(Ground.values()).map(Ground::word).toList());
        List<String> accept = ground.synonyms();
        return Draft.choice(QuestionKind.GROUND, List.of(), options, ground.word(), accept, 0, scene.seconds());
    }

    private Draft light() {
        Background background = scene.background();
        List<String> options = dealer.shuffled(List.of("darker", "lighter"));
        String answer = background.darkens() ? "darker" : "lighter";
        List<String> accept =
                List.of(background.darkens() ? "dark" : "light", background.darkens() ? "dimmer" : "brighter");
        return Draft.choice(
                QuestionKind.LIGHT,
                List.of(),
                options,
                answer,
                accept,
                background.changeStart(),
                background.changeEnd());
    }

    private Optional<Draft> when() {
        Moment answer = dealer.one(List.of(Moment.values()));
        return subjects.any(thing -> Moment.of(thing.motion().enters() / scene.seconds()) == answer)
                .map(thing -> {
                    List<Moment> order = dealer.shuffled(List.of(Moment.values()));
                    double end = Math.min(thing.motion().enters() + MARGIN_SECONDS, scene.seconds());
                    List<String> words = order.stream().map(Moment::word).toList();
                    List<String> accept = List.of(answer.phrase(), "the " + answer.word());
                    return Draft.choice(
                                    QuestionKind.WHEN,
                                    List.of(thing.name()),
                                    words,
                                    answer.word(),
                                    accept,
                                    start(thing),
                                    end)
                            .showing(order.stream().map(Moment::phrase).toList());
                });
    }

    private Draft seen(
            QuestionKind kind, Thing thing, String subject, List<String> options, String answer, List<String> accept) {
        return Draft.choice(kind, List.of(subject), options, answer, accept, start(thing), scene.lastSeen(thing));
    }

    private static double time(Thing thing, boolean entering) {
        return entering ? thing.motion().enters() : thing.motion().leaves();
    }

    private static double start(Thing thing) {
        return Math.max(0, thing.motion().enters());
    }
}
