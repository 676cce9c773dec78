package io.winnow.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramePolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keep-all",
                "every(3)",
                "fps(2)",
                "fps(0.5)",
                "fps(0.0001)",
                "fps(100)",
                "keyframes",
                "scene(0.1)",
                "scene(0.0005)",
                "motion(0.02)",
                "latest"
            })
    void whatIsWrittenIsRead(String text) {
        assertThat(FramePolicy.parse(text)).hasToString(text);
    }

    @Test
    void spacesAroundANumberDoNotMatter() {
        assertThat(FramePolicy.parse(" every( 7 ) ")).isEqualTo(new FramePolicy.Every(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "all",
                "every(0)",
                "every(x)",
                "every(99999999999)",
                "fps(0)",
                "fps(1.2.3)",
                "fps(1001)",
                "scene",
                "scene(0)",
                "scene(1)",
                "motion(7)"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> FramePolicy.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRefusalNamesThePolicies() {
        assertThatThrownBy(() -> FramePolicy.parse("sometimes"))
                .hasMessage("'sometimes' is no frame policy: write keep-all, every(n), fps(x), keyframes, scene(t),"
                        + " motion(t) or latest");
    }

    @Test
    void aSourcesOwnPolicyComesFirst() {
        FramePolicy pipeline = new FramePolicy.Fps(2);
        assertThat(new SourceAddress("a", "/a", "keyframes").policyOr(pipeline)).isEqualTo(new FramePolicy.KeyFrames());
        assertThat(new SourceAddress("a", "/a", "").policyOr(pipeline)).isEqualTo(pipeline);
    }
}
