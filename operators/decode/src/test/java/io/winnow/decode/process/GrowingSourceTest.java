package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever waits for more makes time pass, and the writer write what it is to. */
class GrowingSourceTest {
    private static final Duration STALL = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final Deque<Step> steps = new ArrayDeque<>();
    private Path file = Path.of("");
    private long nanos;

    private interface Step {
        void run() throws IOException;
    }

    @BeforeEach
    void begin() {
        file = folder.resolve("now.ts");
    }

    private void add(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private GrowingSource open() throws IOException {
        return new GrowingSource(file, STALL, () -> nanos, this::pause);
    }

    private void pause(long wished) {
        nanos += wished;
        if (!steps.isEmpty()) {
            try {
                steps.remove().run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String read(GrowingSource source, long offset, int count) throws IOException {
        return new String(source.read(offset, count), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsThereIsReadAtOnceAndMoreIsWaitedFor() throws IOException {
        add("abc");
        steps.add(() -> {});
        steps.add(() -> add("defg"));
        try (GrowingSource source = open()) {
            assertThat(source.size()).isEqualTo(-1);
            assertThat(read(source, 0, 2)).isEqualTo("ab");
            assertThat(read(source, 2, 9)).isEqualTo("c");
            assertThat(nanos).isZero();
            assertThat(read(source, 3, 3)).isEqualTo("def");
            assertThat(read(source, 6, 9)).isEqualTo("g");
            assertThat(nanos).isPositive();
        }
    }

    @Test
    void oneThatIsEmptyYetIsWaitedForToo() throws IOException {
        add("");
        steps.add(() -> add("a"));
        try (GrowingSource source = open()) {
            assertThat(read(source, 0, 9)).isEqualTo("a");
        }
    }

    @Test
    void itEndsWhenNothingWasAddedForTheStallAndNotBefore() throws IOException {
        add("abc");
        try (GrowingSource source = open()) {
            assertThat(read(source, 0, 9)).isEqualTo("abc");
            assertThat(read(source, 3, 9)).isEmpty();
            assertThat(Duration.ofNanos(nanos)).isBetween(STALL, STALL.plusMillis(200));
        }
    }

    @Test
    void eachAdditionIsAReasonToWaitAsLongAgain() throws IOException {
        add("abc");
        try (GrowingSource source = open()) {
            for (int i = 3; i < 6; i++) {
                steps.add(() -> {
                    nanos += STALL.toNanos() - Duration.ofSeconds(1).toNanos();
                    add("d");
                });
                assertThat(read(source, i, 9)).isEqualTo("d");
            }
        }
    }

    @Test
    void anEndStaysOne() throws IOException {
        add("abc");
        try (GrowingSource source = open()) {
            assertThat(read(source, 3, 9)).isEmpty();
            add("d");
            assertThat(read(source, 3, 9)).isEmpty();
            assertThat(read(source, 0, 9)).isEqualTo("abc");
        }
    }

    @Test
    void nobodyWaitsForWhatIsClosed() throws IOException {
        add("");
        GrowingSource source = open();
        steps.add(source::close);
        assertThatThrownBy(() -> source.read(0, 9)).isInstanceOf(IOException.class);
    }

    @Test
    void oneThatBecomesShorterIsRefused() throws IOException {
        add("abc");
        try (GrowingSource source = open()) {
            steps.add(() -> Files.writeString(file, "a"));
            assertThatThrownBy(() -> source.read(3, 9))
                    .isInstanceOf(IOException.class)
                    .hasMessage("it became shorter while it was read");
        }
    }

    @Test
    void oneThatIsNotThereIsRefused() {
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        NoSuchFileException.class,
                        e -> assertThat(e.getReason()).isEqualTo("there is no such file"));
        assertThatThrownBy(() -> new GrowingSource(folder, STALL)).hasMessage("it is not a regular file");
    }
}
