@NullMarked
package io.winnow.tokenize.vqtoken;

import org.jspecify.annotations.NullMarked;
