package io.winnow.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.cli.scenes.SceneQuestion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruthTest {

    @ParameterizedTest
    @CsvSource({
        "grey, grey, true",
        "grey, The Grey., true",
        "grey, gray, true",
        "grey, dark grey, false",
        "2, two, true",
        "the red star, red star, true",
        "red star, blue star, false"
    })
    void answersAreComparedAsTheEvaluationDoes(String truth, String answer, boolean right) {
        SceneQuestion question = new SceneQuestion("colour", "?", List.of(), truth, List.of("gray"), 0, 1);
        assertThat(Truth.holds(question, answer)).isEqualTo(right);
    }
}
