package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.PictureSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderPoolTest {
    private static final PictureSize SIZE = new PictureSize(64, 64);

    @TempDir
    private static Path folder;

    private static DecoderPool pool;
    private static Path clip;

    @BeforeAll
    static void open() throws Exception {
        pool = DecoderPool.open(PoolOptions.of(SIZE));
        clip = Clips.h264(folder, 55);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private static DecodeRequest request(DecodeInput input, Sampling sampling, ResumePoint resume) {
        return new DecodeRequest(input, sampling, resume, SIZE, DecodeLimits.defaults(), 1);
    }

    private static DecodeRequest request(Path file) {
        return request(new DecodeInput.LocalFile(file), new Sampling.KeepAll(), ResumePoint.START);
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
        for (Sampling sampling :
                List.of(new Sampling.KeepAll(), new Sampling.Every(7), new Sampling.Fps(4), new Sampling.KeyFrames())) {
            Told whole = Told.all(pool.open(request(new DecodeInput.LocalFile(clip), sampling, ResumePoint.START)));
            for (int i = 0; i < whole.pictures().size(); i += 5) {
                ResumePoint from = whole.resumes().get(i);
                Told rest = Told.all(pool.open(request(new DecodeInput.LocalFile(clip), sampling, from)));
                assertThat(rest.pictures())
                        .isEqualTo(
                                whole.pictures().subList(i + 1, whole.pictures().size()));
            }
        }
    }

    @Test
    void aPipeAndBytesInMemoryGiveWhatTheFileGives() throws Exception {
        List<String> wanted = Told.all(pool.open(request(clip))).pictures();
        DecodeInput memory = new DecodeInput.Memory("clip.mp4", Files.readAllBytes(clip));
        assertThat(Told.all(pool.open(request(memory, new Sampling.KeepAll(), ResumePoint.START)))
                        .pictures())
                .isEqualTo(wanted);
    }

    @Test
    void aMissingFileSaysSo() throws Exception {
        assertThat(Told.all(pool.open(request(folder.resolve("none.mp4")))).last())
                .isInstanceOfSatisfying(DecodeEvent.Failure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(DecodeEvent.Failure.Code.READ);
                    assertThat(failure.what()).isEqualTo("there is no such file");
                });
    }
}
