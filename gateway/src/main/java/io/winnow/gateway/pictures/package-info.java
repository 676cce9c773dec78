/** What streams show: small pictures and pruned windows enter from their topics while somebody looks, and leave as the newest picture of a stream with what was kept of it. The HTTP server asks. */
@NullMarked
package io.winnow.gateway.pictures;

import org.jspecify.annotations.NullMarked;
