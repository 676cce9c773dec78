package io.winnow.cli.rate;

import java.util.List;
import java.util.Map;

/**
 * A tokenizer that is told how far a picture may be off.
 *
 * @param levels by rising errors
 */
public record Wishes(List<Level> levels) {
    public Wishes {
        levels = List.copyOf(levels);
    }

    /**
     * What one error costs.
     *
     * @param setting with what it made of each picture
     * @param reachable pictures that all tokens show within the error
     * @param within of these, those that the tokens kept show within it
     * @param counts mean tokens of plain, photographic and noisy pictures, by these names
     */
    public record Level(Setting setting, int reachable, int within, Map<String, Double> counts) {}
}
