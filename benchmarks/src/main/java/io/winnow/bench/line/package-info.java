/** The line as Flink runs it against a loop that does the same without Flink and Kafka, and its edges against each other. */
@NullMarked
package io.winnow.bench.line;

import org.jspecify.annotations.NullMarked;
