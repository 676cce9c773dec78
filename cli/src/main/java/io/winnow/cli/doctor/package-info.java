/** {@code winnow doctor}: everything that a run needs, looked at and explained. A pipeline's file may enter; findings leave. The parser calls. */
@NullMarked
package io.winnow.cli.doctor;

import org.jspecify.annotations.NullMarked;
