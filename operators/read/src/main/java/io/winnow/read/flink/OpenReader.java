package io.winnow.read.flink;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Shared;
import io.winnow.read.CascadeReader;
import io.winnow.read.QuestionReader;
import io.winnow.read.ReadOptions;
import io.winnow.read.Reader;
import io.winnow.read.ReaderChoice;
import io.winnow.read.VisionOptions;
import io.winnow.read.http.EndpointOptions;
import io.winnow.read.http.HttpReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reader that options ask for. What it consists of is one a process and options, so that subtasks share batches, cache, connections and circuit breaker.
 *
 * @param reader that answers
 * @param bundle of it, where it has one
 * @param endpoint of it, where it has one
 * @param leases to give back
 */
record OpenReader(
        QuestionReader reader, Optional<Reader> bundle, Optional<HttpReader> endpoint, List<AutoCloseable> leases)
        implements AutoCloseable {
    private static final Shared<BundleKey, Reader> BUNDLES = new Shared<>();
    private static final Shared<EndpointOptions, HttpReader> ENDPOINTS = new Shared<>();

    private record BundleKey(Bundle bundle, EngineOptions engine, ReadOptions options) {}

    static OpenReader open(Bundle bundle, EngineOptions engine, ReadOptions options, VisionOptions vision) {
        List<AutoCloseable> leases = new ArrayList<>();
        Optional<Reader> small = Optional.empty();
        Optional<HttpReader> endpoint = Optional.empty();
        if (vision.reader() != ReaderChoice.HTTP) {
            Shared<?, Reader>.Lease lease = BUNDLES.lease(
                    new BundleKey(bundle, engine, options),
                    key -> Reader.open(key.bundle(), key.engine(), key.options()));
            leases.add(lease);
            small = Optional.of(lease.value());
        }
        if (vision.reader().looks()) {
            Shared<?, HttpReader>.Lease lease = ENDPOINTS.lease(vision.endpoint(), HttpReader::new);
            leases.add(lease);
            endpoint = Optional.of(lease.value());
        }
        return new OpenReader(joined(small, endpoint, vision.below()), small, endpoint, leases);
    }

    private static QuestionReader joined(Optional<Reader> small, Optional<HttpReader> endpoint, double below) {
        if (small.isPresent() && endpoint.isPresent()) {
            return new CascadeReader(small.get(), endpoint.get(), below);
        }
        return small.isPresent() ? small.get() : endpoint.orElseThrow();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable lease : leases) {
            lease.close();
        }
    }
}
