package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.winnow.decode.DecodeOptions;
import io.winnow.decode.FramePolicy;
import io.winnow.decode.HlsCamera;
import io.winnow.decode.flink.Told.Happened;
import io.winnow.decode.flink.Told.Shown;
import io.winnow.records.Clock;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standard input and addresses. */
class OtherInputsTest {
    private static final int PIPE_BYTES = 1 << 22;

    @TempDir
    static Path media;

    private static Bench bench;
    private static Path clip;

    @BeforeAll
    static void draw() throws Exception {
        bench = new Bench(impatient(), InstantSource.system());
        clip = Media.clip(media.resolve("clip.ts"), 50);
    }

    /** Silence is told soon. */
    private static DecodeOptions impatient() {
        return DecodeOptions.defaults().withPolicy(new FramePolicy.KeepAll()).withIdleAfter(Duration.ofMillis(50));
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static List<Told> frames(List<Told> told) {
        return told.stream().filter(Shown.class::isInstance).toList();
    }

    @Test
    void standardInputIsReadOnceAndSaysWhenItIsSilent() throws Exception {
        byte[] bytes = Files.readAllBytes(clip);
        InputStream usual = System.in;
        try (PipedOutputStream writer = new PipedOutputStream();
                PipedInputStream pipe = new PipedInputStream(writer, PIPE_BYTES)) {
            System.setIn(pipe);
            List<VideoSplit> splits = bench.splits("-", "keep-all");
            try (Bench.Drive drive = bench.drive(splits)) {
                drive.until(1);
                while (drive.told.stream().noneMatch(OtherInputsTest::isIdle)) {
                    drive.until(drive.told.size() + 1);
                }
                writer.write(bytes);
                writer.close();
                drive.toEnd();
                assertThat(((Happened) drive.told.get(0)).epoch()).isPositive();
                assertThat(frames(drive.told)).hasSize(50);
                assertThat(drive.told)
                        .last()
                        .satisfies(
                                ended -> assertThat(((Happened) ended).count()).isEqualTo(50));
            }
            assertThatThrownBy(() -> bench.readAll(splits)).isInstanceOf(SuppressRestartsException.class);
        } finally {
            System.setIn(usual);
        }
    }

    private static boolean isIdle(Told told) {
        return told instanceof Happened event && event.kind().equals("IDLE");
    }

    @Test
    void anAddressGivesTheFramesOfItsFile() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] bytes = Files.readAllBytes(clip);
        server.createContext("/clip.ts", exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/clip.ts?token=secret";
            List<Told> told = bench.readAll(bench.splits(address, "keep-all"));
            assertThat(frames(told)).isEqualTo(frames(bench.readAll(bench.splits(clip.toString(), "keep-all"))));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPlaylistThatHasAnEndIsReadLikeAFile() throws Exception {
        try (HlsCamera camera = HlsCamera.open(2)) {
            camera.publish();
            camera.end();
            List<Told> told = bench.readAll(bench.splits(camera.master(), "keep-all"));
            assertThat(frames(told))
                    .hasSize(2 * HlsCamera.PIECE_FRAMES)
                    .allSatisfy(
                            frame -> assertThat(((Shown) frame).span().clock()).isEqualTo(Clock.MEDIA));
            assertThat(told)
                    .last()
                    .satisfies(ended -> assertThat(((Happened) ended).kind()).isEqualTo("ENDED"));
        }
    }

    @Test
    void anAddressThatHasNothingIsADeadLetterWithoutItsSecrets() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        try {
            String host = "127.0.0.1:" + server.getAddress().getPort();
            List<Told> told = bench.readAll(bench.splits("http://me:secret@" + host + "/none.ts?key=1", "keep-all"));
            assertThat(told).contains(new Told.Failed("s", "READ", "http://" + host + "/none.ts", 1));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void timestampsThatGoBackBeginANewEpoch() throws Exception {
        Path later = Media.draw(
                media.resolve("later.ts"),
                "testsrc2=size=160x120:rate=25",
                "-frames:v",
                "20",
                "-c:v",
                "libopenh264",
                "-output_ts_offset",
                "9");
        Path both = media.resolve("both.ts");
        Files.write(both, Files.readAllBytes(later));
        Files.write(both, Files.readAllBytes(clip), StandardOpenOption.APPEND);
        List<Told> told = bench.readAll(bench.splits(both.toString(), "keep-all"));
        int gap = told.indexOf(new Happened("s", 1, "GAP", "TIMESTAMP_JUMP", 0));
        assertThat(told.get(gap - 1))
                .satisfies(frame -> assertThat(((Shown) frame).epoch()).isZero());
        assertThat(told.get(gap + 1)).satisfies(frame -> {
            assertThat(((Shown) frame).epoch()).isEqualTo(1);
            assertThat(((Shown) frame).seq()).isZero();
        });
        assertThat(told)
                .last()
                .satisfies(ended -> assertThat(((Happened) ended).epoch()).isEqualTo(1));
    }
}
