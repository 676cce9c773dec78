package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.winnow.decode.PictureSize;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderPoolTest {
    private static final PictureSize SIZE = new PictureSize(64, 64);
    private static final Sampling ALL = new Sampling.KeepAll();

    @TempDir
    private static Path folder;

    private static DecoderPool pool;
    private static Path clip;
    private static List<String> pictures;

    @BeforeAll
    static void open() throws Exception {
        pool = DecoderPool.open(PoolOptions.of(SIZE));
        clip = Clips.h264(folder, 55);
        pictures = Told.all(pool.open(request(clip))).pictures();
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private static DecodeRequest request(DecodeInput input, Sampling sampling, ResumePoint resume) {
        return new DecodeRequest(input, sampling, resume, SIZE, DecodeLimits.defaults(), 1);
    }

    private static DecodeRequest request(Path file) {
        return request(new DecodeInput.LocalFile(file), ALL, ResumePoint.START);
    }

    private static DecodeEvent.Failure failure(Decoders decoders, DecodeRequest request) throws InterruptedException {
        return (DecodeEvent.Failure) Told.all(decoders.open(request)).last();
    }

    @Test
    void aFileBecomesAFormatItsPicturesAndAnEnd() throws Exception {
        Told told = Told.all(pool.open(request(clip)));
        assertThat(told.events().get(0)).isInstanceOfSatisfying(DecodeEvent.Format.class, format -> {
            assertThat(format.codec()).isEqualTo("h264");
            assertThat(format.width()).isEqualTo(320);
            assertThat(format.framesPerSecond()).isEqualTo(25.0);
        });
        assertThat(told.pictures()).hasSize(55);
        assertThat(told.last()).isEqualTo(new DecodeEvent.End(55, 55, 0, 0));
    }

    @Test
    void goingOnAnywhereGivesExactlyTheRest() throws Exception {
        for (Sampling sampling : List.of(
                ALL,
                new Sampling.Every(7),
                new Sampling.Fps(4),
                new Sampling.KeyFrames(),
                new Sampling.Scene(0.02),
                new Sampling.Motion(0.001))) {
            Told whole = Told.all(pool.open(request(new DecodeInput.LocalFile(clip), sampling, ResumePoint.START)));
            for (int i = 0; i < whole.pictures().size(); i += 11) {
                ResumePoint from = whole.resumes().get(i);
                Told rest = Told.all(pool.open(request(new DecodeInput.LocalFile(clip), sampling, from)));
                assertThat(rest.pictures())
                        .isEqualTo(
                                whole.pictures().subList(i + 1, whole.pictures().size()));
            }
        }
    }

    @Test
    void whereNothingCanBeSoughtItGoesOnFromTheBeginning() throws Exception {
        Path moving =
                Clips.draw(folder.resolve("moving.gif"), "testsrc2=size=64x64:rate=10", List.of("-frames:v", "12"));
        Told whole = Told.all(pool.open(request(moving)));
        Told rest = Told.all(pool.open(
                request(new DecodeInput.LocalFile(moving), ALL, whole.resumes().get(6))));
        assertThat(rest.pictures())
                .isEqualTo(whole.pictures().subList(7, whole.pictures().size()));
    }

    @Test
    void bytesInMemoryAndAPipeGiveWhatTheFileGives() throws Exception {
        DecodeInput memory = new DecodeInput.Memory("clip.mp4", Files.readAllBytes(clip));
        assertThat(Told.all(pool.open(request(memory, ALL, ResumePoint.START))).pictures())
                .isEqualTo(pictures);
        Path stream = folder.resolve("clip.ts");
        Clips.copy(clip, stream);
        try (InputStream in = Files.newInputStream(stream)) {
            DecodeInput piped = new DecodeInput.Piped("standard input", in);
            assertThat(Told.all(pool.open(request(piped, ALL, ResumePoint.START)))
                            .pictures())
                    .hasSize(55);
        }
    }

    @Test
    void theWebIsFetchedByTheParentInRangesAndWithItsCredentials() throws Exception {
        byte[] bytes = Files.readAllBytes(clip);
        List<String> asked = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/clip.mp4", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            asked.add(range + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            int from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
            exchange.sendResponseHeaders(206, bytes.length - from);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes, from, bytes.length - from);
            } catch (IOException e) {
                asked.add("went away");
            }
        });
        server.start();
        try {
            URI uri = URI.create(
                    "http://me:secret@127.0.0.1:" + server.getAddress().getPort() + "/clip.mp4?key=x");
            DecodeInput web = new DecodeInput.Web(uri);
            assertThat(web.name()).doesNotContain("secret").doesNotContain("key");
            assertThat(Told.all(pool.open(request(web, ALL, ResumePoint.START))).pictures())
                    .isEqualTo(pictures);
            assertThat(asked.get(0)).isEqualTo("bytes=0- Basic bWU6c2VjcmV0");
            DecodeInput none = new DecodeInput.Web(uri.resolve("/none.mp4"));
            assertThat(failure(pool, request(none, ALL, ResumePoint.START)).what())
                    .isEqualTo("the server answers 404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPlaylistThatGrowsIsFetchedAnewUntilItEnds() throws Exception {
        Path pieces = Files.createDirectory(folder.resolve("pieces"));
        Clips.draw(
                pieces.resolve("whole.m3u8"),
                "testsrc2=size=160x120:rate=25",
                List.of("-frames:v", "60", "-g", "25", "-c:v", "libopenh264", "-f", "hls", "-hls_time", "1"));
        String whole = Files.readString(pieces.resolve("whole.m3u8"));
        String growing = whole.substring(0, whole.lastIndexOf("#EXTINF"));
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] bytes = path.equals("/live.m3u8")
                    ? (asked.getAndIncrement() == 0 ? growing : whole).getBytes(StandardCharsets.UTF_8)
                    : Files.readAllBytes(pieces.resolve(path.substring(1)));
            exchange.sendResponseHeaders(200, bytes.length);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/live.m3u8");
            Told told = Told.all(pool.open(request(new DecodeInput.Web(uri), ALL, ResumePoint.START)));
            assertThat(told.last()).isEqualTo(new DecodeEvent.End(60, 60, 0, 0));
            assertThat(asked).hasValueGreaterThan(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFileThatRefersToAnotherIsRefused() throws Exception {
        Path list = folder.resolve("list.m3u8");
        Files.writeString(list, "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:2,\n" + clip + "\n#EXT-X-ENDLIST\n");
        assertThat(failure(pool, request(list)).code()).isEqualTo(DecodeEvent.Failure.Code.READ);
        assertThat(failure(pool, request(list)).what()).contains("which is not permitted");
    }

    @Test
    void whatIsWrongWithAnInputIsSaidInASentence() throws Exception {
        DecodeEvent.Failure missing = failure(pool, request(folder.resolve("none.mp4")));
        assertThat(missing.code()).isEqualTo(DecodeEvent.Failure.Code.READ);
        assertThat(missing.what()).isEqualTo("there is no such file");
        Path text = Files.writeString(folder.resolve("text.mp4"), "not a film ".repeat(500), StandardCharsets.UTF_8);
        assertThat(failure(pool, request(text)).code()).isEqualTo(DecodeEvent.Failure.Code.NOT_MEDIA);
        Path empty = Files.write(folder.resolve("empty.png"), new byte[0]);
        assertThat(failure(pool, request(empty)).code())
                .isIn(DecodeEvent.Failure.Code.NOT_MEDIA, DecodeEvent.Failure.Code.DECODE);
        DecodeLimits few = new DecodeLimits(1 << 20, 10, Duration.ofDays(1), Duration.ofSeconds(30));
        DecodeEvent.Failure limit =
                failure(pool, new DecodeRequest(new DecodeInput.LocalFile(clip), ALL, ResumePoint.START, SIZE, few, 1));
        assertThat(limit.code()).isEqualTo(DecodeEvent.Failure.Code.LIMIT);
        assertThat(limit.what()).isEqualTo("it has more frames than the limit of 10");
    }

    @Test
    void whatHasNoMotionVectorsCannotBeChosenByMotion() throws Exception {
        Path drawings = Clips.draw(
                folder.resolve("drawings.avi"),
                "testsrc2=size=64x64:rate=10",
                List.of("-frames:v", "3", "-c:v", "mjpeg"));
        DecodeEvent.Failure refused = failure(
                pool, request(new DecodeInput.LocalFile(drawings), new Sampling.Motion(0.1), ResumePoint.START));
        assertThat(refused.code()).isEqualTo(DecodeEvent.Failure.Code.POLICY);
        assertThat(refused.what())
                .isEqualTo("its codec mjpeg gives no motion vectors, which the policy motion chooses by");
    }

    @Test
    void aSessionThatNobodyTakesFromHoldsOnlyTheRing() throws Exception {
        try (DecodeSession slow = pool.open(request(clip))) {
            slow.available().get(10, TimeUnit.SECONDS);
            DecodeEvent first = slow.take();
            assertThat(first).isInstanceOf(DecodeEvent.Format.class);
        }
        assertThat(Told.all(pool.open(request(clip))).pictures()).isEqualTo(pictures);
    }

    @Test
    void aPictureStaysReadableUntilItIsReleased() throws Exception {
        try (DecodeSession session = pool.open(request(clip))) {
            session.take();
            DecodeEvent.Picture kept = (DecodeEvent.Picture) session.take();
            for (int i = 0; i < 40; i++) {
                ((DecodeEvent.Picture) session.take()).pixels().release();
            }
            assertThat(Told.line(kept)).isEqualTo(pictures.get(0));
            kept.pixels().release();
            assertThatThrownBy(() -> Told.line(kept)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aChildThatDiesBlamesOnlyTheItemInFlight() throws Exception {
        Set<ProcessHandle> others = workers();
        try (DecoderPool mortal = DecoderPool.open(PoolOptions.of(SIZE))) {
            DecodeSession killed = mortal.open(request(clip));
            DecodeSession waiting = mortal.open(request(clip));
            killed.take();
            Set<ProcessHandle> own = workers();
            own.removeAll(others);
            own.forEach(ProcessHandle::destroyForcibly);
            Told told = Told.all(killed);
            assertThat(told.last())
                    .isInstanceOfSatisfying(
                            DecodeEvent.Failure.class,
                            failure -> assertThat(failure.code()).isEqualTo(DecodeEvent.Failure.Code.CRASHED));
            assertThat(Told.all(waiting).pictures()).isEqualTo(pictures);
        }
    }

    @Test
    void childrenEndWithTheirPool() throws Exception {
        Set<ProcessHandle> others = workers();
        DecoderPool shortLived = DecoderPool.open(PoolOptions.of(SIZE));
        Set<ProcessHandle> own = workers();
        own.removeAll(others);
        assertThat(own).hasSize(1);
        shortLived.close();
        for (ProcessHandle child : own) {
            child.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThatThrownBy(() -> shortLived.open(request(clip))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void asManyChildrenAsAreWantedAreThereFromTheStartButNoMoreThanThereMayBe() throws Exception {
        Set<ProcessHandle> others = workers();
        PoolOptions three = new PoolOptions(3, 1L << 30, 4, SIZE, Sandbox.Wish.AUTO, false, Set.of());
        for (int wanted : new int[] {2, 4}) {
            try (DecoderPool ready = DecoderPool.open(three, wanted)) {
                Set<ProcessHandle> own = workers();
                own.removeAll(others);
                assertThat(own).hasSize(Math.min(3, wanted));
                assertThat(Told.all(ready.open(request(clip))).pictures()).isEqualTo(pictures);
                others.addAll(own);
            }
        }
    }

    private static Set<ProcessHandle> workers() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("WorkerMain"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void theSameComesOutInThisProcess() throws Exception {
        PoolOptions trusted = new PoolOptions(1, 1L << 30, 4, SIZE, Sandbox.Wish.AUTO, true, Set.of());
        try (DecoderPool inside = DecoderPool.open(trusted)) {
            assertThat(inside.sandbox().process()).isFalse();
            assertThat(Told.all(inside.open(request(clip))).pictures()).isEqualTo(pictures);
        }
        PoolOptions refused = new PoolOptions(1, 1L << 30, 4, SIZE, Sandbox.Wish.REQUIRE, true, Set.of());
        assertThatThrownBy(() -> DecoderPool.open(refused))
                .isInstanceOf(DecoderStartException.class)
                .hasMessageContaining("decode.sandbox");
    }

    @Test
    void manyInputsShareFewChildren() throws Exception {
        PoolOptions two = new PoolOptions(2, 1L << 30, 4, SIZE, Sandbox.Wish.AUTO, false, Set.of());
        try (DecoderPool shared = DecoderPool.open(two)) {
            List<DecodeSession> sessions = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                sessions.add(shared.open(request(clip)));
            }
            for (DecodeSession session : sessions) {
                assertThat(Told.all(session).pictures()).isEqualTo(pictures);
            }
        }
    }

    @Test
    void tooMuchMemoryIsALimitAndTheNextInputGoesOn() throws Exception {
        Path huge = Clips.draw(
                folder.resolve("huge.png"),
                "color=red:size=12000x9000",
                List.of("-frames:v", "1", "-pix_fmt", "rgb48be"));
        PoolOptions small = new PoolOptions(1, 256L << 20, 4, SIZE, Sandbox.Wish.AUTO, false, Set.of());
        try (DecoderPool tight = DecoderPool.open(small)) {
            assertThat(failure(tight, request(huge)).code()).isEqualTo(DecodeEvent.Failure.Code.LIMIT);
            assertThat(Told.all(tight.open(request(clip))).pictures()).isEqualTo(pictures);
        }
    }
}
