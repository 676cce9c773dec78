package io.winnow.tokenize.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.frames.FrameEvent;
import io.winnow.records.StreamEvent.Kind;
import io.winnow.records.StreamStatus.State;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "-3600, its clock is 1 h 0 min behind this machine's",
        "5461, its clock is 1 h 31 min ahead of this machine's",
        "-119, its clock is 1 min behind this machine's",
        "-1764547200, its clock is 20423 days behind this machine's",
        "59, ''"
    })
    void aClockThatIsWrongIsSaidWhileTheStreamIsThere(long aheadSeconds, String said) {
        after(Kind.STARTED, "");
        watch.event(format(Map.of("clockAheadSeconds", Long.toString(aheadSeconds))));
        assertThat(watch.status("a", "run", 0).message()).isEqualTo(said);
        watch.event(new FrameEvent("a", 0, Kind.GAP, "RECONNECTING", 0, false, Map.of("why", "it is dark"), 0));
        assertThat(watch.status("a", "run", 0).message()).isEqualTo("it is dark");
        watch.event(format(Map.of()));
        assertThat(watch.status("a", "run", 0).message()).isEmpty();
    }

    private static FrameEvent format(Map<String, String> attributes) {
        return new FrameEvent("a", 0, Kind.FORMAT, "", 0, true, attributes, 0);
    }

    @Test
    void aStreamThatIsRemovedHasNotFailed() {
        after(Kind.STARTED, "");
        after(Kind.GAP, "PAUSED");
        assertThat(after(Kind.ENDED, "REMOVED")).isEqualTo(State.ENDED);
    }
}
