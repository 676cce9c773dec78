package io.winnow.tokenize.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.Clock;
import io.winnow.records.OrdinalCounter;
import io.winnow.records.Span;
import io.winnow.records.StreamStatus.State;
import io.winnow.records.Tokens;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.line.Carried;
import io.winnow.tokenize.line.ClipFrame;
import io.winnow.tokenize.line.FrameFacts;
import io.winnow.tokenize.line.OpenClip;
import io.winnow.tokenize.line.StreamLedger;
import io.winnow.tokenize.line.StreamWatch;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamLedgerFormatTest {
    private final StreamLedgerFormat format = new StreamLedgerFormat();

    static StreamLedger sample() {
        return sample(-3_600);
    }

    private static StreamLedger sample(long clockAheadSeconds) {
        return sample(clockAheadSeconds, Optional.of(new Tokens.Vectors(1, 2, new byte[] {1, 2, 3, 4})));
    }

    private static StreamLedger sample(long clockAheadSeconds, Optional<Tokens.Vectors> carried, int... kept) {
        FrameFacts facts = new FrameFacts(1, 7, new Span(10, 20, Clock.MEDIA), 921_600, 300, 1000);
        EncodedFrame encoded = new EncodedFrame(1, 2, new int[] {3, 4}, new float[] {0.5f, -2}, kept, 60);
        return new StreamLedger(
                "camera-7",
                new OrdinalCounter(Map.of(1L, 12L)),
                new StreamWatch(
                        new StreamWatch.Seen(State.RECONNECTING, 1, 10, 1000, 5, 8, 2, "it was dark"),
                        Map.of("LATEST", 3L),
                        clockAheadSeconds),
                new OpenClip(1, 10, 4, List.of(new ClipFrame(facts, encoded))),
                new Carried(carried),
                99);
    }

    @Test
    void aLedgerIsReadAsItWasWritten() throws IOException {
        assertSame(format.deserialize(4, format.serialize(sample())), sample());
        StreamLedger none = sample(0, Optional.empty());
        assertSame(format.deserialize(4, format.serialize(none)), none);
    }

    @Test
    void theStoredLedgerOfVersionOneIsRead() throws IOException {
        try (InputStream stored = Objects.requireNonNull(
                StreamLedgerFormatTest.class.getResourceAsStream("/state/stream-ledger-v1.bin"))) {
            assertSame(format.deserialize(1, stored.readAllBytes()), sample(0, Optional.empty()));
        }
    }

    @Test
    void theStoredLedgerOfVersionTwoIsRead() throws IOException {
        try (InputStream stored = Objects.requireNonNull(
                StreamLedgerFormatTest.class.getResourceAsStream("/state/stream-ledger-v2.bin"))) {
            assertThat(format.deserialize(2, stored.readAllBytes()).clip())
                    .usingRecursiveComparison()
                    .isEqualTo(sample(0, Optional.empty(), 2, 5).clip());
        }
    }

    @Test
    void theStoredLedgerOfVersionThreeIsRead() throws IOException {
        try (InputStream stored = Objects.requireNonNull(
                StreamLedgerFormatTest.class.getResourceAsStream("/state/stream-ledger-v3.bin"))) {
            assertSame(format.deserialize(3, stored.readAllBytes()), sample(0));
        }
    }

    @Test
    void theStoredLedgerOfVersionFourIsRead() throws IOException {
        try (InputStream stored = Objects.requireNonNull(
                StreamLedgerFormatTest.class.getResourceAsStream("/state/stream-ledger-v4.bin"))) {
            assertSame(format.deserialize(4, stored.readAllBytes()), sample());
        }
    }

    @Test
    void aLaterVersionIsRefused() {
        assertThatThrownBy(() -> format.deserialize(5, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a tokenizer's streams in version 5");
    }

    private static void assertSame(StreamLedger read, StreamLedger sample) {
        assertThat(read.carried().tokens()).isEqualTo(sample.carried().tokens());
        assertThat(read.stream()).isEqualTo(sample.stream());
        assertThat(read.steps()).isEqualTo(sample.steps());
        assertThat(read.ordinals().state()).isEqualTo(sample.ordinals().state());
        assertThat(read.watch().seen()).isEqualTo(sample.watch().seen());
        assertThat(read.watch().clockAheadSeconds()).isEqualTo(sample.watch().clockAheadSeconds());
        assertThat(read.watch().dropped()).isEqualTo(sample.watch().dropped());
        assertThat(read.clip()).usingRecursiveComparison().isEqualTo(sample.clip());
    }
}
