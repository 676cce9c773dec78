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

/** What a demuxer is shown of a topic. */
class PieceInputTest {
    private static final int PACKET = 188;
    private static final Duration STALL = Duration.ofMinutes(1);

    private final TestTopics topics = new TestTopics();
    private final PieceAddress address = PieceAddress.of("kafka:pieces").orElseThrow();
    private final PieceInput input =
            new PieceInput(address, topics.client(0), new PieceWindow(address, STALL, STALL, System::nanoTime), STALL);

    private void publish() {
        byte[] packet = new byte[PACKET];
        packet[0] = 0x47;
        topics.publish("pieces", "", packet);
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

    private static String names(String playlist) {
        return playlist.lines().filter(line -> !line.startsWith("#")).toList().toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4_096})
    void thePlaylistNamesOnePieceAndThenAllThatWait(int bytes) throws IOException {
        for (int i = 0; i < 3; i++) {
            publish();
        }
        String first = playlist(bytes);
        assertThat(first)
                .startsWith("#EXTM3U\n")
                .contains("#EXT-X-MEDIA-SEQUENCE:0\n")
                .doesNotContain("ENDLIST");
        assertThat(names(first)).isEqualTo("[0.ts]");
        assertThat(input.piece("kafka/pieces/0.ts").size()).isEqualTo(PACKET);
        String second = playlist(bytes);
        assertThat(second).contains("#EXT-X-MEDIA-SEQUENCE:1\n");
        assertThat(names(second)).isEqualTo("[1.ts, 2.ts]");
    }

    @Test
    void piecesThatWaitAreNamedAtOnceWhateverFollows() throws IOException {
        publish();
        publish();
        playlist(PACKET);
        input.piece("0.ts");
        topics.fail("pieces", "the broker does not answer");
        assertThat(names(playlist(PACKET))).isEqualTo("[1.ts]");
        input.piece("1.ts");
        assertThatThrownBy(() -> playlist(PACKET)).hasMessage("the broker does not answer");
    }

    @Test
    void aPlaylistWithoutNewsIsEmpty() throws IOException {
        publish();
        playlist(PACKET);
        input.piece("0.ts");
        assertThat(names(playlist(PACKET))).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka/pieces/other", "/etc/passwd", "http://host/1", "kafka/-1.ts", "kafka/1.ts?x"})
    void nothingElseIsRead(String name) {
        publish();
        assertThatThrownBy(() -> input.piece(name)).hasMessage("it refers to what is no piece of its topic");
    }
}
