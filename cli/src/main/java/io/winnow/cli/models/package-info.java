/** {@code winnow models}: the bundles of an installation, listed, shown and verified. The parser calls. */
@NullMarked
package io.winnow.cli.models;

import org.jspecify.annotations.NullMarked;
