package io.winnow.cli.run;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Failures;
import io.winnow.cli.live.StopNote;
import io.winnow.jobs.definition.DefinitionException;
import io.winnow.jobs.definition.FlinkOptions;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.run.RunStore;
import io.winnow.topics.TopicNames;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
        Set<String> runs = new TreeSet<>();
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
                                path -> {
                                    savepoints.put(job.name().job(), path);
                                    runs.add(job.name().run());
                                },
                                () -> ended.add(job.name().job()));
            }
        }
        boolean noted = note(flink, runs);
        terminal().document(Map.of("pipeline", name, "savepoints", savepoints, "ended", ended, "noted", noted));
        savepoints.forEach((job, path) -> terminal().print("stopped " + job + ", savepoint " + path));
        ended.forEach(job -> terminal().print("not stopped: " + job + " ended by itself before"));
        return ExitStatus.DONE;
    }

    /** Has gateways know that the pipeline was stopped, and has not died; whether they do. */
    private boolean note(FlinkOptions flink, Set<String> runs) throws InterruptedException {
        List<String> problems = new ArrayList<>();
        try {
            KafkaOptions kafka = options.kafka()
                    .orElseGet(() -> Submission.read(RunStore.of(flink), name)
                            .definition()
                            .kafka());
            for (String run : runs) {
                new StopNote(kafka, new TopicNames(kafka.prefix(), name), run)
                        .write()
                        .ifPresent(problems::add);
            }
        } catch (CommandFailure | DefinitionException | UncheckedIOException e) {
            problems.add(Failures.of(e).what());
        }
        problems.stream()
                .findFirst()
                .ifPresent(why -> terminal()
                        .progress("Gateways will say that " + name
                                + " is silent, since its topics could not be told that it was stopped: " + why
                                + ". Give --set kafka.bootstrap=HOST:PORT where it was run from another machine."));
        return !runs.isEmpty() && problems.isEmpty();
    }
}
