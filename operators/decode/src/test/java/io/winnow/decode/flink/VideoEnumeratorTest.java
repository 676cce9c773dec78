package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.FramePolicy;
import io.winnow.decode.stream.StreamInput;
import io.winnow.decode.stream.StreamPlan;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VideoEnumeratorTest {
    private static final VideoEnumeratorState NOTHING = new VideoEnumeratorState(false, List.of());

    private static List<StreamPlan> plans(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new StreamPlan(
                        "s" + i, new StreamInput.Clip("/" + i + ".mp4", true), new FramePolicy.KeepAll()))
                .toList();
    }

    @Test
    void readersGetAsManyStreamsAsEachOther() {
        TestAssignment readers = new TestAssignment(2);
        VideoEnumerator enumerator = new VideoEnumerator(readers, () -> plans(5), NOTHING);
        enumerator.start();
        readers.register(enumerator, 0, 1);
        assertThat(readers.streams(0)).containsExactly("s0", "s2", "s4");
        assertThat(readers.streams(1)).containsExactly("s1", "s3");
    }

    @Test
    void noReaderIsToldThatNoMoreWillComeBeforeAllHaveReadTheirShare() {
        TestAssignment readers = new TestAssignment(2);
        VideoEnumerator enumerator = new VideoEnumerator(readers, () -> plans(1), NOTHING);
        enumerator.start();
        readers.register(enumerator, 0, 1);
        assertThat(readers.toldNoMore()).isEmpty();
        readers.ask(enumerator, 0);
        assertThat(readers.toldNoMore()).isEqualTo(Set.of(0, 1));
    }

    @Test
    void aReaderThatFailsWhileOthersAskHasToAskAgain() {
        TestAssignment readers = new TestAssignment(2);
        VideoEnumerator enumerator = new VideoEnumerator(readers, () -> plans(1), NOTHING);
        enumerator.start();
        readers.register(enumerator, 0, 1);
        enumerator.addSplitsBack(readers.taken(0), 0);
        readers.register(enumerator, 0);
        assertThat(readers.streams(0)).containsExactly("s0");
        assertThat(readers.toldNoMore()).isEmpty();
        readers.ask(enumerator, 0);
        assertThat(readers.toldNoMore()).isEqualTo(Set.of(0, 1));
    }

    @Test
    void readersThatCameBeforeTheListingGetTheirsAfterIt() {
        TestAssignment readers = new TestAssignment(1);
        VideoEnumerator enumerator = new VideoEnumerator(readers, () -> plans(1), NOTHING);
        readers.register(enumerator, 0);
        assertThat(readers.toldNoMore()).isEmpty();
        enumerator.start();
        assertThat(readers.streams(0)).containsExactly("s0");
    }

    @Test
    void theListingIsFrozenInItsState() {
        TestAssignment first = new TestAssignment(1);
        VideoEnumerator before = new VideoEnumerator(first, () -> plans(3), NOTHING);
        before.start();
        TestAssignment second = new TestAssignment(1);
        VideoEnumerator after = new VideoEnumerator(second, () -> plans(7), before.snapshotState(1));
        after.start();
        second.register(after, 0);
        assertThat(second.streams(0)).containsExactly("s0", "s1", "s2");
    }

    @Test
    void whatAReaderHadWhenItFailedGoesBackToIt() {
        TestAssignment readers = new TestAssignment(2);
        VideoEnumerator enumerator = new VideoEnumerator(readers, () -> plans(4), NOTHING);
        enumerator.start();
        readers.register(enumerator, 0, 1);
        enumerator.addSplitsBack(readers.taken(1), 1);
        assertThat(enumerator.snapshotState(1).waiting()).hasSize(2);
        readers.register(enumerator, 1);
        assertThat(readers.streams(1)).containsExactly("s1", "s3");
    }

    @Test
    void aReaderThatHadNothingNewWhenItFailedIsToldTheEndToo() {
        TestAssignment readers = new TestAssignment(1);
        VideoEnumerator enumerator = new VideoEnumerator(readers, () -> plans(1), NOTHING);
        enumerator.start();
        readers.register(enumerator, 0);
        enumerator.addSplitsBack(List.of(), 0);
        readers.register(enumerator, 0);
        assertThat(readers.toldNoMore()).isEqualTo(Set.of(0));
    }
}
