@NullMarked
package io.winnow.cli.archive;

import org.jspecify.annotations.NullMarked;
