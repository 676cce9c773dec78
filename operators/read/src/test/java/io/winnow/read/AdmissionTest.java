package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Clock;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final int CONTEXT_TOKENS = 256;

    @Test
    void aFileIsReadWholeWhenItHasEnded() {
        List<PrunedWindow> kept = windows(Clock.MEDIA);
        assertThat(decide(question(), kept, Outlook.COMING)).isEqualTo(new Admission.Wait());
        assertThat(decide(question(), kept, Outlook.OVER)).isEqualTo(new Admission.Read(kept));
    }

    @Test
    void ofALiveStreamTheNewestWindowsThatFitAreReadAtOnce() {
        List<PrunedWindow> kept = windows(Clock.WALL);
        assertThat(decide(question(), kept, Outlook.COMING)).isEqualTo(new Admission.Read(kept.subList(3, 5)));
    }

    @Test
    void aQuestionOnAStreamWithoutWindowsWaitsUntilItEnds() {
        assertThat(decide(question(), List.of(), Outlook.COMING)).isEqualTo(new Admission.Wait());
        assertThat(reason(decide(question(), List.of(), Outlook.OVER))).isEqualTo("NO_FRAMES");
    }

    @Test
    void aQuestionToEachStreamPassesThoseWithoutWindows() {
        Question each = new Question(
                "q", "", "What is it?", Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());
        assertThat(decide(each, List.of(), Outlook.COMING)).isEqualTo(new Admission.Wait());
        assertThat(decide(each, List.of(), Outlook.OVER)).isEqualTo(new Admission.Pass());
    }

    @Test
    void aTimeIsReadWhenTheWindowsHavePassedIt() {
        List<PrunedWindow> kept = windows(Clock.MEDIA);
        Question early = question(Optional.of(9_000_000L), Optional.of(20_000_000L));
        assertThat(decide(early, kept.subList(0, 2), Outlook.COMING)).isEqualTo(new Admission.Wait());
        assertThat(decide(early, kept, Outlook.COMING)).isEqualTo(new Admission.Read(kept.subList(1, 3)));
    }

    @Test
    void aTimeThatIsNotKeptIsRefusedWithWhatIs() {
        Admission.Decision decision = decide(
                question(Optional.of(0L), Optional.of(5_000_000L)),
                windows(Clock.WALL).subList(2, 5),
                Outlook.COMING);
        assertThat(reason(decision)).isEqualTo("OUTSIDE_KEPT");
        assertThat(((Admission.Refuse) decision).why())
                .hasMessageContaining("from 1970-01-01T00:00:16Z to 1970-01-01T00:00:40Z");
    }

    @Test
    void aLiveStreamHasNoBeginningToCountFrom() {
        int today = 220_000_000;
        List<PrunedWindow> live = List.of(TestWindows.random("a", today, 16, 100, Clock.WALL));
        long moment = live.get(0).span().startMicros();
        for (Question offset : List.of(
                question(Optional.of(10_000_000L), Optional.empty()),
                question(Optional.empty(), Optional.of(10_000_000L)),
                question(Optional.of(10_000_000L), Optional.of(20_000_000L)))) {
            assertThat(reason(decide(offset, live, Outlook.COMING))).isEqualTo("NO_BEGINNING");
        }
        assertThat(decide(question(Optional.of(moment), Optional.of(moment + 1)), live, Outlook.COMING))
                .isEqualTo(new Admission.Read(live));
    }

    @Test
    void anOpenTimeIsReadToTheNewestOfALiveStreamAndToTheEndOfAFile() {
        Question from = question(Optional.of(17_000_000L), Optional.empty());
        List<PrunedWindow> live = windows(Clock.WALL);
        assertThat(decide(from, live, Outlook.COMING)).isEqualTo(new Admission.Read(live.subList(2, 5)));
        assertThat(decide(from, windows(Clock.MEDIA), Outlook.COMING)).isEqualTo(new Admission.Wait());
        assertThat(decide(question(Optional.of(41_000_000L), Optional.empty()), live, Outlook.COMING))
                .isEqualTo(new Admission.Wait());
    }

    /** Windows end at 8, 16, ... 40 seconds. */
    @Test
    void aSourceThatHasGoneQuietIsNotWaitedForWhereTheTimeAskedAboutWasPast() {
        List<PrunedWindow> kept = windows(Clock.WALL);
        Question past = asked(60_000, Optional.of(17_000_000L), Optional.of(50_000_000L));
        assertThat(decide(past, kept, Outlook.COMING)).isEqualTo(new Admission.Wait());
        assertThat(decide(past, kept, Outlook.QUIET)).isEqualTo(new Admission.Read(kept.subList(2, 5)));
        assertThat(reason(decide(asked(60_000, Optional.of(41_000_000L), Optional.empty()), kept, Outlook.QUIET)))
                .isEqualTo("OUTSIDE_KEPT");

        Question coming = asked(45_000, Optional.of(17_000_000L), Optional.of(50_000_000L));
        assertThat(decide(coming, kept, Outlook.QUIET)).isEqualTo(new Admission.Wait());
        assertThat(decide(past, List.of(), Outlook.QUIET)).isEqualTo(new Admission.Wait());
        assertThat(decide(past, windows(Clock.MEDIA), Outlook.QUIET)).isEqualTo(new Admission.Wait());
    }

    @Test
    void ofAFileIsSaidThatItHasATimeOfItsOwn() {
        Admission.Decision decision = decide(
                question(Optional.of(1_790_000_000_000_000L), Optional.empty()), windows(Clock.MEDIA), Outlook.OVER);
        assertThat(reason(decision)).isEqualTo("OUTSIDE_KEPT");
        assertThat(((Admission.Refuse) decision).why())
                .hasMessageContaining("the time of its file, which reaches from 0 s to 40 s");
    }

    /** Whoever asks the newest window alone whether to wait waits as long as whoever asks all of them. */
    @Property
    void theNewestWindowTellsWhetherToWait(
            @ForAll Clock clock,
            @ForAll Outlook outlook,
            @ForAll @IntRange(min = 1, max = 5) int came,
            @ForAll Optional<@LongRange(min = 0, max = 50) Long> from,
            @ForAll Optional<@LongRange(min = 0, max = 50) Long> to,
            @ForAll @LongRange(min = 0, max = 60) long askedSeconds) {
        List<PrunedWindow> kept = windows(clock).subList(0, came);
        Question question = asked(askedSeconds * 1_000, from.map(AdmissionTest::micros), to.map(AdmissionTest::micros));
        assertThat(Admission.waits(question, Optional.of(kept.get(came - 1)), outlook))
                .isEqualTo(slowly(question, kept, outlook));
    }

    private static long micros(long seconds) {
        return seconds * 1_000_000;
    }

    /** The rule as it is told to people, clause by clause, over all windows. */
    private static boolean slowly(Question question, List<PrunedWindow> kept, Outlook outlook) {
        boolean live = kept.get(0).span().clock() == Clock.WALL;
        boolean open = question.toMicros().isEmpty();
        long came = kept.stream()
                .mapToLong(window -> window.span().endMicros())
                .max()
                .orElseThrow();
        if (outlook == Outlook.OVER) {
            return false;
        }
        if (open && (!live || question.fromMicros().isEmpty())) {
            return !live;
        }
        long needed = open
                ? question.fromMicros().orElseThrow() + 1
                : question.toMicros().orElseThrow();
        long past =
                open ? question.fromMicros().orElseThrow() : question.toMicros().orElseThrow();
        boolean nothingToAdd = live && outlook == Outlook.QUIET && past <= question.askedMillis() * 1_000;
        return came < needed && !nothingToAdd;
    }

    private static Admission.Decision decide(Question question, List<PrunedWindow> kept, Outlook outlook) {
        return Admission.decide(question, kept, outlook, CONTEXT_TOKENS);
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
        return asked(0, from, to);
    }

    private static Question asked(long askedMillis, Optional<Long> from, Optional<Long> to) {
        return new Question("q", "", "What is it?", Optional.of("a"), from, to, askedMillis, Optional.empty());
    }
}
