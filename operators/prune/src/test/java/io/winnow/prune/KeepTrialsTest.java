package io.winnow.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeepTrialsTest {
    private static final Map<Double, Integer> FALLING = Map.of(0.5, 128, 0.25, 126, 0.1, 122, 0.05, 98);

    @Test
    void theSmallestShareAtWhichEnoughAgreeIsTaken() {
        KeepTrials trials = KeepTrials.of(0.95, 8, 128, FALLING);
        assertThat(trials.share()).isEqualTo(0.1);
        assertThat(trials.agreement()).isEqualTo(122 / 128.0);
        assertThat(KeepTrials.of(1, 8, 128, FALLING).share()).isEqualTo(0.5);
        assertThat(KeepTrials.of(0.7, 8, 128, FALLING).share()).isEqualTo(0.05);
    }

    @Test
    void whereTooFewAgreeAllIsKept() {
        KeepTrials trials = KeepTrials.of(0.95, 1, 20, Map.of(0.5, 18, 0.25, 17));
        assertThat(trials.share()).isEqualTo(1);
        assertThat(trials.agreement()).isEqualTo(1);
        assertThat(trials)
                .hasToString(
                        "all of each window's tokens: of 20 answers on 1 stream, 18 stay the same with 50 %, 17 with"
                                + " 25 %; 95 % must");
    }

    @Test
    void whatAgreesAgainBelowAShareAtWhichTooFewDoIsChance() {
        assertThat(KeepTrials.of(0.9, 1, 10, Map.of(0.5, 10, 0.25, 8, 0.1, 10)).share())
                .isEqualTo(0.5);
    }

    @Test
    void aPartThatIsAWholeNumberOfAnswersIsEnough() {
        assertThat(KeepTrials.of(0.7, 1, 10, Map.of(0.5, 7)).share()).isEqualTo(0.5);
        assertThat(KeepTrials.of(0.95, 1, 20, Map.of(0.5, 19)).share()).isEqualTo(0.5);
    }

    @Test
    void theySayWhatWasMeasured() {
        assertThat(KeepTrials.of(0.95, 8, 128, FALLING))
                .hasToString(
                        "10 % of each window's tokens: of 128 answers on 8 streams, 128 stay the same with 50 %, 126"
                                + " with 25 %, 122 with 10 %, 98 with 5 %; 95 % must");
        assertThat(KeepTrials.of(0.955, 1, 1, Map.of(0.5, 1)))
                .hasToString("50 % of each window's tokens: of 1 answer on 1 stream, 1 stays the same with 50 %; 95.5 %"
                        + " must");
    }

    @Test
    void whatIsNoTrialIsRefused() {
        assertThatThrownBy(() -> KeepTrials.of(0.95, 1, 0, FALLING)).hasMessageContaining("no trials");
        assertThatThrownBy(() -> KeepTrials.of(0.95, 1, 10, Map.of())).hasMessageContaining("no trials");
        assertThatThrownBy(() -> KeepTrials.of(0.95, 1, 10, Map.of(0.5, 11))).hasMessageContaining("11 of 10");
        assertThatThrownBy(() -> KeepTrials.of(0.95, 1, 10, Map.of(1.5, 10))).hasMessageContaining("1.5");
    }

    @Property
    void aStricterDemandNeverKeepsLessAndWhatIsTakenMeetsIt(
            @ForAll @IntRange(max = 40) int half,
            @ForAll @IntRange(max = 40) int quarter,
            @ForAll @IntRange(max = 40) int tenth,
            @ForAll @DoubleRange(min = 0.01, max = 1) double agree,
            @ForAll @DoubleRange(min = 0.01, max = 1) double other) {
        Map<Double, Integer> agreeing = new TreeMap<>(Map.of(0.5, half, 0.25, quarter, 0.1, tenth));
        KeepTrials strict = KeepTrials.of(Math.max(agree, other), 1, 40, agreeing);
        KeepTrials lenient = KeepTrials.of(Math.min(agree, other), 1, 40, agreeing);
        assertThat(lenient.share()).isLessThanOrEqualTo(strict.share());
        assertThat(strict.agreement()).isGreaterThanOrEqualTo(strict.agree() - 1e-9);
    }

    @Test
    void whatWasFoundKeepsAndIsWrittenAsTheShareThatItIs() {
        Keep found = new Keep.Found(KeepTrials.of(0.95, 8, 128, FALLING));
        assertThat(found).hasToString(new Keep.Share(0.1).toString());
        assertThat(found.budget(490, new Span(0, 8, Clock.MEDIA))).isEqualTo(49);
    }
}
