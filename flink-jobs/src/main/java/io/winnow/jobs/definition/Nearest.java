package io.winnow.jobs.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant. */
final class Nearest {
    private Nearest() {}

    /** The known word with the fewest edits from the one written, if at most half of its letters differ. */
    static Optional<String> to(String written, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(word -> edits(written, word))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(word -> edits(written, word) <= Math.max(2, word.length() / 2));
    }

    /** Levenshtein's distance. */
    static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
