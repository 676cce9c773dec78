package io.winnow.cli.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SceneQuestionsTest {
    private static final int SCENES = 600;

    @Property(tries = 200)
    void aSeedDecidesTheQuestions(@ForAll @LongRange(min = 1, max = 2_000_000) long seed) {
        SceneComposer composer = new SceneComposer();

        assertThat(SceneQuestions.of(composer.compose(seed, 12)))
                .isEqualTo(SceneQuestions.of(composer.compose(seed, 12)));
    }

    @Property(tries = 200)
    void fiveToSevenQuestionsOfDifferentKindsAreAsked(
            @ForAll @LongRange(min = 1, max = 2_000_000) long seed,
            @ForAll @DoubleRange(min = 6, max = 24) double seconds) {
        List<SceneQuestion> questions = SceneQuestions.of(new SceneComposer().compose(seed, seconds));

        assertThat(questions)
                .hasSizeBetween(5, 7)
                .extracting(SceneQuestion::kind)
                .doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void eachAnswerIsAmongTheChoicesThatTheQuestionNames(
            @ForAll @LongRange(min = 1, max = 2_000_000) long seed,
            @ForAll @DoubleRange(min = 6, max = 24) double seconds) {
        assertThat(SceneQuestions.all(new SceneComposer().compose(seed, seconds)))
                .allSatisfy(question -> {
                    assertThat(question.question()).doesNotContain("{", "}");
                    assertThat(question.choices()).doesNotHaveDuplicates();
                    if (!question.choices().isEmpty()) {
                        assertThat(question.choices()).contains(question.answer());
                    }
                });
    }

    @Property(tries = 200)
    void whatTellsTheAnswerLiesInTheClip(
            @ForAll @LongRange(min = 1, max = 2_000_000) long seed,
            @ForAll @DoubleRange(min = 6, max = 24) double seconds) {
        assertThat(SceneQuestions.all(new SceneComposer().compose(seed, seconds)))
                .allSatisfy(question -> {
                    assertThat(question.startSeconds()).isGreaterThanOrEqualTo(0);
                    assertThat(question.endSeconds())
                            .isGreaterThan(question.startSeconds())
                            .isLessThanOrEqualTo(seconds);
                });
    }

    @Property(tries = 200)
    void theTruthIsThatOfTheScene(@ForAll @LongRange(min = 1, max = 2_000_000) long seed) {
        Scene scene = new SceneComposer().compose(seed, 12);
        for (SceneQuestion question : SceneQuestions.all(scene)) {
            switch (question.kind()) {
                case "exists" ->
                    assertThat(named(scene, question).isPresent())
                            .isEqualTo(question.answer().equals("yes"));
                case "count" ->
                    assertThat(question.answer())
                            .isEqualTo(Integer.toString(scene.things().size()));
                case "direction" ->
                    assertThat(named(scene, question))
                            .hasValueSatisfying(thing -> assertThat(
                                            thing.motion().direction().word())
                                    .isEqualTo(question.answer()));
                case "stops" ->
                    assertThat(named(scene, question))
                            .hasValueSatisfying(thing -> assertThat(thing.motion() instanceof Motion.Pausing)
                                    .isEqualTo(question.answer().equals("yes")));
                default -> {}
            }
        }
    }

    @Test
    void guessingWithoutLookingStaysAtChance() {
        Map<String, Map<String, Integer>> answers = new HashMap<>();
        scenes().flatMap(scene -> SceneQuestions.all(scene).stream())
                .forEach(question -> answers.computeIfAbsent(question.kind(), kind -> new HashMap<>())
                        .merge(question.answer(), 1, Integer::sum));

        for (String kind : List.of("exists", "stops", "meets", "light", "direction", "ground", "background-end")) {
            Map<String, Integer> dealt = answers.getOrDefault(kind, Map.of());
            int all = dealt.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(dealt.values())
                    .as("%s: %s", kind, dealt)
                    .allSatisfy(count -> assertThat((double) count / all)
                            .isCloseTo(1.0 / dealt.size(), within(0.12 / dealt.size() + 0.05)));
        }
    }

    @Test
    void theRightAnswerStandsAtNoPlaceMoreOftenThanAtAnother() {
        List<SceneQuestion> offered = scenes().flatMap(scene -> SceneQuestions.all(scene).stream())
                .filter(question -> question.choices().size() == 3)
                .toList();
        for (int place = 0; place < 3; place++) {
            int at = place;
            long there = offered.stream()
                    .filter(question -> question.choices().indexOf(question.answer()) == at)
                    .count();
            assertThat((double) there / offered.size()).isCloseTo(1.0 / 3, within(0.04));
        }
    }

    private static Optional<Thing> named(Scene scene, SceneQuestion question) {
        return scene.things().stream()
                .filter(thing -> question.question().contains(thing.name()))
                .findFirst();
    }

    private static Stream<Scene> scenes() {
        SceneComposer composer = new SceneComposer();
        return LongStream.range(1, SCENES).mapToObj(seed -> composer.compose(seed, 12));
    }
}
