@NullMarked
package io.winnow.model.verify;

import org.jspecify.annotations.NullMarked;
