package io.winnow.cli.live;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.cli.command.Table;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamStatus;
import io.winnow.topics.TopicRegistry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists each stream with its state, frames and losses. */
@Command(
        name = "list",
        description = "Lists each stream: its state, its frames, those dropped by reason, and what is wished of it.")
final class StreamsList extends CliCommand {
    @Mixin
    private PipelineOptions options = new PipelineOptions();

    /**
     * A stream of the list.
     *
     * @param asked what was wished of it last, by itself or with its folder: ADD, REMOVE, PAUSE, RESUME, or nothing
     */
    private record Listed(@JsonUnwrapped StreamStatus status, String asked) {}

    @Override
    public Integer call() throws InterruptedException {
        LivePipeline pipeline = LivePipeline.of(options);
        Map<String, StreamControl> wishes = TopicRecords.newest(pipeline, TopicRegistry.CONTROL);
        ForgottenStreams forgotten = ForgottenStreams.of(wishes.values());
        List<Listed> streams = new TreeMap<>(TopicRecords.newest(pipeline, TopicRegistry.STREAMS))
                .values().stream()
                        .filter(status -> !forgotten.refuses(status.stream(), status.epoch()))
                        .map(status -> new Listed(status, asked(status.stream(), wishes)))
                        .toList();
        terminal().document(streams);
        Table table = Table.of("stream", "state", "frames", "dropped", "reconnects", "last frame", "asked", "said");
        streams.forEach(stream -> row(table, stream.status(), stream.asked()));
        terminal().print(table);
        return ExitStatus.DONE;
    }

    private static void row(Table table, StreamStatus stream, String asked) {
        table.row(
                stream.stream(),
                stream.state().name().toLowerCase(Locale.ROOT),
                stream.frames(),
                dropped(stream.dropped()),
                stream.reconnects(),
                stream.lastFrameMillis() == 0 ? "" : Instant.ofEpochMilli(stream.lastFrameMillis()),
                asked.toLowerCase(Locale.ROOT),
                stream.message());
    }

    private static String asked(String stream, Map<String, StreamControl> wishes) {
        return wishes.values().stream()
                .filter(wish -> stream.equals(wish.stream()) || stream.startsWith(wish.stream() + "/"))
                .max(Comparator.comparingInt(wish -> wish.stream().length()))
                .map(wish -> wish.action().name())
                .orElse("");
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
