package io.winnow.read.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.read.TestWindows;
import io.winnow.records.Answer;
import io.winnow.records.Clock;
import io.winnow.records.DeadLetter;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.RecordId;
import io.winnow.records.StandingQuestion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Windows are eight seconds long, and each enters Winnow a second after the one before. */
class ReplayTest {

    @Test
    void aQuestionIsAnsweredFromWhatHadComeWhenItWasAsked() throws Exception {
        try (ReadStage stage = ReadStage.replaying(
                List.of(asked("later", 2_500, Optional.empty()), asked("first", 1_500, Optional.of("door"))),
                List.of())) {
            stage.feed(live("door", 0), live("yard", 0), live("door", 1), live("door", 2), live("yard", 1))
                    .end();
            assertThat(stage.answers())
                    .extracting(Answer::questionId, Answer::stream, ReplayTest::newest)
                    .containsExactlyInAnyOrder(
                            tuple("first", "door", live("door", 0).id()),
                            tuple("later", "door", live("door", 1).id()),
                            tuple("later", "yard", live("yard", 1).id()));
            assertThat(stage.letters()).isEmpty();
        }
    }

    @Test
    void aStandingQuestionIsAskedAtEachDueTimeHoweverFastWindowsCome() throws Exception {
        StandingQuestion every8 = new StandingQuestion(
                "s",
                "Is there an ox?",
                List.of(),
                Optional.of(8_000L),
                Optional.empty(),
                "",
                Optional.of(1L),
                Long.MAX_VALUE);
        try (ReadStage stage = ReadStage.replaying(List.of(), List.of(every8))) {
            for (int i = 0; i < 6; i++) {
                stage.feed(live("door", i), live("yard", i));
            }
            stage.end();
            assertThat(stage.answers())
                    .filteredOn(answer -> answer.stream().equals("door"))
                    .extracting(Answer::occurrence)
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(stage.answers()).hasSize(12);
        }
    }

    @Test
    void aQuestionWhoseStreamHasNoRecordsIsRefused() throws Exception {
        try (ReadStage stage = ReadStage.replaying(List.of(asked("gate", 0, Optional.of("gate"))), List.of())) {
            stage.feed(live("door", 0)).end();
            assertThat(stage.answers()).isEmpty();
            assertThat(stage.letters())
                    .extracting(DeadLetter::reason, DeadLetter::stream)
                    .containsExactly(tuple("NO_STREAM", "gate"));
        }
    }

    private static Question asked(String id, long millis, Optional<String> stream) {
        return new Question(
                id, "", "Is there an ox?", stream, Optional.empty(), Optional.empty(), millis, Optional.of(millis + 1));
    }

    private static PrunedWindow live(String stream, int index) {
        return TestWindows.random(stream, index, 16, 100, Clock.WALL).withIngestMillis(1_000L * (index + 1));
    }

    private static RecordId newest(Answer answer) {
        return answer.windows().get(answer.windows().size() - 1);
    }
}
