package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.Condition.AnswerIs;
import io.winnow.records.Condition.ConfidenceAtLeast;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    @Test
    void readsEachTermAndHowOften() {
        assertThat(Condition.parse("answer is yes")).isEqualTo(new Condition(List.of(new AnswerIs("yes", false)), 1));
        assertThat(Condition.parse("Answer is not a Dog, twice in a row"))
                .isEqualTo(new Condition(List.of(new AnswerIs("dog", true)), 2));
        assertThat(Condition.parse(" answer is two and confidence at least 0.75 3 times in a row "))
                .isEqualTo(new Condition(List.of(new AnswerIs("2", false), new ConfidenceAtLeast(0.75)), 3));
        assertThat(Condition.parse("confidence at least 1"))
                .isEqualTo(new Condition(List.of(new ConfidenceAtLeast(1)), 1));
    }

    @Test
    void anAnswerMayHoldTheWordAnd() {
        assertThat(Condition.parse("answer is black and white and answer is not confidence"))
                .isEqualTo(new Condition(
                        List.of(new AnswerIs("black and white", false), new AnswerIs("confidence", true)), 1));
    }

    @Test
    void comparesAnswersInTheirForm() {
        Condition yes = Condition.parse("answer is yes and confidence at least 0.5");
        assertThat(yes.holds("Yes.", 0.5)).isTrue();
        assertThat(yes.holds("yes", 0.49)).isFalse();
        assertThat(yes.holds("no", 1)).isFalse();
        assertThat(Condition.parse("answer is not no").holds("perhaps", 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes",
                "answer is",
                "answer is ...",
                "confidence at least 1.5",
                "confidence at least much",
                "twice in a row",
                "answer is yes, 0 times in a row"
            })
    void whatIsNoConditionIsRefusedWithWhatIs(String text) {
        assertThatThrownBy(() -> Condition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("answer is WORDS");
    }

    @Property(tries = 300)
    void anyTextIsAConditionOrRefusedWithASentence(@ForAll String text) {
        try {
            assertThat(Condition.parse("answer is " + text).times()).isPositive();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("the condition");
        }
    }
}
