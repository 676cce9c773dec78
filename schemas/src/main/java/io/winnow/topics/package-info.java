/** The topics: what each carries and how it is kept, their full names, and whether a broker has them as they must be. The job builder, the gateway and the command call; a broker's admin client enters. */
@NullMarked
package io.winnow.topics;

import org.jspecify.annotations.NullMarked;
