package io.winnow.read;

import io.winnow.model.Manifest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** An answer that is being written. */
final class Draft {
    private final Ask ask;
    private final Attention attention;
    private final Manifest.Reader manifest;
    private final Prompter prompter;
    private final Set<Integer> never;
    private final String attempt = Uuid7.now();
    private int[] words = {};
    private String text = "";
    private double logProbability;
    private double firstTokenMillis;
    private double totalMillis;
    private boolean open = true;

    Draft(Ask ask, Attention attention, Manifest.Reader manifest, Prompter prompter) {
        this.ask = ask;
        this.attention = attention;
        this.manifest = manifest;
        this.prompter = prompter;
        Manifest.Reader.Special special = manifest.special();
        this.never = Set.of(special.pad(), special.unknown(), special.question(), special.answer());
    }

    boolean open() {
        return open;
    }

    /** The word that the next step is given. */
    int[] lastWord() {
        return new int[] {words[words.length - 1]};
    }

    /** Says where the last word looks. */
    void look(float[] weights) {
        attention.add(weights);
    }

    /**
     * Writes the likeliest word. An answer has at least one, and the longest answer ends without the end having to be likely.
     *
     * @param logits {@code [words]} of the vocabulary
     */
    void next(float[] logits) {
        int end = manifest.special().end();
        int best = -1;
        for (int word = 0; word < logits.length; word++) {
            boolean allowed = !never.contains(word) && (word != end || words.length > 0);
            if (allowed && (best < 0 || logits[word] > logits[best])) {
                best = word;
            }
        }
        boolean full = words.length == manifest.maxAnswerTokens();
        logProbability += Probabilities.log(logits, full ? end : best);
        if (best == end || full) {
            finish();
        } else {
            write(best);
        }
    }

    private void write(int word) {
        words = Arrays.copyOf(words, words.length + 1);
        words[words.length - 1] = word;
        if (words.length == 1) {
            firstTokenMillis = ask.millisSince();
        }
        String longer = prompter.text(words);
        int same = 0;
        while (same < Math.min(text.length(), longer.length()) && text.charAt(same) == longer.charAt(same)) {
            same++;
        }
        text = longer;
        ask.request().deltas().piece(attempt, same, longer.substring(same), false);
    }

    private void finish() {
        open = false;
        totalMillis = ask.millisSince();
        ask.request().deltas().piece(attempt, text.length(), "", true);
    }

    ReadResult result() {
        return new ReadResult(
                text,
                Probabilities.calibrated(logProbability, manifest.temperature()),
                attention.evidence(),
                List.of(),
                words.length,
                firstTokenMillis,
                totalMillis);
    }
}
