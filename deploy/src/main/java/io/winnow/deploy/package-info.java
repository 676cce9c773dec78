/** What an installation has beside the line: a sample stream. The image's entry point starts it; nobody else calls. */
@NullMarked
package io.winnow.deploy;

import org.jspecify.annotations.NullMarked;
