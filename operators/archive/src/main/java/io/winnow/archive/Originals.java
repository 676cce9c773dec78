package io.winnow.archive;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists the originals that sources hold. */
public final class Originals {
    private final Places places;

    public Originals(Places places) {
        this.places = places;
    }

    /**
     * Lists them all.
     *
     * @param sources addresses of files and folders
     * @throws NoSuchFileException where a source is not there
     */
    public Listing list(Collection<String> sources) throws IOException {
        Map<String, Item> items = new TreeMap<>(Bytewise.ORDER);
        List<Problem> problems = new ArrayList<>();
        for (String source : sources) {
            for (Item item : items(source)) {
                Item other = items.putIfAbsent(item.path(), item);
                if (other != null && !other.equals(item)) {
                    problems.add(new Problem(
                            item.path(),
                            "DUPLICATE",
                            item.location() + " has the same name as " + other.location() + ", which was taken"));
                }
            }
        }
        problems.sort(Comparator.comparing(Problem::path, Bytewise.ORDER).thenComparing(Problem::what));
        return new Listing(List.copyOf(items.values()), problems);
    }

    private List<Item> items(String address) throws IOException {
        String source = address.replaceFirst("(?<=.)/+$", "");
        int slash = source.lastIndexOf('/');
        String name = source.substring(slash + 1);
        Optional<Place.Entry> file =
                places.open(slash < 0 ? "." : source.substring(0, slash + 1)).look(name);
        if (file.isPresent()) {
            return List.of(Item.file(name, source, file.get().size(), file.get().modifiedMillis(), true));
        }
        List<Place.Entry> below = places.open(source).walk();
        if (below.isEmpty()) {
            throw new NoSuchFileException(source, null, "there is no file or folder " + source + ", or nothing in it");
        }
        return below.stream()
                .map(entry -> Item.file(
                        name + "/" + entry.name(),
                        source + "/" + entry.name(),
                        entry.size(),
                        entry.modifiedMillis(),
                        false))
                .toList();
    }
}
