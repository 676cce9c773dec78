package io.winnow.tokenize.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the sample ledger in the version of today, when there is a new one. A stored file is never written again. */
final class StoredLedger {
    private StoredLedger() {}

    /** @param arguments the folder {@code src/test/resources/state} */
    public static void main(String[] arguments) throws IOException {
        StreamLedgerFormat format = new StreamLedgerFormat();
        Path file = Path.of(arguments[0]).resolve("stream-ledger-v" + format.getVersion() + ".bin");
        if (Files.exists(file)) {
            throw new IOException(file + " is stored already: raise the version");
        }
        Files.createDirectories(file.getParent());
        Files.write(file, format.serialize(StreamLedgerFormatTest.sample()));
    }
}
