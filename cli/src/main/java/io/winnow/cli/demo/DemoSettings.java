package io.winnow.cli.demo;

import io.winnow.jobs.definition.PipelineDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is shown.
 *
 * @param definition of the pipeline
 * @param questions to ask beside those of a clip that is drawn
 * @param seed of the clip to draw, or empty where there is a source
 * @param seconds to end after
 * @param port of the page, or empty for none
 * @param folder for the clip, the broker and the run
 */
record DemoSettings(
        PipelineDefinition definition,
        List<String> questions,
        Optional<Long> seed,
        Optional<Duration> seconds,
        Optional<Integer> port,
        Path folder) {
    DemoSettings {
        questions = List.copyOf(questions);
    }
}
