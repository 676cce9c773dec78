@NullMarked
package io.winnow.cli.tokenize;

import org.jspecify.annotations.NullMarked;
