/** The gateway's HTTP side: requests enter, JSON, events and the page leave. The gateway calls. */
@NullMarked
package io.winnow.gateway.http;

import org.jspecify.annotations.NullMarked;
