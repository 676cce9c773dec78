@NullMarked
package io.winnow.cli.run;

import org.jspecify.annotations.NullMarked;
