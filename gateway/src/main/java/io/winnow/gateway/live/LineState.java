package io.winnow.gateway.live;

import io.winnow.gateway.live.Views.Bytes;
import io.winnow.gateway.live.Views.Fact;
import io.winnow.gateway.live.Views.Line;
import io.winnow.gateway.live.Views.Stage;
import io.winnow.metrics.MetricNames;
import io.winnow.records.MetricSnapshot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The line with its figures, from metrics. Not safe for use by many threads. */
final class LineState {
    private static final String READ = "read";

    private static final int HISTORY = 60;
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);

    private static final String TOKENIZE = "tokenize";
    private static final double MICROS_A_SECOND = 1e6;

    private final MetricHistory metrics = new MetricHistory();
    private final Map<String, Deque<Double>> histories = new HashMap<>();
    private OptionalLong heardMillis = OptionalLong.empty();
    private OptionalLong stoppedMillis = OptionalLong.empty();

    /** @param at when it came, by this machine's clock */
    void add(MetricSnapshot snapshot, long at) {
        if (snapshot.marksStop()) {
            stoppedMillis = OptionalLong.of(at);
            return;
        }
        metrics.add(snapshot, at);
        if (!snapshot.stage().equals(LiveState.OWN_STAGE)) {
            heardMillis = OptionalLong.of(Math.max(heardMillis.orElse(at), at));
            // What was on its way when the run was stopped is no sign that it goes on.
            stoppedMillis =
                    at - stoppedMillis.orElse(at) > ON_ITS_WAY.toMillis() ? OptionalLong.empty() : stoppedMillis;
        }
    }

    void clear() {
        metrics.clear();
        histories.clear();
        heardMillis = OptionalLong.empty();
        stoppedMillis = OptionalLong.empty();
    }

    /** When the newest snapshot came of what runs the pipeline; empty before one has. */
    OptionalLong heardMillis() {
        return heardMillis;
    }

    /** Whether the run was stopped and has not gone on since; empty where nothing is known of its metrics any more. */
    Optional<Boolean> stopped() {
        return heardMillis.isEmpty() && stoppedMillis.isEmpty()
                ? Optional.empty()
                : Optional.of(stoppedMillis.isPresent());
    }

    /** Whether there are readers. */
    boolean reads() {
        return metrics.latest().stream().anyMatch(snapshot -> snapshot.stage().equals(READ));
    }

    /** The newest of each subtask that was heard after a time. */
    List<MetricSnapshot> snapshots(long afterMillis) {
        return metrics.latest(afterMillis);
    }

    /**
     * The line at this moment.
     *
     * @param heartbeat whether the run lives
     * @param running streams that are being read, as their topic says
     */
    Line view(String run, long nowMillis, Heartbeat heartbeat, long running, Map<String, Long> unreadable) {
        List<Stage> stages =
                List.of(source(running), decode(nowMillis), tokenize(nowMillis), prune(nowMillis), read(nowMillis));
        Bytes bytes = new Bytes(
                metrics.total(MetricNames.PIXEL_BYTES),
                metrics.total(MetricNames.TOKEN_BYTES),
                metrics.total(MetricNames.KEPT_BYTES));
        return new Line(
                run,
                nowMillis,
                heartbeat.state(),
                heartbeat.ageMillis().isPresent() ? heartbeat.ageMillis().getAsLong() : null,
                heartbeat.problem(),
                stages,
                bytes,
                unreadable);
    }

    /** Notes a second's figures in the history. */
    void tick(Line line) {
        for (Stage stage : line.stages()) {
            Deque<Double> history = histories.computeIfAbsent(stage.name(), name -> new ArrayDeque<>());
            history.addLast(stage.value());
            if (history.size() > HISTORY) {
                history.removeFirst();
            }
        }
    }

    private Stage source(long running) {
        double active = metrics.knows(MetricNames.STREAMS_ACTIVE) ? metrics.total(MetricNames.STREAMS_ACTIVE) : running;
        double failed = metrics.total(MetricNames.STREAMS_FAILED);
        return stage(
                "source",
                active,
                active == 1 ? "stream" : "streams",
                failed,
                "failed",
                Map.of(),
                List.of(new Fact("reconnects", metrics.total(MetricNames.RECONNECTS), "count")));
    }

    private Stage decode(long nowMillis) {
        double frames = metrics.total(MetricNames.FRAMES);
        return stage(
                "decode",
                metrics.rate(MetricNames.FRAMES, nowMillis),
                "frames/s",
                frames,
                "frames",
                metrics.byLabel(MetricNames.FRAMES_DROPPED),
                List.of(
                        new Fact("pixels", metrics.total(MetricNames.PIXEL_BYTES), "bytes"),
                        millisEach("each frame", MetricNames.DECODE_MICROS, frames),
                        cores(MetricNames.DECODE_MICROS, nowMillis)));
    }

    private Stage tokenize(long nowMillis) {
        return stage(
                TOKENIZE,
                metrics.rate(MetricNames.TOKENS, nowMillis),
                "tokens/s",
                metrics.total(MetricNames.TOKENS),
                "tokens",
                Map.of(),
                List.of(
                        new Fact("size", metrics.total(MetricNames.TOKEN_BYTES), "bytes"),
                        millisEach(
                                "each record",
                                MetricNames.TOKENIZE_MICROS,
                                metrics.total(MetricNames.RECORDS, TOKENIZE)),
                        cores(MetricNames.TOKENIZE_MICROS, nowMillis),
                        new Fact("batches under way", metrics.total(MetricNames.INFLIGHT_BATCHES, TOKENIZE), "count"),
                        quantile("wait and batch, median", MetricNames.BATCH_LATENCY_MS, "p50", TOKENIZE),
                        quantile("95th percentile", MetricNames.BATCH_LATENCY_MS, "p95", TOKENIZE),
                        quantile("99th percentile", MetricNames.BATCH_LATENCY_MS, "p99", TOKENIZE)));
    }

    private Stage prune(long nowMillis) {
        double seen = metrics.total(MetricNames.TOKENS_SEEN);
        double kept = metrics.total(MetricNames.TOKENS_KEPT);
        return stage(
                "prune",
                metrics.rate(MetricNames.TOKENS_KEPT, nowMillis),
                "kept/s",
                kept,
                "kept",
                seen > kept ? Map.of("tokens", seen - kept) : Map.of(),
                pruneFacts(seen == 0 ? 0 : kept / seen, nowMillis));
    }

    /** What was found on a sample is told where it was looked for. */
    private List<Fact> pruneFacts(double share, long nowMillis) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("share", share, "ratio"),
                new Fact("windows", metrics.total(MetricNames.WINDOWS), "count"),
                cores(MetricNames.PRUNE_MICROS, nowMillis)));
        if (metrics.knows(MetricNames.KEEP_SHARE)) {
            facts.add(new Fact("auto keeps", metrics.largest(MetricNames.KEEP_SHARE), "ratio"));
            facts.add(new Fact("same answers", metrics.largest(MetricNames.KEEP_AGREEMENT), "ratio"));
        }
        return facts;
    }

    private Stage read(long nowMillis) {
        double answers = metrics.total(MetricNames.ANSWERS);
        double late = metrics.byLabel(MetricNames.STANDING_SKIPPED, READ).getOrDefault("DEADLINE", 0.0);
        double waiting = Math.max(0, metrics.total(MetricNames.QUESTIONS) - answers - late);
        return stage(
                READ,
                60 * metrics.rate(MetricNames.ANSWERS, nowMillis),
                "answers/min",
                answers,
                "answers",
                Map.of(),
                List.of(
                        new Fact("waiting", waiting, "count"),
                        new Fact("tokens read", metrics.total(MetricNames.TOKENS_READ), "count"),
                        quantile("first word, median", MetricNames.FIRST_TOKEN_MS, "p50", READ),
                        quantile("95th percentile", MetricNames.FIRST_TOKEN_MS, "p95", READ),
                        quantile("99th percentile", MetricNames.FIRST_TOKEN_MS, "p99", READ)));
    }

    /** How many processors' worth of work a stage does. */
    private Fact cores(String micros, long nowMillis) {
        return new Fact("cores busy", metrics.rate(micros, nowMillis) / MICROS_A_SECOND, "cores");
    }

    /** Of the subtask where it is worst. */
    private Fact quantile(String label, String histogram, String quantile, String stage) {
        return new Fact(label, metrics.largest(histogram + "." + quantile, stage), "ms");
    }

    private Fact millisEach(String label, String micros, double count) {
        return new Fact(label, count == 0 ? 0 : metrics.total(micros) / count / 1000, "ms");
    }

    private Stage stage(
            String name,
            double value,
            String unit,
            double total,
            String totalUnit,
            Map<String, Double> dropped,
            List<Fact> facts) {
        List<Double> history = List.copyOf(histories.getOrDefault(name, new ArrayDeque<>()));
        Map<String, Double> letters = metrics.byLabel(MetricNames.DEAD_LETTERS, name);
        return new Stage(name, value, unit, total, totalUnit, dropped, letters, facts, history);
    }
}
