package io.winnow.jobs.definition;

import io.winnow.decode.GrowingAddress;
import io.winnow.decode.LiveAddress;
import io.winnow.decode.PieceAddress;
import io.winnow.decode.sources.Sources;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One source of a pipeline.
 *
 * @param id of its stream
 * @param address a path, a folder, a glob, {@code -}, or a URL; empty where another pipeline decodes it
 * @param policy its own frame policy, or empty for the pipeline's
 * @param retention how long what is made of it is kept in topics; zero for as long as each topic of the pipeline does
 */
public record SourceDefinition(String id, String address, String policy, Duration retention) implements Serializable {
    /** One that is kept as all of the pipeline is. */
    public SourceDefinition(String id, String address, String policy) {
        this(id, address, policy, Duration.ZERO);
    }

    public SourceDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(retention, "retention");
    }

    /** Whether this pipeline decodes it. */
    public boolean decoded() {
        return !address.isEmpty();
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
