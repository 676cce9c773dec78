package io.winnow.cli.clip;

import io.winnow.cli.scenes.Scene;
import io.winnow.cli.scenes.SceneComposer;
import io.winnow.cli.scenes.SceneQuestion;
import io.winnow.cli.scenes.SceneQuestions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A scene drawn into a video file, with questions whose truth is known.
 *
 * @param file the video
 * @param questions with their truth
 */
public record SceneClip(Path file, List<SceneQuestion> questions) {
    /** Two windows of eight seconds. */
    private static final double SECONDS = 16;

    public SceneClip {
        questions = List.copyOf(questions);
    }

    /** Seeds from here on are what readers were trained on. */
    public static final long TRAINING_SEEDS = 1_000_000;

    /** Where the clip of a seed is drawn to. */
    public static Path file(long seed, Path folder) {
        return folder.resolve("scene-" + seed + ".mp4");
    }

    /** The questions about the clip of a seed, without drawing it. */
    public static List<SceneQuestion> questions(long seed) {
        return SceneQuestions.of(compose(seed));
    }

    private static Scene compose(long seed) {
        return new SceneComposer().compose(seed, SECONDS);
    }

    /**
     * Draws one.
     *
     * @param seed decides everything; below {@value #TRAINING_SEEDS}
     * @param folder that the video is written to
     */
    public static SceneClip draw(long seed, Path folder) throws IOException, InterruptedException {
        Scene scene = compose(seed);
        Path file = file(seed, folder);
        ClipEncoder.write(scene, ClipEncoder.Form.SMOOTH, file);
        return new SceneClip(file, SceneQuestions.of(scene));
    }
}
