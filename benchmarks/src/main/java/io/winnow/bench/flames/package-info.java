/** Where the time of suites goes, by async-profiler. */
@NullMarked
package io.winnow.bench.flames;

import org.jspecify.annotations.NullMarked;
