package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import io.winnow.gateway.topics.QuestionWriter;
import io.winnow.records.Moment;
import io.winnow.records.QuestionRules;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Puts a question to streams, and waits for what becomes of it on each. */
final class AskTool implements McpTool, AutoCloseable {
    private static final int MOST_STREAMS = 16;

    /** Whether a question was refused is looked up no more often. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final LiveState state;
    private final QuestionWriter writer;
    private final AnswerApi answers;
    private final Supplier<List<Views.DeadLetter>> letters;
    private final Clock clock;
    private final ExecutorService looking;
    private volatile boolean closed;

    /**
     * What became of putting a question to a stream.
     *
     * @param id of the question; empty where it was not put
     * @param refusal why it was not
     */
    private record Put(String stream, String id, Optional<ApiError> refusal) {}

    /**
     * A tool.
     *
     * @param letters the newest dead letters; fails with {@link ApiError} where the broker is away
     */
    AskTool(
            LiveState state,
            QuestionWriter writer,
            AnswerApi answers,
            Supplier<List<Views.DeadLetter>> letters,
            Clock clock) {
        this.state = state;
        this.writer = writer;
        this.answers = answers;
        this.letters = letters;
        this.clock = clock;
        this.looking = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "gateway-asked");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public String name() {
        return "ask";
    }

    @Override
    public Access access() {
        return Access.ASK;
    }

    @Override
    public CompletableFuture<McpResult> call(Context context, Fields arguments) {
        Caller caller = Caller.of(context);
        answers.requireRoom(caller);
        String text = arguments.text("question").orElse("").strip();
        QuestionRules.problem(text).ifPresent(problem -> {
            throw AskedTime.refused(problem, "question", "ask in one line of text");
        });
        AskedTime time = AskedTime.of(arguments, clock.instant());
        long seconds = AskedTime.seconds(arguments);
        List<Views.Stream> streams = streams(caller, arguments.text("stream"));
        Optional<String> note = AskedRun.note(state);
        List<CompletableFuture<Put>> puts =
                streams.stream().map(stream -> put(text, stream.stream(), time)).toList();
        return CompletableFuture.allOf(puts.toArray(CompletableFuture[]::new))
                .thenCompose(nothing -> settled(begun(
                        context,
                        text,
                        note,
                        caller,
                        seconds,
                        puts.stream().map(CompletableFuture::join).toList())));
    }

    private CompletableFuture<Put> put(String text, String stream, AskedTime time) {
        return writer.ask(
                        text,
                        Optional.of(stream),
                        time.from().map(Moment::micros),
                        time.to().map(Moment::micros),
                        Optional.empty())
                .thenApply(question -> new Put(stream, question.id(), Optional.empty()))
                .exceptionally(failure -> new Put(stream, "", Optional.of(QuestionApi.notWritten(failure))));
    }

    /** What was put is told, and written down, also where the rest was not. */
    private static Asking begun(
            Context context, String text, Optional<String> note, Caller caller, long seconds, List<Put> puts) {
        Map<String, String> asked = new LinkedHashMap<>();
        Map<String, String> refused = new LinkedHashMap<>();
        for (Put put : puts) {
            put.refusal()
                    .ifPresentOrElse(
                            why -> refused.put(put.stream(), why.words()), () -> asked.put(put.id(), put.stream()));
        }
        if (asked.isEmpty()) {
            throw puts.get(0).refusal().orElseThrow();
        }
        AuditLog.about(context, String.join(",", asked.keySet()), text);
        return new Asking(asked, refused, note, caller, seconds);
    }

    private List<Views.Stream> streams(Caller caller, Optional<String> named) {
        List<Views.Stream> streams = AskedStreams.of(state, caller.scope(), named);
        if (streams.isEmpty()) {
            throw AskedTime.refused(
                    "there are no streams that could be asked about", "stream", "start a pipeline with streams");
        }
        if (streams.size() > MOST_STREAMS) {
            throw AskedTime.refused(
                    "that are " + streams.size() + " streams, and up to " + MOST_STREAMS + " are asked at once",
                    "stream",
                    "name fewer, by the id of one or a pattern such as dock/*");
        }
        return streams;
    }

    /** What became of a question, when that is known of each stream or the time is over. */
    private CompletableFuture<McpResult> settled(Asking asking) {
        long untilNanos = System.nanoTime() + Math.min(asking.leftNanos(), LOOK.toNanos());
        return CompletableFuture.allOf(asking.open().stream()
                        .map(id -> answers.await(id, asking.caller(), untilNanos))
                        .toArray(CompletableFuture[]::new))
                .thenCompose(nothing -> {
                    asking.takeAnswers(state);
                    return closed || asking.open().isEmpty() ? over(asking) : looked(asking);
                });
    }

    /** The same, where not all have answered so far: some may never. */
    private CompletableFuture<McpResult> looked(Asking asking) {
        return CompletableFuture.supplyAsync(letters, looking)
                .exceptionally(away -> List.of())
                .thenCompose(found -> {
                    asking.takeRefusals(found);
                    return asking.open().isEmpty() || asking.leftNanos() <= 0 ? over(asking) : settled(asking);
                });
    }

    /** A key may have been taken back meanwhile. */
    private static CompletableFuture<McpResult> over(Asking asking) {
        return asking.caller().still().getAsBoolean()
                ? CompletableFuture.completedFuture(asking.result())
                : CompletableFuture.failedFuture(Doorkeeper.notKnown());
    }

    @Override
    public void close() {
        closed = true;
        looking.shutdown();
    }
}
