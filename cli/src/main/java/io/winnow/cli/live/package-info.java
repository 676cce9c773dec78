/** A running pipeline through its topics: streams, questions, dead letters, the page. The parser calls; nothing here needs Flink to be reachable. */
@NullMarked
package io.winnow.cli.live;

import org.jspecify.annotations.NullMarked;
