package io.winnow.cli.eval;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the questions of a data folder: {@code qa/*.jsonl} and {@code composed/qa.jsonl}. */
final class EvalSet {
    private EvalSet() {}

    /**
     * Its questions, file by file.
     *
     * @throws CommandFailure where there is none, or a row cannot be read
     */
    static List<EvalQuestion> read(Path data) {
        List<EvalQuestion> questions = new ArrayList<>();
        for (Path file : files(data)) {
            int line = 0;
            for (String text : lines(file)) {
                line++;
                if (!text.isBlank()) {
                    questions.add(question(text, file, line));
                }
            }
        }
        if (questions.isEmpty()) {
            throw CommandFailure.input(
                    "NO_DATA",
                    "there are no questions in the folder " + data,
                    data.toString(),
                    "Give --data a folder with qa/*.jsonl or composed/qa.jsonl.");
        }
        return questions;
    }

    private static List<Path> files(Path data) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(data.resolve("qa"))) {
            try (Stream<Path> listed = Files.list(data.resolve("qa"))) {
                listed.filter(file -> file.toString().endsWith(".jsonl"))
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Path composed = data.resolve("composed").resolve("qa.jsonl");
        if (Files.exists(composed)) {
            files.add(composed);
        }
        return files;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EvalQuestion question(String text, Path file, int line) {
        try {
            JsonNode row = Json.read(text);
            List<String> accept = new ArrayList<>();
            row.path("accept").forEach(other -> accept.add(other.asText()));
            return new EvalQuestion(
                    field(row, "id"),
                    field(row, "media"),
                    field(row, "kind"),
                    field(row, "type"),
                    field(row, "question"),
                    field(row, "answer"),
                    accept,
                    evidence(row.path("evidence")));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.input(
                    "BAD_ROW",
                    "a question cannot be read: " + e.getMessage(),
                    file + ":" + line,
                    "A row is JSON with id, media, kind, type, question and answer.");
        }
    }

    /** {@code [start, end]} in seconds. */
    private static Optional<EvalQuestion.Stretch> evidence(JsonNode seconds) {
        return seconds.isArray() && seconds.size() == 2
                ? Optional.of(new EvalQuestion.Stretch(
                        seconds.get(0).asDouble(), seconds.get(1).asDouble()))
                : Optional.empty();
    }

    private static String field(JsonNode row, String name) {
        if (!row.hasNonNull(name)) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return row.get(name).asText();
    }
}
