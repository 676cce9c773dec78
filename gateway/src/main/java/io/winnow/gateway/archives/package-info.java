/** How far archives are: their places enter, what their objects say of it leaves. The HTTP server asks. */
@NullMarked
package io.winnow.gateway.archives;

import org.jspecify.annotations.NullMarked;
