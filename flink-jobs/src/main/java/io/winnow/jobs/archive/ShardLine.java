package io.winnow.jobs.archive;

import io.winnow.archive.Planned;
import io.winnow.archive.Row;
import io.winnow.decode.PictureFrame;
import io.winnow.decode.process.DecodeEvent;
import io.winnow.decode.process.DecodeRequest;
import io.winnow.decode.process.DecodeSession;
import io.winnow.decode.process.ResumePoint;
import io.winnow.decode.process.Sampling;
import io.winnow.decode.sources.MediaKind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One shard's way from files to rows: the next items are read while others are decoded and others tokenized; rows leave in the order of the items. For one thread. */
final class ShardLine implements AutoCloseable {
    private static final int READ_AHEAD = 8;

    private final ShardTools tools;
    private final Deque<Reading> reading = new ArrayDeque<>();
    private final Deque<Decoding> decoding = new ArrayDeque<>();
    private final Deque<ItemTokens> tokenizing = new ArrayDeque<>();

    private record Reading(Planned planned, CompletableFuture<Content> content) {}

    private record Decoding(ItemTokens tokens, DecodeSession session, Content content) implements AutoCloseable {
        @Override
        public void close() {
            session.close();
            content.close();
        }
    }

    ShardLine(ShardTools tools) {
        this.tools = tools;
    }

    /** Whoever takes rows, in order. */
    interface Rows {
        void write(Row row) throws IOException;
    }

    /**
     * Leads all items through.
     *
     * @throws IOException where a row cannot be written
     */
    void run(List<Planned> items, Rows rows) throws IOException, InterruptedException {
        Iterator<Planned> next = items.iterator();
        while (next.hasNext() || !reading.isEmpty() || !decoding.isEmpty()) {
            while (next.hasNext() && reading.size() < READ_AHEAD) {
                Planned planned = next.next();
                reading.add(new Reading(planned, tools.reader().read(planned.item())));
            }
            while (!reading.isEmpty() && decoding.size() < tools.decodeAhead()) {
                open(reading.remove());
            }
            if (!decoding.isEmpty()) {
                decode(decoding.getFirst());
                decoding.removeFirst().close();
            }
            finish(rows, false);
        }
        finish(rows, true);
    }

    private void open(Reading item) {
        ItemTokens tokens = new ItemTokens(item.planned(), tools.bundle(), tools.tokenizer(), tools.meter());
        tokenizing.add(tokens);
        try {
            Content content = item.content().join();
            tokens.read(content);
            decoding.add(new Decoding(tokens, tools.decoders().open(request(tokens.kind(content), content)), content));
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof ItemFailure failure)) {
                throw e;
            }
            tokens.failed(failure);
        }
    }

    private DecodeRequest request(MediaKind kind, Content content) {
        boolean picture = kind == MediaKind.PICTURE;
        return new DecodeRequest(
                content.input(),
                picture
                        ? new Sampling.KeepAll()
                        : Sampling.of(tools.options().decode().policy()),
                ResumePoint.START,
                tools.size(),
                tools.options().decode().limits(),
                tools.options().decode().threads());
    }

    private void decode(Decoding item) throws InterruptedException {
        while (!item.session().finished()) {
            DecodeEvent event = item.session().take();
            if (event instanceof DecodeEvent.Picture picture) {
                item.tokens()
                        .frame(new PictureFrame(item.tokens().planned().item().path(), picture, tools.size()));
            } else if (event instanceof DecodeEvent.Problem problem) {
                item.tokens().problem(problem);
            } else if (event instanceof DecodeEvent.End end) {
                item.tokens().ended(end);
            } else if (event instanceof DecodeEvent.Failure failure) {
                item.tokens().failed(failure);
            }
        }
    }

    /** Those whose turn it is, and that have been decoded. */
    private void finish(Rows rows, boolean all) throws IOException {
        while (!tokenizing.isEmpty()) {
            ItemTokens first = tokenizing.getFirst();
            boolean decoded = decoding.isEmpty() || decoding.getFirst().tokens() != first;
            if (!all && !(decoded && first.isDone())) {
                return;
            }
            for (Row row : tokenizing.removeFirst().rows()) {
                rows.write(row);
            }
        }
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        decoding.forEach(Decoding::close);
        decoding.clear();
        reading.forEach(ShardLine::giveUp);
        reading.clear();
    }

    private static void giveUp(Reading item) {
        if (!item.content().cancel(false) && !item.content().isCompletedExceptionally()) {
            item.content().join().close();
        }
    }
}
