/** Topics as whoever is beside a pipeline hears them. The suites call. */
@NullMarked
package io.winnow.bench.topics;

import org.jspecify.annotations.NullMarked;
