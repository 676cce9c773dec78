@NullMarked
package io.winnow.jobs.kafka;

import org.jspecify.annotations.NullMarked;
