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

/**
 * A long clip in which one thing happens.
 *
 * @param scene with the needle
 * @param minutes that it lasts
 * @param place in which of {@value #PLACES} equal parts of the clip the needle lies, from 0
 */
record NeedleClip(Scene scene, int minutes, int place) {
    /** Parts of a clip; needles lie in the middle of one, so that none is near the border of two thirds. */
    static final int PLACES = 6;

    private static final int SECONDS = 60;

    /** For each length a clip with the needle in each part. */
    static List<NeedleClip> of(List<Integer> lengths, long seed) {
        List<NeedleClip> clips = new ArrayList<>();
        for (int minutes : lengths) {
            for (int place = 0; place < PLACES; place++) {
                long own = seed * 10_000 + minutes * (long) PLACES + place;
                clips.add(new NeedleClip(
                        NeedleComposer.compose(own, minutes * (double) SECONDS, (place + 0.5) / PLACES),
                        minutes,
                        place));
            }
        }
        return clips;
    }

    /** Name of its file. */
    String media() {
        return "needle-" + minutes + "min-" + place + ".mp4";
    }

    /** What is asked on it. */
    List<EvalQuestion> questions() {
        List<EvalQuestion> questions = new ArrayList<>();
        for (SceneQuestion question : NeedleComposer.questions(scene)) {
            questions.add(new EvalQuestion(
                    media() + "-" + question.kind(),
                    media(),
                    kind(),
                    question.kind(),
                    question.question(),
                    question.answer(),
                    question.accept(),
                    Optional.of(new EvalQuestion.Stretch(question.startSeconds(), question.endSeconds()))));
        }
        return questions;
    }

    /** Clips of one length are a kind. */
    String kind() {
        return minutes + " min";
    }

    /** Draws it. */
    void draw(Path folder) throws IOException, InterruptedException {
        ClipEncoder.write(scene, ClipEncoder.Form.SPARSE, folder.resolve(media()));
    }
}
