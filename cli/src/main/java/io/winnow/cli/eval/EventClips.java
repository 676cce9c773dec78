package io.winnow.cli.eval;

import io.winnow.cli.clip.ClipEncoder;
import io.winnow.cli.scenes.NeedleComposer;
import io.winnow.cli.scenes.Scene;
import io.winnow.cli.scenes.SceneQuestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Clips of {@value #SECONDS} seconds in which one thing crosses the picture once, so that the moment that decides a question is known. */
final class EventClips {
    private static final int SECONDS = 30;
    private static final int PLACES = 7;
    private static final long STEP = 1_000_003;
    private static final String KIND = "event";

    private EventClips() {}

    /**
     * Draws them.
     *
     * @param seed decides what they show
     * @param folder that they are drawn into
     * @param done hears how many are
     */
    static EvalMaterial draw(int count, long seed, Path folder, IntConsumer done)
            throws IOException, InterruptedException {
        List<EvalQuestion> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Scene scene = NeedleComposer.compose(seed * STEP + i, SECONDS, (i % PLACES + 0.5) / PLACES);
            String media = "event-" + i + ".mp4";
            ClipEncoder.write(scene, ClipEncoder.Form.SPARSE, folder.resolve(media));
            for (SceneQuestion question : NeedleComposer.questions(scene)) {
                questions.add(new EvalQuestion(
                        "event-" + i + "-" + question.kind(),
                        media,
                        KIND,
                        KIND + "-" + question.kind(),
                        question.question(),
                        question.answer(),
                        question.accept(),
                        Optional.of(new EvalQuestion.Stretch(question.startSeconds(), question.endSeconds()))));
            }
            done.accept(i + 1);
        }
        return new EvalMaterial(folder, questions);
    }

    /** Whether it is about one of them. */
    static boolean asks(EvalQuestion question) {
        return question.kind().equals(KIND);
    }
}
