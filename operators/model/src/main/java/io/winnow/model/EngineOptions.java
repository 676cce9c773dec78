package io.winnow.model;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.util.Objects;

/**
 * Where and how graphs are computed. Nothing but {@link Bundle#graph} looks at it.
 *
 * @param device that computes
 * @param threads of one call of a graph
 * @param callers calls at once in one process; 0 means half the processors
 * @param reader how readers are computed; other bundles have one engine
 */
public record EngineOptions(
        @Describe(
                key = "engine.device",
                text =
                        "What computes the graphs: the processor (cpu), the first GPU of NVIDIA's (cuda) or another of them"
                                + " (cuda:1). Where that cannot compute, a run is refused.")
        Device device,

        @Describe(
                key = "engine.threads",
                text = "Threads of one call of a graph. More callers of one thread each compute more than one caller"
                        + " of many.",
                content = false)
        int threads,

        @Describe(
                key = "engine.callers",
                text = "Batches computed at once in one process; 0 means one for every two processors.",
                content = false)
        int callers,

        @Describe(
                key = "engine.reader",
                text = "How the reader is computed. auto times those engines that the bundle has and the processor is"
                        + " made for, on the machine that will compute, when a run begins; the run keeps the fastest."
                        + " Engines round differently, so what they answer is close, not equal.")
        EngineKind reader)
        implements Serializable {

    public EngineOptions {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(reader, "reader");
        if (threads < 1 || callers < 0) {
            throw new IllegalArgumentException(
                    "engine.threads is at least 1 and engine.callers at least 0, not " + threads + " and " + callers);
        }
    }

    /** One thread of the processor, in the reference engine. */
    public static EngineOptions defaults() {
        return new EngineOptions(Device.CPU, 1, 0, EngineKind.ONNX_FP32);
    }

    /** What a pipeline has where it says nothing: the reader in the engine that is fastest where it will compute. */
    public static EngineOptions ofPipelines() {
        return defaults().withReader(EngineKind.AUTO);
    }

    /** The same with the reader in another engine. */
    public EngineOptions withReader(EngineKind kind) {
        return new EngineOptions(device, threads, callers, kind);
    }

    /** Calls at once on this machine. */
    public int callersHere() {
        return callers > 0 ? callers : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }
}
