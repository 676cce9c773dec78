@NullMarked
package io.winnow.gateway.metrics;

import org.jspecify.annotations.NullMarked;
