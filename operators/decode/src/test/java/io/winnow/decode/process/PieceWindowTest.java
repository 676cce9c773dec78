package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.decode.PieceAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PieceWindowTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final PieceWindow window =
            new PieceWindow(PieceAddress.of("kafka:pieces").orElseThrow());

    private static byte[] piece(int content) {
        return new byte[] {(byte) content};
    }

    private PieceWindow.Listed await(long number, Duration stall) throws IOException {
        return window.await(number, stall, () -> false);
    }

    @Test
    void aPieceIsWaitedFor() throws Exception {
        CompletableFuture<PieceWindow.Listed> waits = CompletableFuture.supplyAsync(() -> {
            try {
                return await(1, LONG);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        window.came("", piece(7));
        window.came("", piece(8));
        assertThat(waits.get().next()).isEqualTo(2);
        assertThat(window.piece(1)).isEqualTo(piece(8));
    }

    @Test
    void silenceIsSaid() {
        assertThatThrownBy(() -> await(0, SHORT)).hasMessage("its topic has had no new piece for 0 s");
    }

    @Test
    void whatCameBeforeAFailureIsRead() throws IOException {
        window.came("", piece(7));
        window.failed("the broker does not answer");
        window.failed("something later");
        assertThat(await(0, LONG).pieces()).hasSize(1);
        assertThatThrownBy(() -> await(1, LONG)).hasMessage("the broker does not answer");
    }

    @Test
    void nobodyWaitsWhoIsNotWanted() throws InterruptedException {
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
        PieceWindow gate = new PieceWindow(PieceAddress.of("kafka:pieces/gate").orElseThrow());
        gate.came("door", piece(1));
        gate.came("gate", piece(2));
        gate.came("", piece(3));
        assertThat(gate.await(0, LONG, () -> false).pieces()).containsExactly(piece(2));
    }

    @Test
    void aTopicOfSeveralKeysIsOneStreamOnlyWhereOneIsNamed() throws IOException {
        window.came("gate", piece(1));
        window.came("do\nor", piece(2));
        assertThat(await(0, LONG).pieces()).containsExactly(piece(1));
        assertThatThrownBy(() -> await(1, LONG))
                .hasMessage("its topic has pieces of several keys, gate and do?or: name one, as in kafka:pieces/KEY");
    }

    @Property(tries = 50)
    void theNewestStayEachWithItsNumber(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 1, max = 5) Integer> mebibytes) throws IOException {
        PieceWindow narrow = new PieceWindow(PieceAddress.of("kafka:pieces").orElseThrow());
        List<byte[]> sizes = new ArrayList<>();
        for (int i = 0; i <= 5; i++) {
            sizes.add(new byte[i << 20]);
        }
        mebibytes.forEach(size -> narrow.came("", sizes.get(size)));
        PieceWindow.Listed listed = narrow.await(mebibytes.size() - 1L, SHORT, () -> false);
        assertThat(listed.next()).isEqualTo(mebibytes.size());
        int from = mebibytes.size();
        int total = 0;
        while (from > 0 && mebibytes.size() - from < 64 && total + mebibytes.get(from - 1) <= 32) {
            total += mebibytes.get(--from);
        }
        assertThat(listed.first()).isEqualTo(from);
        for (int i = from; i < mebibytes.size(); i++) {
            assertThat(narrow.piece(i)).hasSize(mebibytes.get(i) << 20);
        }
        assertThatThrownBy(() -> narrow.piece(listed.first() - 1)).isInstanceOf(IOException.class);
    }
}
