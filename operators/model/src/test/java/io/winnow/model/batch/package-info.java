@NullMarked
package io.winnow.model.batch;

import org.jspecify.annotations.NullMarked;
