package io.winnow.bench.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.bench.Ratio;
import io.winnow.bench.live.Ledgers;
import io.winnow.bench.live.Looks;
import io.winnow.bench.live.Trend;
import io.winnow.bench.process.CommandProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line and its gateway with clients and without: what clients are answered, whether the gateway's memory stays, and whether they cost frames. */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int LOOKS = 180;
    private static final double KEPT = 0.99;
    private static final double ONE_SECOND_MILLIS = 1000;

    private final ServedLine line;
    private final Clients clients;
    private final String load;
    private final boolean trend;

    /**
     * Of a line that has been started.
     *
     * @param load what the line does
     * @param trend whether it lasts long enough for one of memory
     */
    Serving(ServedLine line, Clients clients, String load, boolean trend) {
        this.line = line;
        this.clients = clients;
        this.load = load;
        this.trend = trend;
    }

    /** @param settling that goes by before anything is measured */
    void measure(Duration settling, Consumer<Ratio> each) throws IOException, InterruptedException {
        try (Ledgers ledgers = line.ledgers()) {
            line.awaitAll(ledgers);
            listen(ledgers, settling);
            Kept first = kept(ledgers);
            listen(ledgers, clients.length());
            Kept alone = kept(ledgers).since(first);
            watched(ledgers, alone, each);
        }
    }

    private Kept kept(Ledgers ledgers) {
        return Kept.upTo(ledgers, line.streams());
    }

    private void listen(Ledgers ledgers, Duration length) throws IOException {
        long until = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < until) {
            line.requireAlive();
            ledgers.read();
        }
    }

    private void watched(Ledgers ledgers, Kept alone, Consumer<Ratio> each) throws IOException, InterruptedException {
        Kept before = kept(ledgers);
        Duration processorBefore = line.gatewayProcessor();
        Process program = CommandProcess.program(ClientProgram.class, clients.arguments(line.address(), line.streams()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = program.inputReader(StandardCharsets.UTF_8)) {
            Looks looks = new Looks();
            lookUntilSent(program, said, ledgers, looks);
            Kept meanwhile = kept(ledgers).since(before);
            double processor = line.gatewayProcessor().minus(processorBefore).toMillis() / ONE_SECOND_MILLIS;
            while (program.isAlive() && !said.ready()) {
                line.requireAlive();
                ledgers.read();
            }
            String report = said.readLine();
            if (report == null) {
                throw new IOException("the clients ended before their time");
            }
            tell(new ObjectMapper().readValue(report, ClientReport.class), processor, each);
            frames(alone, meanwhile, each);
            if (trend) {
                memory(looks, each);
            }
        } finally {
            program.destroyForcibly();
        }
    }

    private void lookUntilSent(Process program, BufferedReader said, Ledgers ledgers, Looks looks) throws IOException {
        long until = System.nanoTime() + clients.length().plus(PATIENCE).toNanos();
        long pauseNanos = clients.length().dividedBy(LOOKS).toNanos();
        long next = System.nanoTime();
        while (!said.ready()) {
            line.requireAlive();
            if (!program.isAlive() || System.nanoTime() > until) {
                throw new IOException("the clients do not come to an end");
            }
            if (System.nanoTime() >= next) {
                next += pauseNanos;
                looks.take(line.gateway());
            }
            ledgers.read();
        }
        if (!ClientProgram.SENT.equals(said.readLine())) {
            throw new IOException("the clients say something else than " + ClientProgram.SENT);
        }
    }

    private void tell(ClientReport report, double gatewayProcessor, Consumer<Ratio> each) {
        LOG.info("{}: {}", clients, report);
        each.accept(ratio(
                        "responses to " + clients,
                        report.served() + " of 2xx and " + report.tooMany() + " of 429 with Retry-After",
                        report.responses() + " responses" + (report.others().isEmpty() ? "" : ", " + report.others()),
                        report.orderly())
                .aiming(1));
        each.accept(ratio(
                        "event streams that the gateway leaves open",
                        report.eventStreams() - report.closed() + " open at the end",
                        report.eventStreams() + " opened",
                        (report.eventStreams() - report.closed()) / (double) report.eventStreams())
                .aiming(1));
        each.accept(ratio(
                        "questions that have their answer",
                        report.answered() + ", half of them within " + millis(report.answerMillis()),
                        report.admitted() + " taken",
                        report.answered() / (double) report.admitted())
                .aiming(1));
        each.accept(ratio(
                        "time to a response",
                        "1 s",
                        "the 99th percentile, " + millis(report.percentile99Millis()) + "; the median is "
                                + millis(report.medianMillis()),
                        ONE_SECOND_MILLIS / report.percentile99Millis())
                .aiming(1));
        each.accept(ratio(
                "processor time of the clients, who hear " + report.heardBytes() / 1_000_000 + " MB",
                cores(report.processorSeconds() / report.seconds()) + " of the clients",
                cores(gatewayProcessor / report.seconds()) + " of the gateway",
                report.processorSeconds() / gatewayProcessor));
    }

    private void frames(Kept alone, Kept meanwhile, Consumer<Ratio> each) {
        LOG.info("frames without clients: {}; with: {}", alone, meanwhile);
        each.accept(ratio(
                        "share of frames not dropped, " + load,
                        clients + ": " + meanwhile,
                        "no client: " + alone,
                        meanwhile.share() / alone.share())
                .aiming(1));
    }

    private void memory(Looks looks, Consumer<Ratio> each) {
        Trend pss = looks.of(Looks.Look::pssBytes);
        LOG.info("memory of the gateway: {}", pss);
        each.accept(ratio(
                        "memory (PSS) of the gateway over " + clients.length().toMinutes() + " minutes of clients",
                        "level, " + Math.round(pss.level() / 1e6) + " MB",
                        "level an hour later at most",
                        pss.kept())
                .aiming(KEPT));
    }

    private static String millis(double millis) {
        return Math.round(millis) + " ms";
    }

    private static String cores(double cores) {
        return String.format(Locale.ROOT, "%.2f cores", cores);
    }

    private static Ratio ratio(String what, String of, String to, double ratio) {
        return Ratio.of(
                GatewaySuite.NAME,
                what,
                of,
                to,
                new double[] {ratio},
                Runtime.getRuntime().availableProcessors());
    }
}
