package io.winnow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.metrics.MetricNames;
import io.winnow.records.Answer;
import io.winnow.records.BundleRef;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.Question;
import io.winnow.records.RecordIds;
import io.winnow.records.StreamControl;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final LiveState state = new LiveState(Optional.empty(), clock);
    private final OpenQuestions open = new OpenQuestions(state, clock);

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
        assertThat(open.enter("hasty", Optional.of(nowMillis + 1000))).isTrue();
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

    /** How many of so many are taken. */
    private int entered(String name, int count) {
        int taken = 0;
        for (int i = 0; i < count; i++) {
            taken += open.enter(name + i, Optional.empty()) ? 1 : 0;
        }
        return taken;
    }

    private void ask(String id) {
        state.add(new Question(
                id, "", "ok?", Optional.empty(), Optional.empty(), Optional.empty(), nowMillis, Optional.empty()));
    }

    private void answer(String id) {
        BundleRef bundle = new BundleRef("bundle", "ab".repeat(32));
        state.add(new Answer(
                RecordIds.answer("run", "read", id, "gate", 0),
                id,
                "run",
                "gate",
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
