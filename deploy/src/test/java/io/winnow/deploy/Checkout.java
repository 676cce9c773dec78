package io.winnow.deploy;

import java.nio.file.Path;

/** Where files of the repository lie. */
final class Checkout {
    private Checkout() {}

    static Path root() {
        return Path.of(System.getProperty("winnow.root", "..")).toAbsolutePath().normalize();
    }

    static Path deploy() {
        return root().resolve("deploy");
    }

    static Path chart() {
        return deploy().resolve("helm/winnow");
    }
}
