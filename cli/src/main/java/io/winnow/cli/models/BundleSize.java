package io.winnow.cli.models;

import io.winnow.model.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** What a bundle takes on disk. */
final class BundleSize {
    private BundleSize() {}

    /** Bytes of the files that its manifest lists. */
    static long bytes(Bundle bundle) {
        long bytes = 0;
        for (String file : bundle.manifest().files().keySet()) {
            try {
                bytes += Files.size(bundle.file(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bytes;
    }
}
