@NullMarked
package io.winnow.cli.replay;

import org.jspecify.annotations.NullMarked;
