package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingRulesTest {
    private static final StandingQuestion GOOD = SampleRecords.watchedQuestion();

    @Test
    void takesAScheduleOrAChangeOrBoth() {
        assertThat(StandingRules.problem(GOOD)).isEmpty();
        assertThat(StandingRules.problem(SampleRecords.standingQuestion())).isEmpty();
        assertThat(StandingRules.problem(asked(Optional.empty(), Optional.of(2.0))))
                .isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(StandingRules.problem(asked(Optional.empty(), Optional.empty())))
                .hasValueSatisfying(why -> assertThat(why).contains("neither"));
        assertThat(StandingRules.problem(asked(Optional.of(99L), Optional.empty())))
                .hasValueSatisfying(why -> assertThat(why).contains("99 ms"));
        assertThat(StandingRules.problem(asked(Optional.of(Long.MAX_VALUE), Optional.empty())))
                .hasValueSatisfying(why -> assertThat(why).contains("366 days"));
        assertThat(StandingRules.problem(asked(Optional.empty(), Optional.of(Double.NaN))))
                .hasValueSatisfying(why -> assertThat(why).contains("NaN"));
        assertThat(StandingRules.problem(with("", "Is it open?", List.of(), "")))
                .hasValueSatisfying(why -> assertThat(why).contains("id"));
        assertThat(StandingRules.problem(with("s", " ", List.of(), "")))
                .hasValueSatisfying(why -> assertThat(why).contains("empty"));
        assertThat(StandingRules.problem(with("s", "Is it open?", List.of(" "), "")))
                .hasValueSatisfying(why -> assertThat(why).contains("pattern"));
        assertThat(StandingRules.problem(with("s", "Is it open?", Collections.nCopies(101, "a"), "")))
                .hasValueSatisfying(why -> assertThat(why).contains("101"));
        assertThat(StandingRules.problem(with("s", "Is it open?", List.of(), "it rains")))
                .hasValueSatisfying(why -> assertThat(why).contains("it rains"));
    }

    @Test
    void theTimeOfAddingDoesNotMakeAnotherQuestion() {
        assertThat(GOOD.asksLike(GOOD.withAddedMillis(99))).isTrue();
        assertThat(GOOD.asksLike(SampleRecords.standingQuestion())).isFalse();
    }

    private static StandingQuestion asked(Optional<Long> every, Optional<Double> change) {
        return new StandingQuestion("s", "Is it open?", List.of(), every, change, "", Optional.empty(), 0);
    }

    private static StandingQuestion with(String id, String text, List<String> streams, String when) {
        return new StandingQuestion(
                id, text, streams, Optional.of(1_000L), Optional.empty(), when, Optional.empty(), 0);
    }
}
