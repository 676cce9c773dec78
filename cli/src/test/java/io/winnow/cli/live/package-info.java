@NullMarked
package io.winnow.cli.live;

import org.jspecify.annotations.NullMarked;
