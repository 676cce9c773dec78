@NullMarked
package io.winnow.cli.embedded;

import org.jspecify.annotations.NullMarked;
