package io.winnow.decode.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.FramePolicy;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.DecodeEvent;
import io.winnow.decode.process.DecodeRequest;
import io.winnow.decode.process.DecodeSession;
import io.winnow.decode.process.Decoders;
import io.winnow.decode.process.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** With decoders to whom nothing comes, and a clock that the test moves. */
class LiveItemTest {
    private static final StreamPlan PLAN =
            new StreamPlan("door", new StreamInput.Live("rtsp://camera/1"), new FramePolicy.KeepAll());

    private final Opened opened = new Opened();
    private long millis = 1_000;
    private final LiveItem item = new LiveItem(
            PLAN,
            new Sessions(opened, DecodeOptions.defaults(), new PictureSize(8, 8)),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4), 1),
            () -> Instant.ofEpochMilli(millis));

    @Test
    void itIsOpenedAtOnceAndAgainOnlyWhenItsTimeHasCome() {
        assertThat(item.poll()).isEmpty();
        assertThat(opened.requests).hasSize(1);
        item.next();
        assertThat(opened.closed).isEqualTo(1);
        millis += 499;
        assertThat(item.poll()).isEmpty();
        assertThat(opened.requests).hasSize(1);
        millis += 501;
        assertThat(item.poll()).isEmpty();
        assertThat(opened.requests).hasSize(2);
    }

    @Test
    void itIsNeverExhausted() {
        for (int i = 0; i < 100; i++) {
            assertThat(item.poll()).isEmpty();
            item.next();
            millis += 4_000;
        }
        assertThat(opened.requests).hasSize(100);
        assertThat(item.exhausted()).isFalse();
    }

    @Test
    void whatRunsForWeeksHasNoLimitOfFramesOrLength() {
        item.poll();
        assertThat(opened.requests.get(0).limits().frames()).isEqualTo(Long.MAX_VALUE);
        assertThat(opened.requests.get(0).limits().length()).isGreaterThan(Duration.ofDays(10_000));
        assertThat(opened.requests.get(0).limits().pixels())
                .isEqualTo(DecodeOptions.defaults().limitPixels());
    }

    private static final class Opened implements Decoders {
        private final List<DecodeRequest> requests = new ArrayList<>();
        private int closed;

        @Override
        public DecodeSession open(DecodeRequest request) {
            requests.add(request);
            return new Silent();
        }

        @Override
        public Sandbox sandbox() {
            return new Sandbox(true, true, true, "");
        }

        @Override
        public void close() {
            // Nothing is open.
        }

        private final class Silent implements DecodeSession {
            @Override
            public Optional<DecodeEvent> poll() {
                return Optional.empty();
            }

            @Override
            public CompletableFuture<Void> available() {
                return new CompletableFuture<>();
            }

            @Override
            public DecodeEvent take() {
                throw new IllegalStateException("nothing comes");
            }

            @Override
            public boolean finished() {
                return false;
            }

            @Override
            public void close() {
                closed++;
            }
        }
    }
}
