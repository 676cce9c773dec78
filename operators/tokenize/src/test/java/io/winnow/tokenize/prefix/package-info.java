@NullMarked
package io.winnow.tokenize.prefix;

import org.jspecify.annotations.NullMarked;
