package io.winnow.cli.scenes;

import java.util.List;

/**
 * A question about a scene with its one true answer.
 *
 * @param kind what it asks for, of {@link QuestionKind#key}
 * @param choices the answers it names, or yes and no; empty where the answer is free
 * @param accept other right ways of giving the answer
 * @param startSeconds where in the clip what tells the answer begins
 * @param endSeconds where it ends
 */
public record SceneQuestion(
        String kind,
        String question,
        List<String> choices,
        String answer,
        List<String> accept,
        double startSeconds,
        double endSeconds) {
    public SceneQuestion {
        choices = List.copyOf(choices);
        accept = List.copyOf(accept);
    }
}
