@NullMarked
package io.winnow.tokenize.preview;

import org.jspecify.annotations.NullMarked;
