package io.winnow.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.jobs.definition.DefinitionException;
import io.winnow.records.Question;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTest {

    @Test
    void everyQuestionHasItsOwnIdAndTheTimeAskedAbout() {
        List<Question> asked = Asked.of(
                List.of("What is it?", "  Where is it? "), Optional.of(Duration.ofSeconds(2)), Optional.empty());
        assertThat(asked).extracting(Question::text).containsExactly("What is it?", "Where is it?");
        assertThat(asked).extracting(Question::id).doesNotHaveDuplicates();
        assertThat(asked).allSatisfy(question -> {
            assertThat(question.fromMicros()).contains(2_000_000L);
            assertThat(question.toMicros()).isEmpty();
            assertThat(question.stream()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "What\u0007?"})
    void aQuestionThatCannotBeAskedIsRefused(String text) {
        assertThat(refused(List.of("What is it?", text)).where()).isEqualTo("question 2");
    }

    @Test
    void aQuestionOfAMegabyteIsRefused() {
        assertThat(refused(List.of("x".repeat(1 << 20))).what()).contains("1048576 bytes");
    }

    private static DefinitionException refused(List<String> texts) {
        return catchThrowableOfType(
                DefinitionException.class, () -> Asked.of(texts, Optional.empty(), Optional.empty()));
    }

    @Test
    void aTimeThatEndsBeforeItBeginsIsRefused() {
        DefinitionException refused = catchThrowableOfType(
                DefinitionException.class,
                () -> Asked.of(
                        List.of("What is it?"),
                        Optional.of(Duration.ofSeconds(3)),
                        Optional.of(Duration.ofSeconds(2))));
        assertThat(refused.code()).isEqualTo("BAD_RANGE");
    }
}
