/** Who may use the gateway: keys of a file, what each may see and do, and the sessions of pages that were signed in with one. A file enters, callers leave. Knows neither HTTP nor Kafka. */
@NullMarked
package io.winnow.gateway.keys;

import org.jspecify.annotations.NullMarked;
