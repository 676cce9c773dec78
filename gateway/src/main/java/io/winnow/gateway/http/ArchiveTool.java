package io.winnow.gateway.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.http.Context;
import io.winnow.archive.Place;
import io.winnow.archive.Progress;
import io.winnow.gateway.archives.ArchiveReader;
import io.winnow.gateway.archives.ArchiveView;
import io.winnow.gateway.archives.ArchiveWatch;
import io.winnow.gateway.live.Views.Answered;
import io.winnow.records.QuestionRules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells how much archives hold, and has questions on them answered, one after the other: each takes as much of the machine as there is. */
final class ArchiveTool implements McpTool, AutoCloseable {
    private static final int MOST_WAITING = 4;
    private static final int LOOK_MILLIS = 100;

    private final ArchiveWatch watch;
    private final ArchiveReader reader;
    private final Clock clock;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final ExecutorService reading;

    /** An answer on an archive, as the document of the interface foresees it. */
    private record Line(@JsonUnwrapped Answered answer, List<String> items) {}

    ArchiveTool(ArchiveWatch watch, ArchiveReader reader, Clock clock) {
        this.watch = watch;
        this.reader = reader;
        this.clock = clock;
        this.reading = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "gateway-archive-questions");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public Access access() {
        return Access.READ_ALL;
    }

    @Override
    public CompletableFuture<McpResult> call(Context context, Fields arguments) {
        String text = arguments.text("question").orElse("").strip();
        if (text.isEmpty()) {
            return read(arguments, this::listed);
        }
        Access.ASK.require(Caller.of(context));
        QuestionRules.problem(text).ifPresent(problem -> {
            throw AskedTime.refused(problem, "question", "ask in one line of text");
        });
        AskedTime time = AskedTime.of(arguments, clock.instant());
        Place place = place(arguments.text("archive").orElse(""));
        ArchiveReader.Asked asked = new ArchiveReader.Asked(text, arguments.texts("in"), time.from(), time.to());
        AuditLog.about(context, "archive " + name(place), text);
        return read(arguments, () -> answered(reader.ask(place, asked)));
    }

    /** An archive by its name, which is the last part of its address, or by the whole; the only one where none is named. */
    private Place place(String named) {
        List<Place> meant = watch.places().stream()
                .filter(place -> named.isBlank() || named.equals(name(place)) || named.equals(place.address()))
                .toList();
        if (meant.size() != 1) {
            throw AskedTime.refused(
                    meant.isEmpty() ? "there is no archive of this name" : "several archives could be meant",
                    "archive",
                    "name one of "
                            + String.join(
                                    ", ",
                                    watch.places().stream().map(Place::address).toList()));
        }
        return meant.get(0);
    }

    private static String name(Place place) {
        return place.address().replaceFirst("/+$", "").replaceFirst(".*/", "");
    }

    /** Has something read when it is its turn, for as long as the caller waits. */
    private CompletableFuture<McpResult> read(Fields arguments, Callable<McpResult> work) {
        long seconds = AskedTime.seconds(arguments);
        if (!room.tryAcquire()) {
            throw new ApiError(
                    429, "TOO_MANY_WAITING", "others wait for archives", "the gateway", "come back in a minute");
        }
        CompletableFuture<McpResult> told = new CompletableFuture<>();
        Future<?> task = reading.submit(() -> {
            try {
                told.complete(work.call());
            } catch (ArchiveReader.Unanswered e) {
                told.completeExceptionally(
                        new ApiError(422, "NOT_ANSWERED", String.valueOf(e.getMessage()), e.where(), e.hint()));
            } catch (Exception e) {
                told.completeExceptionally(e);
            }
        });
        return told.orTimeout(seconds, TimeUnit.SECONDS)
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(failure instanceof TimeoutException ? late(seconds) : failure))
                .whenComplete((result, failure) -> {
                    room.release();
                    task.cancel(true);
                });
    }

    private static ApiError late(long seconds) {
        return new ApiError(
                504,
                "NOT_ANSWERED",
                "the archive could not be read within " + seconds + " s",
                "waitSeconds",
                "wait longer, or name fewer items with in, or a shorter time");
    }

    private McpResult listed() throws InterruptedException {
        List<ArchiveView> views = watch.views();
        while (views.stream().anyMatch(view -> view.lookedMillis() == 0)) {
            Thread.sleep(LOOK_MILLIS);
            views = watch.views();
        }
        List<String> lines = views.stream().map(ArchiveTool::line).toList();
        return new McpResult(
                String.join("\n", lines), Map.of("archives", views, "answers", List.of(), "notes", List.of()));
    }

    private static String line(ArchiveView view) {
        Progress progress = view.progress();
        return view.address() + ": "
                + (progress == null
                        ? view.problem()
                        : String.format(
                                Locale.ROOT,
                                "%d %s, %d of them done, %d failed; %d tokens in %d bytes",
                                progress.items(),
                                view.of(),
                                progress.done(),
                                progress.failed(),
                                progress.tokens(),
                                progress.bytesOut()));
    }

    private static McpResult answered(ArchiveReader.Told told) {
        List<Line> answers = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (ArchiveReader.Found each : told.answers()) {
            Answered answer = Answered.of(each.answer());
            answers.add(new Line(answer, each.items()));
            lines.add(Asking.line(answer)
                    + Optional.of(String.join(", ", each.items()))
                            .filter(items -> !items.isEmpty())
                            .map(items -> " by " + items)
                            .orElse(""));
        }
        lines.addAll(told.notes());
        return new McpResult(
                String.join("\n", lines), Map.of("archives", List.of(), "answers", answers, "notes", told.notes()));
    }

    @Override
    public void close() {
        reading.shutdownNow();
    }
}
