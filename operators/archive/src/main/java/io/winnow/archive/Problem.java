package io.winnow.archive;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * Something of the originals, or an item, that did not become tokens as it should.
 *
 * @param path in the archive
 * @param reason a code: {@code READ}, {@code DECODE}, {@code LIMIT}, {@code NOT_MEDIA}, {@code DUPLICATE}, {@code CHANGED}, {@code TAR}, {@code TOKENIZE}, {@code WRITE}, ...
 * @param what was wrong, a sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Problem(String path, String reason, String what) {
    public Problem {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(what, "what");
    }

    /** What to do about it. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String hint() {
        return switch (reason) {
            case "READ" -> "Look whether it is there and may be read, then retry.";
            case "TAR" -> "Get the tar again from where it came; what could be listed has been taken.";
            case "DUPLICATE" -> "Rename one of the two, or give each its own archive.";
            case "CHANGED" -> "Tokenize the archive again when nobody writes to it.";
            case "LIMIT" -> "If the file is worth it, raise the limit with --set and retry.";
            case "DAMAGED" -> "Remove the object and tokenize again: its items are then made anew, and no others.";
            case "DAMAGED_RUN" ->
                "Restore the object from a copy: what a run has written once it does not write again.";
            case "DIFFERENT" ->
                "Look whether the original was changed behind its time, or the engine differs; then make it anew.";
            case "WRITE" -> "See that there is room and that the archive may be written, then tokenize again.";
            case "TOKENIZE" -> "See the log for what the engine says, and winnow models verify for the bundle.";
            case "POLICY" -> "Choose its frames by another policy, with --set decode.policy=..., and retry.";
            case "NOT_MEDIA" -> "Name a picture or a video, or convert it to one.";
            default -> "Get the file again from where it came, or repair it, then retry.";
        };
    }
}
