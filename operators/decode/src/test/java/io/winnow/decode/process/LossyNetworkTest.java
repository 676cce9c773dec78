package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.LiveAddress;
import io.winnow.decode.LossyRelay;
import io.winnow.decode.PictureSize;
import io.winnow.decode.PieceTopics;
import io.winnow.decode.RtspTransport;
import io.winnow.decode.worker.command.FfmpegCommand;
import io.winnow.net.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** FFmpeg's own senders of datagrams, behind a network that loses some of them and confuses their order. */
class LossyNetworkTest {
    private static final PictureSize SIZE = new PictureSize(64, 64);
    private static final Duration STALL = Duration.ofSeconds(20);
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final long FRAME_MICROS = 10_000;
    private static final int FRAMES = 200;

    private static DecoderPools pools;

    @BeforeAll
    static void open() throws Exception {
        pools = DecoderPools.open(PoolOptions.of(SIZE), 0, 1, 0, PieceTopics.NONE.client(0));
    }

    @AfterAll
    static void close() {
        pools.close();
    }

    private static DecodeSession session(String address) {
        return pools.open(new DecodeRequest(
                LiveAddress.input(address, RtspTransport.TCP, STALL, FOR_EVER),
                new Sampling.KeepAll(),
                ResumePoint.START,
                SIZE,
                DecodeLimits.defaults(),
                1));
    }

    /** A hundred frames a second, each a key frame. */
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
                        "1",
                        "-f",
                        "mpegts",
                        address))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void framesThatDatagramsWereLostOfAreDecodedOrToldAsMissing() throws Exception {
        int port = FreePort.find();
        try (LossyRelay relay = LossyRelay.open(port, 0.1, 0.05, 7);
                DecodeSession session = session("udp://127.0.0.1:" + port)) {
            Process sender = sends("udp://127.0.0.1:" + relay.port() + "?pkt_size=1316");
            try {
                List<DecodeEvent> events = Told.take(session, FRAMES);
                List<DecodeEvent.Picture> pictures = Told.picturesOf(events);
                long first = pictures.get(0).startMicros();
                long last = pictures.get(FRAMES - 1).startMicros();
                assertThat(relay.dropped()).isPositive();
                assertThat(Told.missing(events)).isPositive();
                assertThat(FRAMES + Told.missing(events))
                        .isEqualTo(1 + Math.round((double) (last - first) / FRAME_MICROS));
            } finally {
                sender.destroyForcibly();
            }
        }
    }

    @Test
    void whatSrtSendsAgainIsNotMissing() throws Exception {
        int port = FreePort.find();
        try (LossyRelay relay = LossyRelay.open(port, 0.1, 0.05, 7);
                DecodeSession session = session("srt://127.0.0.1:" + port + "?mode=listener&latency=3000000")) {
            Process sender = sends("srt://127.0.0.1:" + relay.port() + "?latency=3000000&connect_timeout=60000");
            try {
                List<DecodeEvent> events = Told.take(session, FRAMES);
                assertThat(relay.dropped()).isPositive();
                assertThat(events).noneMatch(DecodeEvent.Gap.class::isInstance);
            } finally {
                sender.destroyForcibly();
            }
        }
    }
}
