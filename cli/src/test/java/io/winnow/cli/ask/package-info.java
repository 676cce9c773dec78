@NullMarked
package io.winnow.cli.ask;

import org.jspecify.annotations.NullMarked;
