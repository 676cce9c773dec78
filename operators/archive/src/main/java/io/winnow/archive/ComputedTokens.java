package io.winnow.archive;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** The tokens of the computation that was last asked of an archive. */
record ComputedTokens(Archive archive, ArchiveSettings settings) implements KeptTokens {

    @Override
    public String address() {
        return archive.place().address();
    }

    @Override
    public Computation computation() throws IOException {
        return archive.computation(settings.compute());
    }

    @Override
    public List<String> sources() {
        return settings.sources();
    }

    @Override
    public boolean ofStreams() {
        return false;
    }

    @Override
    public Progress progress() throws IOException {
        return archive.progress(settings.compute(), archive.ledger(settings.compute()));
    }

    @Override
    public List<Row> rows(Predicate<String> paths, Predicate<Row> rows) throws IOException {
        return archive.lastRows(settings.compute(), paths, rows);
    }
}
