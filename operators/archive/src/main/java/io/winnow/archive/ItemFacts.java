package io.winnow.archive;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What an archive knows of an item beside its tokens; the same in all of its rows.
 *
 * @param path in the archive
 * @param attempt 0, and one more each time it was tokenized again; the rows of the last one count
 * @param size bytes of the original, -1 where it could not be looked at
 * @param modifiedMillis of the original, since 1970
 * @param sha256 of the original, 32 bytes; none where it could not be read
 * @param status what became of it
 * @param error code and sentence, {@code CODE: sentence}; empty where all went well
 */
public record ItemFacts(
        String path, int attempt, long size, long modifiedMillis, byte[] sha256, Status status, String error) {
    private static final int HASH_BYTES = 32;
    private static final String COLON = ": ";

    public ItemFacts {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(error, "error");
        if (sha256.length != 0 && sha256.length != HASH_BYTES) {
            throw new IllegalArgumentException("a sha256 of " + sha256.length + " bytes");
        }
    }

    /** As an error is written. */
    public static String error(String reason, String what) {
        return reason + COLON + what;
    }

    /** What went wrong; of an item that did not fail, nothing in particular. */
    public Problem problem() {
        int colon = error.indexOf(COLON);
        return colon < 0
                ? new Problem(path, error, error)
                : new Problem(path, error.substring(0, colon), error.substring(colon + COLON.length()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemFacts that
                && path.equals(that.path)
                && attempt == that.attempt
                && size == that.size
                && modifiedMillis == that.modifiedMillis
                && Arrays.equals(sha256, that.sha256)
                && status == that.status
                && error.equals(that.error);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, attempt);
    }

    @Override
    public String toString() {
        return path + " (attempt " + attempt + ", " + HexFormat.of().formatHex(sha256) + "): " + status + " " + error;
    }
}
