package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuestionRulesTest {

    @Test
    void takesWordsInAnyScript() {
        assertThat(QuestionRules.problem("What color are the cups?")).isEmpty();
        assertThat(QuestionRules.problem("看到什么？ 🚲")).isEmpty();
        assertThat(QuestionRules.problem("x".repeat(QuestionRules.LARGEST_BYTES)))
                .isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(QuestionRules.problem(" \n"))
                .hasValueSatisfying(why -> assertThat(why).contains("empty"));
        assertThat(QuestionRules.problem("é".repeat(QuestionRules.LARGEST_BYTES / 2 + 1)))
                .hasValueSatisfying(why -> assertThat(why).contains("65538 bytes"));
        assertThat(QuestionRules.problem("what\u0007?"))
                .hasValueSatisfying(why -> assertThat(why).contains("U+0007"));
    }
}
