/**
 * Brings Winnow's metrics from Flink's groups to the {@code metrics} topic, where the page reads them, all of Flink's to Prometheus, and traces to a collector of OpenTelemetry. A pipeline enters, Flink's configuration leaves; Flink loads the reporters by their factories.
 */
@NullMarked
package io.winnow.jobs.metrics;

import org.jspecify.annotations.NullMarked;
