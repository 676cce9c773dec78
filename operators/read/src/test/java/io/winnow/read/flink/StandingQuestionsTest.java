package io.winnow.read.flink;

import static io.winnow.read.flink.ReadStage.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.read.Streak;
import io.winnow.read.TestWindows;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.Clock;
import io.winnow.records.DeadLetter;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordIds;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StandingRemoved;
import io.winnow.records.StreamEvent;
import io.winnow.records.Tokens;
import io.winnow.records.avro.RecordCodecs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Windows are eight seconds long; a schedule of sixteen makes every second one due. */
class StandingQuestionsTest {
    private static final Optional<Long> SIXTEEN = Optional.of(16_000L);
    private static final Optional<Double> ANY = Optional.empty();

    @Test
    void aQuestionIsAskedAtTheFirstWindowThatReachesEachDueTime() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(every16("s")).feed(started("door"));
            for (int i = 0; i < 5; i++) {
                stage.feed(live("door", i));
                stage.answers(1 + (i + 1) / 2);
            }
            assertThat(stage.answers()).extracting(Answer::occurrence).containsExactly(0L, 1L, 2L);
            assertThat(stage.answers())
                    .extracting(answer -> answer.windows().get(answer.windows().size() - 1))
                    .containsExactly(
                            live("door", 0).id(),
                            live("door", 1).id(),
                            live("door", 3).id());
            Answer second = stage.answers().get(1);
            assertThat(second.id()).isEqualTo(RecordIds.answer("run-1", "read", "s", "door", 1));
            assertThat(second.questionId()).isEqualTo("s");
            assertThat(stage.alerts()).isEmpty();
        }
    }

    @Test
    void aQuestionOfAFileIsAskedAsItsWindowsCome() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(every16("s")).feed(started("door"), TestWindows.random("door", 0, 16, 100, Clock.MEDIA));
            assertThat(stage.answers(1).get(0).windows()).hasSize(1);
        }
    }

    @Test
    void aQuestionThatComesLaterIsAskedAtOnceOfTheNewest() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.feed(started("door"), live("door", 0), live("door", 1), live("door", 2))
                    .ask(every16("s"));
            assertThat(stage.answers(1).get(0).windows())
                    .containsExactly(live("door", 1).id(), live("door", 2).id());
            stage.feed(live("door", 3));
            assertThat(stage.answers(2)).extracting(Answer::occurrence).containsExactly(1L, 2L);
        }
    }

    @Test
    void aQuestionThatIsNotAnsweredYetIsNotAskedAgain() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(every16("s")).feed(started("door"));
            for (int i = 0; i < 5; i++) {
                stage.feed(live("door", i));
            }
            stage.answers(1);
            stage.feed(live("door", 5));
            assertThat(stage.answers(2)).extracting(Answer::occurrence).containsExactly(0L, 3L);
        }
    }

    @Test
    void severalQuestionsOnOneWindowReadTheSameContext() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(every16("a"), every16("b"), every16("c")).feed(started("door"), live("door", 0));
            assertThat(stage.answers(3)).extracting(Answer::questionId).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(stage.answers())
                    .allSatisfy(answer -> assertThat(answer.windows())
                            .containsExactly(live("door", 0).id()));
        }
    }

    @Test
    void aQuestionIsPutToTheStreamsThatItsPatternsName() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(standing("s", List.of("dock", "ya*"), SIXTEEN, ANY, ""))
                    .feed(started("door"), live("door", 0), started("yard"), live("yard", 0))
                    .feed(started("dock/gate"), live("dock/gate", 0))
                    .end();
            assertThat(stage.answers()).extracting(Answer::stream).containsExactlyInAnyOrder("yard", "dock/gate");
        }
    }

    @Test
    void whereItStandsSurvivesARestoreAtEachWindow() throws Exception {
        List<Long> undisturbed = occurrences(-1);
        assertThat(undisturbed).containsExactly(0L, 1L, 2L, 3L);
        for (int at = 0; at < 6; at++) {
            assertThat(occurrences(at)).as("restored at window " + at).isEqualTo(undisturbed);
        }
    }

    /** What is answered of six windows, with a restore behind one of them, before its answer. */
    private static List<Long> occurrences(int restoreAt) throws Exception {
        List<Long> occurrences = new ArrayList<>();
        ReadStage stage = ReadStage.open();
        try {
            stage.ask(every16("s")).feed(started("door"));
            for (int i = 0; i < 6; i++) {
                stage.feed(live("door", i));
                if (i == restoreAt) {
                    OperatorSubtaskState state = stage.snapshot();
                    stage.answers().forEach(answer -> occurrences.add(answer.occurrence()));
                    stage.close();
                    stage = ReadStage.restore(state);
                    stage.ask(every16("s")).feed(live("door", i));
                }
                stage.answers(1 + (i + 1) / 2 - occurrences.size());
            }
            stage.answers().forEach(answer -> occurrences.add(answer.occurrence()));
        } finally {
            stage.close();
        }
        return occurrences;
    }

    @Test
    void aQuestionThatIsRemovedIsAskedNoMoreAndWhatIsUnderWayIsNotAnswered() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(every16("s")).feed(started("door"), live("door", 0)).ask(new StandingRemoved("s"));
            stage.feed(live("door", 1), live("door", 2)).end();
            assertThat(stage.answers()).isEmpty();
            assertThat(stage.letters()).isEmpty();
        }
    }

    @Test
    void theSameQuestionThatComesAgainChangesNothing() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(every16("s")).feed(started("door"), live("door", 0));
            stage.answers(1);
            stage.ask(every16("s")).end();
            assertThat(stage.answers()).hasSize(1);
        }
    }

    @Test
    void aQuestionThatIsChangedIsAskedAtOnceUnderANewNumber() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(every16("s")).feed(started("door"), live("door", 0));
            stage.answers(1);
            stage.ask(standing("s", List.of("door"), SIXTEEN, ANY, ""));
            assertThat(stage.answers(2)).extracting(Answer::occurrence).containsExactly(0L, 1L);
            stage.ask(standing("s", List.of("yard"), SIXTEEN, ANY, ""))
                    .feed(live("door", 5))
                    .end();
            assertThat(stage.answers()).hasSize(2);
        }
    }

    @Test
    void anEpochWhoseClockIsSetBackIsAskedAbout() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(every16("s")).feed(started("door"), live("door", 9));
            stage.answers(1);
            stage.feed(TestWindows.ofEpoch(live("door", 1), 1));
            assertThat(stage.answers(2)).extracting(Answer::occurrence).containsExactly(5L, 6L);
        }
    }

    @Test
    void aLateOccurrenceIsNotAnswered() throws Exception {
        StandingQuestion hasty =
                new StandingQuestion("s", "Is there an ox?", List.of(), SIXTEEN, ANY, "", Optional.of(1_000L), 0);
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(hasty)
                    .feed(started("door"))
                    .at(1_001)
                    .feed(live("door", 0))
                    .end();
            assertThat(stage.answers()).isEmpty();
            assertThat(stage.letters()).isEmpty();
        }
    }

    @Test
    void onChangeAQuestionIsAskedWhereThePictureIsAnother() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(standing("s", List.of(), Optional.empty(), Optional.of(0.05), ""))
                    .feed(started("door"), showing(0, 7));
            stage.answers(1);
            stage.feed(showing(1, 7), showing(2, 7));
            stage.feed(showing(3, 1_000));
            assertThat(stage.answers(2)).extracting(Answer::occurrence).containsExactly(8_000L, 32_000L);
            stage.feed(showing(4, 1_000)).end();
            assertThat(stage.answers()).hasSize(2);
        }
    }

    @Test
    void onChangeAndOnAScheduleAQuestionIsAskedAtDueTimesWhereThePictureIsAnother() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(standing("s", List.of(), SIXTEEN, Optional.of(0.05), "")).feed(started("door"), showing(0, 7));
            stage.answers(1);
            stage.feed(showing(1, 7), showing(2, 1_000));
            stage.feed(showing(3, 1_000));
            assertThat(stage.answers(2)).extracting(Answer::occurrence).containsExactly(0L, 2L);
        }
    }

    @Test
    void whatWasAnsweredFromSurvivesARestore() throws Exception {
        OperatorSubtaskState state;
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(standing("s", List.of(), Optional.empty(), Optional.of(0.05), ""))
                    .feed(started("door"), showing(0, 7));
            stage.answers(1);
            state = stage.snapshot();
        }
        try (ReadStage stage = ReadStage.restore(state)) {
            stage.feed(showing(1, 7)).end();
            assertThat(stage.answers()).isEmpty();
        }
    }

    @Test
    void alertsTellWhereTheConditionComesTrueAndWhereItNoLongerIs() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(standing("s", List.of(), Optional.of(8_000L), ANY, "answer is yes, twice in a row"))
                    .feed(started("door"));
            for (int i = 0; i < 12; i++) {
                stage.feed(live("door", i));
                stage.answers(i + 1);
            }
            List<String> expected = new ArrayList<>();
            Streak streak = Streak.NONE;
            for (Answer answer : stage.answers()) {
                Streak next = streak.after(answer.answer().equals("yes"), 2);
                if (next.fires(2) != streak.fires(2)) {
                    expected.add((next.fires(2) ? "FIRING " : "RESOLVED ") + answer.occurrence());
                }
                streak = next;
            }
            assertThat(stage.alerts())
                    .extracting(alert -> alert.state() + " " + alert.occurrence())
                    .isEqualTo(expected);
        }
    }

    @Test
    void anAlertHoldsTheAnswerThatDecidedIt() throws Exception {
        OperatorSubtaskState state;
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(firing("s")).feed(started("door"), live("door", 0));
            Answer answer = stage.answers(1).get(0);
            assertThat(stage.alerts()).hasSize(1);
            Alert alert = stage.alerts().get(0);
            assertThat(alert.id()).isEqualTo(RecordIds.alert("run-1", "read", "s", "door", 0, "FIRING"));
            assertThat(alert.answer()).isEqualTo(answer.answer());
            assertThat(alert.confidence()).isEqualTo(answer.confidence());
            assertThat(alert.evidence()).isEqualTo(answer.evidence());
            assertThat(alert.when()).isEqualTo("answer is not zebra");
            state = stage.snapshot();
        }
        try (ReadStage stage = ReadStage.restore(state)) {
            stage.feed(live("door", 1));
            stage.answers(1);
            assertThat(stage.alerts()).isEmpty();
            stage.ask(new StandingRemoved("s"));
            assertThat(stage.alerts())
                    .extracting(Alert::state, Alert::reason, Alert::occurrence, Alert::stream)
                    .containsExactly(tuple(Alert.State.RESOLVED, Alert.Reason.REMOVED, 1L, "door"));
        }
    }

    @Test
    void aChangedQuestionResolvesWhatItFired() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(firing("s")).feed(started("door"), live("door", 0));
            stage.answers(1);
            stage.ask(standing("s", List.of(), SIXTEEN, ANY, "answer is zebra"));
            stage.answers(2);
            assertThat(stage.alerts())
                    .extracting(Alert::state, Alert::reason)
                    .containsExactly(
                            tuple(Alert.State.FIRING, Alert.Reason.ANSWER),
                            tuple(Alert.State.RESOLVED, Alert.Reason.CHANGED));
        }
    }

    @Test
    void whatIsNoStandingQuestionIsADeadLetterOfOneSubtask() throws Exception {
        StandingQuestion bad = standing("s", List.of(), SIXTEEN, ANY, "it rains");
        try (ReadStage first = ReadStage.subtask(ReadStage.OPTIONS, 2, 0);
                ReadStage second = ReadStage.subtask(ReadStage.OPTIONS, 2, 1)) {
            for (ReadStage stage : List.of(first, second)) {
                stage.ask(bad).end();
            }
            List<DeadLetter> letters = new ArrayList<>(first.letters());
            letters.addAll(second.letters());
            assertThat(letters)
                    .extracting(DeadLetter::topic, DeadLetter::reason, DeadLetter::key)
                    .containsExactly(tuple("standing-questions", "QUESTION", "s"));
            assertThat(RecordCodecs.STANDING_QUESTION.decode(letters.get(0).original()))
                    .isEqualTo(bad);
        }
    }

    @Test
    void aQuestionThatTheReaderRefusesIsADeadLetterOfItsTopic() throws Exception {
        StandingQuestion longOne =
                new StandingQuestion("s", "ox ".repeat(200), List.of(), SIXTEEN, ANY, "", Optional.empty(), 0);
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(longOne).feed(started("door"), live("door", 0)).end();
            assertThat(stage.letters())
                    .extracting(DeadLetter::topic, DeadLetter::reason, DeadLetter::stream)
                    .containsExactly(tuple("standing-questions", "QUESTION", "door"));
        }
    }

    private static StandingQuestion every16(String id) {
        return standing(id, List.of(), SIXTEEN, ANY, "");
    }

    private static StandingQuestion firing(String id) {
        return standing(id, List.of(), SIXTEEN, ANY, "answer is not zebra");
    }

    private static StandingQuestion standing(
            String id, List<String> streams, Optional<Long> every, Optional<Double> change, String when) {
        return new StandingQuestion(id, "Is there an ox?", streams, every, change, when, Optional.empty(), 0);
    }

    private static StreamEvent started(String stream) {
        return event(stream, StreamEvent.Kind.STARTED, 0);
    }

    private static PrunedWindow live(String stream, int index) {
        return TestWindows.random(stream, index, 16, 100, Clock.WALL);
    }

    /** A window of the stream {@code door} whose twelve tokens are ids from one on. */
    private static PrunedWindow showing(int index, int first) {
        int[] ids = IntStream.range(first, first + 12).toArray();
        List<Integer> places = IntStream.range(0, 12).boxed().toList();
        List<Integer> zeros = Collections.nCopies(12, 0);
        return TestWindows.of(
                "door",
                index,
                TestWindows.spans(index * 8_000_000L, 16, 500_000, Clock.WALL),
                Tokens.Ids.pack(ids, 12),
                zeros,
                places,
                places,
                zeros);
    }
}
