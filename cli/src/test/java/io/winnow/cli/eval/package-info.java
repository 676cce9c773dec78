@NullMarked
package io.winnow.cli.eval;

import org.jspecify.annotations.NullMarked;
