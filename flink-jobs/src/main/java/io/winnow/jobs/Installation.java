package io.winnow.jobs;

import io.winnow.jobs.definition.DefinitionException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Winnow lies on this machine: the system property {@value #PROPERTY}, or the environment's {@value #VARIABLE}. Launcher, tests and clusters set one of them. */
public final class Installation {
    private static final String PROPERTY = "winnow.root";
    private static final String VARIABLE = "WINNOW_ROOT";

    private Installation() {}

    /** The folder that holds {@code models}. */
    public static Path root() {
        String variable = System.getenv(VARIABLE);
        Path root = Path.of(System.getProperty(PROPERTY, variable == null ? "." : variable))
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(root.resolve("models"))) {
            throw new DefinitionException(
                    "NO_INSTALLATION",
                    "there is no folder of models in " + root,
                    root.toString(),
                    "Start with ./winnow, or set " + VARIABLE + " (for Flink clusters env.java.opts.all: -D" + PROPERTY
                            + "=FOLDER) to the folder that holds models.");
        }
        return root;
    }

    /** The folder of bundles. */
    public static Path models() {
        return root().resolve("models");
    }
}
