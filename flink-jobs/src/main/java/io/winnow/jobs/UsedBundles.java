package io.winnow.jobs;

import io.winnow.model.Bundle;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bundles that a pipeline computes with.
 *
 * @param tokenizer of the tokenize stage
 * @param reader of the prune and the read stage
 */
public record UsedBundles(Optional<Bundle> tokenizer, Optional<Bundle> reader) {

    /** None, as for a pipeline that computes nothing. */
    public static UsedBundles none() {
        return new UsedBundles(Optional.empty(), Optional.empty());
    }

    /** Memory that each of them, and what they refer to, takes beside Java's heap, once a process. */
    Collection<Long> peakBytes() {
        Map<String, Long> byDigest = new LinkedHashMap<>();
        Stream.concat(tokenizer.stream(), reader.stream())
                .flatMap(bundle -> Stream.concat(Stream.of(bundle), bundle.encoder().stream()))
                .forEach(bundle ->
                        byDigest.put(bundle.digest(), bundle.manifest().peakBytes()));
        return byDigest.values();
    }
}
