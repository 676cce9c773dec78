package io.winnow.jobs.archive;

import io.winnow.decode.process.DecodeInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of an item, until it has been decoded.
 *
 * @param input to decode
 * @param head the first of them, which tell what it is
 * @param sha256 of all of them
 * @param copy of them that is deleted then
 */
record Content(DecodeInput input, byte[] head, byte[] sha256, Optional<Path> copy) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Content.class);

    @Override
    public void close() {
        copy.ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{} is left behind", file, e);
            }
        });
    }
}
