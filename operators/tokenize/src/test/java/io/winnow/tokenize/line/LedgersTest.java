package io.winnow.tokenize.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.frames.FrameEvent;
import io.winnow.records.StreamEvent.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgersTest {

    @Test
    void ofTwoStoredLedgersOfAStreamTheNewerCounts() {
        Ledgers first = new Ledgers();
        first.step("a").ordinals().next(0);
        StreamLedger old = first.toStore(false).get(0);
        Ledgers second = new Ledgers();
        second.restore(List.of(StreamLedgers.copy(old)));
        second.step("a").ordinals().next(0);
        StreamLedger newer = second.toStore(false).get(0);

        Ledgers restored = new Ledgers();
        restored.restore(List.of(newer, old));

        assertThat(restored.step("a").ordinals().next(0)).isEqualTo(2);
    }

    @Test
    void ofAStreamThatIsReadAnewBehindAnotherSubtaskTheLaterEpochCounts() {
        Ledgers first = new Ledgers();
        for (int i = 0; i < 9; i++) {
            first.step("a").watch().event(event(0, i < 8 ? Kind.FORMAT : Kind.ENDED));
        }
        Ledgers second = new Ledgers();
        second.step("a").watch().event(event(7, Kind.STARTED));
        second.current("a").ordinals().next(7);

        Ledgers restored = new Ledgers();
        restored.restore(
                List.of(first.toStore(false).get(0), second.toStore(false).get(0)));

        assertThat(restored.step("a").ordinals().next(7)).isEqualTo(1);
    }

    private static FrameEvent event(long epoch, Kind kind) {
        return new FrameEvent("a", epoch, kind, "", 0, true, Map.of(), 0);
    }

    @Test
    void streamsThatDidNotComeByAreStoredByOneSubtask() {
        Ledgers before = new Ledgers();
        before.step("a");
        before.step("b");
        Ledgers after = new Ledgers();
        after.restore(before.toStore(false));
        after.step("b");

        assertThat(after.toStore(false)).extracting(StreamLedger::stream).containsExactly("b");
        assertThat(after.toStore(true)).extracting(StreamLedger::stream).containsExactly("b", "a");
    }

    @Test
    void ofEndedStreamsTheLastAreRemembered() {
        Ledgers ledgers = new Ledgers();
        ledgers.step("live");
        for (int i = 0; i < Ledgers.ENDED + 5; i++) {
            String stream = "clip-" + i;
            ledgers.step(stream).watch().event(new FrameEvent(stream, 0, Kind.ENDED, "", 1, true, Map.of(), 0));
        }

        assertThat(ledgers.toStore(true))
                .extracting(StreamLedger::stream)
                .hasSize(Ledgers.ENDED + 1)
                .contains("live", "clip-5")
                .doesNotContain("clip-4");
    }

    @Test
    void changedStreamsAreTakenOnce() {
        Ledgers ledgers = new Ledgers();
        ledgers.step("a");
        ledgers.step("a");

        assertThat(ledgers.takeChanged()).containsExactly("a");
        assertThat(ledgers.takeChanged()).isEmpty();
    }
}
