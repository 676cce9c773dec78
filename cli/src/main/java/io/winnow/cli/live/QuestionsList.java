package io.winnow.cli.live;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.cli.command.Table;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Question;
import io.winnow.records.StandingQuestion;
import io.winnow.records.Units;
import io.winnow.topics.TopicRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the questions that the topics still hold, each with its answers; standing ones with the last on each stream. */
@Command(
        name = "list",
        description =
                "Lists standing questions with their last answers and alerts, and the questions asked once that the topic still holds, each with its answers.")
final class QuestionsList extends CliCommand {
    private static final String ASKED_ONCE = "once";

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    private final List<Map<String, Object>> documents = new ArrayList<>();
    private final Table table = Table.of("id", "asked", "stream", "question", "answers");

    @Override
    public Integer call() throws InterruptedException {
        LivePipeline pipeline = LivePipeline.of(options);
        ForgottenStreams forgotten = pipeline.forgotten();
        Map<String, List<Answer>> answers = answers(pipeline, forgotten);
        Map<String, Map<String, Alert>> alerts = alerts(pipeline, forgotten);
        StandingTopic.questions(pipeline)
                .values()
                .forEach(question -> standing(
                        question,
                        newest(answers.getOrDefault(question.id(), List.of())),
                        alerts.getOrDefault(question.id(), Map.of())));
        TopicRecords.all(pipeline, TopicRegistry.QUESTIONS).forEach(element -> {
            if (element instanceof Question question) {
                once(question, answers.getOrDefault(question.id(), List.of()));
            }
        });
        terminal().document(documents);
        terminal().print(table);
        return ExitStatus.DONE;
    }

    private static Map<String, List<Answer>> answers(LivePipeline pipeline, ForgottenStreams forgotten) {
        Map<String, List<Answer>> answers = new HashMap<>();
        TopicRecords.all(pipeline, TopicRegistry.ANSWERS).forEach(element -> {
            if (element instanceof Answer answer && !forgotten.refusesMade(answer.stream(), answer.answeredMillis())) {
                answers.computeIfAbsent(answer.questionId(), id -> new ArrayList<>())
                        .add(answer);
            }
        });
        return answers;
    }

    /** The newest alert by question and stream. */
    private static Map<String, Map<String, Alert>> alerts(LivePipeline pipeline, ForgottenStreams forgotten) {
        Map<String, Map<String, Alert>> alerts = new HashMap<>();
        TopicRecords.all(pipeline, TopicRegistry.ALERTS).stream()
                .filter(alert -> !forgotten.refusesMade(alert.stream(), alert.atMillis()))
                .forEach(alert -> alerts.computeIfAbsent(alert.questionId(), id -> new TreeMap<>())
                        .put(alert.stream(), alert));
        return alerts;
    }

    /** The newest answer on each stream. */
    private static Collection<Answer> newest(List<Answer> answers) {
        Map<String, Answer> newest = new TreeMap<>();
        answers.forEach(answer -> newest.put(answer.stream(), answer));
        return newest.values();
    }

    private void standing(StandingQuestion question, Collection<Answer> answers, Map<String, Alert> alerts) {
        table.row(
                question.id(),
                schedule(question),
                question.streams().isEmpty() ? "each" : String.join(", ", question.streams()),
                question.text(),
                String.join(
                        "; ",
                        answers.stream()
                                .map(answer -> text(answer) + state(alerts, answer.stream()))
                                .toList()));
        Map<String, Object> document = document(
                question.id(), question.text(), String.join(", ", question.streams()), question.addedMillis(), answers);
        document.put("standing", rule(question));
        document.put(
                "alerts",
                alerts.values().stream()
                        .map(alert -> Map.of(
                                "stream", alert.stream(),
                                "state", alert.state().name(),
                                "occurrence", alert.occurrence(),
                                "atMillis", alert.atMillis()))
                        .toList());
        documents.add(document);
    }

    private static String schedule(StandingQuestion question) {
        String every = question.everyMillis()
                .map(millis -> "every " + Units.write(Duration.ofMillis(millis)))
                .orElse("");
        String change =
                question.change().map(distance -> "on change of " + distance).orElse("");
        String when = question.when().isEmpty() ? "" : "alert when " + question.when();
        return String.join(
                ", ",
                List.of(every, change, when).stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private static String state(Map<String, Alert> alerts, String stream) {
        Alert newest = alerts.get(stream);
        return newest != null && newest.state() == Alert.State.FIRING ? " (firing)" : "";
    }

    private static Map<String, Object> rule(StandingQuestion question) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("streams", question.streams());
        question.everyMillis().ifPresent(millis -> rule.put("everyMillis", millis));
        question.change().ifPresent(distance -> rule.put("change", distance));
        rule.put("when", question.when());
        question.deadlineMillis().ifPresent(millis -> rule.put("deadlineMillis", millis));
        return rule;
    }

    private void once(Question question, List<Answer> answers) {
        table.row(
                question.id(),
                ASKED_ONCE,
                question.stream().orElse("each"),
                question.text(),
                String.join("; ", answers.stream().map(QuestionsList::text).toList()));
        documents.add(document(
                question.id(), question.text(), question.stream().orElse(""), question.askedMillis(), answers));
    }

    private static String text(Answer answer) {
        return answer.stream() + ": " + answer.answer();
    }

    private static Map<String, Object> document(
            String id, String text, String stream, long askedMillis, Collection<Answer> answers) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("question", text);
        document.put("stream", stream);
        document.put("askedMillis", askedMillis);
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
