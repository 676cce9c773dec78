@NullMarked
package io.winnow.tokenize;

import org.jspecify.annotations.NullMarked;
