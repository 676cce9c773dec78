package io.winnow.cli.rate;

import io.winnow.records.BundleRef;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * A tokenizer that was asked for so many tokens, or for a quality, and what it made of each picture.
 *
 * @param tokenizer its bundle
 * @param error that was asked for, of tokenizers that can be
 * @param samples one a picture, in the pictures' order
 */
public record Setting(BundleRef tokenizer, OptionalDouble error, List<Sample> samples) {
    public Setting {
        samples = List.copyOf(samples);
    }

    /** The mean over all pictures. */
    public double mean(ToDoubleFunction<Sample> number) {
        return samples.stream().mapToDouble(number).average().orElse(0);
    }
}
