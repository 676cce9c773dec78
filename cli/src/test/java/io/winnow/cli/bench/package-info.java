@NullMarked
package io.winnow.cli.bench;

import org.jspecify.annotations.NullMarked;
