package io.winnow.cli.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.Planned;
import io.winnow.archive.Row;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Failure;
import io.winnow.decode.process.DecoderStartException;
import io.winnow.jobs.archive.ArchiveOptions;
import io.winnow.jobs.archive.ResolvedArchive;
import io.winnow.jobs.archive.ShardWorker;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes tokens of single items in this process, without Flink. */
final class LocalWorker implements AutoCloseable {
    private final ShardWorker worker;

    private LocalWorker(ShardWorker worker) {
        this.worker = worker;
    }

    static LocalWorker open(ResolvedArchive resolved, Archive archive, boolean measure) throws IOException {
        ArchiveOptions options = resolved.options(archive.place().address()).withMeasure(measure);
        int children = options.decode().childrenOn(Runtime.getRuntime().availableProcessors());
        try {
            return new LocalWorker(ShardWorker.open(options, ArchiveAddress.places(), children));
        } catch (DecoderStartException e) {
            throw new CommandFailure(
                    new Failure(
                            "DECODER_START",
                            ExitStatus.UNREACHABLE,
                            String.valueOf(e.getMessage()),
                            "the decoding process",
                            "winnow doctor says more."),
                    Optional.of(e));
        }
    }

    List<Row> rows(List<Planned> items) throws IOException, InterruptedException {
        return worker.rows(items);
    }

    @Override
    public void close() {
        worker.close();
    }
}
