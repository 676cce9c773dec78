package io.winnow.jobs.metrics;

import io.opentelemetry.sdk.trace.IdGenerator;

/** Ids of spans: those given for the next span, and others by chance. For one thread at a time. */
final class GivenIds implements IdGenerator {
    private final IdGenerator chance = IdGenerator.random();
    private String trace = "";
    private String span = "";

    /** Gives the ids of the next span; that of the trace counts where the span has no parent. */
    void give(String traceId, String spanId) {
        trace = traceId;
        span = spanId;
    }

    @Override
    public String generateSpanId() {
        String given = span;
        span = "";
        return given.isEmpty() ? chance.generateSpanId() : given;
    }

    @Override
    public String generateTraceId() {
        String given = trace;
        trace = "";
        return given.isEmpty() ? chance.generateTraceId() : given;
    }
}
