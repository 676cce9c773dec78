package io.winnow.jobs.definition;

import io.winnow.decode.GrowingAddress;
import io.winnow.decode.LiveAddress;
import io.winnow.decode.PieceAddress;
import io.winnow.decode.SourceAddress;
import io.winnow.records.StreamRules;
import io.winnow.records.Units;
import io.winnow.topics.Retentions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code sources} of a pipeline and names those that have no id. */
final class SourceReader {
    private static final Set<String> KEYS = Set.of("id", "address", "policy", "retention");

    private SourceReader() {}

    static List<SourceDefinition> read(List<YamlSettings.SourceEntry> entries, Path folder) {
        List<SourceDefinition> sources = new ArrayList<>();
        for (YamlSettings.SourceEntry entry : entries) {
            OptionsMapper.refuseUnknown(entry.settings().values(), KEYS, java.util.Map.of());
            Duration retention = retention(entry);
            String address = text(entry, "address").orElse("");
            if (address.isEmpty() && (retention.isZero() || text(entry, "id").isEmpty())) {
                throw new DefinitionException(
                        "BAD_SOURCE", "a source has no address", entry.where(), "Add address: PATH or URL.");
            }
            String id = text(entry, "id").orElseGet(() -> idOf(address, sources));
            StreamRules.problem(id).ifPresent(problem -> {
                throw new DefinitionException("BAD_SOURCE", problem, entry.where(), "Write another id.");
            });
            if (sources.stream().anyMatch(other -> other.id().equals(id))) {
                throw new DefinitionException(
                        "BAD_SOURCE", "two sources have the id " + id, entry.where(), "Give each source its own id.");
            }
            sources.add(new SourceDefinition(
                    id,
                    address.isEmpty() ? "" : resolve(address, folder),
                    text(entry, "policy").orElse(""),
                    retention));
        }
        return sources;
    }

    /** That of its own, or zero. */
    private static Duration retention(YamlSettings.SourceEntry entry) {
        Optional<String> text = text(entry, "retention");
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        Duration retention;
        try {
            retention = Units.duration(text.get());
        } catch (IllegalArgumentException e) {
            DefinitionException refused = badRetention(entry, String.valueOf(e.getMessage()));
            refused.initCause(e);
            throw refused;
        }
        if (!Retentions.allowed(retention)) {
            throw badRetention(
                    entry,
                    "a source's retention is of whole minutes, from " + Units.write(Retentions.LEAST) + " to "
                            + Units.write(Retentions.MOST) + ", and not " + text.get());
        }
        return retention;
    }

    private static DefinitionException badRetention(YamlSettings.SourceEntry entry, String what) {
        return new DefinitionException("BAD_SOURCE", what, entry.where(), "Write such as retention: 1h.");
    }

    private static Optional<String> text(YamlSettings.SourceEntry entry, String key) {
        return Optional.ofNullable(entry.settings().get(key))
                .map(Setting::scalar)
                .filter(value -> !value.isBlank());
    }

    /** The same for the address of an archive. */
    static Setting resolve(Setting address, Path folder) {
        return address.values().stream().allMatch(String::isBlank)
                ? address
                : new Setting(
                        address.key(),
                        address.values().stream()
                                .map(value -> resolve(value, folder))
                                .toList(),
                        address.list(),
                        address.where());
    }

    /** A path against the file that names it; anything with a scheme as it is. */
    private static String resolve(String address, Path folder) {
        Optional<String> growing = GrowingAddress.path(address);
        if (growing.isPresent()) {
            return GrowingAddress.of(resolve(growing.get(), folder));
        }
        if (address.equals("-") || address.matches("[A-Za-z][A-Za-z0-9+.-]*:.*") || address.startsWith("/")) {
            return address;
        }
        String joined = folder + "/" + address;
        return address.matches(".*[*?\\[{].*")
                ? joined
                : Path.of(joined).normalize().toString();
    }

    /** The last part of an address, with a number where others have the same. */
    static String idOf(String address, List<SourceDefinition> earlier) {
        String base = name(address);
        String id = base;
        for (int n = 2; taken(id, earlier); n++) {
            id = base + "-" + n;
        }
        return id;
    }

    private static String name(String address) {
        if (address.equals(SourceAddress.STANDARD_INPUT)) {
            return "stdin";
        }
        String path = path(address).replaceFirst("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isBlank() ? "source" : last;
    }

    private static String path(String address) {
        Optional<String> growing = GrowingAddress.path(address);
        if (growing.isPresent()) {
            return growing.get();
        }
        Optional<PieceAddress> pieces = PieceAddress.of(address);
        if (pieces.isPresent()) {
            return pieces.get().shortName();
        }
        if (LiveAddress.isLive(address)) {
            return LiveAddress.shown(address);
        }
        // A file's name may hold what ends the path of a URL.
        return address.contains("://") ? address.replaceFirst("[?#].*$", "").replaceFirst("//[^/]*@", "//") : address;
    }

    private static boolean taken(String id, List<SourceDefinition> earlier) {
        return earlier.stream().anyMatch(source -> source.id().equals(id));
    }
}
