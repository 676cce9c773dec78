package io.winnow.read;

import io.winnow.records.Preview;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Something that answers questions on contexts: a bundle, an endpoint, or one behind the other. Safe for use by many threads. */
public interface QuestionReader extends AutoCloseable {

    /**
     * Hands in a request.
     *
     * @param stream whose it is; streams take turns
     * @param request context, question and who hears the answer while it is written
     * @param pictures of the context's frames in the order of time; empty for readers that do not look at any
     * @return its answer, completed on a thread that must not be held up; or {@link ReadRefused} with why there is none
     * @throws ReadRefused when the question cannot be asked
     */
    CompletableFuture<ReadAnswer> read(String stream, ReadRequest request, List<Preview> pictures);

    /** Most pictures that it looks at; 0 where it reads tokens alone. */
    int pictures();

    @Override
    void close();
}
