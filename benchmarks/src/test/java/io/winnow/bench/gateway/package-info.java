@NullMarked
package io.winnow.bench.gateway;

import org.jspecify.annotations.NullMarked;
