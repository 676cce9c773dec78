package io.winnow.bench.live;

import io.winnow.bench.Ratio;
import io.winnow.bench.live.WatchedCamera.Trouble;
import io.winnow.bench.media.Clips;
import io.winnow.bench.process.CommandProcess;
import io.winnow.bench.process.LineProcess;
import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.records.StandingQuestion;
import io.winnow.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Eight cameras that one pipeline watches while a standing question is asked of all of them: four steady ones, two whose frames are lost on the way, one whose connections are cut, one that is restarted.
 * Half of them send beside their connections. The broker is not of the processes that are looked at.
 */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final String PIPELINE = "cameras";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final Duration MOST_AWAY = Duration.ofSeconds(8);
    private static final long ASKED_EVERY_MILLIS = 10_000;
    private static final long POLL_MILLIS = 100;
    private static final long SEED = 20_261;
    private static final double KEPT = 0.99;
    private static final int LOOKS = 180;
    private static final int LOOKS_A_TROUBLE = 12;
    private static final List<Trouble> TROUBLES = List.of(
            Trouble.NONE,
            Trouble.NONE,
            Trouble.NONE,
            Trouble.NONE,
            Trouble.LOSS,
            Trouble.LOSS,
            Trouble.CUTS,
            Trouble.RESTARTS);

    private final Duration length;
    private final Clips clips;
    private final List<WatchedCamera> cameras;
    private final EmbeddedBroker broker;
    private final LineProcess line;

    private Watch(Duration length, Clips clips, List<WatchedCamera> cameras, EmbeddedBroker broker, LineProcess line) {
        this.length = length;
        this.clips = clips;
        this.cameras = cameras;
        this.broker = broker;
        this.line = line;
    }

    static Watch start(Duration length) throws IOException, InterruptedException {
        Clips clips = Clips.open();
        List<WatchedCamera> cameras = new ArrayList<>();
        for (int i = 0; i < TROUBLES.size(); i++) {
            Trouble trouble = TROUBLES.get(i);
            cameras.add(WatchedCamera.open("camera-" + (i + 1), trouble, i % 2 == 1, length, SEED + i));
        }
        EmbeddedBroker broker = EmbeddedBroker.in(clips.folder().resolve("broker"));
        broker.start();
        return new Watch(length, clips, cameras, broker, line(clips.folder(), cameras, broker));
    }

    private static LineProcess line(Path folder, List<WatchedCamera> cameras, EmbeddedBroker broker)
            throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("name: " + PIPELINE + "\nedges.tokens: kafka\nedges.pruned: kafka\n");
        text.append("kafka.bootstrap: ").append(broker.bootstrap()).append('\n');
        text.append("flink.state-folder: ").append(folder.resolve("runs")).append("\nsources:\n");
        cameras.forEach(camera -> text.append("  - {id: ")
                .append(camera.id())
                .append(", address: \"")
                .append(camera.address())
                .append("\"}\n"));
        Path pipeline = folder.resolve("cameras.yaml");
        Files.writeString(pipeline, text);
        CommandProcess.run(folder.resolve("command.log"), PATIENCE, "topics", "create", pipeline.toString());
        Path log = folder.resolve("cameras.log");
        ProcessBuilder command = LineProcess.command(pipeline, log, List.of());
        return LineProcess.of(command.start(), log);
    }

    void run(Consumer<Ratio> each) throws IOException, InterruptedException {
        awaitCameras();
        askOfAll();
        Looks looks = new Looks();
        try (Ledgers ledgers = new Ledgers(broker.bootstrap(), new TopicNames(TopicNames.DEFAULT_PREFIX, PIPELINE))) {
            watch(looks, ledgers);
            for (WatchedCamera camera : cameras) {
                camera.end();
            }
            awaitQuiet(ledgers);
            tellLedgers(ledgers, each);
        }
        trend("memory (PSS)", looks, Looks.Look::pssBytes, each);
        trend("threads", looks, Looks.Look::threads, each);
        trend("open files", looks, Looks.Look::descriptors, each);
        trend("processes", looks, Looks.Look::processes, each);
        tellLeftOver(each);
    }

    private void askOfAll() throws InterruptedException {
        try (QuestionWriter questions = new QuestionWriter(
                KafkaOptions.defaults().at(broker.bootstrap()), new TopicNames(TopicNames.DEFAULT_PREFIX, PIPELINE))) {
            questions.stand(new StandingQuestion(
                    "standing",
                    "What is in the picture?",
                    List.of(),
                    Optional.of(ASKED_EVERY_MILLIS),
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    System.currentTimeMillis()));
        }
    }

    private void awaitCameras() throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (cameras.stream().anyMatch(camera -> camera.camera().plays().isEmpty())) {
            if (System.nanoTime() > until) {
                throw new IOException("not all cameras are watched: " + line.lastWords());
            }
            line.requireAlive();
            Thread.sleep(POLL_MILLIS);
        }
        for (WatchedCamera camera : cameras) {
            camera.watched();
        }
    }

    /** Until the steady cameras have sent all that they have. */
    private void watch(Looks looks, Ledgers ledgers) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(SEED);
        long pauseNanos = length.dividedBy(LOOKS).toNanos();
        long next = System.nanoTime();
        for (int look = 1; look < LOOKS; look++) {
            next += pauseNanos;
            Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
            looks.take(line.tree());
            ledgers.read();
            if (look % LOOKS_A_TROUBLE == 0) {
                for (WatchedCamera camera : cameras) {
                    camera.suffer(random, MOST_AWAY);
                }
            }
        }
    }

    private void awaitQuiet(Ledgers ledgers) throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!cameras.stream().allMatch(camera -> ledgers.of(camera.id()).away())) {
            if (System.nanoTime() > until) {
                throw new IOException("a stream does not end: " + line.lastWords());
            }
            ledgers.read();
        }
    }

    private void tellLedgers(Ledgers ledgers, Consumer<Ratio> each) {
        for (WatchedCamera camera : cameras) {
            LOG.info("{} {}: {} frames; {}", camera.id(), camera.trouble(), camera.frames(), ledgers.of(camera.id()));
        }
        each.accept(ledger(
                "frames of cameras whose connections hold",
                "tokenized or told as dropped",
                "sent",
                WatchedCamera::exact,
                camera -> (double) ledgers.of(camera.id()).frames() / camera.frames()));
        each.accept(ledger(
                "frames of cameras with loss, cuts and restarts",
                "one for each GAP",
                "those by which the ledgers differ",
                camera -> !camera.exact(),
                camera -> within(ledgers.of(camera.id()), camera)));
    }

    private Ratio ledger(
            String what, String of, String to, Predicate<WatchedCamera> which, ToDoubleFunction<WatchedCamera> ratio) {
        double[] ratios = cameras.stream().filter(which).mapToDouble(ratio).toArray();
        return Ratio.of(CamerasSuite.NAME, what, of, to, ratios, threads()).aiming(1);
    }

    /** 1 where they differ by no more than one frame a gap. */
    private static double within(Ledger told, WatchedCamera camera) {
        long difference = Math.abs(told.frames() - camera.frames());
        return difference <= told.gaps() ? 1 : (double) told.gaps() / difference;
    }

    private void trend(String what, Looks looks, ToDoubleFunction<Looks.Look> level, Consumer<Ratio> each) {
        Trend trend = looks.of(level);
        LOG.info("{}: {}", what, trend);
        each.accept(Ratio.of(
                        CamerasSuite.NAME,
                        what + " of the line over " + length.toMinutes() + " minutes of eight cameras",
                        "level",
                        "level an hour later at most",
                        new double[] {trend.kept()},
                        threads())
                .aiming(KEPT));
    }

    private void tellLeftOver(Consumer<Ratio> each) throws IOException, InterruptedException {
        List<ProcessHandle> processes = line.tree().processes();
        line.stop();
        line.await(PATIENCE);
        each.accept(Ratio.of(
                        CamerasSuite.NAME,
                        "processes of the line " + ENDING.toSeconds() + " s after its end",
                        "1",
                        "1 and those left over",
                        new double[] {1.0 / (1 + leftOver(processes))},
                        threads())
                .aiming(1));
    }

    /** Decoders see the end of their pipe, and take a moment to go. */
    private static long leftOver(List<ProcessHandle> processes) throws InterruptedException {
        long until = System.nanoTime() + ENDING.toNanos();
        long left;
        do {
            Thread.sleep(POLL_MILLIS);
            left = processes.stream().filter(ProcessHandle::isAlive).count();
        } while (left > 0 && System.nanoTime() < until);
        return left;
    }

    private static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public void close() throws IOException {
        line.close();
        broker.close();
        for (WatchedCamera camera : cameras) {
            camera.close();
        }
        clips.close();
    }
}
