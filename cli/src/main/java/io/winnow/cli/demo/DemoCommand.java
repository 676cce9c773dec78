package io.winnow.cli.demo;

import io.winnow.cli.ask.Asked;
import io.winnow.cli.clip.SceneClip;
import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.Refused;
import io.winnow.cli.run.Addresses;
import io.winnow.cli.run.TemporaryFolder;
import io.winnow.jobs.Preflight;
import io.winnow.jobs.definition.PipelineDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the whole line at work, with nothing installed. */
@Command(
        name = "demo",
        description = "Shows video becoming tokens and answers, through a real broker and Flink inside this command.")
public final class DemoCommand extends CliCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SOURCE",
            description = "A path, a folder or a URL; without one, a clip is drawn whose truth is known.")
    private Optional<String> source = Optional.empty();

    @Option(names = "--question", paramLabel = "TEXT", description = "What to ask. May be repeated.")
    private List<String> questions = List.of();

    @Option(names = "--seconds", paramLabel = "N", description = "End after so many seconds.")
    private Optional<Integer> seconds = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Which clip is drawn, from 1 on.")
    private long seed = 1;

    @Option(names = "--port", paramLabel = "P", defaultValue = "0", description = "Of the page; 0 takes a free one.")
    private int port;

    @Option(names = "--no-page", description = "Show no page.")
    private boolean noPage;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        try (TemporaryFolder folder = TemporaryFolder.create("winnow-demo")) {
            DemoSettings settings = new DemoSettings(
                    definition(folder.path()),
                    questions,
                    source.isPresent() ? Optional.empty() : Optional.of(seed),
                    seconds.map(Duration::ofSeconds),
                    noPage ? Optional.empty() : Optional.of(port),
                    folder.path());
            return new Demo(settings, terminal()).run();
        }
    }

    private void check() throws InterruptedException {
        Asked.of(questions, Optional.empty(), Optional.empty());
        if (seed < 1 || seed >= SceneClip.TRAINING_SEEDS) {
            throw CommandFailure.usage(
                    "BAD_SEED",
                    "seed " + seed + " is not between 1 and " + (SceneClip.TRAINING_SEEDS - 1)
                            + ": readers were trained on clips of larger ones",
                    "--seed",
                    "Give a smaller number.");
        }
        if (seconds.isPresent() && seconds.get() < 1) {
            throw CommandFailure.usage(
                    "BAD_SECONDS", "a demonstration of " + seconds.get() + " seconds", "--seconds", "Give 1 or more.");
        }
        if (!noPage) {
            Refused.ifAny(Preflight.port(port));
        }
    }

    private PipelineDefinition definition(Path folder) throws InterruptedException {
        List<String> settings = new ArrayList<>(List.of(
                "edges.tokens=kafka",
                "edges.pruned=kafka",
                "delivery=at-least-once",
                "flink.checkpoint-interval=1s",
                "flink.restart-attempts=3",
                "flink.state-folder=" + folder));
        seconds.ifPresent(value -> settings.add("decode.stop-after=" + value + "s"));
        String address = source.orElse(SceneClip.file(seed, folder).toString());
        PipelineDefinition definition = PipelineDefinition.forSources("demo", Addresses.source(address), settings);
        if (source.isPresent()) {
            Addresses.check(definition);
        }
        return definition;
    }
}
