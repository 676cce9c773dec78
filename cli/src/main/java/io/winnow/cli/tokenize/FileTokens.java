package io.winnow.cli.tokenize;

import io.winnow.cli.command.CommandFailure;
import io.winnow.decode.DecodeOptions;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.DecodeEvent;
import io.winnow.decode.process.DecodeInput;
import io.winnow.decode.process.DecodeRequest;
import io.winnow.decode.process.DecodeSession;
import io.winnow.decode.process.Decoders;
import io.winnow.decode.process.ResumePoint;
import io.winnow.decode.process.Sampling;
import io.winnow.records.Tokens;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Turns the frames of one file into token records, a few frames ahead of the reader. */
record FileTokens(Decoders decoders, Tokenizer tokenizer, String bundle, PictureSize size, double framesPerSecond) {
    private static final int AHEAD = 8;

    private record Waiting(FileFrame frame, CompletableFuture<TokenSet> tokens) {}

    /**
     * Reads a file and tells each record as a document.
     *
     * @throws CommandFailure where the file cannot be read
     */
    void of(Path file, Consumer<Map<String, Object>> each) throws InterruptedException {
        DecodeOptions options = DecodeOptions.defaults();
        DecodeRequest request = new DecodeRequest(
                new DecodeInput.LocalFile(file),
                new Sampling.Fps(framesPerSecond),
                ResumePoint.START,
                size,
                options.limits(),
                options.threads());
        Queue<Waiting> waiting = new ArrayDeque<>();
        try (DecodeSession session = decoders.open(request)) {
            while (!session.finished()) {
                DecodeEvent event = session.take();
                if (event instanceof DecodeEvent.Picture picture) {
                    waiting.add(tokenized(file, picture));
                } else if (event instanceof DecodeEvent.Failure failure) {
                    throw CommandFailure.input(
                            failure.code().name(),
                            file + ": " + failure.what(),
                            file.toString(),
                            "Give a picture or a clip that FFmpeg can read.");
                }
                if (waiting.size() > AHEAD) {
                    tell(waiting.remove(), each);
                }
            }
        }
        while (!waiting.isEmpty()) {
            tell(waiting.remove(), each);
        }
    }

    private Waiting tokenized(Path file, DecodeEvent.Picture picture) {
        FileFrame frame = new FileFrame(file.toString(), picture, size);
        return new Waiting(frame, tokenizer.encode(frame).thenCompose(encoded -> tokenizer.tokenize(List.of(encoded))));
    }

    private void tell(Waiting waiting, Consumer<Map<String, Object>> each) {
        TokenSet set = waiting.tokens().join();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("media", waiting.frame().stream());
        document.put("startMicros", waiting.frame().span().startMicros());
        document.put("endMicros", waiting.frame().span().endMicros());
        document.put("clock", waiting.frame().span().clock().name());
        document.put("tokenizer", bundle);
        document.put("ids", ids(set.tokens()));
        set.positions().ifPresent(positions -> document.put("positions", ids(positions)));
        document.put("bytes", set.tokens().bytes());
        each.accept(document);
    }

    private static List<Integer> ids(Tokens tokens) {
        List<Integer> ids = new ArrayList<>();
        if (tokens instanceof Tokens.Ids packed) {
            for (int id : packed.unpack()) {
                ids.add(id);
            }
        }
        return ids;
    }
}
