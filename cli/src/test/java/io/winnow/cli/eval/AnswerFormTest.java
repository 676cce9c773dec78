package io.winnow.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerFormTest {

    @Test
    void caseArticlesAndPunctuationDoNotCount() {
        assertThat(AnswerForm.of("The Red cup, on a table!")).isEqualTo("red cup on table");
    }

    @Test
    void numberWordsAreDigits() {
        assertThat(AnswerForm.of("Three cats")).isEqualTo(AnswerForm.of("3 cats"));
    }

    @Test
    void anAcceptedAnswerIsRight() {
        EvalQuestion question = new EvalQuestion(
                "1", "m", "image", "count", "How many?", "2", List.of("a couple", "pair"), Optional.empty());

        assertThat(question.isRight("two.")).isTrue();
        assertThat(question.isRight("Couple")).isTrue();
        assertThat(question.isRight("3")).isFalse();
        assertThat(question.isRight("")).isFalse();
    }
}
