package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.decode.PieceAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** On a clock that the test moves, but for how long a wait lasts. */
class PieceWindowTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration STALL = Duration.ofSeconds(10);
    private static final Duration BEHIND = Duration.ofSeconds(5);

    private Duration now = Duration.ZERO;
    private final PieceWindow window = window("kafka:pieces");

    private PieceWindow window(String address) {
        return new PieceWindow(PieceAddress.of(address).orElseThrow(), STALL, BEHIND, () -> now.toNanos());
    }

    /** A packet of MPEG-TS and more. */
    private static byte[] piece(int bytes) {
        byte[] piece = new byte[Math.max(bytes, 188)];
        piece[0] = 0x47;
        if (piece.length > 188) {
            piece[188] = 0x47;
        }
        return piece;
    }

    private static int listed(PieceWindow window) {
        return window.listed().forms().size();
    }

    private void await(long number, Duration most) throws IOException {
        window.await(number, most, () -> false);
    }

    @Test
    void aPieceIsWaitedFor() throws Exception {
        CompletableFuture<Void> waits = CompletableFuture.runAsync(() -> {
            try {
                await(1, LONG);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        byte[] second = piece(200);
        window.came("", piece(188));
        window.came("", second);
        waits.get();
        assertThat(window.take(1)).isSameAs(second);
        assertThat(window.listed()).isEqualTo(new PieceWindow.Listed(2, List.of()));
    }

    @Test
    void silenceIsBorneForTheStallAndTheTimeOfTwoPieces() throws IOException {
        now = Duration.ofMillis(9_999);
        await(0, Duration.ZERO);
        now = Duration.ofSeconds(10);
        assertThatThrownBy(() -> await(0, Duration.ZERO)).hasMessage("its topic has had no new piece for 10 s");
        window.came("", piece(188));
        now = Duration.ofSeconds(14);
        window.came("", piece(188));
        now = Duration.ofMillis(31_999);
        await(2, Duration.ZERO);
        now = Duration.ofSeconds(32);
        assertThatThrownBy(() -> await(2, Duration.ZERO)).hasMessage("its topic has had no new piece for 18 s");
    }

    @Test
    void whatIsNoVideoIsNoSignOfLifeAndSaidWhereNothingElseComes() throws IOException {
        for (int i = 0; i < 10; i++) {
            window.came("", new byte[] {1, 2, 3});
            await(0, Duration.ZERO);
            now = now.plusSeconds(1);
        }
        assertThat(listed(window)).isZero();
        assertThatThrownBy(() -> await(0, Duration.ZERO)).hasMessage("its piece is neither MPEG-TS nor fragmented MP4");
    }

    @Test
    void whatCameBeforeAFailureIsRead() throws IOException {
        window.came("", piece(188));
        window.failed("the broker does not answer");
        window.failed("something later");
        await(0, LONG);
        assertThat(listed(window)).isEqualTo(1);
        assertThatThrownBy(() -> await(1, LONG)).hasMessage("the broker does not answer");
    }

    @Test
    void nobodyWaitsWhoIsNotWanted() {
        AtomicBoolean unwanted = new AtomicBoolean();
        CompletableFuture<Void> waits = CompletableFuture.runAsync(() -> {
            try {
                window.await(0, LONG, unwanted::get);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        unwanted.set(true);
        while (!waits.isDone()) {
            window.wake();
            Thread.onSpinWait();
        }
        assertThatThrownBy(waits::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("it is read no more");
    }

    @Test
    void onlyTheWantedKeyIsHeard() throws IOException {
        PieceWindow gate = window("kafka:pieces/gate");
        byte[] wanted = piece(188);
        gate.came("door", piece(188));
        gate.came("gate", wanted);
        gate.came("", piece(188));
        assertThat(listed(gate)).isEqualTo(1);
        assertThat(gate.take(0)).isSameAs(wanted);
    }

    @Test
    void aTopicOfSeveralKeysIsOneStreamOnlyWhereOneIsNamed() throws IOException {
        window.came("gate", piece(188));
        window.came("do\nor", piece(188));
        await(0, LONG);
        assertThat(listed(window)).isEqualTo(1);
        assertThatThrownBy(() -> await(1, LONG))
                .hasMessage("its topic has pieces of several keys, gate and do?or: name one, as in kafka:pieces/KEY");
    }

    @Test
    void whatWaitsTooLongMakesRoomForWhatCameAfterIt() throws IOException {
        for (int i = 0; i < 4; i++) {
            window.came("", piece(188));
        }
        now = Duration.ofMillis(5_001);
        assertThat(window.listed().first()).isEqualTo(3);
        assertThatThrownBy(() -> window.take(1)).isInstanceOf(IOException.class);
        assertThat(window.take(3)).hasSize(188);
    }

    @Property(tries = 50)
    void theNewestStayEachWithItsNumber(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 1, max = 5) Integer> mebibytes) throws IOException {
        PieceWindow narrow = window("kafka:pieces");
        List<byte[]> sizes =
                List.of(piece(0), piece(1 << 20), piece(2 << 20), piece(3 << 20), piece(4 << 20), piece(5 << 20));
        mebibytes.forEach(size -> narrow.came("", sizes.get(size)));
        int from = mebibytes.size();
        int total = 0;
        while (from > 0 && mebibytes.size() - from < 64 && total + mebibytes.get(from - 1) <= 32) {
            total += mebibytes.get(--from);
        }
        assertThat(narrow.listed().first()).isEqualTo(from);
        assertThat(listed(narrow)).isEqualTo(mebibytes.size() - from);
        int before = from - 1;
        assertThatThrownBy(() -> narrow.take(before)).isInstanceOf(IOException.class);
        for (int i = from; i < mebibytes.size(); i++) {
            assertThat(narrow.take(i)).hasSize(mebibytes.get(i) << 20);
        }
    }
}
