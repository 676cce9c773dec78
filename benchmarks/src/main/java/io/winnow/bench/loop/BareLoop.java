package io.winnow.bench.loop;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.worker.media.Natives;
import io.winnow.decode.worker.wire.Choice;
import io.winnow.jobs.Installation;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.tokenize.TokenizeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Decodes and encodes as a program of its own would: no Flink, no Kafka, no child processes. It has as many decoders, encoders and places in a batch as the line's defaults give. */
public final class BareLoop implements AutoCloseable {
    private static final TokenizeOptions TOKENIZE = TokenizeOptions.defaults();
    private static final EngineOptions ENGINE = EngineOptions.defaults();
    private static final DecodeOptions DECODE = DecodeOptions.defaults();

    private final int decoders = DECODE.childrenOn(Runtime.getRuntime().availableProcessors());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Shelf shelf = new Shelf(decoders * DECODE.slots(), 3 * TOKENIZE.size() * TOKENIZE.size());
    private final List<LoopEncoder> encoders = new ArrayList<>();

    /** Opens the bundle, once an encoder. */
    public BareLoop() {
        Natives.load();
        Bundle bundle = Bundle.open(Installation.models().resolve(TOKENIZE.bundle()));
        for (int i = 0; i < ENGINE.callersHere(); i++) {
            encoders.add(new LoopEncoder(bundle, ENGINE, TOKENIZE.size(), TOKENIZE.batch()));
        }
    }

    /** Threads that decode. */
    public int decoders() {
        return decoders;
    }

    /** Does it; from the first thread's start to the last picture's ids. */
    public double seconds(LoopWork work) throws IOException, InterruptedException {
        long started = System.nanoTime();
        shelf.begin();
        Queue<Path> files = new ConcurrentLinkedQueue<>(work.files());
        List<Future<Integer>> decoding = new ArrayList<>();
        for (int i = 0; i < decoders; i++) {
            decoding.add(threads.submit(() -> decode(files, work.choice())));
        }
        List<Future<Integer>> encoding = new ArrayList<>();
        encoders.forEach(encoder -> encoding.add(threads.submit(() -> encode(encoder))));
        try {
            sum(decoding);
        } finally {
            shelf.end();
        }
        work.check(sum(encoding));
        return (System.nanoTime() - started) / 1e9;
    }

    private int decode(Queue<Path> files, Choice choice) throws IOException {
        try (LoopDecoder decoder = new LoopDecoder(shelf, TOKENIZE.size())) {
            int decoded = 0;
            for (Path file = files.poll(); file != null; file = files.poll()) {
                decoder.decode(file, choice, DECODE.threads());
                decoded++;
            }
            return decoded;
        }
    }

    private int encode(LoopEncoder encoder) throws InterruptedException {
        int encoded = 0;
        for (List<Shelf.Picture> batch = next(); !batch.isEmpty(); batch = next()) {
            encoder.encode(batch);
            encoded += batch.size();
            shelf.giveBack(batch);
        }
        return encoded;
    }

    private List<Shelf.Picture> next() throws InterruptedException {
        return shelf.takeFull(TOKENIZE.batch());
    }

    private static int sum(List<Future<Integer>> futures) throws IOException, InterruptedException {
        int sum = 0;
        for (Future<Integer> future : futures) {
            try {
                sum += future.get();
            } catch (ExecutionException e) {
                throw new IOException("the loop failed", e);
            }
        }
        return sum;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        encoders.forEach(LoopEncoder::close);
    }
}
