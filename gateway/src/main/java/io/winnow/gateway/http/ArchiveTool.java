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
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how much archives hold, and has questions on them answered, one after the other: each takes as much of the machine as there is. */
final class ArchiveTool implements McpTool, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveTool.class);

    private final ArchiveWatch watch;
    private final ArchiveReader reader;
    private final Clock clock;
    private final Supplier<ArchiveReader.Forgotten> forgotten;
    private final ArchiveQueue queue = new ArchiveQueue();
    private final CompletableFuture<Void> ending = new CompletableFuture<>();

    /** An answer on an archive, as the document of the interface foresees it. */
    private record Line(@JsonUnwrapped Answered answer, List<String> items) {}

    /** @param forgotten what is refused at the moment */
    ArchiveTool(ArchiveWatch watch, ArchiveReader reader, Clock clock, Supplier<ArchiveReader.Forgotten> forgotten) {
        this.watch = watch;
        this.reader = reader;
        this.clock = clock;
        this.forgotten = forgotten;
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
            return listed(AskedTime.seconds(arguments));
        }
        Caller caller = Caller.of(context);
        Access.ASK.require(caller);
        QuestionRules.problem(text).ifPresent(problem -> {
            throw AskedTime.refused(problem, "question", "ask in one line of text");
        });
        AskedTime time = AskedTime.of(arguments, clock.instant());
        Place place = place(arguments.text("archive").orElse(""));
        List<String> in = arguments.texts("in");
        long seconds = AskedTime.seconds(arguments);
        AuditLog.aboutArchive(context, name(place), text);
        return queue.add(
                caller,
                seconds,
                () -> answered(place, new ArchiveReader.Asked(text, in, time.from(), time.to(), forgotten.get())));
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

    private CompletableFuture<McpResult> listed(long seconds) {
        watch.views();
        return CompletableFuture.anyOf(watch.looked(), ending)
                .orTimeout(seconds, TimeUnit.SECONDS)
                .handle((nothing, failure) -> {
                    if (failure instanceof TimeoutException) {
                        throw new ApiError(
                                504,
                                "NOT_ANSWERED",
                                "the archives could not be looked at within " + seconds + " s",
                                "waitSeconds",
                                "ask again: they are still being looked at");
                    }
                    if (!watch.looked().isDone()) {
                        throw ArchiveQueue.closing();
                    }
                    return listed();
                });
    }

    private McpResult listed() {
        List<ArchiveView> views = watch.views();
        List<String> lines = views.stream().map(ArchiveTool::line).toList();
        return new McpResult(
                String.join("\n", lines), Map.of("archives", views, "answers", List.of(), "notes", List.of()));
    }

    private McpResult answered(Place place, ArchiveReader.Asked asked) throws InterruptedException {
        try {
            return answered(reader.ask(place, asked));
        } catch (ArchiveReader.Unanswered e) {
            throw new ApiError(422, "NOT_ANSWERED", String.valueOf(e.getMessage()), e.where(), e.hint());
        } catch (IOException e) {
            LOG.warn("asking the archive {}", place.address(), e);
            throw new ApiError(
                    422,
                    "NOT_ANSWERED",
                    "the archive cannot be read: " + e.getClass().getSimpleName(),
                    "the archive " + name(place),
                    "see the gateway's log, and that it may read the archive");
        }
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
        ending.complete(null);
        queue.close();
    }
}
