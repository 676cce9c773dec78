package io.winnow.bench.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.winnow.bench.live.Latencies;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Clients of a gateway in a process of their own, whose time is told apart from the gateway's. Says {@value #SENT} when it has sent everything, and its report when all is answered. */
final class ClientProgram {
    static final String SENT = "sent";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double NANOS_A_SECOND = 1e9;

    private ClientProgram() {}

    /** The gateway's address, event streams, requests a second, questions a second, the length of time, and streams with commas between. */
    public static void main(String[] args) throws IOException, InterruptedException {
        // Shorter than the gateway's: a connection that is being closed answers nothing.
        System.setProperty("jdk.httpclient.keepalive.timeout", "10");
        Clients clients = new Clients(
                Integer.parseInt(args[1]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                Duration.parse(args[4]));
        ClientReport report =
                run(URI.create(args[0]), List.of(args[5].split(",")), clients, () -> System.out.println(SENT));
        System.out.println(new ObjectMapper().writeValueAsString(report));
        System.exit(0);
    }

    /** @param sent is told when nothing more is sent */
    private static ClientReport run(URI gateway, List<String> streams, Clients clients, Runnable sent)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Requests requests = new Requests(gateway, streams);
        try (EventListeners listeners = EventListeners.open(gateway, clients.eventStreams())) {
            listeners.awaitAll(PATIENCE);
            requests.send(clients);
            double processor = processorSeconds();
            double seconds = (System.nanoTime() - begun) / NANOS_A_SECOND;
            sent.run();
            requests.await();
            return report(requests, listeners, seconds, processor);
        }
    }

    private static ClientReport report(
            Requests requests, EventListeners listeners, double seconds, double processorSeconds) {
        Map<String, Long> others = requests.others();
        Latencies millis = Latencies.of(requests.millis());
        List<Double> answers = requests.answerMillis();
        return new ClientReport(
                requests.served()
                        + requests.tooMany()
                        + others.values().stream().mapToLong(Long::longValue).sum(),
                requests.served(),
                requests.tooMany(),
                others,
                listeners.count(),
                listeners.ended(),
                listeners.heardBytes(),
                requests.admitted(),
                answers.size(),
                millis.median(),
                millis.percentile(0.99),
                answers.isEmpty() ? 0 : Latencies.of(answers).median(),
                seconds,
                processorSeconds);
    }

    private static double processorSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / NANOS_A_SECOND;
    }
}
