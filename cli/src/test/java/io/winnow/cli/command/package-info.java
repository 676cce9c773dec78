@NullMarked
package io.winnow.cli.command;

import org.jspecify.annotations.NullMarked;
