package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.decode.LiveAddress;
import io.winnow.decode.PictureSize;
import io.winnow.decode.PieceTopics;
import io.winnow.decode.RtspTransport;
import io.winnow.decode.worker.camera.Manner;
import io.winnow.decode.worker.camera.Play;
import io.winnow.decode.worker.camera.RtspCamera;
import io.winnow.decode.worker.command.FfmpegCommand;
import io.winnow.net.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Live addresses on loopback: what a decoder says is held against what was sent. */
class LiveInputTest {
    private static final PictureSize SIZE = new PictureSize(64, 64);
    private static final Duration STALL = Duration.ofSeconds(5);
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final int FRAMES = 60;
    private static final int JOINED_FRAMES = 30;
    private static final int PATIENCE_MINUTES = 5;

    private static DecoderPools pools;

    @BeforeAll
    static void open() throws Exception {
        pools = DecoderPools.open(PoolOptions.of(SIZE), 0, 1, 0, PieceTopics.NONE.client(0));
    }

    @AfterAll
    static void close() {
        pools.close();
    }

    private static DecodeSession session(String address, RtspTransport transport, Duration stall) {
        return pools.open(new DecodeRequest(
                LiveAddress.input(address, transport, stall, FOR_EVER),
                new Sampling.KeepAll(),
                ResumePoint.START,
                SIZE,
                DecodeLimits.defaults(),
                1));
    }

    private static DecodeRequest request(RtspCamera camera, Sampling sampling, Duration behind) {
        return new DecodeRequest(
                LiveAddress.input(camera.address(), RtspTransport.TCP, STALL, behind),
                sampling,
                ResumePoint.START,
                SIZE,
                DecodeLimits.defaults(),
                1);
    }

    private static Told told(String address, RtspTransport transport, Duration stall) throws InterruptedException {
        return Told.all(session(address, transport, stall));
    }

    private static DecodeEvent.Failure end(Told told) {
        return (DecodeEvent.Failure) told.last();
    }

    private static long superseded(Told told) {
        return told.events().stream()
                .filter(DecodeEvent.Superseded.class::isInstance)
                .mapToLong(event -> ((DecodeEvent.Superseded) event).pictures())
                .sum();
    }

    @Test
    void everyFrameOfACameraIsDecodedUntilItsConnectionEnds() throws Exception {
        try (RtspCamera camera = RtspCamera.open(Manner.of(FRAMES))) {
            Told told = told(camera.address(), RtspTransport.TCP, STALL);
            assertThat(camera.plays()).extracting(Play::sent).containsExactly((long) FRAMES);
            assertThat(told.pictures()).hasSize(FRAMES);
            assertThat(Told.missing(told.events())).isZero();
            assertThat(end(told).what()).isEqualTo("the connection to it ended");
            assertThat(told.events().get(0)).isInstanceOfSatisfying(DecodeEvent.Format.class, format -> {
                assertThat(format.container()).isEqualTo("rtsp");
                assertThat(format.width()).isEqualTo(160);
            });
        }
    }

    @Test
    void everyFrameOfACameraIsDecodedBesideItsConnectionUntilItFallsSilent() throws Exception {
        try (RtspCamera camera = RtspCamera.open(Manner.of(FRAMES).ending(Manner.End.FALLS_SILENT))) {
            Told told = told(camera.address(), RtspTransport.UDP, Duration.ofSeconds(3));
            assertThat(camera.plays()).extracting(Play::sent).containsExactly((long) FRAMES);
            assertThat(told.pictures()).hasSize(FRAMES);
            assertThat(Told.missing(told.events())).isZero();
            assertThat(end(told).what()).isEqualTo("nothing came from it for 3 s");
        }
    }

