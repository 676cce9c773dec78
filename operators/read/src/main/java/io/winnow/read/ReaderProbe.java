package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.model.Device;
import io.winnow.model.EngineKind;
import io.winnow.model.EngineOptions;
import io.winnow.model.EngineTrials;
import io.winnow.model.ModelException;
import io.winnow.model.Processor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Times the engines that a reader's bundle has on this machine: in each, one of its example questions on a full context, with an answer of five words. */
public final class ReaderProbe {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderProbe.class);
    private static final int ROUNDS = 4;

    private ReaderProbe() {}

    /**
     * Opens and times every engine that makes sense here, in turns, so that what the machine does meanwhile hits all. Takes a second or two, and gives back what it opened.
     *
     * @param options of the run; its engine is left aside
     * @throws ModelException where the bundle cannot be computed in the reference engine, or has no example questions
     */
    public static EngineTrials run(Bundle bundle, EngineOptions options) {
        SortedMap<EngineKind, String> leftOut = new TreeMap<>();
        Map<EngineKind, ProbeQuestion> open = new EnumMap<>(EngineKind.class);
        try {
            for (EngineKind kind : bundle.engines()) {
                open(bundle, options, kind, open, leftOut);
            }
            EngineTrials trials = new EngineTrials(timed(open, clock(options)), leftOut);
            LOG.info(
                    "Engines for {} on a processor of the family {}: {}.",
                    bundle.ref(),
                    Processor.here().family(),
                    trials);
            return trials;
        } finally {
            open.values().forEach(ProbeQuestion::close);
        }
    }

    private static void open(
            Bundle bundle,
            EngineOptions options,
            EngineKind kind,
            Map<EngineKind, ProbeQuestion> open,
            SortedMap<EngineKind, String> leftOut) {
        if (kind != EngineKind.ONNX_FP32 && !options.device().equals(Device.CPU)) {
            leftOut.put(kind, "it computes on processors, and engine.device is another");
            return;
        }
        kind.unfit(Processor.here()).ifPresent(why -> leftOut.put(kind, why));
        if (leftOut.containsKey(kind)) {
            return;
        }
        try {
            open.put(kind, ProbeQuestion.open(bundle, options.withReader(kind), 1, Integer.MAX_VALUE));
        } catch (ModelException e) {
            if (kind == EngineKind.ONNX_FP32) {
                throw e;
            }
            leftOut.put(kind, String.valueOf(e.getMessage()));
        }
    }

    /** Nanoseconds. What one thread computes is timed by the time that it was given, so that a busy machine does not decide. */
    private static LongSupplier clock(EngineOptions options) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return options.threads() == 1 && threads.isCurrentThreadCpuTimeSupported()
                ? threads::getCurrentThreadCpuTime
                : System::nanoTime;
    }

    /** Milliseconds of the fastest round of each. */
    private static SortedMap<EngineKind, Double> timed(Map<EngineKind, ProbeQuestion> open, LongSupplier clock) {
        SortedMap<EngineKind, Double> millis = new TreeMap<>();
        open.values().forEach(ProbeQuestion::ask);
        for (int round = 0; round < ROUNDS; round++) {
            open.forEach((kind, question) -> {
                long start = clock.getAsLong();
                question.ask();
                millis.merge(kind, (clock.getAsLong() - start) / 1e6, Math::min);
            });
        }
        return millis;
    }
}
