/** The one list of what Winnow measures. Stages register by these names, the page and the docs read them; nothing here depends on Flink. */
@NullMarked
package io.winnow.metrics;

import org.jspecify.annotations.NullMarked;
