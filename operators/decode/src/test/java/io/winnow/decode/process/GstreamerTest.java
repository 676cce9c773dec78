package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.GstreamerServer;
import io.winnow.decode.LiveAddress;
import io.winnow.decode.PictureSize;
import io.winnow.decode.PieceTopics;
import io.winnow.decode.RtspTransport;
import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An RTSP server that others have made. */
class GstreamerTest {
    private static final PictureSize SIZE = new PictureSize(64, 64);
    private static final int FRAMES = 60;

    @TempDir
    static Path folder;

    private static Path clip;
    private static DecoderPools pools;

    @BeforeAll
    static void open() throws Exception {
        GstreamerServer.assumeThere();
        clip = draw();
        pools = DecoderPools.open(PoolOptions.of(SIZE), 0, 1, 0, PieceTopics.NONE.client(0));
    }

    @AfterAll
    static void close() {
        if (pools != null) {
            pools.close();
        }
    }

    private static Path draw() throws IOException {
        Path file = folder.resolve("clip.mp4");
        FfmpegCommand.find()
                .run(List.of(
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=160x120:rate=50",
                        "-frames:v",
                        Integer.toString(FRAMES),
                        "-g",
                        "10",
                        "-c:v",
                        "libopenh264",
                        file.toString()));
        return file;
    }

    private static Told told(String address) throws InterruptedException {
        return Told.all(pools.open(new DecodeRequest(
                LiveAddress.input(address, RtspTransport.TCP, Duration.ofSeconds(5), Duration.ofDays(1)),
                new Sampling.KeepAll(),
                ResumePoint.START,
                SIZE,
                DecodeLimits.defaults(),
                1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtspt", "rtspu"})
    void everyFrameIsDecoded(String scheme) throws Exception {
        try (GstreamerServer server = GstreamerServer.start(folder, clip)) {
            Told told = told(server.address(scheme));
            assertThat(told.pictures()).hasSize(FRAMES);
            assertThat(told.events()).noneMatch(DecodeEvent.Gap.class::isInstance);
        }
    }

    @Test
    void aPasswordIsProvedByADigest() throws Exception {
        try (GstreamerServer server = GstreamerServer.start(folder, clip, "me", "secret")) {
            assertThat(told(server.address("rtsp")).pictures()).hasSize(FRAMES);
            DecodeEvent.Failure refused = (DecodeEvent.Failure)
                    told(server.address("rtsp").replace("secret", "guessed")).last();
            assertThat(refused.what()).isEqualTo("its server wants other credentials");
        }
    }
}
