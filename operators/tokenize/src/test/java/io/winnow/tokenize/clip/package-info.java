@NullMarked
package io.winnow.tokenize.clip;

import org.jspecify.annotations.NullMarked;
