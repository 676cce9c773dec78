/**
 * A pipeline's definition: YAML and overrides enter, a validated {@link io.winnow.jobs.definition.PipelineDefinition} leaves, or a {@link io.winnow.jobs.definition.DefinitionException} that says
 * what is wrong and where. Every option comes from a record that describes itself; nothing here knows Flink. Anyone may call.
 */
@NullMarked
package io.winnow.jobs.definition;

import org.jspecify.annotations.NullMarked;
