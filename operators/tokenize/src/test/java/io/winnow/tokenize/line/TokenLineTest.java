package io.winnow.tokenize.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.frames.FrameEvent;
import io.winnow.frames.FrameFailure;
import io.winnow.records.DeadLetter;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.RecordIds;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamEvent.Kind;
import io.winnow.records.StreamStatus;
import io.winnow.records.StreamStatus.State;
import io.winnow.tokenize.ClipOptions;
import io.winnow.tokenize.PictureFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenLineTest {

    @Test
    void recordsKeepTheirOrderWhateverOrderTheyAreEncodedIn() {
        Bench bench = new Bench(ClipOptions.singleFrames());
        bench.frame("a", 0);
        bench.frame("a", 1);
        bench.event("a", Kind.IDLE);
        bench.finish(1);
        assertThat(bench.out).isEmpty();
        bench.finish(0);

        assertThat(bench.out).containsExactly("a/0#0 seq 0", "a/0#1 seq 1", "a/0#2 IDLE");
    }

    @Test
    void ordinalsCountRecordsAndEventsOfEachStreamAndEpochAlone() {
        Bench bench = new Bench(ClipOptions.singleFrames());
        bench.event("a", Kind.STARTED);
        bench.event("b", Kind.STARTED);
        bench.frame("a", 0);
        bench.frame("b", 0);
        bench.finishAll();

        assertThat(bench.out).containsExactly("a/0#0 STARTED", "b/0#0 STARTED", "a/0#1 seq 0", "b/0#1 seq 0");
    }

    @Test
    void aFrameThatCannotBeTokenizedIsADeadLetterAndAGapInItsPlace() {
        Bench bench = new Bench(ClipOptions.singleFrames());
        bench.frame("a", 0);
        bench.frame("a", 1);
        bench.frame("a", 2);
        bench.fail(1, new IllegalArgumentException("too blue"));
        bench.finishAll();

        assertThat(bench.out).containsExactly("a/0#0 seq 0", "a/0#1 GAP TOKENIZE 1", "a/0#2 seq 2");
        assertThat(bench.letters).hasSize(1);
        assertThat(bench.letters.get(0).what()).contains("too blue");
        assertThat(bench.letters.get(0).where()).isEqualTo("stream a, epoch 0, frame 1");
        assertThat(bench.ledgers.current("a").watch().dropped()).isEqualTo(Map.of("TOKENIZE", 1L));
    }

    @Test
    void whatWaitsOfAStreamThatIsForgottenIsAGapAndItsEndIsTold() {
        Bench bench = new Bench(ClipOptions.singleFrames());
        bench.frame("a", 0);
        bench.frame("b", 0);
        bench.frame("a", 1);
        bench.finish(0);
        bench.forgotten = ForgottenStreams.of(List.of(StreamControl.forget("a", 100)));
        bench.finishAll();
        bench.event("a", Kind.ENDED);
        bench.forgotten = ForgottenStreams.of(
                List.of(StreamControl.add("a", "/a", "", 200).forgottenBefore(100)));
        bench.frame("a", ForgottenStreams.firstEpoch(100), 0);
        bench.finishAll();

        assertThat(bench.out)
                .containsExactly(
                        "a/0#0 seq 0", "b/0#0 seq 0", "a/0#1 GAP FORGOTTEN 1", "a/0#2 ENDED", "a/60100#0 seq 0");
        assertThat(bench.ledgers.current("a").watch().dropped()).isEqualTo(Map.of("FORGOTTEN", 1L));
        assertThat(bench.letters).isEmpty();
    }

    @Test
    void aStreamHasFailedByTheLetterBeforeItsEndWhateverOthersWaitFor() {
        Bench bench = new Bench(ClipOptions.singleFrames());
        bench.stuck = true;
        bench.frame("a", 0);
        bench.finish(0);
        bench.event("b", Kind.STARTED);
        bench.accept(new FrameFailure(new DeadLetter(
                RecordIds.deadLetter("pipeline/decode", "b", "DECODE", "x.mp4"),
                "run-1",
                "pipeline/decode",
                "",
                -1,
                -1,
                "",
                new byte[0],
                "DECODE",
                "no picture",
                "x.mp4",
                "none",
                "b",
                Optional.empty(),
                1,
                5)));
        bench.accept(new FrameEvent("b", 0, Kind.ENDED, "NOT_MEDIA", 0, true, Map.of(), 0));

        assertThat(bench.ledgers.current("b").watch().seen().state()).isEqualTo(StreamStatus.State.FAILED);
    }

    @Test
    void clipsAreCutAtFixedFramesOfTheEpoch() {
        Bench bench = new Bench(new ClipOptions(2, Duration.ZERO));
        for (int seq = 0; seq < 5; seq++) {
            bench.frame("a", seq);
        }
        bench.event("a", Kind.ENDED);
        bench.finishAll();

        assertThat(bench.out).containsExactly("a/0#0 seq 0 of 2", "a/0#1 seq 2 of 2", "a/0#2 seq 4", "a/0#3 ENDED");
    }

    @Test
    void clipsAreCutAtFixedTimesOfTheEpoch() {
        Bench bench = new Bench(new ClipOptions(0, Duration.ofSeconds(1)));
        for (int seq = 3; seq < 8; seq++) {
            bench.frame("a", seq);
        }
        bench.finishAll();
        assertThat(bench.out).containsExactly("a/0#0 seq 3 of 2", "a/0#1 seq 5 of 2");

        bench.line.closeClips();
        assertThat(bench.out).endsWith("a/0#2 seq 7");
    }

    @Test
    void aNewEpochCutsAClipAndAGapWithinOneDoesNot() {
        Bench bench = new Bench(new ClipOptions(8, Duration.ZERO));
        bench.frame("a", 0);
        bench.event("a", Kind.GAP);
        bench.frame("a", 1);
        bench.accept(new FrameEvent("a", 1, Kind.GAP, "TIMESTAMP_JUMP", 0, false, Map.of(), 0));
        bench.accept(PictureFrame.blank("a", 1, 0));
        bench.accept(PictureFrame.blank("a", 2, 0));
        bench.finishAll();

        assertThat(bench.out)
                .containsExactly("a/0#0 GAP  0", "a/0#1 seq 0 of 2", "a/1#0 GAP TIMESTAMP_JUMP 0", "a/1#1 seq 0");
    }

    @Test
    void aFileOfAFolderThatIsNoMediaDidNotFail() {
        Bench bench = new Bench(ClipOptions.singleFrames());
        bench.accept(new FrameEvent("a", 0, Kind.ENDED, "NOT_MEDIA", 1, true, Map.of(), 0));

        assertThat(bench.statuses.get(0).state()).isEqualTo(State.ENDED);
    }

    @Test
    void aFrameLostInAClipLeavesTheOthers() {
        Bench bench = new Bench(new ClipOptions(2, Duration.ZERO));
        for (int seq = 0; seq < 3; seq++) {
            bench.frame("a", seq);
        }
        bench.fail(1, new IllegalStateException("no"));
        bench.finishAll();

        assertThat(bench.out).containsExactly("a/0#0 GAP TOKENIZE 1", "a/0#1 seq 0 of 2");
    }

    /** Each number is a frame of one of three streams; the seed says in which order they are encoded, and which fail. */
    @Property(tries = 200)
    void theOutputDoesNotDependOnWhenFramesAreEncoded(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 5) Integer> moves,
            @ForAll @IntRange(min = 1, max = 4) int framesAClip,
            @ForAll long seed) {
        ClipOptions clip = new ClipOptions(framesAClip, Duration.ZERO);
        Bench atOnce = new Bench(clip);
        Bench later = new Bench(clip);
        Random random = new Random(seed);
        for (int i = 0; i < moves.size(); i++) {
            for (Bench bench : List.of(atOnce, later)) {
                bench.move("s" + moves.get(i) % 3, i, moves.get(i) > 4);
            }
            atOnce.finishAll();
            if (random.nextBoolean()) {
                later.finishSome(random);
            }
        }
        later.finishAll();

        assertThat(later.out).isEqualTo(atOnce.out);
        assertThat(later.line.waitingFrames()).isZero();
    }

    @Test
    void theWatchSaysThatACameraIsAwayUntilItIsBack() {
        Bench bench = new Bench(ClipOptions.singleFrames());
        bench.frame("a", 4);
        bench.finishAll();
        bench.accept(new FrameEvent("a", 0, Kind.GAP, "RECONNECTING", 0, false, Map.of("why", "it is dark"), 0));
        bench.event("a", Kind.IDLE);
        assertThat(status(bench).state()).isEqualTo(State.RECONNECTING);
        assertThat(status(bench).message()).isEqualTo("it is dark");
        assertThat(status(bench).dropped()).isEmpty();

        bench.accept(new FrameEvent("a", 9, Kind.GAP, "RECONNECTED", 70, false, Map.of(), 0));
        assertThat(status(bench).state()).isEqualTo(State.RUNNING);
        assertThat(status(bench).reconnects()).isEqualTo(1);
        assertThat(status(bench).message()).isEmpty();
        assertThat(status(bench).dropped()).containsExactly(Map.entry("RECONNECTED", 70L));
    }

    private static StreamStatus status(Bench bench) {
        return bench.ledgers.current("a").watch().status("a", "run", 0);
    }

    @Test
    void theWatchFollowsAStreamFromItsStartToItsFailure() {
        Bench bench = new Bench(ClipOptions.singleFrames());
        bench.event("a", Kind.STARTED);
        bench.frame("a", 4);
        bench.finishAll();
        bench.accept(new FrameEvent("a", 0, Kind.ENDED, "DECODE", 7, true, Map.of(), 0));

        assertThat(bench.statuses.get(0).state()).isEqualTo(State.RUNNING);
        assertThat(bench.statuses.get(1).state()).isEqualTo(State.FAILED);
        assertThat(bench.statuses.get(1).frames()).isEqualTo(7);
        assertThat(bench.statuses.get(1).lastFrameMicros()).isEqualTo(4 * PictureFrame.MICROS);
    }

    @Test
    void aRecordGoesOnFromTheOneBeforeOfItsStreamAndEpoch() {
        Bench bench = new Bench(new ClipOptions(2, Duration.ZERO));
        bench.carries = true;
        for (int seq = 0; seq < 6; seq++) {
            bench.frame("a", 0, seq);
        }
        bench.frame("b", 0, 0);
        bench.frame("b", 0, 1);
        bench.frame("a", 1, 0);
        bench.frame("a", 1, 1);
        bench.frame("a", 1, 2);
        bench.event("a", Kind.ENDED);
        bench.frame("a", 1, 3);
        bench.frame("a", 1, 4);
        bench.finishAll();

        // Records of a, of b, of a's second epoch, the last of it, and one after the end.
        assertThat(bench.carried).containsExactly(0, 1, 2, 0, 0, 5, 0);
    }

    @Test
    void aRecordThatFailsLeavesWhatWasCarried() {
        Bench bench = new Bench(new ClipOptions(0, Duration.ofNanos(PictureFrame.MICROS * 4 * 1000)));
        bench.carries = true;
        // Clips by length, of one, four and two frames: the bench fails those of four.
        for (int seq : new int[] {0, 4, 5, 6, 7, 8, 9}) {
            bench.frame("a", 0, seq);
        }
        bench.event("a", Kind.ENDED);
        bench.finishAll();

        assertThat(bench.letters).hasSize(1);
        assertThat(bench.carried).containsExactly(0, 1, 1);
    }

    @Test
    void whatIsCarriedIsStored() {
        Bench bench = new Bench(new ClipOptions(1, Duration.ZERO));
        bench.carries = true;
        bench.frame("a", 0, 0);
        bench.finishAll();
        Bench restored = new Bench(new ClipOptions(1, Duration.ZERO));
        restored.carries = true;
        restored.ledgers.restore(
                bench.ledgers.toStore(true).stream().map(StreamLedgers::copy).toList());
        restored.frame("a", 0, 1);
        restored.finishAll();

        assertThat(restored.carried).containsExactly(1);
    }
}
