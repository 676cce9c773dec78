@NullMarked
package io.winnow.tokenize.quality;

import org.jspecify.annotations.NullMarked;
