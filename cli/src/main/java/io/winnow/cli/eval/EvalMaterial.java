package io.winnow.cli.eval;

import io.winnow.cli.clip.SceneClip;
import io.winnow.cli.scenes.SceneQuestion;
import io.winnow.jobs.Evenly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a suite measures on.
 *
 * @param folder that the media lie in
 * @param questions with their answers
 */
record EvalMaterial(Path folder, List<EvalQuestion> questions) {
    /** The demonstration's scenes that are drawn: seeds 1 to this. */
    static final int SCENES = 20;

    EvalMaterial {
        questions = List.copyOf(questions);
    }

    /** A folder of media and questions. */
    static EvalMaterial of(Path data) {
        return new EvalMaterial(data, EvalSet.read(data));
    }

    /** The demonstration's scenes, as it draws them, with its questions, so many at most; what none of them is about is not drawn. */
    static EvalMaterial scenes(Path folder, int limit) throws IOException, InterruptedException {
        List<EvalQuestion> questions = new ArrayList<>();
        for (int seed = 1; seed <= SCENES; seed++) {
            String media = String.valueOf(SceneClip.file(seed, folder).getFileName());
            for (SceneQuestion question : SceneClip.questions(seed)) {
                questions.add(new EvalQuestion(
                        seed + "-" + question.kind(),
                        media,
                        "scene",
                        question.kind(),
                        question.question(),
                        question.answer(),
                        question.accept(),
                        Optional.of(new EvalQuestion.Stretch(question.startSeconds(), question.endSeconds()))));
            }
        }
        EvalMaterial asked = new EvalMaterial(folder, questions).limited(limit);
        for (int seed = 1; seed <= SCENES; seed++) {
            if (asked.media()
                    .contains(String.valueOf(SceneClip.file(seed, folder).getFileName()))) {
                var unused = SceneClip.draw(seed, folder);
            }
        }
        return asked;
    }

    /** The media that are asked about. */
    List<String> media() {
        return questions.stream().map(EvalQuestion::media).distinct().toList();
    }

    /** With so many questions at most, evenly spread, so that every type keeps about its share. */
    EvalMaterial limited(int limit) {
        return new EvalMaterial(folder, Evenly.some(questions, limit));
    }
}
