package io.winnow.read;

import io.winnow.model.Manifest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** An answer that is being written. It ends when the end is likelier than a word, when it is full, when its listener fails, or when nobody waits for it any more. */
final class Draft {
    private final Pending pending;
    private final Attention attention;
    private final ReadResult.Sight sight;
    private final Manifest.Reader manifest;
    private final Prompter prompter;
    private final Set<Integer> never;
    private final String attempt = Uuid7.now();
    private int[] words = {};
    private String text = "";
    private double logProbability;
    private double firstTokenMillis;

    Draft(Prompt prompt, Manifest.Reader manifest, Prompter prompter) {
        this.pending = prompt.pending();
        this.attention = prompt.attention();
        this.sight = prompt.sight();
        this.manifest = manifest;
        this.prompter = prompter;
        Manifest.Reader.Special special = manifest.special();
        this.never = Set.of(special.pad(), special.unknown(), special.question(), special.answer());
    }

    Pending pending() {
        return pending;
    }

    boolean open() {
        return !pending.over();
    }

    ReadContext context() {
        return pending.ask().request().context();
    }

    /** Visual tokens that it reads. */
    int tokens() {
        return context().tokens();
    }

    /** Words that it will have behind its context at most. */
    int mostWords() {
        return pending.ask().prompt().length + manifest.maxAnswerTokens();
    }

    /** The word that the next step is given. */
    int[] lastWord() {
        return new int[] {words[words.length - 1]};
    }

    /**
     * Takes what a step gave for the last word, and writes the next.
     *
     * @param weights where the last word looks
     * @param logits {@code [words]} of the vocabulary
     */
    void step(float[] weights, float[] logits) {
        attention.add(weights);
        next(logits);
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
        try {
            if (best == end || full) {
                finish();
            } else {
                write(best);
            }
        } catch (RuntimeException e) {
            pending.fail(e);
        }
    }

    private void write(int word) {
        words = Arrays.copyOf(words, words.length + 1);
        words[words.length - 1] = word;
        if (words.length == 1) {
            firstTokenMillis = pending.ask().millisSince();
        }
        String longer = prompter.text(words);
        int same = 0;
        while (same < Math.min(text.length(), longer.length()) && text.charAt(same) == longer.charAt(same)) {
            same++;
        }
        text = longer;
        pending.ask().request().deltas().piece(attempt, same, longer.substring(same), false);
    }

    private void finish() {
        pending.ask().request().deltas().piece(attempt, text.length(), "", true);
        pending.result()
                .complete(new ReadResult(
                        text,
                        Probabilities.calibrated(logProbability, manifest.writtenTemperature()),
                        attention.evidence(),
                        List.of(),
                        words.length,
                        sight,
                        firstTokenMillis,
                        pending.ask().millisSince()));
    }
}
