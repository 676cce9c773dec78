package io.winnow.cli.run;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.run.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a stopped pipeline where it stood. */
@Command(name = "resume", description = "Starts a pipeline again where it was stopped or has failed.")
final class PipelinesResume extends CliCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The pipeline's name.")
    private String name = "";

    @Option(
            names = "--upgrade",
            description = "Resume although bundles are others than when the run began; nothing else may be.")
    private boolean upgrade;

    @Option(
            names = "--accept-loss",
            description = "Resume although the broker may have given up records that were prepared but not committed.")
    private boolean acceptLoss;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() throws InterruptedException {
        PipelineDefinition definition =
                Submission.read(RunStore.of(options.flink()), name).definition();
        if (definition.flink().rest().isEmpty()) {
            throw CommandFailure.usage(
                    "NO_CLUSTER",
                    name + " runs inside the command that runs it, not on a cluster",
                    definition.where("flink.rest"),
                    "Run it again with winnow run: it goes on where it stood.");
        }
        return PipelineRun.ready(definition, terminal())
                .run(StartOptions.defaults().withUpgrade(upgrade).withAcceptLoss(acceptLoss), true);
    }
}
