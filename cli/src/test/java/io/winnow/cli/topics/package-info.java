@NullMarked
package io.winnow.cli.topics;

import org.jspecify.annotations.NullMarked;
