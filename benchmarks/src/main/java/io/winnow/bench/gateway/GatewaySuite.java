package io.winnow.bench.gateway;

import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.bench.line.Capacity;
import io.winnow.bench.media.Clips;
import io.winnow.bench.process.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** A gateway with a thousand event streams and 200 requests a second, while its pipeline does half of what it can. The system property {@value #LENGTH} says for how long, as in {@code PT3M}. */
public final class GatewaySuite implements Suite {
    static final String NAME = "gateway";
    static final String LENGTH = "winnow.bench.gateway";
    private static final int CAMERAS = 8;
    private static final double LOAD = 0.5;
    private static final int EVENT_STREAMS = 1_000;
    private static final int REQUESTS = 200;
    private static final int QUESTIONS = 5;
    private static final Duration SETTLING = Duration.ofSeconds(20);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        if (!ProcessTree.readable()) {
            each.accept(notRun("this system does not tell PSS"));
            return;
        }
        Duration length = Duration.parse(System.getProperty(LENGTH, quick ? "PT30S" : "PT10M"));
        try (Clips clips = Clips.open()) {
            double capacity = Capacity.framesPerSecond(clips, CAMERAS, quick);
            int rate = Math.max(1, (int) (LOAD * capacity / CAMERAS));
            String load = CAMERAS + " cameras at " + rate + " fps, " + Math.round(100 * CAMERAS * rate / capacity)
                    + " % of what the machine does";
            try (ServedLine line = ServedLine.start(clips.folder(), CAMERAS, rate)) {
                Clients clients = new Clients(EVENT_STREAMS, REQUESTS, QUESTIONS, length);
                new Serving(line, clients, load, !quick).measure(SETTLING, each);
            }
        } catch (IOException e) {
            each.accept(notRun(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a gateway was measured", e);
        }
    }

    private static Ratio notRun(String why) {
        return Ratio.notRun(NAME, "a gateway and its clients", "2xx, or 429 with Retry-After", "responses", 1, why);
    }
}
