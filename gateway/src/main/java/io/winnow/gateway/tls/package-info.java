/** Who the gateway is: PEM files of a certificate and its key enter, a Jetty connector that speaks TLS leaves. The gateway and its HTTP side call. */
@NullMarked
package io.winnow.gateway.tls;

import org.jspecify.annotations.NullMarked;
