package io.winnow.cli.live;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.cli.command.Table;
import io.winnow.records.StreamStatus;
import io.winnow.topics.TopicRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists each stream with its state, frames and losses. */
@Command(name = "list", description = "Lists each stream: its state, its frames, and those dropped by reason.")
final class StreamsList extends CliCommand {
    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Override
    public Integer call() throws InterruptedException {
        List<StreamStatus> streams = List.copyOf(
                new TreeMap<>(TopicRecords.newest(LivePipeline.of(options), TopicRegistry.STREAMS)).values());
        terminal().document(streams);
        Table table = Table.of("stream", "state", "frames", "dropped", "reconnects", "last frame", "said");
        streams.forEach(stream -> table.row(
                stream.stream(),
                stream.state().name().toLowerCase(Locale.ROOT),
                stream.frames(),
                dropped(stream.dropped()),
                stream.reconnects(),
                stream.lastFrameMillis() == 0 ? "" : Instant.ofEpochMilli(stream.lastFrameMillis()),
                stream.message()));
        terminal().print(table);
        return ExitStatus.DONE;
    }

    private static String dropped(Map<String, Long> dropped) {
        return String.join(
                ", ",
                new TreeMap<>(dropped)
                        .entrySet().stream()
                                .filter(reason -> reason.getValue() > 0)
                                .map(reason -> reason.getValue() + " " + reason.getKey())
                                .toList());
    }
}
