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
    private static DecoderPools pools;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws Exception {
        pools = DecoderPools.open(PoolOptions.of(SIZE), 0, 0, TOPICS.client(0));
    }

    @AfterAll
    static void close() {
        pools.close();
    }

    private static DecodeSession session(String address, Duration stall) {
        return pools.open(new DecodeRequest(
                LiveAddress.input(address, RtspTransport.TCP, stall, LONG),
                new Sampling.KeepAll(),
                ResumePoint.START,
                SIZE,
                DecodeLimits.defaults(),
                1));
    }

    private static List<Long> take(DecodeSession session, int pictures) throws InterruptedException {
        List<Long> seqs = new ArrayList<>();
        while (seqs.size() < pictures) {
            DecodeEvent event = session.take();
            if (event instanceof DecodeEvent.Picture picture) {
                picture.pixels().release();
                seqs.add(picture.seq());
            } else {
                assertThat(event).isNotInstanceOf(DecodeEvent.Failure.class);
            }
        }
        return seqs;
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
            List<Long> seqs = new ArrayList<>();
            TOPICS.publish("pieces", "door", NO_VIDEO);
            TOPICS.publish("pieces", "gate", pieces.get(0));
            seqs.addAll(take(session, NEARLY_ALL));
            for (byte[] piece : pieces.subList(1, 4)) {
                TOPICS.publish("pieces", "gate", piece);
                seqs.addAll(take(session, EncodedPieces.FRAMES));
            }
            TOPICS.fail("pieces", "the broker does not answer");
            Told rest = Told.all(session);
            assertThat(rest.events()).noneMatch(DecodeEvent.Gap.class::isInstance);
            assertThat(seqs.size()
                            + rest.events().stream()
                                    .filter(DecodeEvent.Picture.class::isInstance)
                                    .count())
                    .isEqualTo(4L * EncodedPieces.FRAMES);
            assertThat(((DecodeEvent.Failure) rest.last()).what()).isEqualTo("the broker does not answer");
        }
        TOPICS.awaitFollowers(0);
    }

    @Test
    void aPieceThatIsNoVideoIsPassedOver() throws Exception {
        List<byte[]> pieces = EncodedPieces.of(folder, 2, "mpegts");
        try (DecodeSession session = session("kafka:pieces", LONG)) {
            TOPICS.awaitFollowers(1);
            TOPICS.publish("pieces", "", NO_VIDEO);
            TOPICS.publish("pieces", "", pieces.get(0));
            take(session, NEARLY_ALL);
            TOPICS.publish("pieces", "", NO_VIDEO);
            TOPICS.publish("pieces", "", pieces.get(1));
            take(session, EncodedPieces.FRAMES);
        }
        TOPICS.awaitFollowers(0);
    }

    @Test
    void silenceIsGivenUp() throws Exception {
        DecodeEvent.Failure failure = failure(session("kafka:pieces", SHORT));
        assertThat(failure.what()).isEqualTo("its topic has had no new piece for 0 s");
        assertThat(failure.code()).isEqualTo(DecodeEvent.Failure.Code.READ);
        TOPICS.awaitFollowers(0);
    }

    @Test
    void aSessionThatIsClosedWhileItWaitsLeavesItsChildToTheNext() throws Exception {
        List<byte[]> pieces = EncodedPieces.of(folder, 1, "mpegts");
        for (int i = 0; i < 2; i++) {
            try (DecodeSession session = session("kafka:pieces", LONG)) {
                TOPICS.awaitFollowers(1);
                TOPICS.publish("pieces", "", pieces.get(0));
                take(session, NEARLY_ALL);
            }
            TOPICS.awaitFollowers(0);
        }
    }
}
