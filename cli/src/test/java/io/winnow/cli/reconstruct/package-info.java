@NullMarked
package io.winnow.cli.reconstruct;

import org.jspecify.annotations.NullMarked;
