@NullMarked
package io.winnow.jobs.metrics;

import org.jspecify.annotations.NullMarked;
