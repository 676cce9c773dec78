package io.winnow.cli.doctor;

import io.winnow.cli.command.ExitStatus;
import io.winnow.jobs.Preflight;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/** What one pipeline needs beside the machine: its sources, broker, topics and cluster. */
final class PipelineChecks {
    private PipelineChecks() {}

    static List<Outcome> run(PipelineDefinition definition) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.addAll(told("sources", Preflight.sources(definition), "every source that is a path can be read"));
        outcomes.addAll(
                told("name", Preflight.name(definition).stream().toList(), "no run holds " + definition.name()));
        if (definition.keep().any() && definition.flink().rest().isEmpty()) {
            outcomes.addAll(told(
                    "archive",
                    Preflight.archive(definition).stream().toList(),
                    Shown.of(definition.keep().archive()) + " can be written"));
        }
        if (definition.needsKafka() && !definition.kafka().bootstrap().isEmpty()) {
            String bootstrap = definition.kafka().bootstrap();
            outcomes.addAll(told(
                    "broker", Preflight.kafka(definition), bootstrap + " answers, its topics are as they must be"));
        }
        String rest = definition.flink().rest();
        if (!rest.isEmpty()) {
            Optional<Preflight.Finding> finding =
                    Preflight.flink(definition.flink().addresses());
            outcomes.addAll(told("Flink", finding.stream().toList(), rest + " answers"));
            jar(definition.flink().jar()).ifPresent(outcomes::add);
        }
        return outcomes;
    }

    private static List<Outcome> told(String check, List<Preflight.Finding> findings, String well) {
        return findings.isEmpty()
                ? List.of(Outcome.ok(check, well))
                : findings.stream()
                        .map(finding -> Outcome.failed(check, finding))
                        .toList();
    }

    /** A job jar that brings engines along fails in the second job of a task manager. */
    private static Optional<Outcome> jar(String jar) {
        if (jar.isEmpty()) {
            return Optional.empty();
        }
        try (ZipFile file = new ZipFile(Path.of(jar).toFile())) {
            boolean thin = file.stream()
                    .noneMatch(entry -> entry.getName().startsWith("ai/onnxruntime/")
                            || entry.getName().startsWith("io/winnow/model/"));
            return Optional.of(
                    thin
                            ? Outcome.ok("job jar", jar + " leaves engines to the cluster's lib folder")
                            : Outcome.failed(
                                    "job jar",
                                    ExitStatus.USAGE,
                                    jar + " holds engines, which a job must not bring along",
                                    "Submit the thin jar, and put operators, ONNX Runtime, DJL and JavaCPP into lib."));
        } catch (IOException e) {
            return Optional.of(Outcome.failed(
                    "job jar", ExitStatus.INPUT, jar + " cannot be read: " + e.getMessage(), "Correct flink.jar."));
        }
    }
}
