package io.winnow.bench.read;

import io.winnow.model.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies of a reader's bundle that write answers of one length: their end is a word that is never written, and their longest answer is as long as wanted. Graphs and weights are the same. */
public final class WordCount {
    private WordCount() {}

    /**
     * Makes a copy.
     *
     * @param words of every answer
     * @param parent folder that the copy is made in
     */
    public static Bundle of(Bundle bundle, int words, Path parent) throws IOException {
        return of(bundle, words, bundle.manifest().reader().orElseThrow().maxContextTokens(), parent);
    }

    /**
     * Makes a copy that also reads longer contexts than it was trained on: what it answers then means nothing, but takes its time.
     *
     * @param tokens most visual tokens of one question
     */
    public static Bundle of(Bundle bundle, int words, int tokens, Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(bundle.manifest().name()));
        try (Stream<Path> files = Files.list(bundle.folder())) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().equals("bundle.yaml")) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
        }
        int padding = bundle.manifest().reader().orElseThrow().special().pad();
        List<String> lines = Files.readAllLines(bundle.folder().resolve("bundle.yaml")).stream()
                .map(line -> line.replaceAll("(special: .*\\bend: )\\d+", "$1" + padding)
                        .replaceAll("(maxAnswerTokens: )\\d+", "$1" + words)
                        .replaceAll("(maxContextTokens: )\\d+", "$1" + tokens))
                .toList();
        Files.write(folder.resolve("bundle.yaml"), lines);
        return Bundle.open(folder);
    }
}
