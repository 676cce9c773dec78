@NullMarked
package io.winnow.cli.rate;

import org.jspecify.annotations.NullMarked;
