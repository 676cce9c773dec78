package io.winnow.cli.live;

import io.winnow.cli.ask.AskedTime;
import io.winnow.cli.ask.TimeRange;
import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.records.Moment;
import io.winnow.records.Question;
import io.winnow.records.QuestionRules;
import io.winnow.records.StandingQuestion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a running pipeline, once or again and again. */
@Command(
        name = "add",
        description =
                "Puts a question to a running pipeline and prints its id; answers come by topic and page. With --every or --on-change it stands: it is asked again and again until it is removed.")
final class QuestionsAdd extends CliCommand {
    @Parameters(index = "0", paramLabel = "QUESTION", description = "What to ask.")
    private String text = "";

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description =
                    "The stream asked about; without it, each. For standing questions a pattern such as dock/*, which names groups too; may be repeated.")
    private List<String> streams = List.of();

    @Option(
            names = "--deadline",
            paramLabel = "D",
            description = "When an answer is of no use any more, such as 5s: from now, or from the window asked about.")
    private Optional<String> deadline = Optional.empty();

    @Mixin
    private StandingOptions standing = new StandingOptions();

    @Mixin
    private AskedTime time = new AskedTime();

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Override
    public Integer call() throws InterruptedException {
        Optional<Long> within = deadline.map(words -> StandingOptions.millis("--deadline", words));
        long now = System.currentTimeMillis();
        TimeRange range = time.range(Instant.ofEpochMilli(now));
        if (standing.isGiven()) {
            refuseTime(range);
            StandingQuestion question = standing.question(text.strip(), streams, within);
            LivePipeline pipeline = LivePipeline.of(options);
            StandingTopic.require(pipeline);
            try (QuestionWriter writer = new QuestionWriter(pipeline.kafka(), pipeline.names())) {
                writer.stand(question);
            }
            return told(question.id(), pipeline);
        }
        QuestionRules.problem(text).ifPresent(problem -> {
            throw CommandFailure.usage(
                    "BAD_QUESTION", problem, "QUESTION", "Ask in a sentence, such as \"What color is the car?\".");
        });
        Optional<String> stream = only(streams);
        LivePipeline pipeline = LivePipeline.of(options);
        Question question = new Question(
                UUID.randomUUID().toString(),
                "",
                text.strip(),
                stream,
                range.begin().map(Moment::micros),
                range.end().map(Moment::micros),
                now,
                within.map(millis -> now + millis));
        try (QuestionWriter writer = new QuestionWriter(pipeline.kafka(), pipeline.names())) {
            writer.ask(question);
        }
        return told(question.id(), pipeline);
    }

    /** What stands is asked of what comes. */
    private static void refuseTime(TimeRange range) {
        if (range.clock().isPresent()) {
            throw CommandFailure.usage(
                    "BAD_RANGE",
                    "a question that is asked again and again is about what comes, and not about a time",
                    "--from, --to",
                    "Leave out --from and --to, or --every and --on-change.");
        }
    }

    private static Optional<String> only(List<String> streams) {
        if (streams.size() > 1) {
            throw CommandFailure.usage(
                    "SEVERAL_STREAMS",
                    "a question that is asked once is put to one stream or to each",
                    "--stream",
                    "Leave --stream out, or let the question stand with --every or --on-change.");
        }
        return streams.stream().findFirst();
    }

    private int told(String id, LivePipeline pipeline) {
        Map<String, String> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("pipeline", pipeline.names().pipeline());
        terminal().document(document);
        terminal().print(id);
        return ExitStatus.DONE;
    }
}
