@NullMarked
package io.winnow.decode.sources;

import org.jspecify.annotations.NullMarked;
