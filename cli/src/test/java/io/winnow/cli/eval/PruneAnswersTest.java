package io.winnow.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Answer;
import io.winnow.records.BundleRef;
import io.winnow.records.RecordId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PruneAnswersTest {
    private static Answer answer(double prune, double read) {
        return new Answer(
                new RecordId(1, 2),
                "own-1",
                "run",
                "clip",
                0,
                "Is it?",
                "yes",
                1,
                List.of(),
                new Answer.Counts(1, 49, 5, 5, 1),
                new Answer.Millis(0, 0, prune, read, read),
                new BundleRef("cells", "00"),
                new BundleRef("reader", "00"),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    private static PruneAnswers.Times times(Answer... alone) {
        return new PruneAnswers(PruneWay.ALL, Map.of(), List.of(alone)).times();
    }

    @Test
    void timesAreMediansOfQuestionsThatWereAskedAlone() {
        assertThat(times(answer(1, 30), answer(2, 10), answer(9, 20))).isEqualTo(new PruneAnswers.Times(2, 20, 29));
        assertThat(times(answer(1, 30), answer(2, 10))).isEqualTo(new PruneAnswers.Times(1.5, 20, 21.5));
    }

    @Test
    void whereNoneWasAskedAloneThereIsNoTime() {
        assertThat(times().total()).isNaN();
    }
}
