@NullMarked
package io.winnow.cli.clip;

import org.jspecify.annotations.NullMarked;
