/** What a program of its own would do: decode and encode, without Flink, Kafka and child processes. Suites race against it. */
@NullMarked
package io.winnow.bench.loop;

import org.jspecify.annotations.NullMarked;
