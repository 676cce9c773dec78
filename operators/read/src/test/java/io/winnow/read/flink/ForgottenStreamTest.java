package io.winnow.read.flink;

import static io.winnow.read.flink.ReadStage.event;
import static io.winnow.read.flink.ReadStage.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.read.TestWindows;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.Clock;
import io.winnow.records.DeadLetter;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.PrunedWindow;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StreamEvent.Kind;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What was kept of a stream is dropped when it is forgotten, what comes of it late is refused, and what comes when it is back is not. */
class ForgottenStreamTest {
    private static final long WHEN = 1_000_000;
    private static final Optional<String> DOOR = Optional.of("door");

    private static PrunedWindow live(int index) {
        return TestWindows.random("door", index, 16, 100, Clock.WALL);
    }

    private static PrunedWindow back(int index) {
        return TestWindows.ofEpoch(live(index), ForgottenStreams.firstEpoch(WHEN));
    }

    @Test
    void aQuestionThatWaitsHasNoAnswerAndOneThatComesFindsNothing() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(question("waits", DOOR))
                    .feed(event("door", Kind.STARTED, 0), TestWindows.random("door", 0, 16, 100, Clock.MEDIA))
                    .forget("door", WHEN)
                    .feed(TestWindows.random("door", 1, 16, 100, Clock.MEDIA), event("door", Kind.ENDED, 3))
                    .ask(question("comes", DOOR))
                    .end();

            assertThat(stage.answers()).isEmpty();
            assertThat(stage.letters()).extracting(DeadLetter::key).containsExactly("waits", "comes");
            assertThat(stage.letters().get(0).reason()).isEqualTo("FORGOTTEN");
        }
    }

    @Test
    void whatTheEngineIsReadingIsNotAnswered() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.feed(event("door", Kind.STARTED, 0), live(0))
                    .ask(question("q", DOOR))
                    .forget("door", WHEN);
            stage.ask(question("yard", Optional.of("yard")))
                    .feed(event("yard", Kind.STARTED, 0), TestWindows.random("yard", 0, 16, 100, Clock.WALL));

            assertThat(stage.answers(1)).extracting(Answer::questionId).containsExactly("yard");
            stage.end();
            assertThat(stage.deltas()).extracting(AnswerDelta::questionId).doesNotContain("q");
            assertThat(stage.answers()).hasSize(1);
            assertThat(stage.letters()).extracting(DeadLetter::reason).containsExactly("FORGOTTEN");
        }
    }

    @Test
    void aQuestionThatWaitsForAStreamOfWhichNothingHasComeHasNoAnswer() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(question("waits", DOOR)).forget("door", WHEN).feed(event("yard", Kind.STARTED, 0));

            assertThat(stage.letters())
                    .extracting(DeadLetter::key, DeadLetter::reason)
                    .containsExactly(tuple("waits", "FORGOTTEN"));
        }
    }

    @Test
    void whatCameOfAStreamThatIsBackBeforeThatIsHeardStaysAndWhatIsOlderGoes() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.feed(event("door", Kind.STARTED, 0), live(0), back(1), live(2))
                    .add("door", WHEN)
                    .ask(question("q", DOOR));

            assertThat(stage.answers(1).get(0).windows()).containsExactly(back(1).id());
        }
    }

    @Test
    void aRestoredStageDropsWhatWasForgottenMeanwhile() throws Exception {
        OperatorSubtaskState state;
        try (ReadStage stage = ReadStage.open()) {
            state = stage.feed(event("door", Kind.STARTED, 0), live(0), live(1)).snapshot();
            stage.forget("door", WHEN);
        }
        try (ReadStage stage = ReadStage.restore(state)) {
            stage.add("door", WHEN).feed(back(2)).ask(question("q", DOOR));

            assertThat(stage.answers(1).get(0).windows()).containsExactly(back(2).id());
        }
    }

    @Test
    void aStreamThatIsBackIsTakenAndWhatIsLateIsNot() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.feed(event("door", Kind.STARTED, 0), live(0))
                    .forget("door", WHEN)
                    .feed(back(2))
                    .add("door", WHEN)
                    .feed(back(1), live(2))
                    .ask(question("q", DOOR));

            assertThat(stage.answers(1).get(0).windows()).containsExactly(back(1).id());
        }
    }

    @Test
    void aStandingQuestionBeginsAnewUnderTheNextNumberAndItsAlertIsResolved() throws Exception {
        try (ReadStage stage = ReadStage.open()) {
            stage.ask(new StandingQuestion(
                            "s",
                            "Is there an ox?",
                            List.of(),
                            Optional.of(8_000L),
                            Optional.empty(),
                            "answer is not zebra",
                            Optional.empty(),
                            0))
                    .feed(event("door", Kind.STARTED, 0), live(0));
            stage.answers(1);
            stage.forget("door", WHEN).feed(live(1)).add("door", WHEN).feed(back(1));

            assertThat(stage.answers(2)).extracting(Answer::occurrence).containsExactly(1L, 2L);
            assertThat(stage.answers().get(1).windows()).containsExactly(back(1).id());
            assertThat(stage.alerts())
                    .extracting(Alert::state)
                    .containsExactly(Alert.State.FIRING, Alert.State.RESOLVED, Alert.State.FIRING);
            assertThat(stage.alerts().get(1).reason()).isEqualTo(Alert.Reason.REMOVED);
        }
    }
}
