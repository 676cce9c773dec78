/**
 * Brings Winnow's metrics from Flink's groups to the {@code metrics} topic, where the page reads them. Flink loads the reporter by its factory; nobody else calls.
 */
@NullMarked
package io.winnow.jobs.metrics;

import org.jspecify.annotations.NullMarked;
