/** What Prometheus scrapes of a gateway. The state of the line enters, families of metrics leave; the HTTP interface calls. */
@NullMarked
package io.winnow.gateway.metrics;

import org.jspecify.annotations.NullMarked;
