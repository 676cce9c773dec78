package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.PictureSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are written while they are read, as recorders write them. */
class GrowingFileTest {
    private static final PictureSize SIZE = new PictureSize(64, 64);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final int FRAMES = 100;

    @TempDir
    static Path folder;

    private static DecoderPool pool;

    @BeforeAll
    static void open() throws Exception {
        pool = DecoderPool.open(PoolOptions.of(SIZE));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private static DecodeRequest request(DecodeInput input, ResumePoint from) {
        return new DecodeRequest(input, new Sampling.KeepAll(), from, SIZE, DecodeLimits.defaults(), 1);
    }

    private static Path recording(String name) throws Exception {
        List<String> options = new ArrayList<>(List.of("-frames:v", "" + FRAMES, "-g", "10", "-c:v", "libopenh264"));
        if (name.endsWith(".mp4")) {
            options.addAll(List.of("-movflags", "frag_keyframe+empty_moov"));
        }
        return Clips.draw(folder.resolve(name), "testsrc2=size=160x120:rate=25", options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"now.ts", "now.mp4", "now.mkv"})
    void itsFramesAreThoseOfTheFileThatItBecomes(String name) throws Exception {
        Path whole = recording("whole-" + name);
        List<String> frames = Told.all(pool.open(request(new DecodeInput.LocalFile(whole), ResumePoint.START)))
                .pictures();
        assertThat(frames).hasSize(FRAMES);
        byte[] bytes = Files.readAllBytes(whole);
        Path growing = folder.resolve(name);
        int written = 3 * bytes.length / 4;
        Files.write(growing, Arrays.copyOf(bytes, written));
        List<String> taken = new ArrayList<>();
        try (DecodeSession session =
                pool.open(request(new DecodeInput.GrowingFile(growing, LONG), ResumePoint.START))) {
            take(session, taken, FRAMES / 2);
            Files.write(growing, Arrays.copyOfRange(bytes, written, bytes.length), StandardOpenOption.APPEND);
            take(session, taken, FRAMES - 5);
        }
        assertThat(taken).isEqualTo(frames.subList(0, taken.size()));
        Told again = Told.all(pool.open(request(new DecodeInput.GrowingFile(growing, SHORT), ResumePoint.START)));
        assertThat(again.pictures()).isEqualTo(frames);
        assertThat(again.last()).isEqualTo(new DecodeEvent.End(FRAMES, FRAMES, 0, 0));
        ResumePoint middle = again.resumes().get(FRAMES / 2);
        assertThat(Told.all(pool.open(request(new DecodeInput.GrowingFile(growing, SHORT), middle)))
                        .pictures())
                .isEqualTo(frames.subList(FRAMES / 2 + 1, FRAMES));
    }

    private static void take(DecodeSession session, List<String> taken, int upTo) throws InterruptedException {
        while (taken.size() < upTo) {
            DecodeEvent event = session.take();
            assertThat(event).isNotInstanceOf(DecodeEvent.Failure.class);
            if (event instanceof DecodeEvent.Picture picture) {
                taken.add(Told.line(picture));
                picture.pixels().release();
            }
        }
    }

    @Test
    void aSessionThatWaitsForMoreLeavesItsChildToTheNextWhenItIsClosed() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.ts"));
        Path clip = Clips.h264(folder, 10);
        try (DecodeSession waits = pool.open(request(new DecodeInput.GrowingFile(empty, LONG), ResumePoint.START))) {
            assertThat(waits.poll()).isEmpty();
        }
        assertThat(Told.all(pool.open(request(new DecodeInput.LocalFile(clip), ResumePoint.START)))
                        .pictures())
                .hasSize(10);
    }

    @Test
    void aFileThatStaysEmptyIsNoMedia() throws Exception {
        Path empty = Files.createFile(folder.resolve("nothing.ts"));
        assertThat(Told.all(pool.open(request(new DecodeInput.GrowingFile(empty, SHORT), ResumePoint.START)))
                        .last())
                .isInstanceOfSatisfying(
                        DecodeEvent.Failure.class,
                        failure -> assertThat(failure.code()).isEqualTo(DecodeEvent.Failure.Code.NOT_MEDIA));
    }
}
