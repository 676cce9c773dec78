package io.winnow.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuestionGroupsTest {
    private static final List<EvalQuestion> QUESTIONS = List.of(
            question("1", "images/a.png", "image"),
            question("2", "videos/b.mp4", "video"),
            question("3", "composed/c.mp4", "video"),
            question("4", "event-0.mp4", "event"));

    private static EvalQuestion question(String id, String media, String kind) {
        return new EvalQuestion(id, media, kind, "exists", "Is it?", "yes", List.of(), Optional.empty());
    }

    @Test
    void questionsOnRealVideosAndOnComposedOnesAreAlsoGroupsOfTheirOwn() {
        assertThat(QuestionGroups.all(QUESTIONS))
                .containsOnlyKeys("event", "image", "video", "real-video", "composed-video");
        assertThat(QuestionGroups.all(QUESTIONS).get("real-video"))
                .extracting(EvalQuestion::id)
                .containsExactly("2");
    }

    @Test
    void eachQuestionIsInOnePart() {
        assertThat(QuestionGroups.parts(QUESTIONS).values().stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(QUESTIONS);
    }

    @Test
    void aGroupWithoutAQuestionIsNone() {
        assertThat(QuestionGroups.all(QUESTIONS.subList(0, 1))).containsOnlyKeys("image");
    }
}
