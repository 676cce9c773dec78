package io.winnow.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The bundles of a folder such as {@code models}. */
public final class Bundles {
    private Bundles() {}

    /**
     * Folders that hold a manifest, sorted by name; none is opened.
     *
     * @param models the folder
     */
    public static List<Path> in(Path models) {
        if (!Files.isDirectory(models)) {
            throw new ModelException("there is no folder " + models + " to look for bundles in");
        }
        try (Stream<Path> folders = Files.list(models)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(ManifestReader.FILE)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ModelException("the bundles in " + models + " cannot be listed", e);
        }
    }

    /** A manifest as it is written, without looking at the files it lists. */
    public static Manifest manifest(Path folder) {
        return ManifestReader.read(folder);
    }
}
