@NullMarked
package io.winnow.decode.worker;

import org.jspecify.annotations.NullMarked;
