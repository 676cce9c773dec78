@NullMarked
package io.winnow.decode.worker.media;

import org.jspecify.annotations.NullMarked;
