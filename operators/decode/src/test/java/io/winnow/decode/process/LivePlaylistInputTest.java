package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.HlsCamera;
import io.winnow.decode.LiveAddress;
import io.winnow.decode.PictureSize;
import io.winnow.decode.RtspTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Playlists that go on, read by a child without a network. */
class LivePlaylistInputTest {
    private static final PictureSize SIZE = new PictureSize(64, 64);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(100);

    /** Of the piece that is read, fewer frames than are held back until the next comes. */
    private static final int NEARLY_ALL = HlsCamera.PIECE_FRAMES - 5;

    private static DecoderPool pool;

    @BeforeAll
    static void open() throws Exception {
        PoolOptions options = PoolOptions.of(SIZE);
        pool = DecoderPool.open(options, new ChildMaker(options, Confinement.probe(), false), Origins.ofWeb(), 1);
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

    private static DecodeEvent.Failure failure(DecodeSession session) throws InterruptedException {
        return (DecodeEvent.Failure) Told.all(session).last();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpegts", "fmp4", "encrypted"})
    void everyFrameIsDecodedFromTheNewestPieceOnUntilThePlaylistEnds(String type) throws Exception {
        int pieces = 4;
        try (HlsCamera camera = HlsCamera.open(pieces, type);
                DecodeSession session = session(camera.address(), LONG)) {
            List<DecodeEvent> events = new ArrayList<>(Told.take(session, NEARLY_ALL));
            for (int piece = 1; piece < pieces; piece++) {
                camera.publish();
                events.addAll(Told.take(session, HlsCamera.PIECE_FRAMES));
            }
            camera.end();
            Told rest = Told.all(session);
            events.addAll(rest.events());
            assertThat(events)
                    .filteredOn(DecodeEvent.Picture.class::isInstance)
                    .extracting(event -> ((DecodeEvent.Picture) event).seq())
                    .hasSize(pieces * HlsCamera.PIECE_FRAMES)
                    .isSorted();
            assertThat(events).noneMatch(DecodeEvent.Gap.class::isInstance);
            assertThat(events.get(0))
                    .isInstanceOfSatisfying(
                            DecodeEvent.Format.class,
                            format -> assertThat(format.container()).isEqualTo("hls"));
            assertThat(rest.last()).isInstanceOfSatisfying(DecodeEvent.Failure.class, end -> {
                assertThat(end.what()).isEqualTo("its playlist ended");
                assertThat(end.late()).isZero();
            });
        }
    }

    @Test
    void onlyTheNewestPieceIsReadOfThoseThatAreThere() throws Exception {
        try (HlsCamera camera = HlsCamera.open(3)) {
            camera.publish();
            camera.publish();
            try (DecodeSession session = session(camera.address(), LONG)) {
                Told.take(session, 1);
                assertThat(camera.asked()).contains("whole2.ts").doesNotContain("whole0.ts", "whole1.ts");
            }
        }
    }

    @Test
    void aPlaylistThatHasEndedIsNotReadAgain() throws Exception {
        try (HlsCamera camera = HlsCamera.open(1)) {
            camera.end();
            DecodeEvent.Failure failure = failure(session(camera.address(), LONG));
            assertThat(failure.code()).isEqualTo(DecodeEvent.Failure.Code.READ);
            assertThat(failure.what()).isEqualTo("its playlist has ended");
            assertThat(failure.decoded()).isZero();
        }
    }

    @Test
    void aPlaylistWithoutAPieceIsTriedAgainLater() throws Exception {
        try (HlsCamera camera = HlsCamera.open(1)) {
            camera.publishNothing();
            assertThat(failure(session(camera.address(), LONG)).what()).isEqualTo("its playlist names no piece yet");
        }
    }

    @Test
    void aPlaylistOfWhichNothingNewComesIsGivenUp() throws Exception {
        try (HlsCamera camera = HlsCamera.open(1);
                DecodeSession session = session(camera.address(), SHORT)) {
            DecodeEvent.Failure failure = failure(session);
            assertThat(failure.what()).startsWith("its playlist has had no new piece for ");
            assertThat(failure.code()).isEqualTo(DecodeEvent.Failure.Code.READ);
        }
    }

    @Test
    void anEncoderThatWasStartedAgainIsNoticed() throws Exception {
        try (HlsCamera camera = HlsCamera.open(2)) {
            camera.publish();
            try (DecodeSession session = session(camera.address(), LONG)) {
                Told.take(session, NEARLY_ALL);
                camera.restart();
                assertThat(failure(session).what()).isEqualTo("its playlist began anew");
            }
        }
    }

    @Test
    void aServerThatGoesAwayIsSaid() throws Exception {
        try (HlsCamera camera = HlsCamera.open(1);
                DecodeSession session = session(camera.address(), LONG)) {
            Told.take(session, NEARLY_ALL);
            camera.leave();
            assertThat(failure(session).what()).isEqualTo("the server answers 503");
        }
    }

    @Test
    void theServerIsGivenItsCredentialsForEveryPiece() throws Exception {
        try (HlsCamera camera = HlsCamera.open(1)) {
            camera.lock();
            DecodeSession session = session(camera.master(), LONG);
            Told.take(session, NEARLY_ALL);
            camera.end();
            assertThat(failure(session).what()).isEqualTo("its playlist ended");
            assertThat(camera.asked()).contains("master.m3u8", "live.m3u8", "whole0.ts");
        }
    }

    @Test
    void aSessionThatIsClosedLeavesItsChildToTheNext() throws Exception {
        try (HlsCamera camera = HlsCamera.open(1)) {
            for (int i = 0; i < 2; i++) {
                try (DecodeSession session = session(camera.address(), LONG)) {
                    Told.take(session, NEARLY_ALL);
                }
            }
        }
    }
}
