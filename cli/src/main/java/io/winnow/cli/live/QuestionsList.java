package io.winnow.cli.live;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.cli.command.Table;
import io.winnow.records.Answer;
import io.winnow.records.Question;
import io.winnow.topics.TopicRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the questions that the topic still holds, each with its answers. */
@Command(name = "list", description = "Lists the questions that the topic still holds, each with its answers.")
final class QuestionsList extends CliCommand {
    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Override
    public Integer call() throws InterruptedException {
        LivePipeline pipeline = LivePipeline.of(options);
        Map<String, List<Answer>> answers = new HashMap<>();
        TopicRecords.all(pipeline, TopicRegistry.ANSWERS).forEach(element -> {
            if (element instanceof Answer answer) {
                answers.computeIfAbsent(answer.questionId(), id -> new ArrayList<>())
                        .add(answer);
            }
        });
        List<Map<String, Object>> documents = new ArrayList<>();
        Table table = Table.of("id", "stream", "question", "answers");
        TopicRecords.all(pipeline, TopicRegistry.QUESTIONS).forEach(element -> {
            if (element instanceof Question question) {
                List<Answer> given = answers.getOrDefault(question.id(), List.of());
                documents.add(document(question, given));
                table.row(
                        question.id(),
                        question.stream().orElse("each"),
                        question.text(),
                        String.join(
                                "; ", given.stream().map(QuestionsList::text).toList()));
            }
        });
        terminal().document(documents);
        terminal().print(table);
        return ExitStatus.DONE;
    }

    private static String text(Answer answer) {
        return answer.stream() + ": " + answer.answer();
    }

    private static Map<String, Object> document(Question question, List<Answer> answers) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", question.id());
        document.put("question", question.text());
        document.put("stream", question.stream().orElse(""));
        document.put("askedMillis", question.askedMillis());
        document.put(
                "answers",
                answers.stream()
                        .map(answer -> Map.of(
                                "stream", answer.stream(),
                                "answer", answer.answer(),
                                "confidence", answer.confidence()))
                        .toList());
        return document;
    }
}
