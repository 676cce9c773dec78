package io.winnow.gateway.archives;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.winnow.archive.Progress;
import org.jspecify.annotations.Nullable;

/**
 * An archive as the page gets it as JSON. Fields may be added, never removed or retyped.
 *
 * @param address where it lies, without credentials
 * @param of what its progress counts, {@code items} or {@code streams}; absent where there is none to tell
 * @param progress as {@code winnow archive status} tells it; absent before the first look, and where it cannot be read
 * @param problem why it cannot be read; empty where it can
 * @param hint what to do about that
 * @param lookedMillis when it was looked at; 0 before the first look
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArchiveView(
        String address,
        @Nullable String of,
        @Nullable Progress progress,
        String problem,
        String hint,
        long lookedMillis) {}
