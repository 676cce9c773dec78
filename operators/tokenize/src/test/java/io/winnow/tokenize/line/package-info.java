@NullMarked
package io.winnow.tokenize.line;

import org.jspecify.annotations.NullMarked;
