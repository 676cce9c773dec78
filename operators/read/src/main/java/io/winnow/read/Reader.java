package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.batch.BatchListener;
import io.winnow.records.BundleRef;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A reader bundle, ready to answer. Questions on one context share what was computed for it; questions are read and answers written together, and a question joins those
 * under way at their next word. Safe for use by many threads; close
 * ends its own threads and gives up its sessions.
 */
public final class Reader implements QuestionReader {
    private final ReaderGraphs graphs;
    private final Contexts contexts;
    private final Prompter prompter;
    private final PrefixCache cache;
    private final ReadWorkers workers;

    private Reader(ReaderGraphs graphs, EngineOptions engine, ReadOptions options) {
        this.graphs = graphs;
        this.contexts = Contexts.of(graphs.bundle(), options);
        this.prompter = new Prompter(graphs, options.alternatives() == ReadOptions.Alternative.SCORE);
        this.cache = new PrefixCache(options.cacheBytes());
        this.workers = new ReadWorkers(graphs, cache, prompter, engine.callersHere(), options);
    }

    /**
     * Opens a reader.
     *
     * @throws io.winnow.model.ModelException where the bundle is no reader or cannot be loaded
     * @throws IllegalArgumentException where read.context-tokens is more than the bundle was trained on
     */
    public static Reader open(Bundle bundle, EngineOptions engine, ReadOptions options) {
        ReaderGraphs graphs = ReaderGraphs.open(bundle, engine);
        try {
            return new Reader(graphs, engine, options);
        } catch (RuntimeException e) {
            graphs.close();
            throw e;
        }
    }

    public BundleRef bundle() {
        return graphs.bundle().ref();
    }

    /** Most visual tokens of a context. */
    public int contextTokens() {
        return contexts.tokens();
    }

    /**
     * What questions on these windows read.
     *
     * @param windows of one stream, on one clock
     * @throws ReadRefused when the windows cannot be read together
     */
    public ReadContext context(List<PrunedWindow> windows) {
        return context(windows, Stretch.ALL);
    }

    /**
     * What questions on a stretch of these windows read; blind where no frame lies in it.
     *
     * @param windows of one stream, on one clock
     * @throws ReadRefused when the windows cannot be read together
     */
    public ReadContext context(List<PrunedWindow> windows, Stretch stretch) {
        return contexts.of(windows, stretch);
    }

    /**
     * Answers one question, and waits for it.
     *
     * @param context of {@link #context}, or {@link ReadContext#blind}
     * @throws ReadRefused when the question cannot be asked
     */
    public ReadResult answer(ReadContext context, String question) {
        return answers(List.of(new ReadRequest(context, question))).get(0);
    }

    /**
     * Answers requests together, and waits for all; results in the order of the requests.
     *
     * @throws ReadRefused when one of the questions cannot be asked
     */
    public List<ReadResult> answers(List<ReadRequest> requests) {
        List<CompletableFuture<ReadResult>> results =
                requests.stream().map(request -> submit("", request)).toList();
        try {
            return results.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Hands in a request, and waits only while very many others do.
     *
     * @param stream whose it is; streams take turns
     * @return its result, completed on a thread that must not be held up
     * @throws ReadRefused when the question cannot be asked
     */
    public CompletableFuture<ReadResult> submit(String stream, ReadRequest request) {
        return workers.submit(stream, prompter.ask(request));
    }

    @Override
    public CompletableFuture<ReadAnswer> read(String stream, ReadRequest request, List<Preview> pictures) {
        return submit(stream, request)
                .thenApply(result -> new ReadAnswer(
                        result, bundle(), request.context().tokens(), Optional.empty(), Optional.empty()));
    }

    @Override
    public int pictures() {
        return 0;
    }

    /** Lets someone hear of every turn from now on: of the requests that were read and of the answers that got a word in it. */
    public void addListener(BatchListener listener) {
        workers.totals().addListener(listener);
    }

    public void removeListener(BatchListener listener) {
        workers.totals().removeListener(listener);
    }

    /** Turns being computed. */
    public int inflightBatches() {
        return workers.totals().running();
    }

    /** Share of the tokens computed so far that was padding. */
    public double paddingRatio() {
        return workers.totals().paddingRatio();
    }

    /** Bytes that contexts read before take. */
    public long cachedBytes() {
        return cache.bytes();
    }

    /** Drops what is kept of contexts read before. */
    public void clearCache() {
        cache.clear();
    }

    @Override
    public void close() {
        workers.close();
        graphs.close();
    }
}
