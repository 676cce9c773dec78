package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.keys.StreamScope;
import io.winnow.gateway.live.LiveEvent;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import io.winnow.gateway.live.Views.Answered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives answers out: {@code GET /api/answers} the newest, {@code GET /api/questions/ID?wait=S} those of a question, as soon as there is one, {@code GET /api/alerts} the newest alerts. No thread waits. */
final class AnswerApi implements AutoCloseable {
    private static final int MOST_ANSWERS = 1_000;
    private static final int USUAL_ANSWERS = 100;
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final int MOST_WAITING = 4096;
    private static final int MOST_OF_A_CALLER = MOST_WAITING / 4;
    private static final int THREADS = 2;
    private static final int PATIENCE_SECONDS = 5;

    private final LiveState state;
    private final Json json;
    private final LateReplies late;
    private final Map<String, Set<Waiter>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger waitingNow = new AtomicInteger();
    private final Map<String, Integer> waitingOf = new ConcurrentHashMap<>();
    private final ExecutorService answering;
    private volatile boolean closed;

    /** A request that waits. */
    private static final class Waiter {
        private final CompletableFuture<Void> heard = new CompletableFuture<>();
    }

    AnswerApi(LiveState state, Json json, LateReplies late) {
        this.state = state;
        this.json = json;
        this.late = late;
        // Whoever comes too late for the threads is answered where it is noticed.
        this.answering = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "gateway-answers");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, threads) -> task.run());
    }

    void list(Context context) {
        Query query = new Query(context);
        Optional<String> stream = query.text("stream");
        Optional<String> question = query.text("question");
        int limit = query.whole("limit", 1, MOST_ANSWERS).orElse(USUAL_ANSWERS);
        List<Answered> answers =
                new ArrayList<>(state.answerViews(Caller.of(context).scope()));
        Collections.reverse(answers);
        json.send(
                context,
                200,
                Map.of(
                        "answers",
                        answers.stream()
                                .filter(answer ->
                                        stream.isEmpty() || stream.get().equals(answer.stream()))
                                .filter(answer ->
                                        question.isEmpty() || question.get().equals(answer.questionId()))
                                .limit(limit)
                                .toList()));
    }

    void alerts(Context context) {
        List<Views.Alerted> alerts =
                new ArrayList<>(state.alertViews(Caller.of(context).scope()));
        Collections.reverse(alerts);
        json.send(context, 200, Map.of("alerts", alerts));
    }

    void question(Context context) {
        String id = context.pathParam("id");
        Caller caller = Caller.of(context);
        StreamScope scope = caller.scope();
        int wait = new Query(context).whole("wait", 0, LONGEST_WAIT_SECONDS).orElse(0);
        if (wait == 0 || answered(id, scope)) {
            answer(context, id, scope);
            return;
        }
        requireRoom(caller);
        context.future(() -> late.of(
                        context, () -> await(id, caller, System.nanoTime() + TimeUnit.SECONDS.toNanos(wait)))
                .thenRun(() -> answerLate(context, id, caller)));
    }

    /** Refuses a caller of whom as many wait as may, or where others do. */
    void requireRoom(Caller caller) {
        if (waitingNow.get() >= MOST_WAITING || waitingOf.getOrDefault(caller.key(), 0) >= MOST_OF_A_CALLER) {
            throw new ApiError(
                    429,
                    "TOO_MANY_WAITING",
                    "as many requests wait for answers as may",
                    "the gateway",
                    "come back, or follow /api/events",
                    Map.of("Retry-After", "1"));
        }
    }

    /** How many requests wait. */
    int waiting() {
        return waitingNow.get();
    }

    /** Done when there is an answer within the caller's scope, or the time is over. */
    CompletableFuture<Void> await(String id, Caller caller, long untilNanos) {
        StreamScope scope = caller.scope();
        Waiter waiter = new Waiter();
        waiting.compute(id, (key, others) -> {
            Set<Waiter> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(waiter);
            return all;
        });
        waitingNow.incrementAndGet();
        waitingOf.merge(caller.key(), 1, Integer::sum);
        waiter.heard.completeOnTimeout(null, Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (closed || answered(id, scope)) {
            waiter.heard.complete(null);
        }
        return waiter.heard.thenComposeAsync(
                nothing -> {
                    forget(id, caller.key(), waiter);
                    // An answer of another stream has no part in the wait.
                    return closed || answered(id, scope) || untilNanos - System.nanoTime() <= 0
                            ? CompletableFuture.completedFuture(null)
                            : await(id, caller, untilNanos);
                },
                answering);
    }

    private void forget(String id, String key, Waiter waiter) {
        waitingNow.decrementAndGet();
        waitingOf.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
        waiting.computeIfPresent(id, (same, all) -> {
            all.remove(waiter);
            return all.isEmpty() ? null : all;
        });
    }

    /** Hears of answers as they come, and of questions, since their topics are read one beside the other. */
    void heard(LiveEvent event) {
        boolean matters = event.name().equals("answer") || event.name().equals("question");
        if (matters && !waiting.isEmpty()) {
            event.seenBy(StreamScope.WHOLE)
                    .map(told -> waiting.get(
                            told instanceof Answered answer ? answer.questionId() : ((Views.Asked) told).id()))
                    .ifPresent(all -> all.forEach(each -> each.heard.complete(null)));
        }
    }

    private boolean answered(String id, StreamScope scope) {
        return state.question(id, scope)
                .filter(question -> !question.answers().isEmpty())
                .isPresent();
    }

    /** A key may have been taken back meanwhile. */
    private void answerLate(Context context, String id, Caller caller) {
        if (!caller.still().getAsBoolean()) {
            Doorkeeper.notKnown().send(context, json);
        } else if (closed && !answered(id, caller.scope())) {
            closing().send(context, json);
        } else {
            answer(context, id, caller.scope());
        }
    }

    private static ApiError closing() {
        return new ApiError(
                503,
                "CLOSING",
                "the gateway ends, and had no answer yet",
                "the gateway",
                "wait again once it is back: the question stays asked",
                Map.of("Retry-After", "5"));
    }

    private void answer(Context context, String id, StreamScope scope) {
        state.question(id, scope)
                .ifPresentOrElse(
                        question -> json.send(context, 200, question),
                        () -> new ApiError(
                                        404,
                                        "NO_QUESTION",
                                        "no question has this id, or it was asked too long ago",
                                        "the path",
                                        "POST /api/questions answers with the id; wait=10 waits until it is known")
                                .send(context, json));
    }

    /** Ends each wait with what there is, and returns when that is known of each. */
    @Override
    public void close() {
        closed = true;
        waiting.values().forEach(all -> all.forEach(each -> each.heard.complete(null)));
        answering.shutdown();
        try {
            if (!answering.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                answering.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
