package io.winnow.gateway;

import io.winnow.records.StreamStatus.State;
import io.winnow.topics.TestBroker;
import io.winnow.topics.TopicCreator;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;

/** Shows the page with made-up figures on the port given as its argument, for whoever works on its looks. Falls silent after a minute, and ends after two. */
final class PageDemo {
    private PageDemo() {}

    public static void main(String[] arguments) throws Exception {
        TopicNames names = new TopicNames("winnow", "demo");
        try (TestBroker broker = new TestBroker(Files.createTempDirectory("page"));
                Admin admin = broker.admin();
                SampleLine line = new SampleLine(broker.bootstrap(), names, "0199f3a2-7c41")) {
            new TopicCreator(admin).create(TopicPlan.of(names));
            try (Gateway gateway =
                    Gateway.start(GatewayConfig.local(Map.of("bootstrap.servers", broker.bootstrap()), names)
                            .withPort(Integer.parseInt(arguments[0])))) {
                System.out.println(gateway.address());
                line.stream("yard/gate.mp4", State.RUNNING, 1200, "");
                line.stream("yard/door.mkv", State.RUNNING, 900, "");
                line.stream(
                        "yard/broken.mp4", State.FAILED, 40, "the picture is damaged at 1.6 s; the rest was left out");
                line.stream("clips/short.gif", State.ENDED, 32, "");
                line.question("q1", "What color is the car?", Optional.empty());
                line.answer("q1", "yard/gate.mp4", "What color is the car?", "red", 0.93);
                line.answer("q1", "yard/door.mkv", "What color is the car?", "there is no car", 0.41);
                line.question("q2", "Does the cyclist stop before the gate?", Optional.of("yard/gate.mp4"));
                line.delta("q2", "yard/gate.mp4", "0199-a", 0, "yes, at the");
                line.question("q3", "How many people meet?", Optional.of("yard/door.mkv"));
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
                AtomicLong seconds = new AtomicLong();
                ScheduledFuture<?> ticking = clock.scheduleAtFixedRate(
                        () -> measure(line, seconds.incrementAndGet()), 0, 1, TimeUnit.SECONDS);
                TimeUnit.MINUTES.sleep(1);
                ticking.cancel(false);
                TimeUnit.MINUTES.sleep(1);
                clock.shutdown();
            }
        }
    }

    private static void measure(SampleLine line, long second) {
        try {
            line.metrics(250 * second + Math.round(60 * Math.sin(second / 3.0)), System.currentTimeMillis());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take the figures", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
