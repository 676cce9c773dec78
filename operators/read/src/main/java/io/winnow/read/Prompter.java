package io.winnow.read;

import io.winnow.model.Manifest;
import io.winnow.records.QuestionRules;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Turns questions into ids of words. */
final class Prompter {
    private final ReaderGraphs graphs;
    private final boolean score;

    /** @param score whether alternatives that a question names are scored */
    Prompter(ReaderGraphs graphs, boolean score) {
        this.graphs = graphs;
        this.score = score;
    }

    /**
     * Reads a request.
     *
     * @throws ReadRefused when the question cannot be asked
     */
    Ask ask(ReadRequest request) {
        String question = request.question();
        QuestionRules.problem(question).ifPresent(problem -> {
            throw new ReadRefused("QUESTION", problem, "Ask again in a sentence.");
        });
        return new Ask(request, prompt(question), choices(question), System.nanoTime());
    }

    private int[] prompt(String question) {
        Manifest.Reader manifest = graphs.manifest();
        int[] words = words(question);
        if (words.length == 0 || words.length > manifest.maxQuestionTokens()) {
            throw new ReadRefused(
                    "QUESTION",
                    "the question has " + words.length + " words of the reader's vocabulary, and may have 1 to "
                            + manifest.maxQuestionTokens(),
                    "Ask in fewer words, or split the question.");
        }
        int[] prompt = new int[words.length + 2];
        prompt[0] = manifest.special().question();
        System.arraycopy(words, 0, prompt, 1, words.length);
        prompt[words.length + 1] = manifest.special().answer();
        return prompt;
    }

    private List<Ask.Choice> choices(String question) {
        if (!score) {
            return List.of();
        }
        List<Ask.Choice> choices = Alternatives.of(question).stream()
                .map(text -> new Ask.Choice(text, words(text)))
                .filter(choice -> choice.words().length > 0)
                .toList();
        return choices.size() < 2 ? List.of() : choices;
    }

    private int[] words(String text) {
        long[] ids = graphs.words().encode(text);
        return IntStream.range(0, ids.length).map(i -> Math.toIntExact(ids[i])).toArray();
    }

    /** The text of ids of words. */
    String text(int[] words) {
        return graphs.words().decode(Arrays.stream(words).asLongStream().toArray());
    }
}
