package io.winnow.read.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.Question;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormatsTest {
    private static final Question QUESTION = ReadStage.question("q", Optional.of("door"));

    @Test
    void requestsComeBackAsTheyWere() throws IOException {
        RequestFormat format = new RequestFormat();
        for (Request request : List.of(
                Request.SETTLED,
                Request.waiting(QUESTION),
                Request.waiting(QUESTION).admitted(List.of(3L, 5L)))) {
            assertThat(format.deserialize(1, format.serialize(request))).isEqualTo(request);
        }
    }

    @Test
    void questionsComeBackAsTheyWere() throws IOException {
        AskedFormat format = new AskedFormat();
        Asked asked = new Asked(7, QUESTION);
        assertThat(format.deserialize(1, format.serialize(asked))).isEqualTo(asked);
    }

    @Test
    void streamsComeBackAsTheyWere() throws IOException {
        StreamInfoFormat format = new StreamInfoFormat();
        StreamInfo info = new StreamInfo(7, 1000, 2, true);
        assertThat(format.deserialize(1, format.serialize(info))).isEqualTo(info);
    }

    @Test
    void whatIsKnownOfPicturesComesBackAsItWas() throws IOException {
        PreviewInfoFormat format = new PreviewInfoFormat();
        PreviewInfo info = new PreviewInfo(1_790_000_000_000L, -5, 12, 4, 3);
        assertThat(format.deserialize(1, format.serialize(info))).isEqualTo(info);
    }

    @Test
    void laterVersionsAreRefused() {
        assertThatThrownBy(() -> new RequestFormat().deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new AskedFormat().deserialize(2, new byte[0])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new PreviewInfoFormat().deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new StreamInfoFormat().deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class);
    }
}
