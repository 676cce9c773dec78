package io.winnow.read.flink;

import static io.winnow.read.flink.ReadStage.event;
import static io.winnow.read.flink.ReadStage.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.read.ReaderChoice;
import io.winnow.read.TestWindows;
import io.winnow.read.VisionOptions;
import io.winnow.read.http.Endpoints;
import io.winnow.read.http.VisionServer;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.Clock;
import io.winnow.records.DeadLetter;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Span;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StreamEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class VisionTest {
    private static final Optional<String> DOOR = Optional.of("door");

    @Test
    void anEndpointAnswersFromPicturesOfAFile() throws Exception {
        try (VisionServer server = VisionServer.saying("a horse");
                ReadStage stage = ReadStage.looking(http(server))) {
            stage.ask(question("q", DOOR)).feed(started()).feed(seconds(0, 8)).feed(file(0), ended(2));
            Answer answer = stage.answers(1).get(0);
            assertThat(answer.answer()).isEqualTo("a horse");
            assertThat(answer.reader().name()).isEqualTo("http:see-1");
            assertThat(answer.counts().read()).isZero();
            assertThat(answer.endpoint().orElseThrow().pictures()).isEqualTo(8);
            assertThat(answer.windows()).hasSize(1);
            assertThat(server.asked().get(0).pictures()).isEqualTo(8);
            assertThat(stage.deltas()).extracting(AnswerDelta::text).containsExactly("a horse", "");
            assertThat(server.faults()).isEmpty();
        }
    }

    @Test
    void aQuestionWaitsForThePicturesOfItsFrames() throws Exception {
        try (VisionServer server = VisionServer.saying("a horse");
                ReadStage stage = ReadStage.looking(http(server))) {
            stage.ask(question("q", DOOR)).feed(started(), file(0), ended(2)).feed(seconds(0, 7));
            assertThat(stage.answers()).isEmpty();
            assertThat(server.asked()).isEmpty();
            stage.feed(seconds(7, 8));
            assertThat(stage.answers(1).get(0).endpoint().orElseThrow().pictures())
                    .isEqualTo(8);
        }
    }

    @Test
    void aStandingQuestionWaitsForThePicturesOfItsWindow() throws Exception {
        StandingQuestion standing = new StandingQuestion(
                "s", "What is it?", List.of(), Optional.of(8_000L), Optional.empty(), "", Optional.empty(), 0);
        try (VisionServer server = VisionServer.saying("a horse");
                ReadStage stage = ReadStage.looking(http(server))) {
            stage.ask(standing).feed(started(), TestWindows.random("door", 0, 16, 100, Clock.WALL));
            stage.feed(TestWindows.random("door", 1, 16, 100, Clock.WALL));
            assertThat(stage.answers()).isEmpty();
            stage.feed(pictures(Clock.WALL, 0, 8));
            Answer answer = stage.answers(1).get(0);
            assertThat(answer.occurrence()).isEqualTo(1);
            assertThat(answer.windows()).hasSize(1);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void aQuestionDoesNotWaitForPicturesThatNeverCome() throws Exception {
        try (VisionServer server = VisionServer.saying("a horse");
                ReadStage stage = ReadStage.looking(http(server))) {
            stage.ask(question("q", DOOR)).feed(started(), file(0), ended(2)).feed(seconds(0, 3));
            stage.at(Album.PATIENCE.toMillis() + 1);
            assertThat(stage.answers(1).get(0).endpoint().orElseThrow().pictures())
                    .isBetween(3L, 4L);
        }
    }

    @Test
    void aQuestionWithoutAnyPictureIsADeadLetter() throws Exception {
        try (VisionServer server = VisionServer.saying("a horse");
                ReadStage stage = ReadStage.looking(http(server))) {
            stage.ask(question("q", DOOR)).feed(started(), file(0), ended(2)).end();
            assertThat(stage.answers()).isEmpty();
            assertThat(stage.letters())
                    .extracting(DeadLetter::reason, DeadLetter::key)
                    .containsExactly(tuple("NO_PICTURES", "q"));
        }
    }

    @Test
    void aQuestionOnALiveStreamIsAnsweredFromItsNewestPictures() throws Exception {
        try (VisionServer server = VisionServer.saying("a horse");
                ReadStage stage = ReadStage.looking(http(server))) {
            stage.feed(started()).feed(pictures(Clock.WALL, 0, 40));
            for (int window = 0; window < 5; window++) {
                stage.feed(TestWindows.random("door", window, 16, 200, Clock.WALL));
            }
            stage.ask(question("q", DOOR));
            stage.answers(1);
            assertThat(server.asked().get(0).texts().get(0)).isEqualTo("At 1970-01-01T00:00:32Z:");
        }
    }

    @Test
    void aQuestionUnderWayIsAskedAgainWithItsPicturesAfterARestore() throws Exception {
        OperatorSubtaskState state;
        CountDownLatch never = new CountDownLatch(1);
        try (VisionServer hanging = VisionServer.start((exchange, asked) -> await(never));
                ReadStage stage = ReadStage.looking(http(hanging))) {
            stage.ask(question("q", DOOR)).feed(started()).feed(seconds(0, 8)).feed(file(0), ended(2));
            state = stage.snapshot();
            never.countDown();
        }
        try (VisionServer server = VisionServer.saying("a horse");
                ReadStage stage = ReadStage.restore(state, http(server))) {
            assertThat(stage.answers(1).get(0).endpoint().orElseThrow().pictures())
                    .isEqualTo(8);
            stage.feed(seconds(0, 8)).end();
            assertThat(stage.answers()).hasSize(1);
        }
    }

    @Test
    void anEndpointThatFailsLeavesADeadLetterAndTheLineGoesOn() throws Exception {
        try (VisionServer server = VisionServer.start((exchange, asked) -> {
                    if (asked.question().contains("bad")) {
                        VisionServer.send(exchange, 200, "text/html", "<html>captive portal</html>");
                    } else {
                        VisionServer.say(exchange, asked, "a horse");
                    }
                });
                ReadStage stage = ReadStage.looking(http(server))) {
            stage.ask(question("bad", "Is it bad?", DOOR), question("good", "Is it good?", DOOR))
                    .feed(started())
                    .feed(seconds(0, 8))
                    .feed(file(0), ended(2))
                    .end();
            assertThat(stage.answers()).extracting(Answer::questionId).containsExactly("good");
            assertThat(stage.letters())
                    .extracting(DeadLetter::reason, DeadLetter::key)
                    .containsExactly(tuple("ENDPOINT_MALFORMED", "bad"));
        }
    }

    @Test
    void aCascadeSaysWhichReaderAnswered() throws Exception {
        try (VisionServer server = VisionServer.saying("a horse");
                ReadStage stage = ReadStage.looking(vision(ReaderChoice.CASCADE, server, 600))) {
            stage.ask(question("q", "What is this?", DOOR))
                    .feed(started())
                    .feed(seconds(0, 8))
                    .feed(file(0), ended(2));
            Answer answer = stage.answers(1).get(0);
            assertThat(answer.reader().name()).isEqualTo("http:see-1");
            assertThat(answer.deferral().orElseThrow().first().name()).isEqualTo("reader-small");
        }
    }

    @Test
    void aCascadeWithoutPicturesAnswersFromTokensAndSaysSo() throws Exception {
        try (VisionServer server = VisionServer.saying("a horse");
                ReadStage stage = ReadStage.looking(vision(ReaderChoice.CASCADE, server, 600))) {
            stage.ask(question("q", "What is this?", DOOR))
                    .feed(started(), file(0), ended(2))
                    .end();
            Answer answer = stage.answers(1).get(0);
            assertThat(answer.reader().name()).isEqualTo("reader-small");
            assertThat(answer.counts().read()).isEqualTo(100);
            assertThat(answer.deferral().orElseThrow().problem()).startsWith("NO_PICTURES: ");
        }
    }

    @Test
    void ofTooManyPicturesOfAFileEverySecondStays() throws Exception {
        try (VisionServer server = VisionServer.saying("a horse");
                ReadStage stage = ReadStage.looking(vision(ReaderChoice.HTTP, server, 3))) {
            stage.feed(started()).feed(seconds(0, 8)).feed(file(0), ended(2)).ask(question("q", DOOR));
            stage.answers(1);
            assertThat(server.asked().get(0).texts()).containsExactly("At 0:00.0:", "At 0:04.0:", "Is there an ox?");
        }
    }

    @Test
    void ofTooManyPicturesOfALiveStreamTheNewestStay() throws Exception {
        try (VisionServer server = VisionServer.saying("a horse");
                ReadStage stage = ReadStage.looking(vision(ReaderChoice.HTTP, server, 3))) {
            stage.feed(started())
                    .feed(pictures(Clock.WALL, 0, 8))
                    .feed(TestWindows.random("door", 0, 16, 200, Clock.WALL))
                    .ask(question("q", DOOR));
            stage.answers(1);
            assertThat(server.asked().get(0).texts().get(0)).isEqualTo("At 1970-01-01T00:00:06Z:");
        }
    }

    @Test
    void aFileThatIsReadAgainBeginsAnew() throws Exception {
        try (VisionServer server = VisionServer.saying("a horse");
                ReadStage stage = ReadStage.looking(http(server))) {
            stage.feed(started()).feed(seconds(0, 8));
            for (Preview again : seconds(0, 2)) {
                stage.feed(new Preview(
                        again.run(), "door", 1, again.span(), again.width(), again.height(), again.jpeg(), 0));
            }
            stage.feed(file(0), ended(2)).ask(question("q", DOOR)).at(Album.PATIENCE.toMillis() + 1);
            stage.answers(1);
            assertThat(server.asked().get(0).texts().get(1)).isEqualTo("At 0:01.0:");
            assertThat(server.asked().get(0).pictures()).isEqualTo(2);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static VisionOptions http(VisionServer server) {
        return vision(ReaderChoice.HTTP, server, 600);
    }

    /** A cascade that is never sure. */
    private static VisionOptions vision(ReaderChoice reader, VisionServer server, int kept) {
        return new VisionOptions(reader, 1, kept, Endpoints.at(server.url()));
    }

    private static StreamEvent started() {
        return event("door", StreamEvent.Kind.STARTED, 0);
    }

    private static StreamEvent ended(long ordinal) {
        return event("door", StreamEvent.Kind.ENDED, ordinal);
    }

    /** Eight seconds, two frames each. */
    private static PrunedWindow file(int index) {
        return TestWindows.random("door", index, 16, 100, Clock.MEDIA);
    }

    private static Preview[] seconds(int from, int to) {
        return pictures(Clock.MEDIA, from, to);
    }

    private static Preview[] pictures(Clock clock, int from, int to) {
        List<Preview> pictures = IntStream.range(from, to)
                .mapToObj(
                        second -> Endpoints.pictures(clock, second * 1_000_000L).get(0))
                .map(preview -> new Preview(
                        "run-1",
                        "door",
                        0,
                        new Span(preview.span().startMicros(), preview.span().startMicros() + 500_000, clock),
                        preview.width(),
                        preview.height(),
                        preview.jpeg(),
                        0))
                .toList();
        return pictures.toArray(Preview[]::new);
    }
}
