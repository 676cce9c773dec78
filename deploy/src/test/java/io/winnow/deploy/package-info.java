/** Charts and files are rendered and read as Kubernetes, its operators and compose would read them. */
@NullMarked
package io.winnow.deploy;

import org.jspecify.annotations.NullMarked;
