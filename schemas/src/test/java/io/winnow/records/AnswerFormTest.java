package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        List<String> accept = List.of("a couple", "pair");

        assertThat(AnswerForm.isRight("two.", "2", accept)).isTrue();
        assertThat(AnswerForm.isRight("Couple", "2", accept)).isTrue();
        assertThat(AnswerForm.isRight("3", "2", accept)).isFalse();
        assertThat(AnswerForm.isRight("", "2", accept)).isFalse();
    }
}