    @ParameterizedTest
    @EnumSource(RtspTransport.class)
    void whatTimeACameraHasIsToldWhereItSaysSo(RtspTransport transport) throws Exception {
        Manner manner = Manner.of(FRAMES).ahead(Duration.ofHours(-1)).ending(Manner.End.FALLS_SILENT);
        try (RtspCamera camera = RtspCamera.open(manner)) {
            Told told = told(camera.address(), transport, Duration.ofSeconds(3));
            assertThat(told.pictures()).hasSize(FRAMES);
            assertThat(told.events().stream().filter(DecodeEvent.StatedClock.class::isInstance))
                    .isNotEmpty()
                    .allSatisfy(clock -> assertThat(((DecodeEvent.StatedClock) clock).aheadMicros())
                            .isBetween(-TimeUnit.MINUTES.toMicros(60 + 5), -TimeUnit.MINUTES.toMicros(60)));
        }
    }

    @Test
    void framesThatNeverLeftAreMissingByTheirTimestamps() throws Exception {
        try (RtspCamera camera = RtspCamera.open(Manner.of(FRAMES).losing(0.2, 7))) {
            Told told = told(camera.address(), RtspTransport.TCP, STALL);
            Play play = camera.plays().get(0);
            assertThat(play.lost()).isPositive();
            assertThat(told.pictures()).hasSize((int) play.sent());
            assertThat(Told.missing(told.events())).isEqualTo(play.lost());
        }
    }

    @Test
    void ofACameraThatNobodyTakesFromTheNewestFrameStaysAndAllOthersAreCounted() throws Exception {
        PoolOptions options = PoolOptions.of(SIZE);
        try (RtspCamera busy = RtspCamera.open(Manner.of(FRAMES));
                RtspCamera next = RtspCamera.open(Manner.of(1));
                DecoderPool one = DecoderPool.open(
                        options, new ChildMaker(options, Confinement.probe(), true), Origins.ofWeb(), 1);
                DecodeSession untaken = one.open(request(busy, new Sampling.Latest(), FOR_EVER));
                DecodeSession follows = one.open(request(next, new Sampling.KeepAll(), FOR_EVER))) {
            // The one child comes to it when the camera before has said all.
            assertThat(follows.take()).isInstanceOf(DecodeEvent.Format.class);
            Told told = Told.all(untaken);
            assertThat(told.pictures()).hasSize(1);
            assertThat(1 + superseded(told) + end(told).late()).isEqualTo(FRAMES);
            assertThat(Told.missing(told.events())).isZero();
            assertThat(end(told).decoded()).isEqualTo(1 + superseded(told));
        }
    }

    @Test
    void whatWaitsTooLongIsCountedToTheFrameUnderEveryPolicy() throws Exception {
        Duration soon = Duration.ofMillis(10);
        for (Sampling sampling : List.of(new Sampling.KeepAll(), new Sampling.Every(3), new Sampling.KeyFrames())) {
            try (RtspCamera camera = RtspCamera.open(Manner.of(FRAMES));
                    DecodeSession session = pools.open(request(camera, sampling, soon))) {
                assertThat(session.take()).isInstanceOf(DecodeEvent.Format.class);
                camera.await(1).ended().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
                Told told = Told.all(session);
                DecodeEvent.Failure end = end(told);
                assertThat(end.decoded() + end.skipped() + end.late()).isEqualTo(FRAMES);
                assertThat(told.pictures().size() + superseded(told)).isLessThanOrEqualTo(end.decoded());
                assertThat(Told.missing(told.events())).isZero();
            }
        }
    }

    /** Two seconds of it at least. */
    @Test
    void whatIsLeftOutIsToldWhileNothingIsChosen() throws Exception {
        try (RtspCamera camera = RtspCamera.open(Manner.of(4 * FRAMES));
                DecodeSession session = pools.open(request(camera, new Sampling.Scene(0.9), FOR_EVER))) {
            Told told = Told.all(session);
            assertThat(told.pictures()).hasSize(1);
            assertThat(end(told).decoded()).isEqualTo(4 * FRAMES);
            assertThat(told.events().stream()
                            .filter(DecodeEvent.Passed.class::isInstance)
                            .map(event -> ((DecodeEvent.Passed) event).decoded()))
                    .isNotEmpty()
                    .isSorted()
                    .allSatisfy(decoded -> assertThat(decoded).isBetween(2L, 4L * FRAMES));
        }
    }

