/**
 * Kafka edges: how records of a stage enter a topic and leave it for the next, with the end of a bounded run in band. Streams of records enter and leave; {@code io.winnow.jobs} alone calls.
 */
@NullMarked
package io.winnow.jobs.kafka;

import org.jspecify.annotations.NullMarked;
