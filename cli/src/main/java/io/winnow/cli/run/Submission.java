package io.winnow.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.cli.command.CommandFailure;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.run.RunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a pipeline was run last, so that it can be resumed by its name.
 *
 * @param file of the pipeline
 * @param overrides each {@code KEY=VALUE}
 */
record Submission(String file, List<String> overrides) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Submission {
        overrides = List.copyOf(overrides);
    }

    /** Stores it beside the pipeline's run. */
    void store(RunStore store, String pipeline) {
        Path at = at(store, pipeline);
        try {
            Files.createDirectories(at.getParent());
            JSON.writeValue(at.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException("how " + pipeline + " is run cannot be stored in " + at, e);
        }
    }

    /**
     * Reads what was stored.
     *
     * @throws CommandFailure where the pipeline was not run from this machine
     */
    static Submission read(RunStore store, String pipeline) {
        Path at = at(store, pipeline);
        if (!Files.exists(at)) {
            throw CommandFailure.usage(
                    "NO_RUN",
                    "no pipeline named " + pipeline + " was run from this machine",
                    at.toString(),
                    "Resume it with winnow run PIPELINE.yaml, which goes on where its run stood.");
        }
        try {
            return JSON.readValue(at.toFile(), Submission.class);
        } catch (IOException e) {
            throw new UncheckedIOException("how " + pipeline + " was run cannot be read from " + at, e);
        }
    }

    private static Path at(RunStore store, String pipeline) {
        return store.folder().resolve(pipeline).resolve("submission.json");
    }

    /** The pipeline as it was run. */
    PipelineDefinition definition() {
        return PipelineDefinition.parse(Path.of(file), overrides);
    }
}
