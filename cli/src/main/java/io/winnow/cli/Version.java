package io.winnow.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build was made as. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties built = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            built.load(Objects.requireNonNull(in, "version.properties"));
        }
        return new String[] {
            "winnow " + built.getProperty("version") + " (Java "
                    + Runtime.version().feature() + ")"
        };
    }
}
