package io.winnow.read.http;

import io.winnow.read.Deltas;
import io.winnow.read.QuestionReader;
import io.winnow.read.ReadAnswer;
import io.winnow.read.ReadRefused;
import io.winnow.read.ReadRequest;
import io.winnow.read.ReadResult;
import io.winnow.read.Uuid7;
import io.winnow.records.Answer;
import io.winnow.records.BundleRef;
import io.winnow.records.Preview;
import io.winnow.records.QuestionRules;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A reader that is an endpoint of the user's, asked through a chat-completions interface. Its answers rest on pictures, and it cannot say on which. */
public final class HttpReader implements QuestionReader {
    private final EndpointOptions options;
    private final BundleRef ref;
    private final ChatRequest requests;
    private final ChatEndpoint endpoint;
    private final Resilience resilience;
    private final ExecutorService callers;

    /**
     * Opens a reader; connections are made when questions come.
     *
     * @param options with an address and a model
     */
    public HttpReader(EndpointOptions options) {
        this(options, new ChatEndpoint(options));
    }

    HttpReader(EndpointOptions options, ChatEndpoint endpoint) {
        this.options = options;
        this.ref = options.ref();
        this.requests = new ChatRequest(options.model(), options.wording());
        this.endpoint = endpoint;
        this.resilience = new Resilience(options.patience());
        this.callers = Executors.newFixedThreadPool(options.patience().inFlight(), task -> {
            Thread thread = new Thread(task, "endpoint-caller");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletableFuture<ReadAnswer> read(String stream, ReadRequest request, List<Preview> pictures) {
        QuestionRules.problem(request.question()).ifPresent(problem -> {
            throw new ReadRefused("QUESTION", problem, "Ask again in a sentence.");
        });
        if (pictures.isEmpty()) {
            return CompletableFuture.failedFuture(new ReadRefused(
                    "NO_PICTURES",
                    "no picture of the frames asked about is kept, and the endpoint reads pictures",
                    "Ask about a later time, or keep more with read.kept-previews."));
        }
        long asked = System.nanoTime();
        return CompletableFuture.supplyAsync(() -> ask(request, pictures, asked), callers);
    }

    private ReadAnswer ask(ReadRequest request, List<Preview> pictures, long asked) {
        byte[] body = requests.body(pictures, request.question());
        Tried tried = new Tried();
        ChatReply reply;
        try {
            reply = resilience.call(() -> tried.call(body, request.deltas()));
        } catch (EndpointFailure e) {
            throw e.refusal();
        }
        double total = millis(asked, System.nanoTime());
        ReadResult result = new ReadResult(
                reply.text(),
                reply.confidence(),
                List.of(),
                List.of(),
                Math.toIntExact(Math.min(Integer.MAX_VALUE, reply.tokensOut())),
                ReadResult.Sight.UNKNOWN,
                millis(asked, tried.began) + reply.firstTextMillis(),
                total);
        Answer.Endpoint cost = new Answer.Endpoint(
                pictures.size(),
                reply.tokensIn(),
                reply.tokensOut(),
                options.price(reply.tokensIn(), reply.tokensOut()));
        return new ReadAnswer(result, ref, 0, Optional.of(cost), Optional.empty());
    }

    private static double millis(long from, long to) {
        return (to - from) / 1e6;
    }

    /** The calls for one question; what each hears is an attempt of its own. */
    private final class Tried {
        private long began;

        ChatReply call(byte[] body, Deltas deltas) {
            began = System.nanoTime();
            Hearing hearing = new Hearing(deltas);
            ChatReply reply = endpoint.call(body, hearing);
            deltas.piece(hearing.attempt(), hearing.length, "", true);
            return reply;
        }
    }

    /** Hands the pieces of one attempt on. Its id is made with the first piece, so that it is higher than any made before. */
    private static final class Hearing implements Consumer<String> {
        private final Deltas deltas;
        private String attempt = "";
        private int length;

        Hearing(Deltas deltas) {
            this.deltas = deltas;
        }

        String attempt() {
            if (attempt.isEmpty()) {
                attempt = Uuid7.now();
            }
            return attempt;
        }

        @Override
        public void accept(String piece) {
            deltas.piece(attempt(), length, piece, false);
            length += piece.length();
        }
    }

    /** How answers name it. */
    public BundleRef ref() {
        return ref;
    }

    /** Whether the endpoint is left alone now, since too many calls of it failed. */
    public boolean breakerOpen() {
        return resilience.open();
    }

    @Override
    public int pictures() {
        return options.wording().pictures();
    }

    @Override
    public void close() {
        callers.shutdownNow();
        endpoint.close();
    }
}
