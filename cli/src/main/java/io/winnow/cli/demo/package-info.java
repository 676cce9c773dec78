/**
 * The demonstration: a clip whose truth is known, or anybody's own, goes through a real broker and Flink inside the command, and answers come out while the page shows how. The command line enters,
 * answers and a table of what happened leave; {@code Main} calls.
 */
@NullMarked
package io.winnow.cli.demo;

import org.jspecify.annotations.NullMarked;
