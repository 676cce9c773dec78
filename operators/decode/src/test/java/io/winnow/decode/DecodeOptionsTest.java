package io.winnow.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.process.DecodeLimits;
import io.winnow.decode.process.PoolOptions;
import io.winnow.decode.process.Sandbox;
import io.winnow.records.Describe;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecodeOptionsTest {

    @Test
    void everyComponentIsDescribedUnderTheStagesName() {
        assertThat(Stream.of(DecodeOptions.class, LiveOptions.class, WebOptions.class)
                        .flatMap(options -> Arrays.stream(options.getRecordComponents()))
                        .filter(component ->
                                component.getType() != LiveOptions.class && component.getType() != WebOptions.class)
                        .map(DecodeOptionsTest::key))
                .containsExactly(
                        "decode.policy",
                        "decode.picture-length",
                        "decode.threads",
                        "decode.children",
                        "decode.memory",
                        "decode.slots",
                        "decode.sandbox",
                        "decode.in-process",
                        "decode.limits.pixels",
                        "decode.limits.frames",
                        "decode.limits.length",
                        "decode.limits.stall",
                        "decode.idle-after",
                        "decode.stop-after",
                        "decode.stay",
                        "decode.live.rtsp-transport",
                        "decode.live.stall",
                        "decode.live.behind",
                        "decode.live.backoff-first",
                        "decode.live.backoff-most",
                        "decode.web.allow");
    }

    private static String key(RecordComponent component) {
        Describe describe = component.getAnnotation(Describe.class);
        return describe == null ? "" : describe.key();
    }

    @Test
    void theLimitsAreThoseOfDecoders() {
        assertThat(DecodeOptions.defaults().limits()).isEqualTo(DecodeLimits.defaults());
    }

    @Test
    void thereIsAChildACoreUnlessToldOtherwise() {
        assertThat(DecodeOptions.defaults().childrenOn(6)).isEqualTo(6);
    }

    @Test
    void thePoolIsMadeForTheTokenizersSize() {
        PictureSize size = new PictureSize(224, 224);
        assertThat(DecodeOptions.defaults().pool(3, size))
                .isEqualTo(new PoolOptions(3, 1L << 30, 16, size, Sandbox.Wish.AUTO, false, Set.of()));
    }
}
