package io.winnow.cli.run;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.run.RunStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a pipeline: on the configured Flink and Kafka, or on those inside this command. */
@Command(
        name = "run",
        description = "Runs a pipeline. One that was stopped or has failed goes on from its last checkpoint.")
public final class RunCommand extends CliCommand {
    @Parameters(index = "0", paramLabel = "PIPELINE.yaml", description = "The pipeline's file.")
    private Path file = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets an option, stronger than the file. May be repeated.")
    private List<String> overrides = List.of();

    @Option(names = "--detached", description = "Return when the jobs have been submitted; they go on by themselves.")
    private boolean detached;

    @Option(names = "--fresh", description = "Begin a new run, even where one could be resumed.")
    private boolean fresh;

    @Option(
            names = "--upgrade",
            description = "Resume although bundles are others than when the run began; nothing else may be.")
    private boolean upgrade;

    @Option(
            names = "--accept-loss",
            description = "Resume although the broker may have given up records that were prepared but not committed.")
    private boolean acceptLoss;

    @Option(names = "--seconds", paramLabel = "N", description = "End every stream after so many seconds.")
    private Optional<Integer> seconds = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        if (fresh && upgrade) {
            throw CommandFailure.usage(
                    "FRESH_UPGRADE",
                    "a new run has no bundles to replace",
                    "--upgrade",
                    "Leave out --fresh to go on with the run before, or --upgrade to begin a new one.");
        }
        List<String> settings = new ArrayList<>(overrides);
        seconds.ifPresent(value -> settings.add("decode.stop-after=" + value + "s"));
        PipelineDefinition definition = PipelineDefinition.parse(file, settings);
        if (detached && definition.flink().rest().isEmpty()) {
            throw CommandFailure.usage(
                    "NO_CLUSTER",
                    "a pipeline that runs inside this command cannot go on without it",
                    definition.where("flink.rest"),
                    "Leave out --detached, or set flink.rest to a Flink cluster.");
        }
        Addresses.check(definition);
        PipelineRun run = PipelineRun.ready(definition, terminal());
        new Submission(file.toAbsolutePath().normalize().toString(), overrides)
                .store(RunStore.of(definition.flink()), definition.name());
        StartOptions options =
                StartOptions.defaults().withFresh(fresh).withUpgrade(upgrade).withAcceptLoss(acceptLoss);
        return run.run(options, detached);
    }
}
