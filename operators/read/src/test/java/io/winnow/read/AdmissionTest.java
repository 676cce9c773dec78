package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Clock;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final int CONTEXT_TOKENS = 256;

    @Test
    void aFileIsReadWholeWhenItHasEnded() {
        List<PrunedWindow> kept = windows(Clock.MEDIA);
        assertThat(decide(question(), kept, false)).isEqualTo(new Admission.Wait());
        assertThat(decide(question(), kept, true)).isEqualTo(new Admission.Read(kept));
    }

    @Test
    void ofALiveStreamTheNewestWindowsThatFitAreReadAtOnce() {
        List<PrunedWindow> kept = windows(Clock.WALL);
        assertThat(decide(question(), kept, false)).isEqualTo(new Admission.Read(kept.subList(3, 5)));
    }

    @Test
    void aQuestionOnAStreamWithoutWindowsWaitsUntilItEnds() {
        assertThat(decide(question(), List.of(), false)).isEqualTo(new Admission.Wait());
        assertThat(reason(decide(question(), List.of(), true))).isEqualTo("NO_FRAMES");
    }

    @Test
    void aQuestionToEachStreamPassesThoseWithoutWindows() {
        Question each = new Question(
                "q", "", "What is it?", Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());
        assertThat(decide(each, List.of(), false)).isEqualTo(new Admission.Wait());
        assertThat(decide(each, List.of(), true)).isEqualTo(new Admission.Pass());
    }

    @Test
    void aTimeIsReadWhenTheWindowsHavePassedIt() {
        List<PrunedWindow> kept = windows(Clock.MEDIA);
        Question early = question(Optional.of(9_000_000L), Optional.of(20_000_000L));
        assertThat(decide(early, kept.subList(0, 2), false)).isEqualTo(new Admission.Wait());
        assertThat(decide(early, kept, false)).isEqualTo(new Admission.Read(kept.subList(1, 3)));
    }

    @Test
    void aTimeThatIsNotKeptIsRefusedWithWhatIs() {
        Admission.Decision decision = decide(
                question(Optional.of(0L), Optional.of(5_000_000L)),
                windows(Clock.WALL).subList(2, 5),
                false);
        assertThat(reason(decision)).isEqualTo("OUTSIDE_KEPT");
        assertThat(((Admission.Refuse) decision).why()).hasMessageContaining("16000000 to 40000000");
    }

    @Test
    void anOpenTimeIsReadToTheNewestOfALiveStreamAndToTheEndOfAFile() {
        Question from = question(Optional.of(17_000_000L), Optional.empty());
        List<PrunedWindow> live = windows(Clock.WALL);
        assertThat(decide(from, live, false)).isEqualTo(new Admission.Read(live.subList(2, 5)));
        assertThat(decide(from, windows(Clock.MEDIA), false)).isEqualTo(new Admission.Wait());
        assertThat(decide(question(Optional.of(41_000_000L), Optional.empty()), live, false))
                .isEqualTo(new Admission.Wait());
    }

    private static Admission.Decision decide(Question question, List<PrunedWindow> kept, boolean complete) {
        return Admission.decide(question, kept, complete, CONTEXT_TOKENS);
    }

    private static String reason(Admission.Decision decision) {
        return decision instanceof Admission.Refuse refuse ? refuse.why().reason() : decision.toString();
    }

    /** Five windows of 8 seconds with 100 tokens each. */
    private static List<PrunedWindow> windows(Clock clock) {
        return IntStream.range(0, 5)
                .mapToObj(i -> TestWindows.random("a", i, 16, 100, clock))
                .toList();
    }

    private static Question question() {
        return question(Optional.empty(), Optional.empty());
    }

    private static Question question(Optional<Long> from, Optional<Long> to) {
        return new Question("q", "", "What is it?", Optional.of("a"), from, to, 0, Optional.empty());
    }
}
