package io.winnow.jobs.run;

import io.winnow.jobs.definition.DefinitionException;
import io.winnow.records.Units;
import java.util.Collection;

/**
 * Memory of one task manager that Java does not see.
 *
 * @param taskOffHeapBytes of engines inside the process: what their bundles' manifests state, once a process and bundle
 * @param overheadBytes of decoder children beside it
 * @param heapBytes for Java itself
 */
public record MemoryPlan(long taskOffHeapBytes, long overheadBytes, long heapBytes) {
    /** Kafka's and Flink's buffers, code, threads. */
    private static final long JAVA_BYTES = 768L << 20;

    /** Nothing native. */
    public static final MemoryPlan NONE = new MemoryPlan(0, 0, JAVA_BYTES);

    /**
     * Adds up.
     *
     * @param peakBytes of each bundle, as its manifest states
     * @param decoders children that may run at once
     * @param decoderBytes that each may take
     */
    public static MemoryPlan of(Collection<Long> peakBytes, int decoders, long decoderBytes) {
        return new MemoryPlan(
                peakBytes.stream().mapToLong(Long::longValue).sum(),
                Math.multiplyExact((long) decoders, decoderBytes),
                JAVA_BYTES);
    }

    public long totalBytes() {
        return taskOffHeapBytes + overheadBytes + heapBytes;
    }

    /**
     * Refuses what does not fit.
     *
     * @param availableBytes on the machine that computes
     * @param where the limit was written
     */
    public void check(long availableBytes, String where) {
        if (totalBytes() > availableBytes) {
            throw new DefinitionException(
                    "NO_MEMORY",
                    "the pipeline needs " + mebibytes(totalBytes()) + " of memory (" + mebibytes(taskOffHeapBytes)
                            + " for its bundles, " + mebibytes(overheadBytes) + " for decoders, "
                            + mebibytes(heapBytes) + " for Java) but " + mebibytes(availableBytes) + " are allowed",
                    where,
                    "Raise flink.memory where the machine has more, lower decode.children or decode.memory, or choose smaller bundles.");
        }
    }

    private static String mebibytes(long bytes) {
        return Units.writeBytes(bytes >> 20 << 20);
    }
}
