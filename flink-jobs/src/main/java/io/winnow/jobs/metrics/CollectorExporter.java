package io.winnow.jobs.metrics;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that a collector takes no spans, and once that it takes them again. What it did not take is left out: the line does not wait for it. */
final class CollectorExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(CollectorExporter.class);

    /** What OpenTelemetry itself says of each failure: a detail for the log. Kept here, since the JDK forgets what is set of a logger that nobody holds. */
    private static final java.util.logging.Logger DETAILS =
            java.util.logging.Logger.getLogger("io.opentelemetry.exporter.internal.http.HttpExporter");

    static {
        DETAILS.setFilter(CollectorExporter::isOfOthers);
    }

    private final String collector;
    private final SpanExporter exporter;
    private final AtomicBoolean refused = new AtomicBoolean();

    CollectorExporter(String collector, SpanExporter exporter) {
        this.collector = collector;
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> note(result.isSuccess()));
    }

    private static boolean isOfOthers(LogRecord said) {
        String words = String.valueOf(said.getMessage());
        if (words.startsWith("Failed to export spans") || words.startsWith("Too many log messages")) {
            LOG.info("{}", words);
            return false;
        }
        return true;
    }

    private void note(boolean taken) {
        if (!taken && !refused.getAndSet(true)) {
            LOG.warn(
                    "traces are not taken by {}, and left out until they are: see whether a collector listens there for OpenTelemetry's protocol over HTTP",
                    collector);
        } else if (taken && refused.getAndSet(false)) {
            LOG.warn("traces are taken by {} again", collector);
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
