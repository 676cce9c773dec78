/** The {@code winnow} command. Arguments enter, an exit status and printed lines leave; the launcher calls {@link io.winnow.cli.Main}. */
@NullMarked
package io.winnow.cli;

import org.jspecify.annotations.NullMarked;
