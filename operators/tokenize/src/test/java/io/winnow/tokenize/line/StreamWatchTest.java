package io.winnow.tokenize.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.frames.FrameEvent;
import io.winnow.records.StreamEvent.Kind;
import io.winnow.records.StreamStatus.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamWatchTest {
    private final StreamWatch watch = new StreamWatch();

    private State after(Kind kind, String reason) {
        watch.event(new FrameEvent("a", 0, kind, reason, 0, true, Map.of(), 0));
        return watch.status("a", "run", 0).state();
    }

    @Test
    void aStreamIsPausedUntilItGoesOn() {
        assertThat(after(Kind.STARTED, "")).isEqualTo(State.RUNNING);
        assertThat(after(Kind.GAP, "PAUSED")).isEqualTo(State.PAUSED);
        assertThat(after(Kind.GAP, "RESUMED")).isEqualTo(State.RUNNING);
    }

    @Test
    void aStreamThatIsRemovedHasNotFailed() {
        after(Kind.STARTED, "");
        after(Kind.GAP, "PAUSED");
        assertThat(after(Kind.ENDED, "REMOVED")).isEqualTo(State.ENDED);
    }
}
