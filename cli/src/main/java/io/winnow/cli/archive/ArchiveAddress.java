package io.winnow.cli.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.KeptTokens;
import io.winnow.archive.Originals;
import io.winnow.archive.Place;
import io.winnow.archive.Places;
import io.winnow.archive.flink.FlinkFileSystems;
import io.winnow.archive.flink.FlinkPlaces;
import io.winnow.cli.command.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** Addresses as they are written on a command line: paths are relative to where the command was called. */
public final class ArchiveAddress {
    private static final Places PLACES = new Opening();

    private ArchiveAddress() {}

    /** Makes Flink's file systems known when the first of their addresses is opened, since that takes a second. */
    private static final class Opening implements Places {
        private final FlinkPlaces places = new FlinkPlaces();
        private boolean initialized;

        @Override
        public synchronized Place open(String address) throws IOException {
            if (FlinkPlaces.remote(address) && !initialized) {
                FlinkFileSystems.initialize(System.getenv());
                initialized = true;
            }
            return ArchiveAddress.open(places, address);
        }
    }

    static String absolute(String text) {
        for (String prefix : List.of(Originals.LIST, Originals.TAR)) {
            if (text.startsWith(prefix)) {
                return prefix + absolute(text.substring(prefix.length()));
            }
        }
        return FlinkPlaces.remote(text)
                ? text
                : Path.of(text).toAbsolutePath().normalize().toString();
    }

    /** Places on this machine, and in the file systems that Flink knows. */
    static Places places() {
        return PLACES;
    }

    static Archive open(String text) throws IOException {
        return new Archive(place(text));
    }

    /** The place that an address names. */
    public static Place place(String text) throws IOException {
        return places().open(absolute(text));
    }

    /**
     * The tokens at an address: of an archive's last computation, else of the newest run of a pipeline that is kept there, or of the run whose folder it is.
     *
     * @throws io.winnow.archive.ArchiveException where there are none
     */
    static KeptTokens kept(String text) throws IOException {
        return KeptTokens.at(place(text));
    }

    private static Place open(FlinkPlaces places, String address) throws IOException {
        try {
            return places.open(address);
        } catch (UnsupportedFileSystemSchemeException e) {
            throw new CommandFailure(
                    CommandFailure.usage(
                                    "BAD_PLACE",
                                    "there is no file system for " + address,
                                    address,
                                    "Give a path, or an address that begins with s3://.")
                            .failure(),
                    Optional.of(e));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    CommandFailure.usage(
                                    "BAD_PLACE",
                                    String.valueOf(e.getMessage()),
                                    address,
                                    "Set what the clients of S3 look for: AWS_REGION, and AWS_ENDPOINT_URL_S3 for a server that is not Amazon's; or the configuration in FLINK_CONF_DIR.")
                            .failure(),
                    Optional.of(e));
        }
    }
}
