/**
 * The records that travel on Winnow's edges, as plain immutable values. Stages see only these; their Avro form and the topics that carry them live in
 * {@code io.winnow.records.avro} and {@code io.winnow.topics}.
 */
@NullMarked
package io.winnow.records;

import org.jspecify.annotations.NullMarked;
