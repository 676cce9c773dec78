package io.winnow.read.flink;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Shared;
import io.winnow.read.ReadOptions;
import io.winnow.read.Reader;

/** One reader a process, bundle and options, so that subtasks share its batches and its cache. */
final class SharedReaders {
    private static final Shared<Key, Reader> READERS = new Shared<>();

    private record Key(Bundle bundle, EngineOptions engine, ReadOptions options) {}

    private SharedReaders() {}

    static Shared<?, Reader>.Lease lease(Bundle bundle, EngineOptions engine, ReadOptions options) {
        return READERS.lease(
                new Key(bundle, engine, options), key -> Reader.open(key.bundle(), key.engine(), key.options()));
    }
}
