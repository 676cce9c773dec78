@NullMarked
package io.winnow.decode.worker.wire;

import org.jspecify.annotations.NullMarked;
