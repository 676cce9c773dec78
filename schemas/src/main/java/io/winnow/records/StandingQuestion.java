package io.winnow.records;

import java.util.Optional;

/**
 * A question that is asked again and again.
 *
 * @param id its own id
 * @param text the words
 * @param stream the stream asked about; empty means each
 * @param everyMillis how often; empty means when the picture changes
 * @param addedMillis wall clock
 */
public record StandingQuestion(
        String id, String text, Optional<String> stream, Optional<Long> everyMillis, long addedMillis) {}
