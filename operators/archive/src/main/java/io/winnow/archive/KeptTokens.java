package io.winnow.archive;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tokens that were made in one way and lie in an archive, however they came there. */
public sealed interface KeptTokens permits ComputedTokens, RunTokens {

    /**
     * The tokens at a place: of an archive's last computation, else of the newest run of a pipeline that is kept there, or of the run whose folder it is.
     *
     * @throws ArchiveException where there are none
     */
    static KeptTokens at(Place place) throws IOException {
        Archive archive = new Archive(place);
        if (archive.settings().isEmpty()) {
            Optional<RunTokens> run = RunTokens.open(place);
            if (run.isPresent()) {
                return run.get();
            }
        }
        return archive.kept();
    }

    /** Where they lie, for people. */
    String address();

    /** How they were made. */
    Computation computation() throws IOException;

    /** Addresses of what they were made of. */
    List<String> sources();

    /** Whether they are of a live pipeline: their paths are streams, also those with one frame. */
    boolean ofStreams();

    /** How much there is. */
    Progress progress() throws IOException;

    /**
     * The rows that count, by path and then in their order.
     *
     * @param paths that are wanted
     * @param rows of those, the ones that are wanted
     */
    List<Row> rows(Predicate<String> paths, Predicate<Row> rows) throws IOException;
}
