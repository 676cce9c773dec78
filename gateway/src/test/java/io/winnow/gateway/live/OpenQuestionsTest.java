package io.winnow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.metrics.MetricNames;
import io.winnow.records.Answer;
import io.winnow.records.BundleRef;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.Question;
import io.winnow.records.RecordIds;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

class OpenQuestionsTest {
    private long nowMillis = 1_790_000_000_000L;
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(nowMillis);
        }
    };
    private LiveState state = new LiveState(Optional.empty(), clock);
    private OpenQuestions open = new OpenQuestions(state, clock);

    @BeforeTry
    void beginAnew() {
        state = new LiveState(Optional.empty(), clock);
        open = new OpenQuestions(state, clock);
    }

    @Test
    void aReaderThatNobodyHasTriedIsGivenABurst() {
        assertThat(entered("q", 300)).isEqualTo(256);
    }

    @Test
    void asManyWaitAsAreAnsweredInHalfAMinute() {
        assertThat(entered("q", 250)).isEqualTo(250);
        for (int second = 0; second < 100; second++) {
            nowMillis += 1000;
            answer("q" + 2 * second);
            answer("q" + (2 * second + 1));
        }
        // 50 are left of 60 that two a second make; the least is 64.
        assertThat(entered("r", 100)).isEqualTo(14);
        for (int i = 200; i < 250; i++) {
            nowMillis += 100;
            answer("q" + i);
        }
        // It has become faster, and of that what it did before is a part.
        assertThat(entered("s", 400)).isGreaterThan(50);
    }

    @Test
    void whoseTurnHasPassedTakesNobodysPlace() {
        assertThat(entered("slow", 200)).isEqualTo(200);
        assertThat(entered("q", 56)).isEqualTo(56);
        nowMillis += 1000;
        answer("q0");
        assertThat(entered("r", 300)).isEqualTo(64 - 55);
    }

    @Test
    void neverMoreThanAThousandWaitWhateverTheyWaitFor() {
        int all = 0;
        for (int round = 0; round < 40; round++) {
            all += entered("round-" + round + "-", 50);
            nowMillis += 1;
            answer("round-" + round + "-49");
        }
        assertThat(all).isBetween(1_024, 1_024 + 40);
    }

    @Test
    void whatHasNoAnswerAfterTwoMinutesOrItsDeadlineIsNotWaitedFor() {
        assertThat(entered("q", 255)).isEqualTo(255);
        assertThat(open.enter("hasty", Optional.empty(), Optional.of(nowMillis + 1000)))
                .isTrue();
        assertThat(entered("r", 1)).isZero();
        nowMillis += 1001;
        assertThat(entered("r", 2)).isEqualTo(1);
        nowMillis += 120_001;
        assertThat(entered("s", 300)).isEqualTo(256);
    }

    @Test
    void whatCouldNotBePutMakesRoom() {
        assertThat(entered("q", 256)).isEqualTo(256);
        open.leave("q7");
        assertThat(entered("r", 2)).isEqualTo(1);
    }

    @Test
    void questionsOfOthersCountUnlessTheyHaveTheirAnswer() {
        for (int i = 0; i < 100; i++) {
            ask("other" + i);
        }
        answer("early");
        ask("early");
        assertThat(entered("q", 300)).isEqualTo(156);
    }

    @Test
    void aQuestionOfItsOwnThatComesBackCountsOnce() {
        assertThat(entered("q", 200)).isEqualTo(200);
        for (int i = 0; i < 200; i++) {
            ask("q" + i);
        }
        assertThat(entered("r", 100)).isEqualTo(56);
    }

    @Test
    void aNewRunKnowsNothingOfThem() {
        assertThat(entered("q", 256)).isEqualTo(256);
        state.add(new MetricSnapshot("next", "read", 0, Map.of(MetricNames.ANSWERS, 1.0), nowMillis));
        assertThat(entered("r", 300)).isEqualTo(256);
    }

    @Test
    void aForgottenStreamLeavesTheOthersWaiting() {
        assertThat(entered("q", 256)).isEqualTo(256);
        state.add(StreamControl.forget("gate", nowMillis));
        assertThat(entered("r", 300)).isZero();
    }

    @Test
    void aReaderThatHasBecomeSlowIsNotGivenABurst() {
        assertThat(entered("q", 2)).isEqualTo(2);
        nowMillis += 1000;
        answer("q0");
        nowMillis += 1;
        assertThat(entered("r", 300)).isEqualTo(64 - 1);
    }

    @Test
    void aQuestionToEachStreamWaitsForAnAnswerOfEach() {
        streams(4, 1);
        assertThat(entered("q", 100)).isEqualTo(64);
        for (int stream = 0; stream < 3; stream++) {
            nowMillis += 1000;
            answer("q0", "camera-" + stream);
        }
        assertThat(open.size()).isEqualTo(4 * 64 - 3);
        answer("q0", "camera-0");
        answer("q0", "another");
        assertThat(open.size()).isEqualTo(4 * 64 - 3);
        answer("q0", "camera-3");
        assertThat(open.size()).isEqualTo(4 * 63);
        nowMillis += 120_001;
        assertThat(open.size()).isZero();
    }

    @Test
    void answersAreCountedAndNotQuestions() {
        streams(40, 1);
        assertThat(entered("q", 10)).isEqualTo(6);
        for (int stream = 0; stream < 40; stream++) {
            nowMillis += 240;
            for (int question = 0; question < 6; question++) {
                answer("q" + question, "camera-" + stream);
            }
        }
        // 25 answers a second are 750 in half a minute, and 18 questions to 40 streams.
        assertThat(entered("r", 30)).isEqualTo(18);
    }

    @Test
    void oneToMoreStreamsThanMayBeWaitedForIsTakenWhenNothingElseWaits() {
        streams(300, 1);
        assertThat(entered("small", Optional.of("camera-0"), 1)).isEqualTo(1);
        assertThat(entered("q", 1)).isZero();
        nowMillis += 1000;
        answer("small0", "camera-0");
        assertThat(entered("q", 2)).isEqualTo(1);
        assertThat(entered("small", Optional.of("camera-0"), 1)).isZero();
    }

    @Test
    void anAnswerOfOneStreamFreesNothingThatOthersWereAsked() {
        assertThat(entered("slow", Optional.of("slow"), 200)).isEqualTo(200);
        assertThat(entered("fast", Optional.of("fast"), 56)).isEqualTo(56);
        nowMillis += 1000;
        answer("fast55", "fast");
        assertThat(entered("r", Optional.of("fast"), 1)).isZero();
        answer("slow199", "slow");
        assertThat(entered("r", Optional.of("fast"), 100)).isEqualTo(64);
    }

    @Test
    void aStreamThatIsOverWithoutAFrameIsNotWaitedFor() {
        streams(3, 1);
        stream("dead", StreamStatus.State.FAILED, 0);
        stream("begins", StreamStatus.State.RUNNING, 0);
        stream("done", StreamStatus.State.ENDED, 9);
        assertThat(entered("q", 1)).isEqualTo(1);
        assertThat(open.size()).isEqualTo(5);
    }

    @Test
    void aQuestionOfItsOwnThatComesBackAfterItsDeadlineIsNotWaitedForAgain() {
        assertThat(open.enter("hasty", Optional.empty(), Optional.of(nowMillis + 1000)))
                .isTrue();
        nowMillis += 1001;
        ask("hasty");
        assertThat(open.size()).isZero();
    }

    @Test
    void theTimeAfterAQuestionWasGivenUpIsNotTheReaders() {
        assertThat(entered("q", 101)).isEqualTo(101);
        for (int i = 0; i < 100; i++) {
            nowMillis += 100;
            answer("q" + i);
        }
        nowMillis += Duration.ofHours(1).toMillis();
        for (int i = 0; i < 300; i++) {
            assertThat(entered("again-" + i, 1)).isEqualTo(1);
            nowMillis += 100;
            answer("again-" + i + "0");
        }
        // The two minutes count in which nothing came.
        assertThat(entered("r", 300)).isBetween(65, 250);
    }

    /** Steps of the property, each taken ten times. */
    private enum Step {
        ASK_ONE,
        ASK_ANOTHER,
        ASK_EACH,
        ASK_EACH_SOON,
        OTHERS_ASK,
        OLDEST_ANSWERED,
        NEWEST_ANSWERED,
        LATER_ANSWERED,
        FAILS,
        MOMENT,
        SECOND,
        MINUTE
    }

    @Property(tries = 300)
    void whatIsTakenAndWaitedForIsWhatTheWholeHistorySays(@ForAll @Size(max = 40) List<Step> steps) {
        streams(3, 1);
        OpenQuestionsTwin twin = new OpenQuestionsTwin(nowMillis, List.of("camera-0", "camera-1", "camera-2"));
        int asked = 0;
        for (Step step : steps) {
            for (int i = 0; i < 10; i++) {
                take(step, "q" + asked++, twin);
                twin.pass(nowMillis);
                assertThat(open.size()).isEqualTo(twin.open().size());
            }
        }
        nowMillis += 120_001;
        assertThat(open.size()).isZero();
    }

    private void take(Step step, String id, OpenQuestionsTwin twin) {
        List<OpenQuestionsTwin.Part> there = twin.open();
        switch (step) {
            case ASK_ONE -> enter(twin, id, Optional.of("camera-0"), Optional.empty());
            case ASK_ANOTHER -> enter(twin, id, Optional.of("camera-1"), Optional.empty());
            case ASK_EACH -> enter(twin, id, Optional.empty(), Optional.empty());
            case ASK_EACH_SOON -> enter(twin, id, Optional.empty(), Optional.of(nowMillis + 1_500));
            case OTHERS_ASK -> {
                ask(id);
                twin.othersAsk(id);
            }
            case OLDEST_ANSWERED -> there.stream().findFirst().ifPresent(part -> answered(twin, part));
            case NEWEST_ANSWERED ->
                there.stream().skip(Math.max(0, there.size() - 1)).forEach(part -> answered(twin, part));
            case LATER_ANSWERED ->
                there.stream().skip(there.size() / 2).findFirst().ifPresent(part -> answered(twin, part));
            case FAILS ->
                there.stream().findFirst().ifPresent(part -> {
                    open.leave(part.question());
                    twin.leave(part.question());
                });
            case MOMENT -> nowMillis += 10;
            case SECOND -> nowMillis += 100;
            case MINUTE -> nowMillis += 6_000;
        }
    }

    private void enter(OpenQuestionsTwin twin, String id, Optional<String> stream, Optional<Long> deadline) {
        boolean taken = open.enter(id, stream, deadline);
        assertThat(taken).isEqualTo(twin.enters(id, stream, deadline));
        if (taken) {
            ask(id);
        }
    }

    private void answered(OpenQuestionsTwin twin, OpenQuestionsTwin.Part part) {
        answer(part.question(), part.stream());
        twin.answer(part);
    }

    private void streams(int count, long frames) {
        for (int i = 0; i < count; i++) {
            stream("camera-" + i, StreamStatus.State.RUNNING, frames);
        }
    }

    private void stream(String id, StreamStatus.State is, long frames) {
        state.add(new StreamStatus(id, "run", is, 0, 0, 0, frames, Map.of(), 0, "", nowMillis));
    }

    /** How many of so many to each stream are taken. */
    private int entered(String name, int count) {
        return entered(name, Optional.empty(), count);
    }

    private int entered(String name, Optional<String> stream, int count) {
        int taken = 0;
        for (int i = 0; i < count; i++) {
            taken += open.enter(name + i, stream, Optional.empty()) ? 1 : 0;
        }
        return taken;
    }

    private void ask(String id) {
        state.add(new Question(
                id, "", "ok?", Optional.empty(), Optional.empty(), Optional.empty(), nowMillis, Optional.empty()));
    }

    private void answer(String id) {
        answer(id, "gate");
    }

    private void answer(String id, String stream) {
        BundleRef bundle = new BundleRef("bundle", "ab".repeat(32));
        state.add(new Answer(
                RecordIds.answer("run", "read", id, stream, 0),
                id,
                "run",
                stream,
                0,
                "ok?",
                "yes",
                0.5,
                List.of(),
                new Answer.Counts(1, 49, 12, 12, 1),
                new Answer.Millis(0, 0, 0, 1, 2),
                bundle,
                bundle,
                List.of(),
                nowMillis,
                Optional.empty(),
                Optional.empty()));
    }
}
