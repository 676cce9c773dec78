package io.winnow.archive.flink;

import io.winnow.archive.LocalPlace;
import io.winnow.archive.Place;
import io.winnow.archive.Places;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileSystem;

/** Paths are folders of this machine; scheme://... is whatever Flink has a file system for. */
public final class FlinkPlaces implements Places {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

    /** Whether an address is one of Flink's file systems and no path. */
    public static boolean remote(String address) {
        return SCHEME.matcher(address).matches();
    }

    @Override
    public Place open(String address) throws IOException {
        if (!remote(address)) {
            return new LocalPlace(Path.of(address));
        }
        org.apache.flink.core.fs.Path folder = new org.apache.flink.core.fs.Path(address);
        return new FlinkPlace(FileSystem.get(folder.toUri()), folder);
    }
}
