package io.winnow.cli.live;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.records.DeadLetter;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends dead letters back to the topic they came from, for the consumer that could not process them and no other. */
@Command(
        name = "redrive",
        description = "Sends what could not be processed back to its topic, for that consumer alone.")
final class DlqRedrive extends CliCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TOPIC",
            description = "One of the dead-letter topics, such as tokens; without it, all.")
    private Optional<String> topic = Optional.empty();

    @Option(names = "--id", paramLabel = "ID", description = "Only the letter with this id.")
    private Optional<String> id = Optional.empty();

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Override
    public Integer call() throws InterruptedException {
        LivePipeline pipeline = LivePipeline.of(options);
        List<DeadLetter> sent = new ArrayList<>();
        List<DeadLetter> left = new ArrayList<>();
        Set<String> topics = TopicRecords.topics(pipeline);
        try (TopicSender sender = new TopicSender(pipeline)) {
            for (DeadLetters.Found found : DeadLetters.of(pipeline, topic)) {
                if (id.isPresent() && !id.get().equals(found.letter().id().toString())) {
                    continue;
                }
                Optional<String> origin = found.origin().filter(topics::contains);
                if (origin.isPresent()) {
                    sender.send(record(found.letter(), origin.get()));
                    sent.add(found.letter());
                } else {
                    left.add(found.letter());
                }
            }
        }
        return told(sent, left);
    }

    private int told(List<DeadLetter> sent, List<DeadLetter> left) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("sent", sent.stream().map(letter -> letter.id().toString()).toList());
        document.put("left", left.stream().map(letter -> letter.id().toString()).toList());
        terminal().document(document);
        terminal().print(sent.size() + " sent back");
        left.forEach(letter -> terminal()
                .print("left: " + letter.where() + " came from no topic; run the pipeline on its source again"));
        return left.isEmpty() ? ExitStatus.DONE : ExitStatus.PARTIAL;
    }

    private static ProducerRecord<byte[], byte[]> record(DeadLetter letter, String topic) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                letter.partition() < 0 ? null : letter.partition(),
                letter.key().getBytes(StandardCharsets.UTF_8),
                letter.original());
        record.headers().add(TopicRegistry.REDRIVE_HEADER, letter.consumer().getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
