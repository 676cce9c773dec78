/** Holds a bundle against its own examples. A folder enters, a report leaves; the command and tests call. */
@NullMarked
package io.winnow.model.verify;

import org.jspecify.annotations.NullMarked;
