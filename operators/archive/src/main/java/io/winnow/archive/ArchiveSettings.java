package io.winnow.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What an archive says of itself, in {@value Archive#SETTINGS}.
 *
 * @param format of its files
 * @param shardItems items of an object, fixed when the archive was made
 * @param compute digest of the computation that was last asked for
 * @param sources addresses of the originals
 */
public record ArchiveSettings(int format, int shardItems, String compute, List<String> sources) {
    /** The format that this version writes and reads. */
    public static final int FORMAT = 1;

    /** So many that what an object takes for itself hardly counts, so few that little is lost when a run is killed. */
    public static final int SHARD_ITEMS = 256;

    public ArchiveSettings {
        Objects.requireNonNull(compute, "compute");
        sources = List.copyOf(sources);
        if (shardItems < 1) {
            throw new IllegalArgumentException("an object has at least one item, not " + shardItems);
        }
    }

    /** A new archive's. */
    public static ArchiveSettings of(int shardItems) {
        return new ArchiveSettings(FORMAT, shardItems, "", List.of());
    }

    /** The same with another computation, and with sources added to those it has. */
    ArchiveSettings with(String otherCompute, List<String> more) {
        List<String> all = new ArrayList<>(sources);
        more.stream().filter(source -> !all.contains(source)).forEach(all::add);
        return new ArchiveSettings(format, shardItems, otherCompute, all);
    }
}
