/** {@code winnow replay}: what a pipeline's topic still holds, pruned and read again. A pipeline's file and a time enter, answers leave beside those that were given; the parser calls. */
@NullMarked
package io.winnow.cli.replay;

import org.jspecify.annotations.NullMarked;
