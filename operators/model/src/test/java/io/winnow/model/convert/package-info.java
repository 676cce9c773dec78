@NullMarked
package io.winnow.model.convert;

import org.jspecify.annotations.NullMarked;
