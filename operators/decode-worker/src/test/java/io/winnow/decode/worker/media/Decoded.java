package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Choice;
import io.winnow.decode.worker.wire.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What the decoder makes of a file, in this JVM, without limits. */
record Decoded(RawHashes frames, Outcome outcome) {
    static final Choice KEEP_ALL = new Choice(Choice.Kind.KEEP_ALL, 0);

    static Decoded of(Path file, int threads) throws IOException {
        return of(file, job(file, threads));
    }

    static Decoded of(Path file, Job job) throws IOException {
        RawHashes frames = new RawHashes();
        try (FileBytes bytes = new FileBytes(file)) {
            return new Decoded(frames, new Decoding(job, bytes, frames).run());
        }
    }

    static Job job(Path file, int threads) {
        return job(file, KEEP_ALL, threads);
    }

    static Job job(Path file, Choice choice, int threads) {
        return new Job(
                file.toString(),
                choice,
                0,
                0,
                Job.UNKNOWN,
                Job.UNKNOWN,
                64,
                64,
                false,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                threads,
                false,
                Optional.empty());
    }
}
