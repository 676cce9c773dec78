package io.winnow.cli.run;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.jobs.definition.FlinkOptions;
import io.winnow.jobs.run.RunStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a pipeline so that it can be resumed. */
@Command(name = "stop", description = "Stops a pipeline's jobs, each with a savepoint.")
final class PipelinesStop extends CliCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The pipeline's name.")
    private String name = "";

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() throws InterruptedException {
        FlinkOptions flink = options.flink();
        Map<String, String> savepoints = new LinkedHashMap<>();
        List<String> ended = new ArrayList<>();
        try (ClusterJobs cluster = ClusterJobs.at(flink)) {
            List<ClusterJobs.Job> running = cluster.list().stream()
                    .filter(job -> job.name().pipeline().equals(name) && job.running())
                    .toList();
            if (running.isEmpty()) {
                throw CommandFailure.usage(
                        "NOT_RUNNING",
                        "no job of a pipeline named " + name + " runs on the cluster",
                        flink.rest(),
                        "See winnow pipelines list.");
            }
            for (ClusterJobs.Job job : running) {
                cluster.stop(job, RunStore.of(flink))
                        .ifPresentOrElse(
                                path -> savepoints.put(job.name().job(), path),
                                () -> ended.add(job.name().job()));
            }
        }
        terminal().document(Map.of("pipeline", name, "savepoints", savepoints, "ended", ended));
        savepoints.forEach((job, path) -> terminal().print("stopped " + job + ", savepoint " + path));
        ended.forEach(job -> terminal().print("not stopped: " + job + " ended by itself before"));
        return ExitStatus.DONE;
    }
}
