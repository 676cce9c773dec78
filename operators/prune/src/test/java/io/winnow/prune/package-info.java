@NullMarked
package io.winnow.prune;

import org.jspecify.annotations.NullMarked;
