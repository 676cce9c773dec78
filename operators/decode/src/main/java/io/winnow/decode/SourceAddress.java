package io.winnow.decode;

import java.io.Serializable;
import java.util.Objects;

/**
 * One source of a pipeline.
 *
 * @param id of its stream; streams of a folder's clips have it as their beginning
 * @param address a path, a folder, a glob, a file that grows ({@link GrowingAddress}), {@code -} for standard input, an http(s) URL, which may be a playlist that goes on, or that of a live source ({@link LiveAddress}), such as a topic of pieces ({@link PieceAddress}); it may hold
 *     credentials, which nothing shows
 * @param policy its own {@link FramePolicy} as text, or empty for the pipeline's
 */
public record SourceAddress(String id, String address, String policy) implements Serializable {
    /** The address of standard input. */
    public static final String STANDARD_INPUT = "-";

    public SourceAddress {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(policy, "policy");
        if (id.isBlank()) {
            throw new IllegalArgumentException("a source has no id");
        }
    }

    /** The source's policy, or else the pipeline's. */
    public FramePolicy policyOr(FramePolicy pipeline) {
        return policy.isBlank() ? pipeline : FramePolicy.parse(policy);
    }

    /** Names no credentials. */
    @Override
    public String toString() {
        return "SourceAddress[" + id + "]";
    }
}
