package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.decode.PieceAddress;
import io.winnow.decode.TestTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a demuxer is shown of a topic, on a clock that the test moves. */
class PieceInputTest {
    private static final int PACKET = 188;
    private static final byte[] NO_VIDEO = {1, 2, 3};

    private final TestTopics topics = new TestTopics();
    private Duration now = Duration.ZERO;
    private final PieceInput input = new PieceInput(
            PieceAddress.of("kafka:pieces").orElseThrow(),
            topics.client(0),
            Duration.ofMinutes(1),
            () -> now.toNanos());

    private void publish(byte[] piece) {
        topics.publish("pieces", "", piece);
    }

    private static byte[] packet() {
        byte[] packet = new byte[PACKET];
        packet[0] = 0x47;
        return packet;
    }

    /** A new playlist, read by so many bytes at once. */
    private String playlist(int bytes) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteSource source = input.playlist();
        for (byte[] got = source.read(0, bytes); got.length > 0; got = source.read(text.length(), bytes)) {
            text.append(new String(got, StandardCharsets.US_ASCII));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4_096})
    void thePlaylistNamesWhatThereIsAndGoesOn(int bytes) throws IOException {
        publish(packet());
        publish(NO_VIDEO);
        String first = playlist(bytes);
        assertThat(first)
                .startsWith("#EXTM3U\n")
                .contains("#EXT-X-MEDIA-SEQUENCE:0\n")
                .endsWith("\n0.ts\n#EXTINF:0.1,\n1.ts\n")
                .doesNotContain("ENDLIST");
        publish(packet());
        assertThat(playlist(bytes)).isEqualTo(first + "#EXTINF:0.1,\n2.ts\n");
        assertThat(input.piece("kafka/2.ts").size()).isEqualTo(PACKET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka/pieces/other", "/etc/passwd", "http://host/1", "kafka/-1.ts", "kafka/1.ts?x"})
    void nothingElseIsRead(String address) {
        publish(packet());
        assertThatThrownBy(() -> input.piece(address)).hasMessage("it refers to what is no piece of its topic");
    }

    @Test
    void aTopicOfWhichNothingCanBeReadForTooLongIsSaid() throws IOException {
        publish(packet());
        playlist(PACKET);
        input.piece("0.ts");
        for (int i = 1; i <= 60; i++) {
            now = now.plusSeconds(1);
            publish(NO_VIDEO);
            playlist(PACKET);
            String name = i + ".ts";
            assertThatThrownBy(() -> input.piece(name)).isInstanceOf(IOException.class);
        }
        now = now.plusSeconds(1);
        publish(NO_VIDEO);
        assertThatThrownBy(() -> playlist(PACKET)).hasMessage("its piece is neither MPEG-TS nor fragmented MP4");
    }
}
