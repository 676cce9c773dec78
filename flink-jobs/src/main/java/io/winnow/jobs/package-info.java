/**
 * Turns a validated pipeline into Flink jobs. A {@link io.winnow.jobs.definition.PipelineDefinition} enters, resolved against bundles and topics; jobs leave. The command and the entry point of a
 * cluster call.
 */
@NullMarked
package io.winnow.jobs;

import org.jspecify.annotations.NullMarked;
