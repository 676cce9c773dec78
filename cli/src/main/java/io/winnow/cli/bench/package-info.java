/** {@code winnow bench}: the ratio report. The benchmarks depend on this module, so they are found on the class path by name. The parser calls. */
@NullMarked
package io.winnow.cli.bench;

import org.jspecify.annotations.NullMarked;
