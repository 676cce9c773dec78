/** {@code winnow tokenize}: single files as visual tokens, to look at and to compare. Files enter, a line a frame leaves. The parser calls. */
@NullMarked
package io.winnow.cli.tokenize;

import org.jspecify.annotations.NullMarked;
