package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.EncodedPieces;
import io.winnow.decode.LiveAddress;
import io.winnow.decode.PictureSize;
import io.winnow.decode.RtspTransport;
import io.winnow.decode.TestTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces of a topic, read by a child without a network. */
class PieceStreamTest {
    private static final PictureSize SIZE = new PictureSize(64, 64);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(100);

    /** Of the piece that is read, fewer frames than are held back until the next comes. */
    private static final int NEARLY_ALL = EncodedPieces.FRAMES - 5;

    private static final byte[] NO_VIDEO = "no video at all".getBytes(StandardCharsets.US_ASCII);

    private static final TestTopics TOPICS = new TestTopics();
    private static DecoderPool pool;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws Exception {
        PoolOptions options = PoolOptions.of(SIZE);
        Origins origins = new Origins(new WebClient(), Set.of(), TOPICS.client(0));
        pool = DecoderPool.open(options, new ChildMaker(options, Confinement.probe(), false), origins, 1);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private static DecodeSession session(String address, Duration stall) {
        return pool.open(new DecodeRequest(
                LiveAddress.input(address, RtspTransport.TCP, stall, LONG),
                new Sampling.KeepAll(),
                ResumePoint.START,
                SIZE,
                DecodeLimits.defaults(),
                1));
    }

    private static void publish(byte[] piece) {
        TOPICS.publish("pieces", "gate", piece);
    }

    private static DecodeEvent.Failure failure(DecodeSession session) throws InterruptedException {
        return (DecodeEvent.Failure) Told.all(session).last();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpegts", "fmp4"})
    void everyFrameOfEveryPieceIsDecodedInOrder(String type) throws Exception {
        List<byte[]> pieces = EncodedPieces.of(folder, 4, type);
        try (DecodeSession session = session("kafka:pieces/gate", LONG)) {
            TOPICS.awaitFollowers(1);
            TOPICS.publish("pieces", "door", NO_VIDEO);
            publish(pieces.get(0));
            List<DecodeEvent> events = new ArrayList<>(Told.take(session, NEARLY_ALL));
            // One when it is waited for, and two at once, behind which there is nothing more.
            publish(pieces.get(1));
            events.addAll(Told.take(session, EncodedPieces.FRAMES));
            publish(pieces.get(2));
            publish(pieces.get(3));
            TOPICS.fail("pieces", "the broker does not answer");
            Told rest = Told.all(session);
            events.addAll(rest.events());
            assertThat(Told.picturesOf(events))
                    .extracting(DecodeEvent.Picture::seq)
                    .hasSize(4 * EncodedPieces.FRAMES)
                    .isSorted();
            assertThat(Told.missing(events)).isZero();
            assertThat(((DecodeEvent.Failure) rest.last()).what()).isEqualTo("the broker does not answer");
        }
        TOPICS.awaitFollowers(0);
    }

    @Test
    void theFramesOfAPieceThatIsNoVideoAreToldAsMissing() throws Exception {
        List<byte[]> pieces = EncodedPieces.of(folder, 4, "mpegts");
        try (DecodeSession session = session("kafka:pieces", LONG)) {
            TOPICS.awaitFollowers(1);
            publish(NO_VIDEO);
            publish(pieces.get(0));
            List<DecodeEvent> events = new ArrayList<>(Told.take(session, NEARLY_ALL));
            publish(NO_VIDEO);
            publish(pieces.get(2));
            publish(pieces.get(3));
            events.addAll(Told.take(session, 2 * EncodedPieces.FRAMES));
            assertThat(Told.missing(events)).isEqualTo(EncodedPieces.FRAMES);
        }
        TOPICS.awaitFollowers(0);
    }

    @Test
    void silenceIsGivenUp() throws Exception {
        DecodeEvent.Failure failure = failure(session("kafka:pieces", SHORT));
        assertThat(failure.what()).matches("its topic has had no new piece for [0-9]+ m?s");
        assertThat(failure.code()).isEqualTo(DecodeEvent.Failure.Code.READ);
        TOPICS.awaitFollowers(0);
    }

    @Test
    void aSessionThatIsClosedWhileItWaitsLeavesItsChildToTheNext() throws Exception {
        List<byte[]> pieces = EncodedPieces.of(folder, 1, "mpegts");
        for (int i = 0; i < 2; i++) {
            try (DecodeSession session = session("kafka:pieces", LONG)) {
                TOPICS.awaitFollowers(1);
                publish(pieces.get(0));
                Told.take(session, NEARLY_ALL);
            }
            TOPICS.awaitFollowers(0);
        }
    }
}
