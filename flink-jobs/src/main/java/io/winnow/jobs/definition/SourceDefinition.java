package io.winnow.jobs.definition;

import io.winnow.decode.GrowingAddress;
import io.winnow.decode.LiveAddress;
import io.winnow.decode.PieceAddress;
import io.winnow.decode.sources.Sources;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * One source of a pipeline.
 *
 * @param id of its stream
 * @param address a path, a folder, a glob, {@code -}, or a URL
 * @param policy its own frame policy, or empty for the pipeline's
 */
public record SourceDefinition(String id, String address, String policy) implements Serializable {
    public SourceDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(policy, "policy");
    }

    /** Whether its address says that frames come when they happen, not when they are asked for. */
    public boolean live() {
        return LiveAddress.isLive(address);
    }

    /** Whether it is live or may be: what a playlist says of it is not known before it is read. */
    public boolean mayBeLive() {
        return live() || Sources.isPlaylist(address);
    }

    /** What is wrong with the address of a live source, the end of a sentence. */
    Optional<String> problem() {
        return live() ? LiveAddress.problem(address) : Optional.empty();
    }

    /** Whether a topic brings what it is made of. */
    public boolean published() {
        return PieceAddress.of(address).isPresent();
    }

    /** Whether it is a file that somebody still writes. */
    public boolean grows() {
        return GrowingAddress.path(address).isPresent();
    }

    /** The address as people may see it, without credentials. */
    public String shown() {
        return live() ? LiveAddress.shown(address) : Shown.of(address);
    }
}
