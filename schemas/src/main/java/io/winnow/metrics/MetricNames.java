package io.winnow.metrics;

import java.util.List;
import java.util.Locale;

/** Every metric that Winnow registers, in Flink's metric groups and in the snapshots of the {@code metrics} topic. Stage, reason and bundle are labels; a stream's id never is. */
public final class MetricNames {

    /** How a metric moves. */
    public enum Kind {
        /** Only grows; snapshots hold the total of the subtask. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** A distribution; snapshots hold {@code name.p50}, {@code name.p95}, {@code name.p99}, {@code name.max}. */
        HISTOGRAM
    }

    /**
     * One metric.
     *
     * @param name as registered
     * @param kind how it moves
     * @param unit of its value
     * @param stages that register it
     * @param label a label it carries beside the stage, or empty
     * @param text what it says
     */
    public record Metric(String name, Kind kind, String unit, List<String> stages, String label, String text) {
        /** What Flink's reporter puts before every name of a stage. */
        public static final String FLINK = "flink_taskmanager_job_task_operator_stage_";

        public Metric {
            stages = List.copyOf(stages);
        }

        /** As the gateway tells it to Prometheus: with words apart, in Prometheus' base units, a counter with {@code _total}. */
        public String prometheus() {
            String words = bare().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
            return "winnow_" + words + (isTime() ? "_seconds" : "") + (kind == Kind.COUNTER ? "_total" : "");
        }

        /** What a value is multiplied with to be in the unit of {@link #prometheus}. */
        public double scale() {
            return name.endsWith(MILLIS) ? 1e-3 : name.endsWith(MICROS) ? 1e-6 : 1;
        }

        /** As Flink's own reporter tells it to Prometheus, in the unit of {@link #unit}. */
        public String flink() {
            return FLINK + (label.isEmpty() ? "" : label + "_") + name;
        }

        private String bare() {
            return name.replaceAll("(" + MILLIS + "|" + MICROS + ")$", "");
        }

        private boolean isTime() {
            return unit.endsWith("seconds");
        }
    }

    private static final String MILLIS = "Ms";
    private static final String MICROS = "Micros";

    public static final String FRAMES = "frames";
    public static final String FRAMES_DROPPED = "framesDropped";
    public static final String PIXEL_BYTES = "pixelBytes";
    public static final String STREAMS_ACTIVE = "streamsActive";
    public static final String STREAMS_FAILED = "streamsFailed";
    public static final String RECONNECTS = "reconnects";
    public static final String DECODE_MICROS = "decodeMicros";
    public static final String RECORDS = "records";
    public static final String TOKENS = "tokens";
    public static final String TOKEN_BYTES = "tokenBytes";
    public static final String TOKENIZE_MICROS = "tokenizeMicros";
    public static final String PREVIEWS = "previews";
    public static final String BUNDLE = "bundle";
    public static final String WINDOWS = "windows";
    public static final String TOKENS_SEEN = "tokensSeen";
    public static final String TOKENS_KEPT = "tokensKept";
    public static final String KEPT_BYTES = "keptBytes";
    public static final String PRUNE_MICROS = "pruneMicros";
    public static final String KEEP_SHARE = "keepShare";
    public static final String KEEP_AGREEMENT = "keepAgreement";
    public static final String QUESTIONS = "questions";
    public static final String ANSWERS = "answers";
    public static final String STANDING_QUESTIONS = "standingQuestions";
    public static final String STANDING_SKIPPED = "standingSkipped";
    public static final String ALERTS = "alerts";
    public static final String WEBHOOKS_SENT = "webhooksSent";
    public static final String WEBHOOKS_FAILED = "webhooksFailed";
    public static final String WEBHOOKS_WAITING = "webhooksWaiting";
    public static final String TOKENS_READ = "tokensRead";
    public static final String VISUAL_DROPPED = "visualDropped";
    public static final String WORDS = "words";
    public static final String FIRST_TOKEN_MS = "firstTokenMs";
    public static final String ANSWER_MS = "answerMs";
    public static final String DEFERRED = "deferred";
    public static final String DEFERRALS_FAILED = "deferralsFailed";
    public static final String ENDPOINT_TOKENS_IN = "endpointTokensIn";
    public static final String ENDPOINT_TOKENS_OUT = "endpointTokensOut";
    public static final String ENDPOINT_PRICE_MICROS = "endpointPriceMicros";
    public static final String BREAKER_OPEN = "breakerOpen";
    public static final String ARCHIVED = "archived";
    public static final String REPEATS = "repeats";
    public static final String FORGOTTEN = "forgotten";
    public static final String DEAD_LETTERS = "deadLetters";
    public static final String BATCH_SIZE = "batchSize";
    public static final String BATCH_LATENCY_MS = "batchLatencyMs";
    public static final String ASYNC_CALL_DURATION_MS = "asyncCallDurationMs";
    public static final String INFLIGHT_BATCHES = "inflightBatches";
    public static final String PADDING_RATIO = "paddingRatio";

