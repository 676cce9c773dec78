package io.winnow.cli.live;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.jobs.kafka.QuestionWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a standing question. */
@Command(name = "remove", description = "Ends a standing question; an alert of it that fires is resolved.")
final class QuestionsRemove extends CliCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "Of the question, as winnow questions list shows it.")
    private String id = "";

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Override
    public Integer call() throws InterruptedException {
        LivePipeline pipeline = LivePipeline.of(options);
        if (!StandingTopic.questions(pipeline).containsKey(id)) {
            throw CommandFailure.usage(
                    "NO_QUESTION",
                    "no standing question has the id " + id,
                    "ID",
                    "winnow questions list shows them; a question that is asked once cannot be taken back.");
        }
        try (QuestionWriter writer = new QuestionWriter(pipeline.kafka(), pipeline.names())) {
            writer.remove(id);
        }
        Map<String, String> document = new LinkedHashMap<>();
        document.put("removed", id);
        document.put("pipeline", pipeline.names().pipeline());
        terminal().document(document);
        terminal().print(id + " is asked no more");
        return ExitStatus.DONE;
    }
}
