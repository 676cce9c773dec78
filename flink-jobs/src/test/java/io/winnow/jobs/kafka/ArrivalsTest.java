package io.winnow.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.DeadLetter;
import io.winnow.records.QuestionElement;
import io.winnow.records.RunEnded;
import io.winnow.records.StandingElement;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StandingRemoved;
import io.winnow.records.avro.RecordCodecs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final StandingQuestion QUESTION = new StandingQuestion(
            "gate",
            "Is the gate open?",
            List.of("dock"),
            Optional.of(10_000L),
            Optional.empty(),
            "",
            Optional.empty(),
            1);

    private final Arrivals<StandingElement, StandingElement> standing = new Arrivals<>(
            TopicForm.STANDING, (element, partition, offset) -> element, "standing", "run-1", "run-1", "shop/read");

    @Test
    void aQuestionArrivesWhicheverRunItWasAddedIn() {
        assertThat(arrived(RecordCodecs.STANDING_ELEMENT.encode(QUESTION))).contains(Either.Left(QUESTION));
    }

    @Test
    void anEmptyValueRemovesWhatItsKeyNames() {
        assertThat(arrived(null)).contains(Either.Left(new StandingRemoved("gate")));
    }

    @Test
    void onlyTheMarksOfTheRunAreItsOwn() {
        RunEnded own = new RunEnded("run-1", "ask", 0, 1, 0);
        RunEnded other = new RunEnded("run-0", "ask", 0, 1, 0);
        assertThat(arrived(RecordCodecs.STANDING_ELEMENT.encode(own))).contains(Either.Left(own));
        assertThat(arrived(RecordCodecs.STANDING_ELEMENT.encode(other))).isEmpty();
    }

    @Test
    void whatIsNoStandingQuestionIsADeadLetter() {
        DeadLetter letter = arrived("foreign".getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .right();
        assertThat(letter.reason()).isEqualTo("MALFORMED");
        assertThat(letter.key()).isEqualTo("gate");
    }

    @Test
    void anEmptyValueOfATopicWithoutTombstonesIsADeadLetter() {
        Optional<Either<QuestionElement, DeadLetter>> arrival = new Arrivals<>(
                        TopicForm.QUESTIONS,
                        (element, partition, offset) -> element,
                        "questions",
                        "run-1",
                        "run-1",
                        "shop/read")
                .read(record(null));
        assertThat(arrival.orElseThrow().right().reason()).isEqualTo("EMPTY");
    }

    private Optional<Either<StandingElement, DeadLetter>> arrived(byte @Nullable [] value) {
        return standing.read(record(value));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
        return new ConsumerRecord<>("standing", 0, 0, "gate".getBytes(StandardCharsets.UTF_8), value);
    }
}
