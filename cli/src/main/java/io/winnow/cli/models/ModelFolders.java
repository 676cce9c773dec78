package io.winnow.cli.models;

import io.winnow.cli.command.CommandFailure;
import io.winnow.jobs.Installation;
import io.winnow.model.Bundles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds bundles by name or path. */
public final class ModelFolders {
    private ModelFolders() {}

    /** The folder of the installation's bundles. */
    public static Path root() {
        return Installation.models();
    }

    /** Every bundle of the installation. */
    public static List<Path> all() {
        return Bundles.in(root());
    }

    /**
     * The bundle meant.
     *
     * @param nameOrFolder a name among the installation's bundles, or a folder that holds a manifest
     * @throws CommandFailure where there is none
     */
    public static Path find(String nameOrFolder) {
        Path named = root().resolve(nameOrFolder);
        for (Path candidate : List.of(named, Path.of(nameOrFolder))) {
            if (Files.isRegularFile(candidate.resolve("bundle.yaml"))) {
                return candidate.normalize();
            }
        }
        throw CommandFailure.input(
                "NO_BUNDLE",
                "there is no bundle " + nameOrFolder,
                named.toString(),
                "Give a folder that holds a bundle.yaml, or one of: "
                        + String.join(
                                ", ", all().stream().map(ModelFolders::name).toList()));
    }

    static String name(Path folder) {
        Path last = folder.getFileName();
        return last == null ? folder.toString() : last.toString();
    }
}
