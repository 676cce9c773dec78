package io.winnow.cli.live;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.cli.command.Table;
import io.winnow.records.DeadLetter;
import io.winnow.records.Span;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists dead letters. */
@Command(name = "list", description = "Lists what could not be processed, with the reason and what to do.")
final class DlqList extends CliCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TOPIC",
            description = "One of the dead-letter topics, such as sources or tokens; without it, all.")
    private Optional<String> topic = Optional.empty();

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Override
    public Integer call() throws InterruptedException {
        List<DeadLetter> letters = DeadLetters.of(LivePipeline.of(options), topic).stream()
                .map(DeadLetters.Found::letter)
                .toList();
        terminal().document(letters.stream().map(DlqList::document).toList());
        Table table = Table.of("when", "reason", "where", "what", "hint");
        letters.forEach(letter -> table.row(
                Instant.ofEpochMilli(letter.atMillis()),
                letter.reason(),
                letter.where(),
                letter.what(),
                letter.hint()));
        terminal().print(table);
        return ExitStatus.DONE;
    }

    private static Map<String, Object> document(DeadLetter letter) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", letter.id().toString());
        document.put("run", letter.run());
        document.put("consumer", letter.consumer());
        document.put("topic", letter.topic());
        document.put("partition", letter.partition());
        document.put("offset", letter.offset());
        document.put("reason", letter.reason());
        document.put("what", letter.what());
        document.put("where", letter.where());
        document.put("hint", letter.hint());
        document.put("stream", letter.stream());
        letter.span().ifPresent(span -> document.put("span", span(span)));
        document.put("errors", letter.errors());
        document.put("bytes", letter.original().length);
        document.put("atMillis", letter.atMillis());
        return document;
    }

    private static Map<String, Object> span(Span span) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("startMicros", span.startMicros());
        document.put("endMicros", span.endMicros());
        document.put("clock", span.clock().name());
        return document;
    }
}
