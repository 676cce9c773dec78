package io.winnow.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.records.Answer;
import io.winnow.records.BundleRef;
import io.winnow.records.RecordId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QaReportTest {
    private static final List<EvalQuestion> QUESTIONS = List.of(
            question("1", "a.png", "image", "color", "red"),
            question("2", "b.png", "image", "color", "red"),
            question("3", "c.png", "image", "color", "blue"),
            question("4", "a.mp4", "video", "yes-no", "yes"));

    @Property
    void theIntervalHoldsTheAccuracy(@ForAll @IntRange(min = 1, max = 900) int total, @ForAll @IntRange int correct) {
        Share share = new Share(total, Math.floorMod(correct, total + 1));

        assertThat(share.interval()[0]).isBetween(0.0, share.accuracy() + 1e-12);
        assertThat(share.interval()[1]).isBetween(share.accuracy() - 1e-12, 1.0);
    }

    @Test
    void theIntervalIsWilsons() {
        assertThat(new Share(100, 50).interval()[0]).isCloseTo(0.4038, within(1e-4));
        assertThat(new Share(10, 10).interval()[0]).isCloseTo(0.7225, within(1e-4));
    }

    @Test
    void theMajorityIsThatOfTheType() {
        assertThat(Majority.of(QUESTIONS).share(QUESTIONS, question -> true)).isEqualTo(new Share(4, 3));
    }

    @Test
    void eachMediumIsPairedWithAnotherOfItsKind() {
        Map<String, String> others = Shuffle.of(QUESTIONS, 1);

        assertThat(others).containsOnlyKeys("a.png", "b.png", "c.png", "a.mp4");
        assertThat(List.of("a.png", "b.png", "c.png"))
                .allSatisfy(media ->
                        assertThat(others.get(media)).isNotEqualTo(media).endsWith(".png"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatWasNotAnsweredIsWrong() {
        Given given = new Given(Map.of("1", "Red", "2", "green"));
        Map<String, Object> document =
                new QaReport(QUESTIONS, given, Map.of("majority", Majority.of(QUESTIONS)), Map.of()).document();

        assertThat(document)
                .containsEntry("total", 4L)
                .containsEntry("correct", 1L)
                .containsEntry("accuracy", 0.25);
        assertThat((Map<String, Object>) document.get("byType")).containsOnlyKeys("color", "yes-no");
        assertThat((Map<String, Object>) document.get("baselines")).containsEntry("majority", 0.75);
    }

    @Test
    @SuppressWarnings("unchecked")
    void aTokenIsWorthWhatItsShareOfTheAccuracyIs() {
        Given given = new Given(Map.of("1", "Red", "2", "green"));
        Map<String, Answer> records = Map.of("1", answer("1", 30), "2", answer("2", 20));
        QaReport report = new QaReport(QUESTIONS, given, Map.of(), records);

        // One of four is right, with 25 tokens a question that was answered.
        assertThat(report.document()).containsEntry("tokensRead", 25.0).containsEntry("tokDense", 1.0);
        Map<String, Object> byType =
                (Map<String, Object>) Objects.requireNonNull(report.document().get("byType"));
        assertThat((Map<String, Object>) byType.get("color")).containsEntry("tokDense", 100 * (1 / 3.0) / 25);
        assertThat((Map<String, Object>) byType.get("yes-no")).doesNotContainKey("tokDense");
        assertThat(new QaReport(QUESTIONS, given, Map.of(), Map.of()).document())
                .doesNotContainKey("tokDense");
    }

    private static Answer answer(String question, long read) {
        return new Answer(
                new RecordId(0, Long.parseLong(question)),
                question,
                "run",
                "stream",
                0,
                "What?",
                "red",
                0.5,
                List.of(),
                new Answer.Counts(1, 2 * read, read, read, 1),
                new Answer.Millis(0, 0, 0, 0, 0),
                new BundleRef("tokenizer", "0".repeat(64)),
                new BundleRef("reader", "0".repeat(64)),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    private static EvalQuestion question(String id, String media, String kind, String type, String answer) {
        return new EvalQuestion(id, media, kind, type, "What?", answer, List.of(), Optional.empty());
    }
}