    @Test
    void aSessionThatIsClosedLeavesItsChildToTheNext() throws Exception {
        try (RtspCamera silent = RtspCamera.open(Manner.of(1).ending(Manner.End.FALLS_SILENT));
                RtspCamera camera = RtspCamera.open(Manner.of(FRAMES))) {
            try (DecodeSession waits = session(silent.address(), RtspTransport.TCP, Duration.ofDays(1))) {
                silent.await(1).ended().get(10, TimeUnit.SECONDS);
            }
            assertThat(told(camera.address(), RtspTransport.TCP, STALL).pictures())
                    .hasSize(FRAMES);
        }
    }

    @Test
    void credentialsAreGivenToTheServerAndShownToNobody() throws Exception {
        try (RtspCamera camera = RtspCamera.open(Manner.of(5).asking("me:secret"))) {
            assertThat(told(camera.address(), RtspTransport.TCP, STALL).pictures())
                    .hasSize(5);
            String others = camera.address().replace("secret", "guessed");
            DecodeEvent.Failure refused = end(told(others, RtspTransport.TCP, STALL));
            assertThat(refused.code()).isEqualTo(DecodeEvent.Failure.Code.READ);
            assertThat(refused.what()).isEqualTo("its server wants other credentials");
        }
    }

    @Test
    void whyAnAddressGivesNothingIsSaidInASentence() throws Exception {
        try (RtspCamera camera = RtspCamera.open(Manner.of(5))) {
            String elsewhere = camera.address().replace("/camera", "/nothing");
            assertThat(end(told(elsewhere, RtspTransport.TCP, STALL)).what())
                    .isEqualTo("its server has nothing at this address");
        }
        assertThat(end(told("rtsp://127.0.0.1:" + FreePort.find() + "/camera", RtspTransport.TCP, STALL))
                        .what())
                .isEqualTo("it does not answer");
    }

    @ParameterizedTest
    @CsvSource({"udp, ?pkt_size=1316", "srt, ?mode=listener"})
    void anMpegTransportStreamIsJoinedWhereItIs(String scheme, String sendersOptions) throws Exception {
        String address = scheme + "://127.0.0.1:" + FreePort.find();
        Process sender = sends(address + sendersOptions);
        try (DecodeSession session = session(address, RtspTransport.TCP, STALL)) {
            List<DecodeEvent> events = new ArrayList<>();
            while (events.stream().filter(DecodeEvent.Picture.class::isInstance).count() < JOINED_FRAMES) {
                DecodeEvent event = session.take();
                events.add(event);
                if (event instanceof DecodeEvent.Picture picture) {
                    picture.pixels().release();
                }
            }
            assertThat(events).noneMatch(DecodeEvent.Gap.class::isInstance);
            assertThat(events.stream().filter(DecodeEvent.Format.class::isInstance))
                    .singleElement()
                    .satisfies(format -> assertThat(((DecodeEvent.Format) format).container())
                            .isEqualTo("mpegts"));
        } finally {
            sender.destroyForcibly();
        }
    }

    @Test
    void aChildWithoutANetworkIsGivenNoLiveAddress() throws Exception {
        try (DecoderPool confined = DecoderPool.open(PoolOptions.of(SIZE))) {
            DecodeRequest request = new DecodeRequest(
                    LiveAddress.input("rtsp://me:secret@127.0.0.1/1", RtspTransport.TCP, STALL, FOR_EVER),
                    new Sampling.KeepAll(),
                    ResumePoint.START,
                    SIZE,
                    DecodeLimits.defaults(),
                    1);
            assertThat(request.toString()).doesNotContain("secret");
            assertThatThrownBy(() -> confined.open(request))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("rtsp://127.0.0.1/1 is live, and no child here has a network");
        }
    }

    /** A hundred frames a second, a key frame every ten. */
    private static Process sends(String address) throws IOException {
        return FfmpegCommand.find()
                .process(List.of(
                        "-nostdin",
                        "-v",
                        "error",
                        "-re",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=160x120:rate=100",
                        "-c:v",
                        "libopenh264",
                        "-g",
                        "10",
                        "-f",
                        "mpegts",
                        address))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
