/** What archives cost: their job against a bare loop, runs with nothing to do or that are killed, memory, and bytes of rows. */
@NullMarked
package io.winnow.bench.archive;

import org.jspecify.annotations.NullMarked;
