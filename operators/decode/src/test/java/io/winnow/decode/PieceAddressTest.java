package io.winnow.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.process.DecodeInput;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceAddressTest {

    @Test
    void aTopicAndAKeyAreRead() {
        assertThat(PieceAddress.of("kafka:pieces")).contains(new PieceAddress("pieces", Optional.empty()));
        assertThat(PieceAddress.of("Kafka:pieces/site 1/gate"))
                .contains(new PieceAddress("pieces", Optional.of("site 1/gate")));
        assertThat(PieceAddress.of("/videos/kafka:pieces")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:pieces", "kafka:pieces/gate", "kafka:a.b-c_d/100% of #1?"})
    void itIsLiveAndShownAsItIsWritten(String address) {
        assertThat(LiveAddress.isLive(address)).isTrue();
        assertThat(LiveAddress.problem(address)).isEmpty();
        assertThat(LiveAddress.shown(address)).isEqualTo(address);
        DecodeInput.Live input =
                LiveAddress.input(address, RtspTransport.TCP, Duration.ofSeconds(10), Duration.ofSeconds(5));
        assertThat(input.opensItself()).isFalse();
        assertThat(input.name()).matches("kafka/[A-Za-z0-9._-]+(/[A-Za-z0-9._+%*-]+)?/pieces[.]m3u8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:", "kafka:/gate", "kafka:..", "kafka://me:secret@broker:9092/pieces", "kafka:a b"})
    void whatNamesNoTopicIsSaidAndNotShown(String address) {
        assertThat(LiveAddress.problem(address))
                .hasValueSatisfying(what -> assertThat(what).startsWith("names no topic: write kafka:TOPIC"));
        assertThat(LiveAddress.shown(address)).isEqualTo("kafka:...");
    }

    @Test
    void whatNamesNoKeyBehindASlashIsSaid() {
        assertThat(LiveAddress.problem("kafka:pieces/"))
                .contains("names no key behind its topic: write one, or leave out the slash");
    }
}
