package io.winnow.cli.archive;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses items by their paths, and those of folders with all that is in them; all items where none are named. */
final class Wanted implements Predicate<String> {
    private final List<String> ids;
    private final Set<String> seen = new HashSet<>();

    Wanted(List<String> ids) {
        this.ids = ids.stream().map(id -> id.replaceFirst("/+$", "")).toList();
    }

    @Override
    public boolean test(String path) {
        boolean wanted = ids.isEmpty();
        for (String id : ids) {
            if (path.equals(id) || path.startsWith(id + "/")) {
                seen.add(id);
                wanted = true;
            }
        }
        return wanted;
    }

    /** Those that no path has matched. */
    List<String> unseen() {
        return ids.stream().filter(id -> !seen.contains(id)).toList();
    }
}
