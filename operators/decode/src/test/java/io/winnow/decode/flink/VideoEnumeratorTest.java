package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamControl.Action;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VideoEnumeratorTest {
    private final TestControls controls = new TestControls();

    private static StreamControl add(String stream, long millis) {
        return StreamControl.add(stream, "/" + stream, "", millis);
    }

    private static StreamControl wish(String stream, Action action) {
        return StreamControl.of(stream, action, 1);
    }

    @Test
    void readersGetAsManyStreamsAsEachOther() {
        TestJob job = TestJob.of(2, controls, "s0", "s1", "s2", "s3", "s4").start();
        assertThat(job.streams(0)).containsExactly("s0", "s2", "s4");
        assertThat(job.streams(1)).containsExactly("s1", "s3");
    }

    @Test
    void noReaderIsToldThatNoMoreWillComeBeforeAllStreamsHaveEnded() {
        TestJob job = TestJob.of(2, controls, "a", "b", "c").start();
        job.end("a");
        job.end("b");
        assertThat(job.toldNoMore()).isEmpty();
        job.end("c");
        assertThat(job.toldNoMore()).isEqualTo(Set.of(0, 1));
        assertThat(controls.followed()).isFalse();
    }

    @Test
    void nothingIsDealtBeforeAllReadersAreThere() {
        TestJob job = TestJob.of(2, controls, "a", "b").startAlone();
        job.register(1);
        assertThat(job.all()).isEmpty();
        job.register(0);
        assertThat(job.all()).hasSize(2);
    }

    @Test
    void nothingIsReadBeforeWhatIsWishedHasBeenHeard() {
        TestJob job = TestJob.of(1, controls.late(), "a", "b").start();
        controls.wish(wish("b", Action.REMOVE));
        controls.wish(add("c", 5));
        assertThat(job.all()).isEmpty();
        job.wish(TestControls::begin);
        assertThat(job.streams(0)).containsExactly("a", "c");
    }

    @Test
    void theListingIsFrozenInItsState() {
        TestJob job = TestJob.of(1, controls, "a", "b").start();
        job.checkpoint();
        TestJob restored = job.restore(1);
        assertThat(restored.streams(0)).containsExactly("a", "b");
        assertThat(restored.ended()).isEmpty();
        restored.end("a");
        restored.end("b");
        assertThat(restored.toldNoMore()).isEqualTo(Set.of(0));
    }

    @Test
    void stateOfTheFirstVersionIsGoneOnWith() {
        VideoSplit waiting = new VideoSplit("", 0, TestJob.plan("b"), VideoStateTest.progress(), false);
        TestJob job = TestJob.of(1, controls, "a", "b")
                .from(new VideoEnumeratorState(true, false, new TreeMap<>(), List.of(waiting)))
                .start();
        assertThat(job.all()).containsExactly(waiting.of("b"));
    }

    @Test
    void whatAReaderHadGoesBackToItWhereTheOthersGoOn() {
        TestJob job = TestJob.of(2, controls, "a", "b", "c", "d").start();
        job.checkpoint();
        job.fail(1);
        assertThat(job.streams(0)).containsExactly("a", "c");
        job.register(1);
        assertThat(job.streams(1)).containsExactly("b", "d");
    }

    @Test
    void whereAllReadersStartAnewStreamsAreSpreadEvenly() {
        TestJob job = TestJob.of(3, controls, "a", "b", "c", "d", "e", "f").start();
        job.end("b");
        job.end("e");
        job.checkpoint();
        job.failAll();
        job.registerAll();
        assertThat(job.all()).hasSize(4);
        assertThat(List.of(job.held(0).size(), job.held(1).size(), job.held(2).size()))
                .containsExactlyInAnyOrder(1, 1, 2);
    }

    @Test
    void whatWasGivenSinceTheLastCheckpointIsNotDealtTwice() {
        TestJob job = TestJob.of(2, controls, "a", "b", "c").start();
        job.checkpoint();
        job.failAll();
        job.registerAll();
        job.failAll();
        job.registerAll();
        assertThat(job.all()).extracting(VideoSplit::stream).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aReaderThatFailsAfterTheEndReadsOnWhatItHadBefore() {
        TestJob job = TestJob.of(2, controls, "a", "b").start();
        job.checkpoint();
        job.end("a");
        job.end("b");
        job.fail(0);
        job.register(0);
        assertThat(job.streams(0)).containsExactly("a");
        assertThat(job.streams(1)).isEmpty();
        assertThat(job.toldNoMore()).isEqualTo(Set.of(0, 1));
    }

    @Test
    void anAddedStreamGoesToTheReaderWithTheFewest() {
        TestJob job = TestJob.of(3, controls, "a", "b", "c").start();
        job.end("b");
        job.wish(it -> it.wish(add("d", 5)));
        assertThat(job.streams(1)).containsExactly("d");
        assertThat(job.ended()).isEmpty();
    }

    @Test
    void aStreamThatIsRemovedEndsAndComesBackAtALaterEpoch() {
        TestJob job = TestJob.of(1, controls, "a", "b").start();
        job.wish(it -> it.wish(wish("a", Action.REMOVE)));
        assertThat(job.streams(0)).containsExactly("b");
        assertThat(job.ended()).containsExactly("a");
        job.wish(it -> it.withdraw("a"));
        assertThat(job.held(0)).extracting(VideoSplit::stream).containsExactly("b", "a");
        assertThat(job.held(0))
                .extracting(VideoSplit::since)
                .satisfiesExactly(
                        first -> assertThat(first).isZero(),
                        again -> assertThat(again).isPositive());
    }

    @Test
    void aStreamGetsAnotherSourceOnlyAfterItHasEnded() {
        TestJob job = TestJob.of(2, controls, "a", "b").start();
        job.wish(it -> it.wish(StreamControl.add("a", "/other", "", 9)));
        assertThat(job.ended()).containsExactly("a");
        assertThat(job.all()).extracting(VideoSplit::stream).containsExactlyInAnyOrder("b", "a");
        job.wish(it -> it.wish(StreamControl.add("a", "/other", "", 9)));
        assertThat(job.ended()).containsExactly("a");
    }

    @Test
    void whatIsPausedIsPausedAgainAfterAFailureAndGoesOnWhenItIsWished() {
        TestJob job = TestJob.of(2, controls, "a", "b").start();
        job.checkpoint();
        job.wish(it -> it.wish(wish("a", Action.PAUSE)));
        job.fail(0);
        job.register(0);
        assertThat(job.paused()).containsExactly("a");
        job.checkpoint();
        TestJob restored = job.restore(1);
        assertThat(restored.paused()).containsExactly("a");
        restored.wish(it -> it.wish(wish("a", Action.RESUME)));
        assertThat(restored.paused()).isEmpty();
        assertThat(restored.ended()).isEmpty();
    }

    @Test
    void aPausedStreamKeepsTheRunFromEnding() {
        TestJob job = TestJob.of(1, controls, "a", "b").start();
        job.wish(it -> it.wish(wish("a", Action.PAUSE)));
        job.end("b");
        assertThat(job.toldNoMore()).isEmpty();
        job.wish(it -> it.wish(wish("a", Action.REMOVE)));
        assertThat(job.toldNoMore()).isEqualTo(Set.of(0));
    }

    @Test
    void aWishAboutAFolderIsAboutItsStreamsAndOneAboutAStreamIsStronger() {
        TestJob job = TestJob.of(
                        1,
                        controls,
                        false,
                        address -> List.of(TestJob.plan("walk/1.mp4"), TestJob.plan("walk/2.mp4")),
                        "walk")
                .start();
        job.wish(it -> it.wish(wish("walk", Action.PAUSE)));
        assertThat(job.paused()).containsExactly("walk/1.mp4", "walk/2.mp4");
        job.wish(it -> it.wish(wish("walk/2.mp4", Action.RESUME)));
        assertThat(job.paused()).containsExactly("walk/1.mp4");
        job.wish(it -> it.wish(wish("walk/1.mp4", Action.REMOVE)));
        assertThat(job.streams(0)).containsExactly("walk/2.mp4");
    }

    @Test
    void whatCannotBeIsRefusedAndTheRestGoesOn() {
        TestJob job = TestJob.of(1, controls, "a").start();
        job.wish(it -> it.wish(wish("nobody", Action.PAUSE)));
        job.wish(it -> it.wish(StreamControl.add("b", "", "", 5)));
        job.wish(it -> it.wish(StreamControl.add("c", "-", "", 5)));
        job.wish(it -> it.wish(StreamControl.add("d", "gopher://d", "", 5)));
        job.wish(it -> it.wish(wish("gone", Action.REMOVE)));
        job.wish(it -> it.wish(wish("never there", Action.FORGET)));
        job.wish(it -> it.wish(add("e", 5)));
        assertThat(controls.refused())
                .containsExactly("nobody: NO_STREAM", "b: BAD_CONTROL", "c: BAD_CONTROL", "d: BAD_CONTROL");
        assertThat(job.streams(0)).containsExactly("a", "e");
    }

    @Test
    void aSourceThatCannotBeListedIsRefused() {
        TestJob job = TestJob.of(
                        1,
                        controls,
                        false,
                        address -> {
                            if (address.id().equals("b")) {
                                throw new IllegalStateException("no right");
                            }
                            return List.of(TestJob.plan("a"));
                        },
                        "a")
                .start();
        job.wish(it -> it.wish(add("b", 5)));
        job.wish(it -> it.wish(add("c", 5)));
        assertThat(controls.refused()).containsExactly("b: NOT_LISTED", "c: STREAM_TAKEN");
        assertThat(job.streams(0)).containsExactly("a");
    }

    @Test
    void aDefinitionThatCannotBeListedFailsTheJob() {
        TestJob job = TestJob.of(
                1,
                controls,
                false,
                address -> {
                    throw new IllegalStateException("no right");
                },
                "a");
        assertThatThrownBy(job::start).hasMessageContaining("source a cannot be read");
    }

    @Test
    void whatCannotBeReadLeavesItsStreamAsItIs() {
        TestJob job = TestJob.of(1, controls, "a").start();
        job.wish(it -> it.wish(add("b", 5)));
        job.wish(it -> it.garble("a"));
        job.wish(it -> it.garble("b"));
        job.checkpoint();
        assertThat(job.streams(0)).containsExactly("a", "b");
        assertThat(job.restore(1).streams(0)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whatIsWishedWhileASourceIsListedCounts() {
        TestJob job = TestJob.of(1, controls, "a").start();
        job.listLater();
        job.wish(it -> it.wish(add("b", 5)));
        job.wish(it -> it.wish(wish("b", Action.REMOVE)));
        job.wish(it -> it.wish(add("c", 6)));
        job.wish(it -> it.wish(StreamControl.add("c", "/elsewhere", "", 7)));
        job.list();
        assertThat(job.streams(0)).containsExactly("a", "c");
        assertThat(job.ended()).isEmpty();
    }

    @Test
    void whatIsWishedWhileAReaderIsGoneIsDoneWhenItIsBack() {
        TestJob job = TestJob.of(2, controls, "a", "b").start();
        job.checkpoint();
        job.fail(0);
        job.wish(it -> it.wish(StreamControl.add("a", "/other", "", 9)));
        job.wish(it -> it.wish(wish("b", Action.PAUSE)));
        assertThat(job.all()).extracting(VideoSplit::stream).containsExactly("b");
        job.register(0);
        assertThat(job.ended()).containsExactly("a");
        assertThat(job.paused()).containsExactly("b");
        assertThat(job.all()).extracting(VideoSplit::stream).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aRunThatStaysEndsWhenItsTimeIsOver() {
        TestJob job = TestJob.of(2, controls, true, address -> List.of(TestJob.plan(address.id())))
                .start();
        assertThat(job.toldNoMore()).isEmpty();
        job.wish(it -> it.wish(add("a", 5)));
        job.timeOver(0);
        assertThat(job.toldNoMore()).isEmpty();
        job.end("a");
        assertThat(job.toldNoMore()).isEqualTo(Set.of(0, 1));
    }

    @Test
    void allSourcesInAForgottenFolderEndAndStayAwayAfterARestart() {
        TestJob job = TestJob.of(1, controls, "camera/1", "gate", "cameras").start();
        job.wish(it -> it.wish(add("camera/2", 5)));
        job.wish(it -> it.wish(wish("camera/1", Action.PAUSE)));
        job.wish(it -> it.wish(StreamControl.forget("camera", 10)));
        assertThat(job.streams(0)).containsExactlyInAnyOrder("cameras", "gate");

        job.wish(it -> it.wish(StreamControl.of("camera/1", Action.RESUME, 20)));
        assertThat(job.streams(0)).containsExactlyInAnyOrder("cameras", "gate");
        assertThat(controls.refused()).containsExactly("camera/1: NO_STREAM");

        job.checkpoint();
        assertThat(job.restore(1).streams(0)).containsExactlyInAnyOrder("cameras", "gate");
        assertThat(TestJob.of(1, controls, "camera/1", "gate").start().streams(0))
                .containsExactly("gate");
    }

    @Test
    void oneSourceOfAForgottenFolderComesBackAloneAtAnEpochThatIsTaken() {
        TestJob job = TestJob.of(1, controls, "camera/1", "camera/2", "gate").start();
        job.wish(it -> it.wish(StreamControl.forget("camera", 10)));
        job.wish(it -> it.wish(add("camera/2", 20).forgottenBefore(10)));

        assertThat(job.streams(0)).containsExactlyInAnyOrder("camera/2", "gate");
        assertThat(job.all())
                .filteredOn(split -> split.stream().equals("camera/2"))
                .allMatch(split -> split.since() >= ForgottenStreams.firstEpoch(10));
    }

    @Test
    void whatWasWishedInAFolderBeforeItWasForgottenDoesNotHoldWhenTheFolderComesBack() {
        TestJob job = TestJob.of(1, controls, "gate").start();
        job.wish(it -> it.wish(add("camera/2", 5)));
        job.wish(it -> it.wish(StreamControl.forget("camera", 10)));
        job.wish(it -> it.wish(add("camera", 20).forgottenBefore(10)));

        assertThat(job.streams(0)).containsExactlyInAnyOrder("camera", "gate");
    }

    @Test
    void aSourceOfTheDefinitionWhoseFolderWasForgottenAndAddedWhileNothingRanBeginsAnew() {
        TestJob job = TestJob.of(1, controls, "camera/1").start();
        job.checkpoint();
        TestControls later = controls.late();
        later.wish(StreamControl.forget("camera", 10));
        later.wish(add("camera", 20).forgottenBefore(10));
        TestJob restored = job.restore(1);
        restored.wish(TestControls::begin);

        assertThat(restored.all()).extracting(VideoSplit::stream).containsExactlyInAnyOrder("camera", "camera/1");
        assertThat(restored.all())
                .filteredOn(split -> split.stream().equals("camera/1"))
                .allMatch(split -> split.since() >= ForgottenStreams.firstEpoch(10));
    }
}
