package io.winnow.cli.doctor;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineArguments;
import io.winnow.cli.command.Table;
import io.winnow.jobs.Preflight;
import io.winnow.jobs.definition.FlinkOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.run.RunStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at everything that a run needs. */
@Command(
        name = "doctor",
        description = "Looks at everything that a run needs - Java, memory, folders, bundles, decoders, ports and, with"
                + " a pipeline's file, its sources, broker, topics and cluster - and says what to do.")
public final class DoctorCommand extends CliCommand {
    @Mixin
    private PipelineArguments pipeline = new PipelineArguments();

    @Override
    public Integer call() throws InterruptedException {
        Optional<PipelineDefinition> definition = pipeline.definition();
        FlinkOptions flink = definition.map(PipelineDefinition::flink).orElse(FlinkOptions.defaults());
        List<Outcome> outcomes =
                new ArrayList<>(MachineChecks.run(RunStore.of(flink).folder()));
        outcomes.addAll(BundleChecks.run());
        outcomes.add(DecoderChecks.run());
        outcomes.add(Preflight.port(0)
                .map(finding -> Outcome.failed("ports", finding))
                .orElseGet(() -> Outcome.ok("ports", "ports of this machine can be opened")));
        if (definition.isPresent()) {
            outcomes.addAll(PipelineChecks.run(definition.get()));
        }
        tell(outcomes);
        return outcomes.stream()
                .filter(outcome -> outcome.state() == Outcome.State.FAILED)
                .mapToInt(Outcome::exit)
                .findFirst()
                .orElse(ExitStatus.DONE);
    }

    private void tell(List<Outcome> outcomes) {
        Table table = Table.of("", "check", "found");
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            table.row(mark(outcome.state()), outcome.check(), outcome.what());
            if (!outcome.hint().isEmpty()) {
                table.row("", "", "-> " + outcome.hint());
            }
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("check", outcome.check());
            document.put("state", outcome.state().name().toLowerCase(Locale.ROOT));
            document.put("what", outcome.what());
            document.put("hint", outcome.hint());
            documents.add(document);
        }
        boolean well = outcomes.stream().noneMatch(outcome -> outcome.state() == Outcome.State.FAILED);
        terminal().document(Map.of("ok", well, "checks", documents));
        terminal().print(table);
        terminal().print(well ? terminal().green("a run can start") : terminal().red("a run cannot start yet"));
    }

    private String mark(Outcome.State state) {
        return switch (state) {
            case OK -> terminal().green("ok");
            case WARNING -> "warning";
            case FAILED -> terminal().red("failed");
        };
    }
}
