package io.winnow.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists the originals that sources hold: files, folders, tars and lists of any of these. */
public final class Originals {
    /** Before the address of a file that lists addresses, a line each. */
    public static final String LIST = "list:";

    /** Before the address of a tar, where its name does not say so. */
    public static final String TAR = "tar:";

    private static final String COMMENT = "#";

    private final Places places;

    public Originals(Places places) {
        this.places = places;
    }

    /**
     * Lists them all.
     *
     * @param sources addresses
     * @throws NoSuchFileException where a source is not there
     */
    public Listing list(Collection<String> sources) throws IOException {
        Gathered gathered = new Gathered();
        for (String source : sources) {
            if (source.startsWith(LIST)) {
                lines(source.substring(LIST.length()), gathered);
            } else {
                for (String address : Numbered.names(source)) {
                    add(address, name(address), gathered);
                }
            }
        }
        return gathered.listing();
    }

    private static String name(String address) {
        String path = withoutSlash(address.startsWith(TAR) ? address.substring(TAR.length()) : address);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String withoutSlash(String address) {
        return address.replaceFirst("(?<=.)/+$", "");
    }

    private Place folderOf(String address) throws IOException {
        int slash = address.lastIndexOf('/');
        return places.open(slash < 0 ? "." : address.substring(0, slash + 1));
    }

    private void add(String address, String path, Gathered gathered) throws IOException {
        boolean saysTar = address.startsWith(TAR);
        String source = withoutSlash(saysTar ? address.substring(TAR.length()) : address);
        Optional<Place.Entry> file = folderOf(source).look(name(source));
        if (file.isPresent()) {
            Item item = Item.file(path, source, file.get().size(), file.get().modifiedMillis(), true);
            addFile(item, saysTar, gathered);
            return;
        }
        List<Place.Entry> below = places.open(source).walk();
        if (below.isEmpty()) {
            throw new NoSuchFileException(source, null, "there is no file or folder " + source + ", or nothing in it");
        }
        for (Place.Entry entry : below) {
            Item item = Item.file(
                    path + "/" + entry.name(),
                    source + "/" + entry.name(),
                    entry.size(),
                    entry.modifiedMillis(),
                    false);
            addFile(item, false, gathered);
        }
    }

    private void addFile(Item item, boolean saysTar, Gathered gathered) throws IOException {
        if (!saysTar && !TarMembers.named(item.location())) {
            gathered.add(item);
            return;
        }
        try (SeekableByteChannel channel = folderOf(item.location()).open(name(item.location()))) {
            Listing members = TarMembers.of(item, channel);
            members.items().forEach(gathered::add);
            gathered.problems.addAll(members.problems());
        }
    }

    /** What a list names and is not there is an item all the same, which fails by its name. */
    private void lines(String address, Gathered gathered) throws IOException {
        int slash = address.lastIndexOf('/');
        String folder = slash < 0 ? "" : address.substring(0, slash + 1);
        List<String> lines;
        try (InputStream in = Channels.newInputStream(folderOf(address).open(name(address)))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .toList();
        }
        for (String line : lines) {
            if (line.isEmpty() || line.startsWith(COMMENT)) {
                continue;
            }
            boolean absolute = line.startsWith("/") || line.contains("://");
            String path = line.replaceFirst("^[A-Za-z0-9+.-]+://", "").replaceFirst("^(\\./|/)+", "");
            String location = absolute ? line : folder + line;
            try {
                add(location, path, gathered);
            } catch (NoSuchFileException | InvalidPathException e) {
                gathered.add(Item.file(path, location, -1, 0, true));
            }
        }
    }

    /** Items by their paths: the first of a path is taken. */
    private static final class Gathered {
        private final Map<String, Item> items = new TreeMap<>(Bytewise.ORDER);
        private final List<Problem> problems = new ArrayList<>();

        void add(Item item) {
            Item other = items.putIfAbsent(item.path(), item);
            if (other != null && !other.equals(item)) {
                problems.add(new Problem(
                        item.path(),
                        "DUPLICATE",
                        item.where() + " has the same name as " + other.where() + ", which was taken"));
            }
        }

        Listing listing() {
            problems.sort(Comparator.comparing(Problem::path, Bytewise.ORDER).thenComparing(Problem::what));
            return new Listing(List.copyOf(items.values()), problems);
        }
    }
}
