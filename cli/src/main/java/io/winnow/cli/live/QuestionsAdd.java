package io.winnow.cli.live;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.records.Question;
import io.winnow.records.QuestionRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a running pipeline. */
@Command(
        name = "add",
        description = "Puts a question to a running pipeline and prints its id; the answer comes by topic and page.")
final class QuestionsAdd extends CliCommand {
    @Parameters(index = "0", paramLabel = "QUESTION", description = "What to ask.")
    private String text = "";

    @Option(names = "--stream", paramLabel = "ID", description = "The stream asked about; without it, each.")
    private Optional<String> stream = Optional.empty();

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Override
    public Integer call() throws InterruptedException {
        QuestionRules.problem(text).ifPresent(problem -> {
            throw CommandFailure.usage(
                    "BAD_QUESTION", problem, "QUESTION", "Ask in a sentence, such as \"What color is the car?\".");
        });
        LivePipeline pipeline = LivePipeline.of(options);
        Question question = new Question(
                UUID.randomUUID().toString(),
                "",
                text.strip(),
                stream,
                Optional.empty(),
                Optional.empty(),
                System.currentTimeMillis(),
                Optional.empty());
        try (QuestionWriter writer = new QuestionWriter(pipeline.kafka(), pipeline.names())) {
            writer.ask(question);
        }
        Map<String, String> document = new LinkedHashMap<>();
        document.put("id", question.id());
        document.put("pipeline", pipeline.names().pipeline());
        terminal().document(document);
        terminal().print(question.id());
        return ExitStatus.DONE;
    }
}
