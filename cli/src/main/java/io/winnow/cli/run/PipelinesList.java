package io.winnow.cli.run;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists jobs by pipeline. */
@Command(name = "list", description = "Lists the pipelines' jobs on the cluster.")
final class PipelinesList extends CliCommand {
    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() throws InterruptedException {
        Table table = Table.of("pipeline", "job", "run", "state", "since");
        List<Map<String, Object>> documents = new ArrayList<>();
        try (ClusterJobs cluster = ClusterJobs.at(options.flink())) {
            for (ClusterJobs.Job job : cluster.list()) {
                String state = job.status().name().toLowerCase(Locale.ROOT);
                Instant since = Instant.ofEpochMilli(job.since());
                table.row(job.name().pipeline(), job.name().job(), job.name().run(), state, since);
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("pipeline", job.name().pipeline());
                document.put("job", job.name().job());
                document.put("run", job.name().run());
                document.put("state", state);
                document.put("sinceMillis", job.since());
                documents.add(document);
            }
        }
        terminal().document(documents);
        terminal().print(table);
        return ExitStatus.DONE;
    }
}
