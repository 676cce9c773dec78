package io.winnow.jobs.archive;

import io.winnow.archive.Computation;
import io.winnow.archive.ObjectCut;
import io.winnow.archive.Place;
import io.winnow.archive.RunNote;
import io.winnow.archive.flink.FlinkFileSystems;
import io.winnow.archive.flink.FlinkPlaces;
import io.winnow.archive.flink.RunOptions;
import io.winnow.jobs.Preflight;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.definition.KeepOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Shown;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** The archive that keeps a run's tokens. */
public final class RunArchive {
    /** Written and removed again. */
    private static final String PROBE = "writable";

    private RunArchive() {}

    /** What the operator that writes it must know. */
    public static RunOptions options(ResolvedPipeline pipeline, String run) {
        PipelineDefinition definition = pipeline.definition();
        KeepOptions keep = definition.keep();
        Computation computation =
                Computations.of(definition, pipeline.bundles().tokenizer().orElseThrow(), false);
        return new RunOptions(
                address(keep.archive()),
                RunNote.of(
                        run,
                        definition.name(),
                        computation,
                        definition.sources().stream()
                                .map(source -> Shown.of(source.address()))
                                .toList()),
                new ObjectCut(keep.records(), ObjectCut.BYTES, keep.length()));
    }

    private static String address(String archive) {
        return FlinkPlaces.remote(archive)
                ? archive
                : Path.of(archive).toAbsolutePath().normalize().toString();
    }

    /**
     * Opens what {@code archive} names, from this process.
     *
     * @throws IOException where no such place can be
     */
    public static Place place(String archive) throws IOException {
        if (FlinkPlaces.remote(archive)) {
            FlinkFileSystems.initialize(System.getenv());
        }
        return new FlinkPlaces().open(address(archive));
    }

    /** What is wrong where it cannot be written from this process. What was left half written here is cleared away. */
    public static Optional<Preflight.Finding> problem(PipelineDefinition definition) {
        KeepOptions keep = definition.keep();
        String where = definition.where("archive");
        try {
            probe(place(keep.archive()));
            return Optional.empty();
        } catch (UnsupportedFileSystemSchemeException e) {
            return Optional.of(new Preflight.Finding(
                    "BAD_VALUE",
                    2,
                    "there is no file system for " + Shown.of(keep.archive()),
                    where,
                    "Write archive: with a path, or an address that begins with s3://."));
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    new Preflight.Finding(
                            "BAD_VALUE",
                            2,
                            "the archive cannot be opened: " + e.getMessage(),
                            where,
                            "Set what the clients of S3 look for: AWS_REGION, and AWS_ENDPOINT_URL_S3 for a server that is not Amazon's; or the configuration in FLINK_CONF_DIR."));
        } catch (IOException e) {
            boolean path = e instanceof FileSystemException file && file.getReason() == null;
            return Optional.of(new Preflight.Finding(
                    "ARCHIVE_UNWRITABLE",
                    4,
                    "the archive cannot be written: " + Shown.of(keep.archive()) + ": "
                            + (path ? "no folder can be made there" : e.getMessage()),
                    where,
                    "Make room or give access there, or correct archive."));
        }
    }

    private static void probe(Place place) throws IOException {
        place.tidy();
        Path scratch = place.scratch();
        try {
            place.put(PROBE, scratch);
            place.delete(PROBE);
        } finally {
            Files.deleteIfExists(scratch);
            place.tidy();
        }
    }
}
