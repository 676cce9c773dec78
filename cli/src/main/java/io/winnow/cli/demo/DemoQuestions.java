package io.winnow.cli.demo;

import io.winnow.cli.ask.Asked;
import io.winnow.cli.clip.SceneClip;
import io.winnow.cli.scenes.SceneQuestion;
import io.winnow.records.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a demonstration asks.
 *
 * @param asked in order
 * @param truths of those whose answer is known, by their id
 */
record DemoQuestions(List<Question> asked, Map<String, SceneQuestion> truths) {
    /** What is asked of a video that nobody has said anything about. */
    private static final String ANY_VIDEO = "What is shown in the video?";

    DemoQuestions {
        asked = List.copyOf(asked);
        truths = new LinkedHashMap<>(truths);
    }

    /** About somebody's own video. */
    static DemoQuestions of(List<String> texts) {
        return new DemoQuestions(ask(texts.isEmpty() ? List.of(ANY_VIDEO) : texts), Map.of());
    }

    /** About a clip that was drawn, and whatever else is asked. */
    static DemoQuestions of(SceneClip clip, List<String> more) {
        List<String> texts = new ArrayList<>();
        clip.questions().forEach(question -> texts.add(question.question()));
        texts.addAll(more);
        List<Question> asked = ask(texts);
        Map<String, SceneQuestion> truths = new LinkedHashMap<>();
        for (int i = 0; i < clip.questions().size(); i++) {
            truths.put(asked.get(i).id(), clip.questions().get(i));
        }
        return new DemoQuestions(asked, truths);
    }

    private static List<Question> ask(List<String> texts) {
        return Asked.of(texts, Optional.empty(), Optional.empty());
    }
}
