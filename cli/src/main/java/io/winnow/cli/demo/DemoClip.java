package io.winnow.cli.demo;

import io.winnow.cli.scenes.Scene;
import io.winnow.cli.scenes.SceneComposer;
import io.winnow.cli.scenes.SceneQuestion;
import io.winnow.cli.scenes.SceneQuestions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A clip that was drawn for this demonstration.
 *
 * @param file the video
 * @param questions with their truth
 */
record DemoClip(Path file, List<SceneQuestion> questions) {
    /** Two windows of eight seconds. */
    private static final double SECONDS = 16;

    DemoClip {
        questions = List.copyOf(questions);
    }

    /** Seeds from here on are what readers were trained on. */
    static final long TRAINING_SEEDS = 1_000_000;

    /** Where the clip of a seed is drawn to. */
    static Path file(long seed, Path folder) {
        return folder.resolve("scene-" + seed + ".mp4");
    }

    /**
     * Draws one.
     *
     * @param seed decides everything; below {@value #TRAINING_SEEDS}
     * @param folder that the video is written to
     */
    static DemoClip draw(long seed, Path folder) throws IOException, InterruptedException {
        Scene scene = new SceneComposer().compose(seed, SECONDS);
        Path file = file(seed, folder);
        ClipEncoder.write(scene, file);
        return new DemoClip(file, SceneQuestions.of(scene));
    }
}
