package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.net.AddressKind;
import io.winnow.read.http.EndpointOptions;
import io.winnow.read.http.Endpoints;
import io.winnow.read.http.HttpReader;
import io.winnow.read.http.VisionServer;
import io.winnow.records.Clock;
import io.winnow.records.Preview;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the shipped bundle before, and a real endpoint behind. */
class CascadeReaderTest {
    private static final double NEVER_SURE = 1;
    private static final double ALWAYS_SURE = 0;
    private static final List<Preview> PICTURES = Endpoints.pictures(Clock.MEDIA, 0, 1_000_000);

    private static Reader small;

    private final List<Piece> heard = Collections.synchronizedList(new ArrayList<>());

    private record Piece(String attempt, int offset, String text, boolean last) {}

    @BeforeAll
    static void open() {
        small = Reader.open(
                io.winnow.model.Bundle.open(TestWindows.MODELS.resolve("reader-small")),
                io.winnow.model.EngineOptions.defaults(),
                ReadOptions.defaults());
    }

    @AfterAll
    static void close() {
        small.close();
    }

    @Test
    void theFirstAnswersWhatItIsSureOf() throws Exception {
        try (VisionServer server = VisionServer.saying("a horse")) {
            ReadAnswer answer = ask(server.url(), ALWAYS_SURE);
            assertThat(answer.reader()).isEqualTo(small.bundle());
            assertThat(answer.deferral()).isEmpty();
            assertThat(answer.endpoint()).isEmpty();
            assertThat(server.asked()).isEmpty();
            assertThat(written(answer)).isTrue();
        }
    }

    @Test
    void theSecondAnswersTheRest() throws Exception {
        try (VisionServer server = VisionServer.saying("a", " horse")) {
            ReadAnswer answer = ask(server.url(), NEVER_SURE);
            assertThat(answer.result().answer()).isEqualTo("a horse");
            assertThat(answer.reader().name()).isEqualTo("http:see-1");
            assertThat(answer.endpoint()).isPresent();
            assertThat(answer.deferral()).hasValueSatisfying(deferral -> {
                assertThat(deferral.first()).isEqualTo(small.bundle());
                assertThat(deferral.confidence()).isBetween(0.0, 1.0);
                assertThat(deferral.problem()).isEmpty();
            });
            assertThat(written(answer)).isTrue();
        }
    }

    @Test
    void theFirstsAnswerStandsAndSaysWhyWhereTheSecondGivesNone() throws Exception {
        try (VisionServer server = VisionServer.start(
                (exchange, asked) -> VisionServer.send(exchange, 400, "text/plain", "no pictures here"))) {
            ReadAnswer answer = ask(server.url(), NEVER_SURE);
            assertThat(answer.reader()).isEqualTo(small.bundle());
            assertThat(answer.endpoint()).isEmpty();
            assertThat(answer.deferral().orElseThrow().problem())
                    .isEqualTo("ENDPOINT_REJECTED: the endpoint answered with status 400");
            assertThat(written(answer)).isTrue();
        }
    }

    @Test
    void theFirstsAnswerStandsWhereTheSecondsBrokeOff() throws Exception {
        try (VisionServer server = VisionServer.start((exchange, asked) -> VisionServer.send(
                exchange,
                200,
                "text/event-stream",
                "data: {\"choices\":[{\"delta\":{\"content\":\"a zebra, that\"}}]}\n\n"))) {
            ReadAnswer answer = ask(server.url(), NEVER_SURE);
            assertThat(answer.reader()).isEqualTo(small.bundle());
            assertThat(heard).extracting(Piece::text).contains("a zebra, that");
            assertThat(written(answer)).isTrue();
        }
    }

    /** Whether whoever keeps the highest attempt has read the answer, and was told of one end alone. */
    private boolean written(ReadAnswer answer) {
        TreeSet<String> attempts = new TreeSet<>();
        heard.forEach(piece -> attempts.add(piece.attempt()));
        StringBuilder text = new StringBuilder();
        heard.stream().filter(piece -> piece.attempt().equals(attempts.last())).forEach(piece -> {
            text.setLength(piece.offset());
            text.append(piece.text());
        });
        return text.toString().equals(answer.result().answer())
                && heard.stream().filter(Piece::last).count() == 1
                && heard.get(heard.size() - 1).last();
    }

    private ReadAnswer ask(String url, double below) {
        EndpointOptions options = Endpoints.at(url);
        assertThat(options.allow()).containsExactly(AddressKind.LOOPBACK);
        ReadContext context = small.context(List.of(TestWindows.random("door", 0, 16, 100, Clock.MEDIA)));
        try (HttpReader second = new HttpReader(options);
                CascadeReader cascade = new CascadeReader(small, second, below)) {
            return cascade.read(
                            "door",
                            new ReadRequest(
                                    context,
                                    "What is this?",
                                    (attempt, offset, text, last) -> heard.add(new Piece(attempt, offset, text, last))),
                            PICTURES)
                    .join();
        }
    }
}