    private static final String DECODE = "decode";
    private static final String TOKENIZE = "tokenize";
    private static final String PRUNE = "prune";
    private static final String READ = "read";
    private static final String ARCHIVE = "archive";
    private static final String WEBHOOKS = "webhooks";

    /** The list itself. */
    public static final List<Metric> ALL = List.of(
            counter(FRAMES, "frames", "frames decoded", DECODE),
            labelled(
                    FRAMES_DROPPED,
                    "frames",
                    "reason",
                    "frames decoded or known of and not tokenized",
                    DECODE,
                    TOKENIZE),
            counter(PIXEL_BYTES, "bytes", "pixels of the frames handed on, before scaling, three bytes each", DECODE),
            gauge(STREAMS_ACTIVE, "streams", "streams being read", DECODE),
            counter(STREAMS_FAILED, "streams", "streams that ended with an error", DECODE),
            counter(RECONNECTS, "times", "live streams opened again", DECODE),
            counter(DECODE_MICROS, "microseconds", "work spent on decoding", DECODE),
            counter(RECORDS, "records", "records put on the edge", TOKENIZE, PRUNE),
            counter(TOKENS, "tokens", "visual tokens made", TOKENIZE),
            counter(TOKEN_BYTES, "bytes", "payload of the tokens made", TOKENIZE),
            counter(TOKENIZE_MICROS, "microseconds", "work spent on tokenizing", TOKENIZE),
            counter(PREVIEWS, "pictures", "small pictures of frames made", TOKENIZE),
            new Metric(
                    BUNDLE,
                    Kind.GAUGE,
                    "1",
                    List.of(TOKENIZE, READ),
                    "bundle",
                    "1, with the name and digest of the bundle that the stage computes with"),
            counter(WINDOWS, "windows", "windows closed", PRUNE),
            counter(TOKENS_SEEN, "tokens", "visual tokens before pruning", PRUNE),
            counter(TOKENS_KEPT, "tokens", "visual tokens kept", PRUNE),
            counter(KEPT_BYTES, "bytes", "payload of the tokens kept", PRUNE),
            counter(PRUNE_MICROS, "microseconds", "work spent on pruning", PRUNE),
            gauge(
                    KEEP_SHARE,
                    "ratio",
                    "share of each window's tokens that is kept, where it was found on a sample",
                    PRUNE),
            gauge(
                    KEEP_AGREEMENT,
                    "ratio",
                    "part of the sample's answers that are the same with that share as with all tokens",
                    PRUNE),
            counter(QUESTIONS, "questions", "questions admitted", READ),
            counter(ANSWERS, "answers", "answers given", READ),
            gauge(STANDING_QUESTIONS, "questions", "standing questions that the subtask knows", READ),
            labelled(
                    STANDING_SKIPPED,
                    "occurrences",
                    "reason",
                    "due times of standing questions that got no answer: BUSY, the one before was not answered yet; DEADLINE, it was too late",
                    READ),
            counter(ALERTS, "alerts", "conditions of standing questions that came true or no longer are", READ),
            counter(WEBHOOKS_SENT, "alerts", "alerts that an endpoint has taken", WEBHOOKS),
            labelled(
                    WEBHOOKS_FAILED,
                    "tries",
                    "reason",
                    "tries to send an alert that an endpoint did not take",
                    WEBHOOKS),
            gauge(WEBHOOKS_WAITING, "alerts", "alerts that wait for an endpoint to take them", WEBHOOKS),
            counter(TOKENS_READ, "tokens", "visual tokens read for answers", READ),
            counter(
                    VISUAL_DROPPED,
                    "answers",
                    "answers whose later layers did without visual tokens, after read.drop-below",
                    READ),
            counter(WORDS, "words", "words generated", READ),
            histogram(FIRST_TOKEN_MS, "milliseconds", "from a question's admission to its first word", READ),
            histogram(ANSWER_MS, "milliseconds", "from a question's admission to its answer", READ),
            counter(DEFERRED, "answers", "answers of which a cascade's first reader was unsure", READ),
            counter(DEFERRALS_FAILED, "answers", "of those, the answers that the endpoint did not give", READ),
            counter(ENDPOINT_TOKENS_IN, "tokens", "tokens of prompts, as the endpoint counts them", READ),
            counter(ENDPOINT_TOKENS_OUT, "tokens", "tokens of answers, as the endpoint counts them", READ),
            counter(
                    ENDPOINT_PRICE_MICROS,
                    "millionths",
                    "what the endpoint's tokens cost, in millionths of the unit of the configured prices",
                    READ),
            gauge(BREAKER_OPEN, "0 or 1", "whether the endpoint is left alone because too many calls failed", READ),
            counter(ARCHIVED, "records", "records written to the archive", ARCHIVE),
            counter(REPEATS, "records", "records dropped because they had been seen", PRUNE, READ, ARCHIVE, WEBHOOKS),
            counter(FORGOTTEN, "records", "records refused because their stream was forgotten", PRUNE, READ, ARCHIVE),
            labelled(
                    DEAD_LETTERS,
                    "records",
                    "reason",
                    "records that could not be processed",
                    DECODE,
                    TOKENIZE,
                    PRUNE,
                    READ,
                    ARCHIVE,
                    WEBHOOKS),
            histogram(BATCH_SIZE, "items", "items of a batch", TOKENIZE, READ),
            histogram(BATCH_LATENCY_MS, "milliseconds", "from an item's arrival to its result", TOKENIZE, READ),
            histogram(ASYNC_CALL_DURATION_MS, "milliseconds", "one call of the engine", TOKENIZE, READ),
            gauge(INFLIGHT_BATCHES, "batches", "batches in the engine", TOKENIZE, READ),
            gauge(PADDING_RATIO, "ratio", "share of the computed tokens that is padding", TOKENIZE, READ));

    private MetricNames() {}

    /**
     * The metric of a name.
     *
     * @throws IllegalArgumentException where it is not listed
     */
    public static Metric of(String name) {
        return ALL.stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("metric " + name + " is not in the list of metrics"));
    }

    /** A metric's name with a label's value, as snapshots write it. */
    public static String labelled(String name, String label, String value) {
        return name + "{" + label + "=" + value + "}";
    }

    private static Metric counter(String name, String unit, String text, String... stages) {
        return new Metric(name, Kind.COUNTER, unit, List.of(stages), "", text);
    }

    private static Metric labelled(String name, String unit, String label, String text, String... stages) {
        return new Metric(name, Kind.COUNTER, unit, List.of(stages), label, text);
    }

    private static Metric gauge(String name, String unit, String text, String... stages) {
        return new Metric(name, Kind.GAUGE, unit, List.of(stages), "", text);
    }

    private static Metric histogram(String name, String unit, String text, String... stages) {
        return new Metric(name, Kind.HISTOGRAM, unit, List.of(stages), "", text);
    }
}
