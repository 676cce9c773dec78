package io.winnow.read;

import io.winnow.model.Manifest;
import io.winnow.records.QuestionRules;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

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
        return choices.size() < 2 || !apart(choices) ? List.of() : choices;
    }

    /** Whether the reader's vocabulary tells the alternatives apart; those in a script that it lacks are all unknown words. */
    private static boolean apart(List<Ask.Choice> choices) {
        return choices.stream()
                        .map(choice -> Arrays.toString(choice.words()))
                        .distinct()
                        .count()
                == choices.size();
    }

    /** Ids of a text. What is written like one of the marks around questions and answers is an unknown word, so that no question can end itself or begin its answer. */
    private int[] words(String text) {
        Manifest.Reader.Special special = graphs.manifest().special();
        Set<Integer> marks = Set.copyOf(List.of(special.pad(), special.question(), special.answer(), special.end()));
        return Arrays.stream(graphs.words().encode(text))
                .mapToInt(Math::toIntExact)
                .map(word -> marks.contains(word) ? special.unknown() : word)
                .toArray();
    }

    /** The text of ids of words. */
    String text(int[] words) {
        return graphs.words().decode(Arrays.stream(words).asLongStream().toArray());
    }
}
